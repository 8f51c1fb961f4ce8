import { sql } from 'kysely';
import { unreadableDocument, unreadableMail } from '../../domain/intake/unreadable.ts';
import { isDatabaseAway } from '../db/away.ts';
import type { Database, DealershipWork } from '../db/database.ts';
import type { Log } from '../log.ts';
import { decodeLeniently } from './charset.ts';
import { isDocument } from './document.ts';
import { type House, keepReading } from './keep.ts';
import type { Reading } from './reading.ts';
import type { ReadingThreads } from './reading-threads.ts';
import { claimRawMessage, contextOf, putOffReading, setRead, type WaitingMessage } from './store.ts';

/** Messages read side by side: more than threads, as most of the time goes into writing. */
const LANES = 4;
const MESSAGES_PER_LANE = 25;
/** Pauses after a reading that failed; after the last one the message becomes a lead "bitte prüfen" unread. */
const PAUSES_SECONDS = [10, 60];
/** A message that cannot even be kept unread meets a fault of ours; it waits, it is not given up. */
const FAULT_PAUSE_SECONDS = 600;

export interface SweepNeeds {
  readonly database: Database;
  readonly threads: Pick<ReadingThreads, 'read'>;
  readonly house: House;
  readonly log: Log;
}

/**
 * Reads messages that wait (product.md 7.1-7.6) and returns how many there were; the caller comes again until it is 0.
 * Each has a transaction of its own: what it became and that it is read are one fact.
 */
export const sweepRaw = async (needs: SweepNeeds): Promise<number> => {
  const lane = async (): Promise<number> => {
    let count = 0;
    while (count < MESSAGES_PER_LANE && (await readNext(needs))) count += 1;
    return count;
  };
  const counts = await Promise.all(Array.from({ length: LANES }, lane));
  return counts.reduce((sum, count) => sum + count, 0);
};

const readNext = (needs: SweepNeeds): Promise<boolean> =>
  needs.database.acrossDealerships(async ({ sql, now }) => {
    const raw = await claimRawMessage({ sql, now });
    if (!raw) return false;
    const work = { sql, now, dealershipId: raw.dealershipId };
    try {
      await keep(work, raw, await needs.threads.read(raw, contextOf(raw)), needs.house);
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      needs.log.warn({ err: error, rawMessageId: raw.id }, 'a message could not be read');
      await afterFailure(work, raw, reasonOf(error), needs);
    }
    return true;
  });

/** What the message became and that it is read, or neither; the transaction lives on either way. */
const keep = async (
  work: DealershipWork,
  raw: WaitingMessage,
  reading: Reading,
  house: House,
): Promise<void> => {
  // What was read can be read again: for that alone nobody waits for the disk. Whoever acts upon it does, and so keeps it.
  await sql`set local synchronous_commit to off; savepoint unread`.execute(work.sql);
  try {
    await setRead(work, raw.id, await keepReading(work, raw, reading, house), reading);
  } catch (error) {
    await sql`rollback to savepoint unread`.execute(work.sql);
    throw error;
  }
};

const afterFailure = async (
  work: DealershipWork,
  raw: WaitingMessage,
  reason: string,
  { house, log }: SweepNeeds,
): Promise<void> => {
  const pauseSeconds = PAUSES_SECONDS[raw.readAttempts];
  if (pauseSeconds !== undefined) return putOffReading(work, raw, pauseSeconds, reason);
  const unreadable = isDocument(raw) ? unreadableDocument : unreadableMail;
  const { subject, text, enquiry } = unreadable(decodeLeniently(raw.bytes), contextOf(raw), reason);
  const unread: Reading = {
    class: 'lead',
    evidence: [],
    sender: { name: '', address: raw.envelopeFrom },
    subject,
    messageId: null,
    answers: [],
    text,
    enquiries: [enquiry],
    bounce: null,
    attachments: [],
    autoAnswerBar: 'automatic',
    ownMailId: null,
    testCode: null,
  };
  try {
    await keep(work, raw, unread, house);
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    log.error({ err: error, rawMessageId: raw.id }, 'a message could not even be kept unread');
    await putOffReading(work, raw, FAULT_PAUSE_SECONDS, reasonOf(error));
  }
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
