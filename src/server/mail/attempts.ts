import type { Selectable } from 'kysely';
import { type Database, type DealershipWork, notify } from '../db/database.ts';
import type { Outbox } from '../db/tables.ts';
import type { TransmissionResult } from './transmission.ts';

/** How long a claimed mail may take; then nobody knows whether the relay has it. */
export const CLAIM_MINUTES = 2;
/** Pauses between tries while the relay says "not now" of this mail; after the last one it is dead. */
const RETRY_PAUSES_MINUTES = [1, 5, 15, 60, 180, 360, 720];
/** Pauses of a mail that found the relay unreachable; it is never given up for that. */
const UNREACHABLE_PAUSES_MINUTES = [1, 2];
const LONGEST_UNREACHABLE_PAUSE_MINUTES = 5;
/** A mail that may have been transmitted is sent once more, with the same Message-ID, and never a third time. */
const MOST_UNKNOWN = 2;

/** An attempt to deliver a mail: the mail as it was claimed for it. */
type Attempted = Pick<Selectable<Outbox>, 'id' | 'attempts'>;

/** What a mail that was given up leaves to do, in the transaction that gives it up. */
export type PassOn = (work: DealershipWork, outboxId: string) => Promise<void>;

/** Writes down what became of an attempt, and where that leaves the mail. */
export const recordResult = async (
  work: DealershipWork,
  { id, attempts }: Attempted,
  { result, answer }: TransmissionResult,
  passOn: PassOn,
): Promise<void> => {
  // Locked in the same order as by those who claim.
  const { attemptsBefore } = await work.sql
    .selectFrom('outbox')
    .select('attemptsBefore')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const { numUpdatedRows } = await work.sql
    .updateTable('outboxAttempts')
    .set({ endedAt: work.now, result, answer })
    .where('dealershipId', '=', work.dealershipId)
    .where('outboxId', '=', id)
    .where('attempt', '=', attempts)
    .where('result', 'is', null)
    .executeTakeFirst();
  // Somebody else settled this attempt after our deadline: their word stands.
  if (numUpdatedRows === 0n) return;
  const sameResults = await countResults(work, id, result, attemptsBefore);
  const standing = standingAfter(work.now, result, sameResults);
  await setMail(work, id, { ...standing, lastAnswer: answer });
  if (standing.state === 'dead') await passOn(work, id);
};

/** Claims whose sender died or hangs: the mails may be at the relay. Returns how many there were. */
export const settleLostClaims = async (database: Database, passOn: PassOn): Promise<number> => {
  const lost = await database.acrossDealerships(({ sql, now }) =>
    sql
      .selectFrom('outbox')
      .select(['dealershipId', 'id', 'attempts'])
      .where('state', '=', 'sending')
      .where('nextAt', '<=', now)
      .limit(100)
      .execute(),
  );
  const lostClaim = { result: 'unknown', answer: 'No answer before the claim ran out' } as const;
  for (const mail of lost) {
    await database.inDealership(mail.dealershipId, (work) => recordResult(work, mail, lostClaim, passOn));
  }
  return lost.length;
};

/** Where a mail stands after an attempt; `sameResults` counts those of this result, this one included. */
const standingAfter = (
  now: Temporal.Instant,
  result: TransmissionResult['result'],
  sameResults: number,
): Partial<Selectable<Outbox>> => {
  const later = (minutes: number) => now.add({ minutes });
  switch (result) {
    case 'accepted':
      return { state: 'sent', nextAt: null, sentAt: now };
    case 'refused':
      return { state: 'dead', nextAt: null };
    case 'refusedForNow': {
      const pauseMinutes = RETRY_PAUSES_MINUTES[sameResults - 1];
      if (pauseMinutes === undefined) return { state: 'dead', nextAt: null };
      return { state: 'retry', nextAt: later(pauseMinutes) };
    }
    case 'unreachable':
      return {
        state: 'retry',
        nextAt: later(UNREACHABLE_PAUSES_MINUTES[sameResults - 1] ?? LONGEST_UNREACHABLE_PAUSE_MINUTES),
      };
    case 'unknown':
      if (sameResults >= MOST_UNKNOWN) return { state: 'dead', nextAt: null };
      return { state: 'uncertain', nextAt: later(CLAIM_MINUTES) };
  }
};

const countResults = async (
  work: DealershipWork,
  id: string,
  result: TransmissionResult['result'],
  afterAttempt: number,
): Promise<number> => {
  const { count } = await work.sql
    .selectFrom('outboxAttempts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('dealershipId', '=', work.dealershipId)
    .where('outboxId', '=', id)
    .where('attempt', '>', afterAttempt)
    .where('result', '=', result)
    .executeTakeFirstOrThrow();
  return count;
};

export const setMail = async (
  work: DealershipWork,
  id: string,
  columns: Partial<Selectable<Outbox>>,
): Promise<void> => {
  await work.sql
    .updateTable('outbox')
    .set(columns)
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .execute();
  await notify(work, 'outbox', work.dealershipId);
};
