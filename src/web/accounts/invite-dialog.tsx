import { Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { invite } from '../../contract/accounts.ts';
import { SaveDialog } from '../ui/save-dialog.tsx';
import { useAct } from '../ui/use-act.tsx';
import { type FieldErrors, refusedFields, stillWrong } from './field-errors.ts';
import { personErrors, type PersonDraft } from './person-draft.ts';
import { RolePicker } from './role-picker.tsx';

const NOBODY: PersonDraft = { name: '', mail: '', roles: ['seller'] };

export const InviteDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  const [person, setPerson] = useState(NOBODY);
  const [errors, setErrors] = useState<FieldErrors>({});
  const send = useAct(invite, {
    refreshes: ['accounts', 'outbox'],
    onDone: () => {
      notifications.show({ message: t('accounts.people.invitationSent', { mail: person.mail }) });
      onClose();
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
    <SaveDialog
      title={t('accounts.people.invite')}
      act={t('accounts.people.inviteSubmit')}
      save={send}
      isSaidBeside={Object.keys(errors).length > 0}
      onSave={submit}
      onClose={onClose}
    >
      <Text c="dimmed">{t('accounts.people.inviteLead')}</Text>
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
    </SaveDialog>
  );
};
