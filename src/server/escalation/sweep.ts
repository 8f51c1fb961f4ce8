import { type Database, notify } from '../db/database.ts';
import type { Log } from '../log.ts';
import { advanceClocks } from './advance.ts';
import { CLOCK_COLUMNS } from './store.ts';

/** Large enough that a statement's fixed cost does not count, small enough that locks are short. */
export const CLOCKS_PER_SWEEP = 2_000;

/**
 * One batch of due clocks, over all dealerships. Several engines share the work: a row another one holds is skipped.
 * Returns how many were due; the caller comes again until it is 0.
 */
export const sweepClocks = async (database: Database, log: Log): Promise<number> => {
  const { due, stuck } = await database.acrossDealerships(async (work) => {
    const rows = await work.sql
      .selectFrom('clocks')
      .select(CLOCK_COLUMNS)
      .where('nextDueAt', '<=', work.now)
      .orderBy('nextDueAt')
      .limit(CLOCKS_PER_SWEEP)
      .forUpdate()
      .skipLocked()
      .execute();
    const stuck = await advanceClocks(work, rows);
    for (const dealershipId of new Set(rows.map((row) => row.dealershipId)))
      await notify(work, 'leads', dealershipId);
    return { due: rows.length, stuck };
  });
  for (const clock of stuck) log.error(clock, 'a clock could not be advanced and was pushed ahead');
  return due;
};
