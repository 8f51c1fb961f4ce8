import type { z } from 'zod';
import type { Config } from '../../config.ts';
import type { getMonitor, SourceView } from '../../contract/sources.ts';
import { recommendationAt } from '../../domain/escalation/recommendations.ts';
import { sourceKindOf } from '../../domain/sources/kinds.ts';
import { nextRun, silenceOf, type Verdict } from '../../domain/sources/monitor.ts';
import {
  type DayCount,
  IMPROBABLE,
  improbabilityOf,
  type IsHoliday,
  rhythmOf,
} from '../../domain/sources/rhythm.ts';
import type { CalendarSpec } from '../../domain/time/opening-hours.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { countLeadsByDay, listBranchRows, listChecks, listRuns, listSourceRows } from './store.ts';

/** How far the small curve of a source reaches back. */
const DAYS_SHOWN = 90;
/** Thirteen weeks before its last lead tell a source's rhythm. */
const DAYS_LEARNT_FROM = 91;
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
  const rows = await listSourceRows(work, which);
  const countedFrom = today.subtract({ days: DAYS_LEARNT_FROM + DAYS_SHOWN });
  const perDay = Map.groupBy(await countLeadsByDay(work, countedFrom), ({ sourceId }) => sourceId);
  const checks = Map.groupBy(await listChecks(work), ({ sourceId }) => sourceId);
  const branches = new Map((await listBranchRows(work)).map(({ id, spec }) => [id, spec as CalendarSpec]));
  const { sourceLimitDays } = recommendationAt(today);
  return rows.map((row) => {
    const {
      localPart,
      lastLeadAt,
      deliveredAt,
      leads,
      activeSince,
      archivedAt,
      monitorChangedAt,
      ...source
    } = row;
    const limitDays = row.silenceLimitDays;
    const watched = row.active && row.monitored;
    const watch = { limitDays, lastLeadAt: deliveredAt, activeSince, monitorChangedAt };
    const silence = silenceOf(watch, work.now, zone);
    const counts = new Map(perDay.get(row.id)?.map((day) => [day.on, day.leads]));
    const daysUpTo = (lastOn: Temporal.PlainDate, count: number): DayCount[] =>
      Array.from({ length: count }, (_, index) => {
        const on = lastOn.subtract({ days: count - 1 - index });
        return { on, leads: counts.get(on.toString()) ?? 0 };
      });
    const isHoliday = (on: Temporal.PlainDate) =>
      branches.get(row.branchId)?.days[on.toString()]?.open.length === 0;
    return {
      ...source,
      leadAddress: `${localPart}@${mailDomain}`,
      recommendedLimitDays: sourceLimitDays[sourceKindOf(row.kind)?.limit ?? 'other'],
      archived: archivedAt !== null,
      lastLeadAt: lastLeadAt?.toString() ?? null,
      leads: leads ?? 0,
      silence: watched ? { ...silence, sinceAt: silence.sinceAt.toString() } : null,
      improbable:
        watched && deliveredAt?.equals(silence.sinceAt)
          ? earlyWarning({ lastLeadAt: deliveredAt, activeSince }, work.now, zone, daysUpTo, isHoliday)
          : null,
      perDay: daysUpTo(today, DAYS_SHOWN).map((day) => day.leads),
      checks: (checks.get(row.id) ?? []).map(({ step, checkedAt, checkedBy }) => ({
        step: step as SourceView['checks'][number]['step'],
        checkedAt: checkedAt.toString(),
        checkedBy,
      })),
    };
  });
};

/** The silence since the last lead, where the source's own rhythm makes it improbable (product.md 6). */
const earlyWarning = (
  { lastLeadAt, activeSince }: { lastLeadAt: Temporal.Instant; activeSince: Temporal.Instant },
  now: Temporal.Instant,
  zone: string,
  daysUpTo: (lastOn: Temporal.PlainDate, count: number) => DayCount[],
  isHoliday: IsHoliday,
): SourceView['improbable'] => {
  const lastOn = lastLeadAt.toZonedDateTimeISO(zone).toPlainDate();
  const daysActive = activeSince.toZonedDateTimeISO(zone).toPlainDate().until(lastOn).days + 1;
  const rhythm = rhythmOf(daysUpTo(lastOn, Math.min(daysActive, DAYS_LEARNT_FROM)), isHoliday);
  const found = rhythm && improbabilityOf(rhythm, lastLeadAt, now, zone, isHoliday);
  return found && found.chance < IMPROBABLE ? found : null;
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
