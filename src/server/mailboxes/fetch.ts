import type { ImapFlow, MessageAddressObject, SearchObject } from 'imapflow';
import type { UnfetchedMail } from '../../domain/intake/unreadable.ts';
import { MAX_MESSAGE_BYTES } from '../smtp/receive.ts';
import { asked } from './connection.ts';
import { MailboxError } from './error.ts';

/** The numbers of the messages the server finds, in order. */
export const findUids = async (client: ImapFlow, query: SearchObject): Promise<number[]> => {
  const found = await asked(client.search(query, { uid: true }));
  if (!found) throw new MailboxError('broken', 'The server refused to search the folder.');
  return found.sort((a, b) => a - b);
};

/** A mailbox that may only be looked at keeps its marks; what was taken in is known all the same. */
export const markAsSeen = async (client: ImapFlow, uids: readonly number[]): Promise<void> => {
  if (uids.length > 0) await asked(client.messageFlagsAdd(uids.join(), ['\\Seen'], { uid: true }));
};

/**
 * The message, or as much of it as is taken by SMTP: the rest stays in the mailbox. Null when it is gone; throws when it is
 * there and the server does not give it.
 */
export const fetchMessage = async (client: ImapFlow, uid: number): Promise<Buffer | null> => {
  const about = await asked(client.fetchOne(String(uid), { size: true }, { uid: true }));
  const source = about && (about.size ?? 0) > MAX_MESSAGE_BYTES ? { maxLength: MAX_MESSAGE_BYTES } : true;
  const message = about && (await asked(client.fetchOne(String(uid), { source }, { uid: true })));
  if (message && message.source) return message.source;
  if (!client.usable)
    throw new MailboxError('broken', `The connection broke while message ${uid} was fetched.`);
  if ((await findUids(client, { uid: String(uid) })).includes(uid))
    throw new MailboxError('broken', `The server lists message ${uid}, but does not give it.`);
  return null;
};

/** What the server tells of a message without giving it. */
export const fetchAbout = async (client: ImapFlow, uid: number): Promise<UnfetchedMail['about']> => {
  const query = { envelope: true, internalDate: true, size: true };
  const found = await asked(client.fetchOne(String(uid), query, { uid: true }));
  if (!found || !found.envelope) return null;
  const { envelope, internalDate, size } = found;
  const { subject, messageId, date = internalDate, from, replyTo } = envelope;
  return {
    from: personOf(replyTo?.[0] ?? from?.[0]),
    subject: shown(subject),
    messageId: messageId ? shown(messageId).replace(/^<|>$/g, '') : null,
    sentAt: instantOf(date),
    bytes: size ?? null,
  };
};

const personOf = ({ name, address }: MessageAddressObject = {}) => ({
  name: shown(name),
  address: shown(address),
});

/** Of what the server says the beginning, without what a database refuses. */
const shown = (text = ''): string => text.slice(0, 500).toWellFormed().replaceAll('\0', '');

const instantOf = (date: Date | string | undefined): string | null => {
  const ms = date === undefined ? Number.NaN : new Date(date).getTime();
  return Number.isNaN(ms) ? null : Temporal.Instant.fromEpochMilliseconds(ms).toString();
};
