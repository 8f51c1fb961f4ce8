import { createHash } from 'node:crypto';
import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import type { MailClass } from '../../domain/intake/classify.ts';
import { isOfType } from '../../domain/intake/read-document.ts';
import { replyTokenOf } from '../../domain/intake/recipient.ts';
import type { ReadContext } from '../../domain/intake/reader.ts';
import { type DealershipWork, notify, notifyAll, type Work } from '../db/database.ts';
import type { Database as Tables, RawMessages } from '../db/tables.ts';
import type { Scope } from '../../domain/accounts/scope.ts';
import type { Caller } from '../accounts/caller.ts';
import { readSight } from '../accounts/store.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { FileAnswer } from '../http/files.ts';
import { isDocument, type KeptMessage } from './document.ts';
import type { Reading } from './reading.ts';

/** What an address of ours stands for: a source, or one lead whose customer answers. */
export interface Recipient {
  readonly dealershipId: string;
  readonly sourceId: string | null;
  readonly replyLeadId: string | null;
}

/** The ways in by which messages are kept as they came. */
export type Channel = 'smtp' | 'imap' | 'http' | 'form' | 'import';

/** A message as it came in, with its envelope. */
export interface RawMessage {
  readonly channel: Channel;
  /** What the bytes are; a mail unless said. */
  readonly mediaType?: string;
  readonly bytes: Buffer;
  readonly envelopeFrom: string;
  readonly peer: string;
  /** How the sending server introduced itself. */
  readonly peerName?: string;
  /** Whether it shall be found out who sent it. */
  readonly checkSender?: boolean;
  /** Read at once unless said: more of it is still to come. */
  readonly readAt?: Temporal.Instant;
  /** Brought in to be looked up only: what it asks was settled before. */
  readonly settled?: boolean;
  readonly to: readonly { readonly address: string; readonly recipient: Recipient }[];
}

/** Whose address this is. Inactive sources count: what is sent to them must not be lost. */
export const findRecipient = async (
  database: Kysely<Tables>,
  localPart: string,
): Promise<Recipient | null> => {
  const source = await database
    .selectFrom('leadAddresses')
    .select(['dealershipId', 'sourceId'])
    .where('localPart', '=', localPart)
    .executeTakeFirst();
  if (source) return { ...source, replyLeadId: null };

  const replyToken = replyTokenOf(localPart);
  if (replyToken === null) return null;
  const lead = await database
    .selectFrom('leads')
    .select(['dealershipId', 'id'])
    .where('replyToken', '=', replyToken)
    .executeTakeFirst();
  return lead ? { dealershipId: lead.dealershipId, sourceId: null, replyLeadId: lead.id } : null;
};

/** By what the very same bytes are known again, whatever way they come. */
export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Keeps a message, once for every source or lead it is addressed to, and wakes the reader. All or nothing:
 * the sender may be told "accepted" only when the caller's transaction has committed. Returns the queue ids.
 */
export const storeRawMessage = async (work: Work, message: RawMessage): Promise<readonly string[]> => {
  const [ids = []] = await storeRawMessages(work, [message]);
  return ids;
};

/** The same of several messages, in one statement; their queue ids in the same order. */
export const storeRawMessages = async (
  work: Work,
  messages: readonly RawMessage[],
): Promise<readonly (readonly string[])[]> => {
  const rows = messages.map((message) => rowsOf(message, work.now));
  await work.sql.insertInto('rawMessages').values(rows.flat()).execute();
  const dealerships = new Set(rows.flat().map(({ dealershipId }) => dealershipId));
  await notifyAll(work, [['raw', ''], ...[...dealerships].map((id) => ['messages', id] as const)]);
  return rows.map((ofOne) => ofOne.map(({ id }) => id));
};

const rowsOf = (message: RawMessage, now: Temporal.Instant) => {
  const { channel, mediaType, envelopeFrom, peer, bytes, settled = false, readAt = now } = message;
  const targets = new Map(message.to.map((to) => [to.recipient.sourceId ?? to.recipient.replyLeadId, to]));
  const same = {
    channel,
    ...(mediaType !== undefined && { mediaType }),
    envelopeFrom,
    peer,
    peerName: (message.peerName ?? '').slice(0, MAX_SHOWN_CHARS).toWellFormed(),
    senderDueAt: message.checkSender ? now : null,
    settled,
    bytes,
    sha256: sha256Of(bytes),
    receivedAt: now,
    nextReadAt: readAt,
  };
  return [...targets.values()].map(({ address, recipient }) => ({
    ...recipient,
    ...same,
    id: newId(),
    envelopeTo: address,
  }));
};

/**
 * All of a message that was kept before all of it was there takes the place of what was known of it. It is read as any other,
 * and where it became a lead already, into that one.
 */
export const completeMessage = async (
  work: DealershipWork,
  id: string,
  { bytes, mediaType, checkSender }: Pick<RawMessage, 'bytes' | 'mediaType' | 'checkSender'>,
): Promise<void> => {
  await setRawMessage(work, id, {
    bytes,
    sha256: sha256Of(bytes),
    ...(mediaType !== undefined && { mediaType }),
    senderDueAt: checkSender ? work.now : null,
    readState: 'waiting',
    readAttempts: 0,
    nextReadAt: work.now,
  });
  await notify(work, 'raw');
};

export type MessageRow = Selectable<RawMessages>;

/** A message with what its reader knows of the source it came to. */
export interface WaitingMessage extends MessageRow {
  readonly sourceKind: string | null;
}

/** What a message was found to be (product.md 7.4). */
export type RawClass = MailClass | 'reply' | 'duplicate' | 'test';

/** More than this is not held in memory at once, but for one message that is larger. */
const MAX_CLAIMED_BYTES = 4_000_000;

/**
 * Locks messages of one dealership in the order in which they came, at most so many; none when nothing waits. Whoever holds
 * them is the only one who reads for that dealership: its messages are read one after the other, however many readers there are.
 */
export const claimMessages = async (work: Work, atMost: number): Promise<readonly WaitingMessage[]> => {
  const dealershipId = await takeTurn(work);
  if (dealershipId === null) return [];
  const { rows } = await sql<{ id: string; size: number }>`
    select id, octet_length(bytes) as size from raw_messages
    where dealership_id = ${dealershipId} and ${isWaiting(work)}
    order by next_read_at, id limit ${atMost} for update skip locked`.execute(work.sql);
  let size = 0;
  const fitting = rows.filter((row, at) => (size += row.size) <= MAX_CLAIMED_BYTES || at === 0);
  if (fitting.length === 0) return [];
  return wholeMessages({ ...work, dealershipId })
    .where(
      'raw.id',
      'in',
      fitting.map(({ id }) => id),
    )
    .orderBy('raw.nextReadAt')
    .orderBy('raw.id')
    .execute();
};

/** The dealership whose message has waited longest, of those for which nobody is reading; it is the caller's until the end of the transaction. */
const takeTurn = async (work: Work): Promise<string | null> => {
  const { rows } = await sql<{ dealershipId: string }>`
    with waiting as materialized (
      select dealership_id from raw_messages where ${isWaiting(work)}
      group by dealership_id order by min(next_read_at))
    select dealership_id from waiting
    where pg_try_advisory_xact_lock(hashtext('reading'), hashtext(dealership_id::text)) limit 1`.execute(
    work.sql,
  );
  return rows[0]?.dealershipId ?? null;
};

const isWaiting = ({ now }: Work): RawBuilder<boolean> =>
  sql<boolean>`(read_state = 'waiting' and next_read_at <= ${now})`;

/** What the intake knows about a message beside its content. */
export const contextOf = (raw: WaitingMessage): ReadContext => ({
  sourceKind: raw.sourceKind ?? 'reply',
  receivedAt: raw.receivedAt,
  ownAddress: raw.envelopeTo,
  // A person said so, or it is a lead already and only now all of it is there.
  isEnquiry: raw.class === 'lead',
});

/** Whether a person said that it is an enquiry, whatever it was taken for. */
export const isSaidToBeEnquiry = (raw: Pick<WaitingMessage, 'class' | 'classSetBy'>): boolean =>
  raw.class === 'lead' && raw.classSetBy !== null;

/** Of subjects and names the beginning is kept for lists; the whole stays in the message. */
const MAX_SHOWN_CHARS = 500;

/** What a message was read as, and what lists show of it. */
export interface ReadMessage {
  readonly id: string;
  readonly readAs: RawClass;
  readonly reading: Pick<Reading, 'subject' | 'sender' | 'evidence'>;
}

/** Writes down what messages of the dealership are, and tells open browsers. */
export const setRead = async (work: DealershipWork, messages: readonly ReadMessage[]): Promise<void> => {
  const shown = (text: string): string => text.slice(0, MAX_SHOWN_CHARS).toWellFormed();
  const column = (value: (message: ReadMessage) => string): string[] => messages.map(value);
  await sql`
    update raw_messages raw
    set read_state = 'read', read_at = ${work.now}, next_read_at = null, class = read.class, subject = read.subject,
        sender_name = read.sender_name, sender_address = read.sender_address, class_reason = read.class_reason::jsonb
    from unnest(${column(({ id }) => id)}::uuid[], ${column(({ readAs }) => readAs)}::text[],
                ${column(({ reading }) => shown(reading.subject))}::text[],
                ${column(({ reading }) => shown(reading.sender.name))}::text[],
                ${column(({ reading }) => shown(reading.sender.address).toLowerCase())}::text[],
                ${column(({ reading }) => JSON.stringify(reading.evidence))}::text[])
      as read (id, class, subject, sender_name, sender_address, class_reason)
    where raw.dealership_id = ${work.dealershipId} and raw.id = read.id`.execute(work.sql);
  await notify(work, 'messages', work.dealershipId);
};

/** It could not be read now; it waits for the next try and blocks nobody. Kept even while nobody can be told of it. */
export const putOffReading = async (
  work: DealershipWork,
  { id, readAttempts }: Pick<WaitingMessage, 'id' | 'readAttempts'>,
  pauseSeconds: number,
  readError: string,
): Promise<void> => {
  const nextReadAt = work.now.add({ seconds: pauseSeconds });
  await updateRawMessage(work, id, {
    nextReadAt,
    readAttempts: readAttempts + 1,
    readError: readError.slice(0, 1_000),
  });
};

/** Messages with their source, and the lead whose customer answered; to be named and narrowed by the caller. */
export const placedMessages = (work: DealershipWork) =>
  work.sql
    .selectFrom('rawMessages as raw')
    .leftJoin('sources', (join) =>
      join.onRef('sources.dealershipId', '=', 'raw.dealershipId').onRef('sources.id', '=', 'raw.sourceId'),
    )
    .leftJoin('leads as answered', (join) =>
      join
        .onRef('answered.dealershipId', '=', 'raw.dealershipId')
        .onRef('answered.id', '=', 'raw.replyLeadId'),
    )
    .where('raw.dealershipId', '=', work.dealershipId);

const wholeMessages = (work: DealershipWork) =>
  placedMessages(work).selectAll('raw').select('sources.kind as sourceKind');

/** The messages of what somebody oversees, as a condition over `placedMessages`. */
export const inSightOf = async (work: DealershipWork, caller: Caller): Promise<RawBuilder<boolean>> => {
  const { everything, oversees } = await readSight(work, caller);
  if (everything) return sql<boolean>`true`;
  if (oversees.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(oversees.map(inScope), sql` or `)})`;
};

const inScope = ({ branches, sources }: Scope): RawBuilder<boolean> => sql<boolean>`(
  (${branches.length === 0} or coalesce(sources.branch_id, answered.branch_id) = any(${branches}::uuid[]))
  and (${sources.length === 0} or coalesce(raw.source_id, answered.source_id) = any(${sources}::uuid[])))`;

/** Locks a message; one that its reader does not oversee does not exist for them. */
export const lockMessage = async (
  work: DealershipWork,
  id: string,
  caller: Caller | null,
): Promise<WaitingMessage> => {
  const raw = await wholeMessages(work)
    .where('raw.id', '=', id)
    .where(caller === null ? sql<boolean>`true` : await inSightOf(work, caller))
    .forUpdate('raw')
    .executeTakeFirst();
  if (!raw) throw new Refusal('notFound', 'There is no such message.');
  return raw;
};

/** A message as it is, unlocked. */
export const findMessage = (work: DealershipWork, id: string): Promise<WaitingMessage> =>
  wholeMessages(work).where('raw.id', '=', id).executeTakeFirstOrThrow();

/** Changes the named columns of one message, and tells open browsers. */
export const setRawMessage = async (
  work: DealershipWork,
  id: string,
  columns: Partial<Selectable<RawMessages>>,
): Promise<void> => {
  await updateRawMessage(work, id, columns);
  await notify(work, 'messages', work.dealershipId);
};

const updateRawMessage = async (
  work: DealershipWork,
  id: string,
  columns: Partial<Selectable<RawMessages>>,
): Promise<void> => {
  await work.sql
    .updateTable('rawMessages')
    .set(columns)
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .execute();
};

/** A message as the file it is, byte for byte. */
export const originalFile = ({
  bytes,
  mediaType,
  receivedAt,
}: KeptMessage & { readonly receivedAt: Temporal.Instant }): FileAnswer => {
  const on = receivedAt.toZonedDateTimeISO('UTC').toPlainDate().toString();
  return { name: `Nachricht ${on}.${endingOf(mediaType)}`, mediaType, content: bytes };
};

const endingOf = (mediaType: string): string => {
  if (!isDocument({ mediaType })) return 'eml';
  return (['json', 'xml', 'html'] as const).find((format) => isOfType(mediaType, format)) ?? 'txt';
};
