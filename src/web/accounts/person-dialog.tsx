import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setAccount } from '../../contract/accounts.ts';
import type { Scope } from '../../domain/accounts/scope.ts';
import { useSession } from '../session.ts';
import { useProblemText } from '../ui/problem-text.ts';
import { useAct } from '../ui/use-act.tsx';
import type { Person } from './people-page.tsx';
import { WaysIn } from './ways-in.tsx';
import { RolePicker } from './role-picker.tsx';
import { ScopePicker } from './scope-picker.tsx';

/** Changes a person's name, roles and scope, ends their access or opens it again. */
export const PersonDialog = ({
  person,
  onClose,
  onEndAccess,
}: {
  person: Person;
  onClose: () => void;
  onEndAccess: () => void;
}) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const isSelf = useSession().account?.id === person.id;
  const [name, setName] = useState(person.name);
  const [roles, setRoles] = useState(person.roles);
  const [scope, setScope] = useState<Scope>(person.scope);
  const answersFor = roles.some((role) => role !== 'admin');
  const change = useAct(setAccount, { refreshes: ['accounts', 'leads'], onRefused: () => undefined });
  // A refusal stays in the dialog: `change.isError`.
  const save = (active: boolean, done: string) =>
    change
      .mutateAsync({
        params: { id: person.id },
        body: { name, roles, active, scope: { branches: [...scope.branches], sources: [...scope.sources] } },
      })
      .then(
        () => {
          notifications.show({ message: done });
          onClose();
        },
        () => undefined,
      );
  const valid = name.trim() !== '' && roles.length > 0;

  return (
    <Modal opened onClose={onClose} title={t('accounts.people.editOf', { name: person.name })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (valid) void save(person.active, t('accounts.people.saved'));
        }}
      >
        <Stack>
          {change.isError ? (
            <Alert color="red" title={t('accounts.people.notSaved')} role="alert">
              {problemText(change.error)}
            </Alert>
          ) : null}
          <TextInput
            label={t('accounts.field.name')}
            value={name}
            error={name.trim() === '' ? t('accounts.missing.name') : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <RolePicker
            value={roles}
            error={roles.length === 0 ? t('accounts.missing.roles') : undefined}
            onChange={setRoles}
          />
          {answersFor ? <ScopePicker value={scope} onChange={setScope} /> : null}
          {person.active && !isSelf ? <WaysIn person={person} /> : null}
          <Group gap="xs">
            {isSelf ? (
              <Text size="sm" c="dimmed" flex={1}>
                {t('accounts.people.endAccessOwn')}
              </Text>
            ) : person.active ? (
              <Button variant="default" onClick={onEndAccess}>
                {t('accounts.people.endAccess')}
              </Button>
            ) : (
              <Button
                variant="default"
                onClick={() => save(true, t('accounts.people.reopened', { name: person.name }))}
              >
                {t('accounts.people.reopen')}
              </Button>
            )}
            <Group gap="xs" ml="auto">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" disabled={!valid} loading={change.isPending}>
                {t('common.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
