import { Button, Group, NativeSelect, NumberInput, PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SECURITIES } from '../../domain/intake/mailbox.ts';
import { type MailboxDraft, PROVIDERS } from './draft.ts';

const PORTS = { tls: 993, startTls: 143, none: 143 };

interface Props {
  draft: MailboxDraft;
  isNew: boolean;
  onChange: (draft: MailboxDraft) => void;
}

/** Where the mailbox is, and how one signs in to it. */
export const MailboxFields = ({ draft, isNew, onChange }: Props) => {
  const { t } = useTranslation();
  const set = (change: Partial<MailboxDraft>) => onChange({ ...draft, ...change });
  const security = (value: string) => SECURITIES.find((one) => one === value) ?? 'tls';
  return (
    <>
      <Group gap="xs" role="group" aria-label={t('mailboxes.providers')}>
        {PROVIDERS.map(({ name, host }) => (
          <Button
            key={name}
            size="compact-sm"
            variant={draft.host === host ? 'filled' : 'default'}
            aria-pressed={draft.host === host}
            onClick={() => set({ host, port: 993, security: 'tls' })}
          >
            {name}
          </Button>
        ))}
      </Group>
      <TextInput
        label={t('mailboxes.field.host')}
        value={draft.host}
        onChange={(event) => set({ host: event.currentTarget.value })}
      />
      <Group grow align="flex-start">
        <NativeSelect
          label={t('mailboxes.field.security')}
          data={SECURITIES.map((value) => ({ value, label: t(`mailboxes.security.${value}`) }))}
          value={draft.security}
          onChange={(event) => {
            const chosen = security(event.currentTarget.value);
            set({ security: chosen, port: PORTS[chosen] });
          }}
        />
        <NumberInput
          label={t('mailboxes.field.port')}
          min={1}
          max={65_535}
          allowDecimal={false}
          value={draft.port}
          onChange={(value) => set({ port: Number(value) })}
        />
      </Group>
      <TextInput
        label={t('mailboxes.field.username')}
        autoComplete="off"
        value={draft.username}
        onChange={(event) => set({ username: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('mailboxes.field.auth')}
        data={(['password', 'oauth2'] as const).map((value) => ({
          value,
          label: t(`mailboxes.auth.${value}`),
        }))}
        value={draft.auth}
        onChange={(event) => set({ auth: event.currentTarget.value === 'oauth2' ? 'oauth2' : 'password' })}
      />
      {draft.auth === 'password' ? (
        <PasswordInput
          label={t('mailboxes.field.password')}
          description={isNew ? t('mailboxes.field.passwordHint') : t('mailboxes.field.keep')}
          autoComplete="new-password"
          value={draft.password}
          onChange={(event) => set({ password: event.currentTarget.value })}
        />
      ) : (
        <OAuthFields draft={draft} isNew={isNew} onChange={onChange} />
      )}
      <TextInput
        label={t('mailboxes.field.folder')}
        value={draft.folder}
        onChange={(event) => set({ folder: event.currentTarget.value })}
      />
    </>
  );
};

const OAuthFields = ({ draft, isNew, onChange }: Props) => {
  const { t } = useTranslation();
  const set = (change: Partial<MailboxDraft>) => onChange({ ...draft, ...change });
  const keep = isNew ? undefined : t('mailboxes.field.keep');
  return (
    <>
      <TextInput
        type="url"
        label={t('mailboxes.field.tokenUrl')}
        value={draft.tokenUrl}
        onChange={(event) => set({ tokenUrl: event.currentTarget.value })}
      />
      <TextInput
        label={t('mailboxes.field.clientId')}
        value={draft.clientId}
        onChange={(event) => set({ clientId: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('mailboxes.field.clientSecret')}
        description={keep}
        autoComplete="new-password"
        value={draft.clientSecret}
        onChange={(event) => set({ clientSecret: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('mailboxes.field.refreshToken')}
        description={keep}
        autoComplete="new-password"
        value={draft.refreshToken}
        onChange={(event) => set({ refreshToken: event.currentTarget.value })}
      />
      <TextInput
        label={t('mailboxes.field.scope')}
        value={draft.scope}
        onChange={(event) => set({ scope: event.currentTarget.value })}
      />
    </>
  );
};
