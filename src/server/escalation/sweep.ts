import { sql } from 'kysely';
import { type Database, notify, type Work } from '../db/database.ts';
import { advanceClocks } from './advance.ts';

/** When there is something to do (engine/look-ahead.ts). */
export const NEXT_CLOCK = 'select min(next_due_at) from clocks';

/** Large enough that a statement's fixed cost does not count, small enough that locks are short. */
export const CLOCKS_PER_BATCH = 2_000;

/**
 * So many batches at a time, over all engines of the installation: every row that is held costs all others a step over it.
 * One lane begins with what has been due for longest, the other with what is due since just now; they meet once.
 */
const LANES = [sql`next_due_at`, sql`next_due_at desc`] as const;
/** A lane whose engine has gone silent is free again after this. */
const SILENCE = '10s';

/**
 * Brings on every due clock, over all dealerships. Engines take turns; a row somebody is just acting upon is left for the
 * next round. Returns how many were due and are done.
 */
export const sweepClocks = async (database: Database): Promise<number> => {
  const swept = await sweepBatch(database, 0);
  if (swept < CLOCKS_PER_BATCH) return swept;
  const more = await Promise.all(LANES.map((_, lane) => sweepWhileFull(database, lane)));
  return more.reduce((sum, count) => sum + count, swept);
};

const sweepWhileFull = async (database: Database, lane: number): Promise<number> => {
  let sum = 0;
  for (let swept = CLOCKS_PER_BATCH; swept === CLOCKS_PER_BATCH; sum += swept)
    swept = await sweepBatch(database, lane);
  return sum;
};

const sweepBatch = (database: Database, lane: number): Promise<number> =>
  database.acrossDealerships(async (work) => {
    if (!(await takeLane(work, lane))) return 0;
    const advanced = await advanceClocks(
      work,
      sql`where next_due_at <= ${work.now} order by ${LANES[lane]} limit ${CLOCKS_PER_BATCH} for update skip locked`,
    );
    if (advanced.size > 0) await notify(work, 'leads', ...advanced.keys());
    return [...advanced.values()].reduce((sum, clocks) => sum + clocks, 0);
  });

/** For as long as the transaction lasts; false when another engine has it. */
const takeLane = async (work: Work, lane: number): Promise<boolean> => {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('clocks'), ${lane}) as taken,
           set_config('idle_in_transaction_session_timeout', ${SILENCE}, true)`.execute(work.sql);
  return rows[0]?.taken === true;
};
