import { createHash } from 'node:crypto';
import { replyTokenOf } from '../../domain/intake/recipient.ts';
import { notify, type Work } from '../db/database.ts';
import { newId } from '../ids.ts';

/** What an address of ours stands for: a source, or one lead whose customer answers. */
export interface Recipient {
  readonly dealershipId: string;
  readonly sourceId: string | null;
  readonly replyLeadId: string | null;
}

/** A message as it came in, with its envelope. */
export interface RawMessage {
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
        channel: 'smtp',
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
