import type { z } from 'zod';
import type { Config } from '../../config.ts';
import type { getMonitor, SourceView } from '../../contract/sources.ts';
import { recommendationAt } from '../../domain/escalation/recommendations.ts';
import { sourceKindOf } from '../../domain/sources/kinds.ts';
import { nextRun, silenceOf, type Verdict } from '../../domain/sources/monitor.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { countLeadsByDay, listChecks, listRuns, listSourceRows } from './store.ts';

/** How far the small curve of a source reaches back. */
const DAYS_SHOWN = 90;
const RUNS_SHOWN = 13;
/** A run this much after its cut-off was made up. */
const MADE_UP_AFTER_MINUTES = 60;

/** Every source as its card shows it, and as the source monitor would find it now. */
export const describeSources = async (
  work: DealershipWork,
  { mailDomain }: Pick<Config, 'mailDomain'>,
  which: { archived: boolean },
): Promise<SourceView[]> => {
  const { zone } = await dealershipOf(work);
  const today = work.now.toZonedDateTimeISO(zone).toPlainDate();
  const fromOn = today.subtract({ days: DAYS_SHOWN - 1 });
  const rows = await listSourceRows(work, which);
  const perDay = Map.groupBy(await countLeadsByDay(work, fromOn), ({ sourceId }) => sourceId);
  const checks = Map.groupBy(await listChecks(work), ({ sourceId }) => sourceId);
  const { sourceLimitDays } = recommendationAt(today);
  return rows.map((row) => {
    const { localPart, lastLeadAt, leads, activeSince, archivedAt, monitorChangedAt, ...source } = row;
    const limitDays = row.silenceLimitDays;
    const silence = silenceOf({ limitDays, lastLeadAt, activeSince, monitorChangedAt }, work.now, zone);
    const counts = new Map(perDay.get(row.id)?.map((day) => [day.on, day.leads]));
    return {
      ...source,
      leadAddress: `${localPart}@${mailDomain}`,
      recommendedLimitDays: sourceLimitDays[sourceKindOf(row.kind)?.limit ?? 'other'],
      archived: archivedAt !== null,
      lastLeadAt: lastLeadAt?.toString() ?? null,
      leads: leads ?? 0,
      silence: row.active && row.monitored ? { ...silence, sinceAt: silence.sinceAt.toString() } : null,
      perDay: Array.from(
        { length: DAYS_SHOWN },
        (_, index) => counts.get(fromOn.add({ days: index }).toString()) ?? 0,
      ),
      checks: (checks.get(row.id) ?? []).map(({ step, checkedAt, checkedBy }) => ({
        step: step as SourceView['checks'][number]['step'],
        checkedAt: checkedAt.toString(),
        checkedBy,
      })),
    };
  });
};

/** What the source monitor does, and what its last runs checked and reported. */
export const describeMonitor = async (
  work: DealershipWork,
  caller: Caller,
): Promise<z.input<typeof getMonitor.output>> => {
  const { zone, monitorSince } = await dealershipOf(work);
  const runs = await listRuns(work, RUNS_SHOWN);
  return {
    on: monitorSince !== null,
    since: monitorSince?.toString() ?? null,
    nextRunAt: nextRun(work.now, zone).cutoffAt.toString(),
    zone,
    mayChange: caller.roles.includes('admin'),
    runs: runs.map(({ fridayOn, cutoffAt, ranAt, outcome, findings }) => ({
      fridayOn,
      ranAt: ranAt.toString(),
      madeUp: Temporal.Instant.compare(ranAt, cutoffAt.add({ minutes: MADE_UP_AFTER_MINUTES })) > 0,
      outcome: outcome as 'checked' | 'intakeSilent',
      findings: findings.map(({ verdict, lastLeadAt, sinceAt, ...finding }) => ({
        ...finding,
        verdict: verdict as Verdict,
        lastLeadAt: lastLeadAt?.toString() ?? null,
        sinceAt: sinceAt.toString(),
      })),
    })),
  };
};

const dealershipOf = (work: DealershipWork) =>
  work.sql
    .selectFrom('dealerships')
    .select(['zone', 'monitorSince'])
    .where('dealershipId', '=', work.dealershipId)
    .executeTakeFirstOrThrow();
