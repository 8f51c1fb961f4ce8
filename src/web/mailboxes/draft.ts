import type { MailboxSettings, MailboxView } from '../../contract/mailboxes.ts';

/** A mailbox as it is being entered; secrets left empty stay as they are stored. */
export interface MailboxDraft extends Omit<MailboxSettings, 'key'> {
  readonly auth: 'password' | 'oauth2';
  readonly password: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly scope: string;
}

/** Where the mailboxes of providers that are common in Germany are reached. */
export const PROVIDERS = [
  { name: 'IONOS', host: 'imap.ionos.de' },
  { name: 'Strato', host: 'imap.strato.de' },
  { name: 'Telekom', host: 'secureimap.t-online.de' },
  { name: 'GMX', host: 'imap.gmx.net' },
  { name: 'WEB.DE', host: 'imap.web.de' },
  { name: 'Gmail', host: 'imap.gmail.com' },
  { name: 'Microsoft 365', host: 'outlook.office365.com' },
] as const;

export const emptyDraft = (sourceId: string): MailboxDraft => ({
  sourceId,
  host: '',
  port: 993,
  security: 'tls',
  username: '',
  folder: 'INBOX',
  auth: 'password',
  password: '',
  tokenUrl: '',
  clientId: '',
  clientSecret: '',
  refreshToken: '',
  scope: '',
});

export const draftOf = ({
  sourceId,
  host,
  port,
  security,
  username,
  folder,
  key,
}: MailboxView): MailboxDraft => ({
  ...emptyDraft(sourceId),
  host,
  port,
  security,
  username,
  folder,
  auth: key.auth,
  ...(key.auth === 'oauth2' && { tokenUrl: key.tokenUrl, clientId: key.clientId, scope: key.scope ?? '' }),
});

export const settingsOf = (draft: MailboxDraft): MailboxSettings => {
  const { sourceId, host, port, security, username, folder } = draft;
  const place = { sourceId, host: host.trim().toLowerCase(), port, security, username, folder };
  if (draft.auth === 'password')
    return {
      ...place,
      key: { auth: 'password', ...(draft.password !== '' && { password: draft.password }) },
    };
  return {
    ...place,
    key: {
      auth: 'oauth2',
      tokenUrl: draft.tokenUrl,
      clientId: draft.clientId,
      scope: draft.scope === '' ? null : draft.scope,
      ...(draft.clientSecret !== '' && { clientSecret: draft.clientSecret }),
      ...(draft.refreshToken !== '' && { refreshToken: draft.refreshToken }),
    },
  };
};
