import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { invite } from '../../contract/accounts.ts';
import { useProblemText } from '../ui/problem-text.ts';
import { useAct } from '../ui/use-act.tsx';
import { type FieldErrors, refusedFields, stillWrong } from './field-errors.ts';
import { personErrors, type PersonDraft } from './person-draft.ts';
import { RolePicker } from './role-picker.tsx';

const NOBODY: PersonDraft = { name: '', mail: '', roles: ['seller'] };

export const InviteDialog = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [person, setPerson] = useState(NOBODY);
  const [errors, setErrors] = useState<FieldErrors>({});
  const close = () => {
    setPerson(NOBODY);
    setErrors({});
    send.reset();
    onClose();
  };
  const send = useAct(invite, {
    refreshes: ['accounts', 'outbox'],
    onDone: () => {
      notifications.show({ message: t('accounts.people.invitationSent', { mail: person.mail }) });
      close();
    },
    onRefused: (error) => setErrors(refusedFields(error, t)),
  });
  const edit = (change: Partial<PersonDraft>) => {
    const edited = { ...person, ...change };
    setPerson(edited);
    setErrors(stillWrong(errors, personErrors(edited, t)));
  };
  const submit = () => {
    const found = personErrors(person, t);
    setErrors(found);
    if (Object.keys(found).length === 0) send.mutate({ body: { ...person, mail: person.mail.trim() } });
  };

  return (
    <Modal opened={opened} onClose={close} title={t('accounts.people.invite')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack>
          <Text c="dimmed">{t('accounts.people.inviteLead')}</Text>
          {send.isError && Object.keys(errors).length === 0 ? (
            <Alert color="red" title={t('accounts.people.notSaved')} role="alert">
              {problemText(send.error)}
            </Alert>
          ) : null}
          <TextInput
            data-autofocus
            label={t('accounts.field.name')}
            value={person.name}
            error={errors.name}
            onChange={(event) => edit({ name: event.currentTarget.value })}
          />
          <TextInput
            type="email"
            label={t('accounts.field.mail')}
            value={person.mail}
            error={errors.mail}
            onChange={(event) => edit({ mail: event.currentTarget.value })}
          />
          <RolePicker value={person.roles} error={errors.roles} onChange={(roles) => edit({ roles })} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={send.isPending}>
              {t('accounts.people.inviteSubmit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
