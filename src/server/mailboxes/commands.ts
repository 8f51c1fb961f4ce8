import type { z } from 'zod';
import type { addMailbox, checkMailbox, MailboxSettings } from '../../contract/mailboxes.ts';
import type { Caller } from '../accounts/caller.ts';
import { type DealershipWork, notify } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/store.ts';
import { findSource } from '../sources/store.ts';
import type { MailboxDoor, MailboxKey } from './connection.ts';
import { doorOf, sealKey } from './keys.ts';
import type { SecretBox } from './secrets.ts';
import type { Mailbox } from './store.ts';
import { forgetUnfetched } from './unfetched.ts';

/** Reads a further mailbox; returns its id. Refuses with `badInput` or `notFound` (the source). */
export const createMailbox = async (
  work: DealershipWork,
  secrets: SecretBox,
  { startWith, ...settings }: z.output<typeof addMailbox.body>,
  caller: Pick<Caller, 'accountId'>,
): Promise<string> => {
  const id = newId();
  await findSource(work, settings.sourceId);
  const mailbox = { dealershipId: work.dealershipId, id };
  refuseOpenWires(settings);
  const key = keyOf(settings, null);
  const columns = columnsOf(settings, key, sealKey(mailbox, secrets, key));
  const at = { createdAt: work.now, lookedAt: work.now, retryAt: work.now };
  await work.sql
    .insertInto('mailboxes')
    .values({ ...mailbox, ...columns, ...at, startWith })
    .execute();
  await recordChange(work, {
    subject: 'mailbox',
    old: null,
    new: { ...shownOf(columns), startWith },
    changedBy: caller.accountId,
  });
  return id;
};

/** Refuses with `badInput` or `notFound`. */
export const updateMailbox = async (
  work: DealershipWork,
  secrets: SecretBox,
  id: string,
  settings: MailboxSettings,
  caller: Caller,
): Promise<void> => {
  const before = await findMailbox(work, id);
  await findSource(work, settings.sourceId);
  refuseOpenWires(settings);
  const key = keyOf(settings, doorOf(before, secrets));
  const columns = columnsOf(settings, key, sealKey(before, secrets, key));
  const isSame = (['host', 'username', 'folder'] as const).every((name) => before[name] === columns[name]);
  await setMailbox(work, before, {
    ...columns,
    // Another account or folder has other numbers; what is in it was never meant.
    ...(isSame ? {} : { uidValidity: null, startWith: 'new' }),
    // Whatever was wrong: now is the time to see whether it is mended.
    retryAt: work.now,
  });
  // What could not be fetched there stays with whoever looks after its enquiry.
  if (!isSame) await forgetUnfetched(work, id);
  const isNewSecret =
    'password' in settings.key || 'refreshToken' in settings.key || 'clientSecret' in settings.key;
  await recordChange(work, {
    subject: 'mailbox',
    old: shownOf(before),
    new: { ...shownOf(columns), ...(isNewSecret && { newSecret: true }) },
    changedBy: caller.accountId,
  });
};

/** Stops or goes on. Refuses with `notFound`. */
export const setMailboxPaused = async (
  work: DealershipWork,
  id: string,
  paused: boolean,
  caller: Caller,
): Promise<void> => {
  const before = await findMailbox(work, id);
  if (before.paused === paused) return;
  await setMailbox(work, before, { paused, connectedAt: null, retryAt: work.now });
  const { username } = before;
  await recordChange(work, {
    subject: 'mailbox',
    old: { name: username, paused: before.paused },
    new: { name: username, paused },
    changedBy: caller.accountId,
  });
};

/** Nothing in the mailbox changes. Refuses with `notFound`. */
export const deleteMailbox = async (work: DealershipWork, id: string, caller: Caller): Promise<void> => {
  const before = await findMailbox(work, id);
  await work.sql
    .deleteFrom('mailboxes')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .execute();
  await notify(work, 'messages', work.dealershipId);
  await recordChange(work, {
    subject: 'mailbox',
    old: shownOf(before),
    new: null,
    changedBy: caller.accountId,
  });
};

/** The door that is to be tried, with stored secrets where none are given. Refuses with `badInput` or `notFound`. */
export const doorToCheck = async (
  work: DealershipWork,
  secrets: SecretBox,
  { id, ...settings }: z.output<typeof checkMailbox.body>,
): Promise<MailboxDoor> => {
  const stored = id === undefined ? null : doorOf(await findMailbox(work, id), secrets);
  refuseOpenWires(settings);
  const { host, port, security, username } = settings;
  return { host, port, security, username, key: keyOf(settings, stored) };
};

const findMailbox = async (work: DealershipWork, id: string): Promise<Mailbox> => {
  const mailbox = await work.sql
    .selectFrom('mailboxes')
    .selectAll()
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!mailbox) throw new Refusal('notFound', 'There is no such mailbox.');
  return mailbox;
};

const setMailbox = async (
  work: DealershipWork,
  { id, revision }: Mailbox,
  columns: Partial<Mailbox>,
): Promise<void> => {
  await work.sql
    .updateTable('mailboxes')
    .set({ ...columns, revision: revision + 1 })
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .execute();
  await notify(work, 'messages', work.dealershipId);
};

const columnsOf = (settings: MailboxSettings, key: MailboxKey, sealedSecret: string) => {
  const { sourceId, host, port, security, username, folder } = settings;
  const oauth = key.auth === 'oauth2' ? JSON.stringify(key.token) : null;
  return { sourceId, host, port, security, username, folder, auth: key.auth, oauth, sealedSecret };
};

/**
 * The given secrets, or the stored ones. A stored secret goes nowhere but where it was meant for: whoever may change
 * settings must not be able to have it sent to a server of theirs.
 */
const keyOf = (
  { host, username, key }: Pick<MailboxSettings, 'host' | 'username' | 'key'>,
  stored: MailboxDoor | null,
): MailboxKey => {
  const old = stored?.host === host && stored.username === username ? stored.key : null;
  if (key.auth === 'password') {
    const password = key.password ?? (old?.auth === 'password' ? old.password : undefined);
    if (password === undefined) throw missing('key.password');
    return { auth: 'password', password };
  }
  const token = { tokenUrl: key.tokenUrl, clientId: key.clientId, scope: key.scope };
  const kept = old?.auth === 'oauth2' && old.token.tokenUrl === token.tokenUrl ? old : null;
  const refreshToken = key.refreshToken ?? kept?.refreshToken;
  if (refreshToken === undefined) throw missing('key.refreshToken');
  return { auth: 'oauth2', token, clientSecret: key.clientSecret ?? kept?.clientSecret ?? '', refreshToken };
};

const missing = (path: string): Refusal =>
  new Refusal('badInput', `${path} is missing: it is new, or the place it belongs to has changed.`, [
    { path, message: 'missing' },
  ]);

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/** Secrets travel encrypted, except within this machine. */
const refuseOpenWires = ({
  host,
  security,
  key,
}: Pick<MailboxSettings, 'host' | 'security' | 'key'>): void => {
  if (security === 'none' && !LOOPBACK.includes(host)) {
    throw new Refusal('badInput', 'Without encryption only a server on this machine can be read.', [
      { path: 'security', message: 'unencrypted' },
    ]);
  }
  if (key.auth !== 'oauth2') return;
  const { protocol, hostname } = new URL(key.tokenUrl);
  if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.includes(hostname))) {
    throw new Refusal('badInput', 'Tokens are only fetched from an https address.', [
      { path: 'key.tokenUrl', message: 'unencrypted' },
    ]);
  }
};

/** What the change log says of it: everything but the secret. */
const shownOf = ({
  sourceId,
  host,
  port,
  security,
  username,
  folder,
  auth,
}: Pick<Mailbox, 'sourceId' | 'host' | 'port' | 'security' | 'username' | 'folder' | 'auth'>) => ({
  name: username,
  sourceId,
  host,
  port: String(port),
  security,
  folder,
  auth,
});
