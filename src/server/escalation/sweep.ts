import { sql } from 'kysely';
import { isAfter } from '../../domain/time/order.ts';
import { type Database, notify, type Work } from '../db/database.ts';
import { advanceClocks } from './advance.ts';

/** Large enough that a statement's fixed cost does not count, small enough that locks are short. */
export const CLOCKS_PER_BATCH = 2_000;

/**
 * Brings on every due clock, over all dealerships. Several engines share the work: a row another one holds is skipped.
 * Returns how many were due. That none is, the usual case, is found out by one small statement.
 */
export const sweepClocks = async (database: Database): Promise<number> => {
  const { now, found: nextDueAt } = await database.look<Temporal.Instant | null>(
    'select min(next_due_at) from clocks',
  );
  if (nextDueAt === null || isAfter(nextDueAt, now)) return 0;
  const swept = await sweepBatch(database);
  if (swept < CLOCKS_PER_BATCH) return swept;
  // The database has more than one processor, and one of them may be waiting for the disk.
  const more = await Promise.all([
    sweepWhileFull(() => sweepBatch(database)),
    sweepWhileFull(() => sweepBatch(database, isAlone)),
  ]);
  return more.reduce((sum, count) => sum + count, swept);
};

const sweepWhileFull = async (batch: () => Promise<number>): Promise<number> => {
  let sum = 0;
  for (let swept = CLOCKS_PER_BATCH; swept === CLOCKS_PER_BATCH; sum += swept) swept = await batch();
  return sum;
};

const sweepBatch = (
  database: Database,
  mayWork: (work: Work) => Promise<boolean> = async () => true,
): Promise<number> =>
  database.acrossDealerships(async (work) => {
    if (!(await mayWork(work))) return 0;
    const advanced = await advanceClocks(
      work,
      sql`where next_due_at <= ${work.now} order by next_due_at limit ${CLOCKS_PER_BATCH} for update skip locked`,
    );
    if (advanced.size > 0) await notify(work, 'leads', ...advanced.keys());
    return [...advanced.values()].reduce((sum, clocks) => sum + clocks, 0);
  });

/** Only one engine at a time works on two batches: every row that is held costs all the others a step over it. */
const isAlone = async (work: Work): Promise<boolean> => {
  const { rows } = await sql<{ alone: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('clocks'), 0) as alone`.execute(work.sql);
  return rows[0]?.alone === true;
};
