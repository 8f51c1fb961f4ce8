import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { MailClass } from '../../domain/intake/classify.ts';
import { replyTokenOf } from '../../domain/intake/recipient.ts';
import { type DealershipWork, notify, type Work } from '../db/database.ts';
import type { RawMessages } from '../db/tables.ts';
import { newId } from '../ids.ts';

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
  readonly to: readonly { readonly address: string; readonly recipient: Recipient }[];
}

/** Whose address this is. Inactive sources count: what is sent to them must not be lost. */
export const findRecipient = async (work: Work, localPart: string): Promise<Recipient | null> => {
  const source = await work.sql
    .selectFrom('leadAddresses')
    .select(['dealershipId', 'sourceId'])
    .where('localPart', '=', localPart)
    .executeTakeFirst();
  if (source) return { ...source, replyLeadId: null };

  const replyToken = replyTokenOf(localPart);
  if (replyToken === null) return null;
  const lead = await work.sql
    .selectFrom('leads')
    .select(['dealershipId', 'id'])
    .where('replyToken', '=', replyToken)
    .executeTakeFirst();
  return lead ? { dealershipId: lead.dealershipId, sourceId: null, replyLeadId: lead.id } : null;
};

/**
 * Keeps a message, once for every source or lead it is addressed to, and wakes the reader. All or nothing:
 * the sender may be told "accepted" only when the caller's transaction has committed. Returns the queue ids.
 */
export const storeRawMessage = async (work: Work, message: RawMessage): Promise<readonly string[]> => {
  const sha256 = createHash('sha256').update(message.bytes).digest('hex');
  const targets = new Map(message.to.map((to) => [to.recipient.sourceId ?? to.recipient.replyLeadId, to]));
  const ids: string[] = [];
  for (const { address, recipient } of targets.values()) {
    const id = newId();
    await work.sql
      .insertInto('rawMessages')
      .values({
        ...recipient,
        id,
        channel: message.channel,
        ...(message.mediaType !== undefined && { mediaType: message.mediaType }),
        envelopeFrom: message.envelopeFrom,
        envelopeTo: address,
        peer: message.peer,
        bytes: message.bytes,
        sha256,
        receivedAt: work.now,
        nextReadAt: work.now,
      })
      .execute();
    ids.push(id);
  }
  await notify(work, 'raw');
  return ids;
};

/** A message that waits to be read, locked by the caller's transaction. */
export type WaitingMessage = NonNullable<Awaited<ReturnType<typeof claimRawMessage>>>;

/** What a message was found to be (product.md 7.4). */
export type RawClass = MailClass | 'reply' | 'duplicate' | 'test';

/** Locks the message that has waited longest; those other readers hold are skipped. */
export const claimRawMessage = async (work: Work) =>
  work.sql
    .selectFrom('rawMessages as raw')
    .leftJoin('sources', (join) =>
      join.onRef('sources.dealershipId', '=', 'raw.dealershipId').onRef('sources.id', '=', 'raw.sourceId'),
    )
    .selectAll('raw')
    .select('sources.kind as sourceKind')
    .where('raw.readState', '=', 'waiting')
    .where('raw.nextReadAt', '<=', work.now)
    .orderBy('raw.nextReadAt')
    .limit(1)
    .forUpdate('raw')
    .skipLocked()
    .executeTakeFirst();

export const setRead = async (
  work: DealershipWork,
  rawMessageId: string,
  readAs: RawClass,
): Promise<void> => {
  await setRawMessage(work, rawMessageId, {
    readState: 'read',
    class: readAs,
    readAt: work.now,
    nextReadAt: null,
  });
};

/** It could not be read now; it waits for the next try and blocks nobody. */
export const putOffReading = async (
  work: DealershipWork,
  { id, readAttempts }: Pick<WaitingMessage, 'id' | 'readAttempts'>,
  pauseSeconds: number,
  readError: string,
): Promise<void> => {
  const nextReadAt = work.now.add({ seconds: pauseSeconds });
  await setRawMessage(work, id, {
    nextReadAt,
    readAttempts: readAttempts + 1,
    readError: readError.slice(0, 1_000),
  });
};

const setRawMessage = async (
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

/** Copies of one mail come this close together; what comes later is a new enquiry. */
const SAME_MAIL_HOURS = 24;

/** What two copies of one mail have in common, whatever way each came. */
interface Fingerprint {
  readonly messageId: string | null;
  readonly customerMail: string | null;
  readonly message: string;
}

/**
 * The lead the same mail has already become (product.md 7.5): same source, and the very same bytes or the same
 * Message-ID. Some forms give all their mails one Message-ID, so writer and text must agree, too: a lead twice is a
 * nuisance, one hidden behind another is a loss. Locks the source, so that two copies being read at the same moment
 * see each other.
 */
export const findLeadOfSameMail = async (
  work: DealershipWork,
  raw: Pick<WaitingMessage, 'sha256' | 'receivedAt'>,
  sourceId: string,
  { messageId, customerMail, message }: Fingerprint,
): Promise<string | null> => {
  const { dealershipId } = work;
  await work.sql
    .selectFrom('sources')
    .select('id')
    .where('dealershipId', '=', dealershipId)
    .where('id', '=', sourceId)
    .forNoKeyUpdate()
    .execute();
  const lead = await work.sql
    .selectFrom('leads')
    .innerJoin('rawMessages as raw', (join) =>
      join.onRef('raw.dealershipId', '=', 'leads.dealershipId').onRef('raw.id', '=', 'leads.rawMessageId'),
    )
    .select('leads.id')
    .where('leads.dealershipId', '=', dealershipId)
    .where('leads.sourceId', '=', sourceId)
    .where('leads.arrivedAt', '>', raw.receivedAt.subtract({ hours: SAME_MAIL_HOURS }))
    .where((eb) =>
      eb.or([
        eb('raw.sha256', '=', raw.sha256),
        eb.and([
          eb('leads.messageId', '=', messageId),
          eb('leads.customerMail', 'is not distinct from', customerMail),
          eb('leads.message', '=', message),
        ]),
      ]),
    )
    .orderBy('leads.arrivedAt')
    .executeTakeFirst();
  return lead?.id ?? null;
};
