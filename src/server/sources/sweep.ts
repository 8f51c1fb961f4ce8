import type { EarlyWarning } from '../../contract/sources.ts';
import { latestRun, nextRun } from '../../domain/sources/monitor.ts';
import { listOperators } from '../accounts/store.ts';
import type { Database, DealershipWork } from '../db/database.ts';
import { watchRhythms } from './early-warning.ts';
import { runMonitor } from './monitor.ts';
import type { MonitorLinks } from './monitor-mails.ts';
import type { Reader } from './readers.ts';

/**
 * The turn of every dealership whose stored instant has come: ends pauses, runs the Friday's monitor once, also after a
 * time in which the program was down, and looks for improbable silences (product.md 6). Returns how many had a turn.
 */
export const sweepMonitors = async (database: Database, links: MonitorLinks): Promise<number> => {
  const due = await database.acrossDealerships(({ sql, now }) =>
    sql
      .selectFrom('dealerships')
      .select('dealershipId')
      .where('monitorDueAt', '<=', now)
      .orderBy('monitorDueAt')
      .execute(),
  );
  if (due.length === 0) return 0;
  const operators = await listOperators(database);
  let turns = 0;
  for (const { dealershipId } of due)
    turns += await database.inDealership(dealershipId, (work) => takeTurn(work, operators, links));
  return turns;
};

const takeTurn = async (
  work: DealershipWork,
  operators: readonly Reader[],
  links: MonitorLinks,
): Promise<number> => {
  const dealership = await lockDue(work);
  // Another engine was faster.
  if (!dealership) return 0;
  const { zone, monitorSince, earlyWarning } = dealership;
  await endPauses(work, zone);
  const run = latestRun(work.now, zone);
  let warnAt: Temporal.Instant | null = null;
  if (monitorSince !== null) {
    const wasOn = Temporal.Instant.compare(monitorSince, run.cutoffAt) <= 0;
    if (wasOn && !(await didRun(work, run.fridayOn))) await runMonitor(work, run, operators, links);
    if (earlyWarning !== 'off')
      warnAt = await watchRhythms(work, earlyWarning as EarlyWarning, operators, links);
  }
  // Pauses end with a day; and whatever came in may have taught a rhythm.
  const midnight = work.now.toZonedDateTimeISO(zone).add({ days: 1 }).startOfDay().toInstant();
  const next = [nextRun(work.now, zone).cutoffAt, midnight, ...(warnAt ? [warnAt] : [])];
  await work.sql
    .updateTable('dealerships')
    .set({ monitorDueAt: next.sort(Temporal.Instant.compare)[0] ?? midnight })
    .where('dealershipId', '=', work.dealershipId)
    .execute();
  return 1;
};

const lockDue = (work: DealershipWork) =>
  work.sql
    .selectFrom('dealerships')
    .select(['zone', 'monitorSince', 'earlyWarning'])
    .where('dealershipId', '=', work.dealershipId)
    .where('monitorDueAt', '<=', work.now)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst();

const didRun = async (work: DealershipWork, fridayOn: Temporal.PlainDate): Promise<boolean> => {
  const run = await work.sql
    .selectFrom('monitorRuns')
    .select('fridayOn')
    .where('dealershipId', '=', work.dealershipId)
    .where('fridayOn', '>=', fridayOn.toString())
    .executeTakeFirst();
  return run !== undefined;
};

/** Pauses whose last day is over: the source is watched again from the morning after, whenever that is noticed. */
const endPauses = async (work: DealershipWork, zone: string): Promise<void> => {
  const today = work.now.toZonedDateTimeISO(zone).toPlainDate();
  const over = await work.sql
    .selectFrom('sources')
    .select(['id', 'pausedUntilOn'])
    .where('dealershipId', '=', work.dealershipId)
    .where('pausedUntilOn', '<', today.toString())
    .execute();
  for (const { id, pausedUntilOn } of over) {
    const lastDay = Temporal.PlainDate.from(pausedUntilOn ?? today);
    await work.sql
      .updateTable('sources')
      .set({
        active: true,
        pausedUntilOn: null,
        activeSince: lastDay.add({ days: 1 }).toZonedDateTime(zone).toInstant(),
      })
      .where('dealershipId', '=', work.dealershipId)
      .where('id', '=', id)
      .execute();
  }
};
