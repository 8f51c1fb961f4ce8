import { sql } from 'kysely';
import { isAfter } from '../../domain/time/order.ts';
import { type Database, notify, type Work } from '../db/database.ts';
import type { Log } from '../log.ts';
import { advanceClocks } from './advance.ts';
import { CLOCK_COLUMNS } from './store.ts';

/** Large enough that a statement's fixed cost does not count, small enough that locks are short. */
export const CLOCKS_PER_BATCH = 2_000;

/**
 * Brings on every due clock, over all dealerships. Several engines share the work: a row another one holds is skipped.
 * Returns how many were due. That none is, the usual case, is found out by one small statement.
 */
export const sweepClocks = async (database: Database, log: Log): Promise<number> => {
  const { now, found: nextDueAt } = await database.look<Temporal.Instant | null>(
    'select min(next_due_at) from clocks',
  );
  if (nextDueAt === null || isAfter(nextDueAt, now)) return 0;
  const swept = await sweepBatch(database, log);
  if (swept < CLOCKS_PER_BATCH) return swept;
  // While the database writes one batch, the next is decided here.
  const more = await Promise.all([
    sweepWhileFull(() => sweepBatch(database, log)),
    sweepWhileFull(() => sweepBatch(database, log, isAlone)),
  ]);
  return more.reduce((sum, count) => sum + count, swept);
};

const sweepWhileFull = async (batch: () => Promise<number>): Promise<number> => {
  let sum = 0;
  for (let swept = CLOCKS_PER_BATCH; swept === CLOCKS_PER_BATCH; sum += swept) swept = await batch();
  return sum;
};

const sweepBatch = async (
  database: Database,
  log: Log,
  mayWork: (work: Work) => Promise<boolean> = async () => true,
): Promise<number> => {
  const { due, stuck } = await database.acrossDealerships(async (work) => {
    if (!(await mayWork(work))) return { due: 0, stuck: [] };
    const rows = await work.sql
      .selectFrom('clocks')
      .select(CLOCK_COLUMNS)
      .where('nextDueAt', '<=', work.now)
      .orderBy('nextDueAt')
      .limit(CLOCKS_PER_BATCH)
      .forUpdate()
      .skipLocked()
      .execute();
    const stuck = await advanceClocks(work, rows);
    if (rows.length > 0) await notify(work, 'leads', ...new Set(rows.map((row) => row.dealershipId)));
    return { due: rows.length, stuck };
  });
  for (const clock of stuck) log.error(clock, 'a clock could not be advanced and was pushed ahead');
  return due;
};

/** Only one engine at a time works on two batches: every row that is held costs all the others a step over it. */
const isAlone = async (work: Work): Promise<boolean> => {
  const { rows } = await sql<{ alone: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('clocks'), 0) as alone`.execute(work.sql);
  return rows[0]?.alone === true;
};
