import { sql } from 'kysely';
import { unreadableDocument, unreadableMail } from '../../domain/intake/unreadable.ts';
import { stopwatchMs } from '../clock.ts';
import { isDatabaseAway } from '../db/away.ts';
import type { Database, DealershipWork } from '../db/database.ts';
import type { Log } from '../log.ts';
import { decodeLeniently } from './charset.ts';
import { isDocument } from './document.ts';
import { type House, keepReadings, type Read } from './keep.ts';
import type { ReadAhead } from './read-ahead.ts';
import type { Reading } from './reading.ts';
import { claimMessages, contextOf, putOffReading, type WaitingMessage } from './store.ts';

/** Dealerships read for side by side. */
const LANES = 4;
const MESSAGES_PER_LANE = 100;
/** As many share a transaction at most; what people do meanwhile waits for its end. */
const MESSAGES_AT_ONCE = 50;
/** While some are kept, the next ones are read. */
const MESSAGES_AHEAD = 100;
/** Pauses after a reading that failed; after the last one the message becomes a lead "bitte prüfen" unread. */
const PAUSES_SECONDS = [10, 60];
/** A message that cannot even be kept unread meets a fault of ours; it waits, it is not given up. */
const FAULT_PAUSE_SECONDS = 600;

/** Longer than this the first ones do not wait for those behind them. */
const PATIENCE_MS = 2_000;

export interface SweepNeeds {
  readonly database: Database;
  readonly ahead: ReadAhead;
  readonly house: House;
  readonly log: Log;
}

/**
 * Reads messages that wait (product.md 7.1-7.6), those of a dealership in the order in which they came, and returns how many
 * there were; the caller comes again until it is 0. What a message became and that it is read are one fact.
 */
export const sweepRaw = async (needs: SweepNeeds): Promise<number> => {
  const counts = await Promise.all(Array.from({ length: LANES }, () => readOn(needs)));
  return counts.reduce((sum, count) => sum + count, 0);
};

const readOn = async (needs: SweepNeeds): Promise<number> => {
  let count = 0;
  while (count < MESSAGES_PER_LANE) {
    const dealtWith = await readSome(needs);
    if (dealtWith.length === 0) break;
    needs.ahead.forget(dealtWith);
    count += dealtWith.length;
  }
  return count;
};

/** Deals with a dealership's next messages and returns them. */
const readSome = (needs: SweepNeeds): Promise<readonly WaitingMessage[]> =>
  needs.database.acrossDealerships(async ({ sql, now }) => {
    const claimed = await claimMessages({ sql, now }, MESSAGES_AHEAD);
    const [first] = claimed;
    if (!first) return [];
    const work = { sql, now, dealershipId: first.dealershipId };
    try {
      const kept = await keep(work, await readInOrder(claimed, needs.ahead), needs.house);
      return claimed.slice(0, kept);
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      needs.log.warn({ err: error, rawMessageId: first.id }, 'a message could not be read');
      await afterFailure(work, first, reasonOf(error), needs);
      return [first];
    }
  });

/** The first ones, up to one that cannot be read or takes its time; rejects when that is the very first. The others are begun. */
const readInOrder = async (claimed: readonly WaitingMessage[], ahead: ReadAhead): Promise<Read[]> => {
  const startedMs = stopwatchMs();
  const begun = claimed.map((raw) => ({ raw, reading: ahead.read(raw) }));
  const messages: Read[] = [];
  for (const { raw, reading } of begun.slice(0, MESSAGES_AT_ONCE)) {
    try {
      messages.push({ raw, reading: await reading });
    } catch (error) {
      if (messages.length === 0) throw error;
      break;
    }
    if (stopwatchMs() - startedMs > PATIENCE_MS) break;
  }
  return messages;
};

/** What the first messages became and that they are read, or nothing; the transaction lives on either way. */
const keep = async (work: DealershipWork, messages: readonly Read[], house: House): Promise<number> => {
  // What was read can be read again: for that alone nobody waits for the disk. Whoever acts upon it does, and so keeps it.
  await sql`set local synchronous_commit to off; savepoint unread`.execute(work.sql);
  try {
    return await keepReadings(work, messages, house);
  } catch (error) {
    await sql`rollback to savepoint unread`.execute(work.sql);
    // Whichever is to blame, the first may not be.
    if (messages.length > 1) return keep(work, messages.slice(0, 1), house);
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
    await keep(work, [{ raw, reading: unread }], house);
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    log.error({ err: error, rawMessageId: raw.id }, 'a message could not even be kept unread');
    await putOffReading(work, raw, FAULT_PAUSE_SECONDS, reasonOf(error));
  }
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
