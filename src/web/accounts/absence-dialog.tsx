import {
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeAbsence, enterAbsence, removeAbsence } from '../../contract/accounts.ts';
import { absenceProblem } from '../../domain/accounts/absence.ts';
import { hasRole, useSession } from '../session.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { useProblemText } from '../ui/problem-text.ts';
import { useAct } from '../ui/use-act.tsx';
import { useAbsenceTexts } from './absence-texts.ts';
import type { Person } from './people-page.tsx';
import type { Absence } from './queries.ts';

interface Props {
  /** What is changed; absent for a new one. */
  absence?: Absence | undefined;
  /** People with access. */
  people: readonly Person[];
  known: readonly Absence[];
  today: string;
  onClose: () => void;
}

/** Enters or changes when somebody is away and who stands in; says what is wrong before it is sent. */
export const AbsenceDialog = ({ absence, people, known, today, onClose }: Props) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const session = useSession();
  const [draft, setDraft] = useState<Absence>(
    absence ?? {
      id: '',
      accountId: session.account?.id ?? '',
      fromOn: today,
      untilOn: today,
      substituteId: null,
    },
  );
  const edit = (change: Partial<Absence>) => setDraft((before) => ({ ...before, ...change }));
  const texts = useAbsenceTexts(today, (id) => people.find((person) => person.id === id)?.name ?? '');
  const options = {
    refreshes: ['accounts'],
    done: t('accounts.people.saved'),
    onDone: onClose,
    onRefused: () => undefined,
  };
  const enter = useAct(enterAbsence, options);
  const change = useAct(changeAbsence, options);
  const remove = useAct(removeAbsence, options);
  const failed = enter.error ?? change.error ?? remove.error;

  const complete = draft.fromOn !== '' && draft.untilOn !== '';
  const problem = complete ? absenceProblem(draft, known) : null;
  const wrong = (...codes: NonNullable<typeof problem>['code'][]) =>
    problem && codes.includes(problem.code) ? texts.problem(problem) : undefined;
  const save = () => {
    const { accountId, fromOn, untilOn, substituteId } = draft;
    const body = { fromOn, untilOn, substituteId };
    if (absence) change.mutate({ params: { id: absence.id }, body });
    else enter.mutate({ body: { ...body, accountId } });
  };
  const choices = people.map(({ id, name }) => ({ value: id, label: name }));
  const substitute = people.find(({ id }) => id === draft.substituteId);

  return (
    <Modal opened onClose={onClose} title={t(absence ? 'accounts.absence.change' : 'accounts.absence.enter')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (complete && !problem) save();
        }}
      >
        <Stack>
          {failed ? (
            <Alert color="red" title={t('accounts.people.notSaved')} role="alert">
              {problemText(failed)}
            </Alert>
          ) : null}
          <Select
            searchable
            allowDeselect={false}
            label={t('accounts.absence.who')}
            disabled={absence !== undefined || !hasRole(session, 'controller', 'admin')}
            data={choices}
            value={draft.accountId}
            onChange={(id) => edit({ accountId: id ?? draft.accountId })}
          />
          <SimpleGrid cols={2}>
            <TextInput
              type="date"
              label={t('accounts.absence.from')}
              value={draft.fromOn}
              error={wrong('absencesOverlap')}
              onChange={(event) => edit({ fromOn: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label={t('accounts.absence.until')}
              value={draft.untilOn ?? ''}
              disabled={draft.untilOn === null}
              min={draft.fromOn}
              error={wrong('absenceEndsBeforeStart')}
              onChange={(event) => edit({ untilOn: event.currentTarget.value })}
            />
          </SimpleGrid>
          <Checkbox
            label={t('accounts.absence.openEnd')}
            checked={draft.untilOn === null}
            onChange={(event) => edit({ untilOn: event.currentTarget.checked ? null : draft.fromOn })}
          />
          <Select
            searchable
            clearable
            label={t('accounts.absence.substitute')}
            placeholder={t('accounts.absence.nobody')}
            description={t('accounts.absence.substituteHint')}
            data={choices.filter(({ value }) => value !== draft.accountId)}
            value={draft.substituteId}
            error={wrong('substituteLoop', 'ownSubstitute')}
            onChange={(substituteId) => edit({ substituteId })}
          />
          {substitute?.roles.every((role) => role === 'seller') ? (
            <Text size="sm" c="dimmed">
              {t('accounts.absence.seesOwnOnly', { name: substitute.name })}
            </Text>
          ) : null}
          <Group gap="xs">
            {absence ? (
              <ConfirmButton
                question={t('accounts.absence.removeText')}
                confirm={t('accounts.absence.remove')}
                onConfirm={() => remove.mutate({ params: { id: absence.id } })}
              >
                {t('accounts.absence.remove')}
              </ConfirmButton>
            ) : null}
            <Group gap="xs" ml="auto">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button
                type="submit"
                disabled={!complete || problem !== null}
                loading={enter.isPending || change.isPending}
              >
                {t('common.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
