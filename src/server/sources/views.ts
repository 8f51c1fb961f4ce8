import type { MessageClass } from '../../domain/intake/message-class.ts';
import type { z } from 'zod';
import type { Config } from '../../config.ts';
import type { EarlyWarning, getMonitor, getSource, SourceAlarm, SourceView } from '../../contract/sources.ts';
import { recommendationAt } from '../../domain/escalation/recommendations.ts';
import { sourceKindOf } from '../../domain/sources/kinds.ts';
import { nextRun, type RunVerdict, silenceOf } from '../../domain/sources/monitor.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { Refusal } from '../refusal.ts';
import { isImprobable, readPast, silenceOfSource } from './rhythms.ts';
import { countMessages, listAlarms, listChecks, listRuns, listSourceRows } from './store.ts';

/** How far the small curve of a source reaches back. */
const DAYS_SHOWN = 90;
const RUNS_SHOWN = 13;
const ALARMS_SHOWN = 20;
/** A run this much after its cut-off was made up. */
const MADE_UP_AFTER_MINUTES = 60;

/** Every source as its card shows it, and as the source monitor would find it now. */
export const describeSources = async (
  work: DealershipWork,
  { mailDomain }: Pick<Config, 'mailDomain'>,
  which: { archived: boolean; id?: string },
): Promise<SourceView[]> => {
  const { zone, earlyWarning } = await dealershipOf(work);
  const today = work.now.toZonedDateTimeISO(zone).toPlainDate();
  const rows = await listSourceRows(work, which);
  const past = await readPast(work, zone);
  const checks = Map.groupBy(await listChecks(work), ({ sourceId }) => sourceId);
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
    const quiet = watched && earlyWarning !== 'off' ? silenceOfSource(past, row) : null;
    return {
      ...source,
      leadAddress: `${localPart}@${mailDomain}`,
      recommendedLimitDays: sourceLimitDays[sourceKindOf(row.kind)?.limit ?? 'other'],
      archived: archivedAt !== null,
      lastLeadAt: lastLeadAt?.toString() ?? null,
      leads: leads ?? 0,
      silence: watched ? { ...silence, sinceAt: silence.sinceAt.toString() } : null,
      improbable: quiet && isImprobable(quiet, work.now) ? quiet.at(work.now) : null,
      perDay: past.daysUpTo(today, DAYS_SHOWN, row.id).map((day) => day.leads),
      checks: (checks.get(row.id) ?? []).map(({ step, checkedAt, checkedBy }) => ({
        step: step as SourceView['checks'][number]['step'],
        checkedAt: checkedAt.toString(),
        checkedBy,
      })),
    };
  });
};

/** One source with what came from it and when it was silent; refuses with `notFound`. */
export const describeSource = async (
  work: DealershipWork,
  config: Pick<Config, 'mailDomain'>,
  id: string,
): Promise<z.input<typeof getSource.output>> => {
  const [source] = await describeSources(work, config, { archived: true, id });
  if (!source) throw new Refusal('notFound', 'There is no such source.');
  const messages = await countMessages(work, id, work.now.subtract({ hours: 24 * DAYS_SHOWN }));
  const { fridays, early } = await listAlarms(work, id, ALARMS_SHOWN);
  const alarms: SourceAlarm[] = [
    ...fridays.map(({ ranAt, silentDays, limitDays, week, recovered, lastLeadAt }) =>
      recovered
        ? ({ kind: 'recovered', at: ranAt.toString(), lastLeadAt: lastLeadAt?.toString() ?? null } as const)
        : ({ kind: 'friday', at: ranAt.toString(), silentDays, limitDays, week } as const),
    ),
    ...early.map(({ noticedAt, sinceAt, expected, chance, endedAt }) => ({
      kind: 'early' as const,
      at: noticedAt.toString(),
      sinceAt: sinceAt.toString(),
      expected,
      chance,
      endedAt: endedAt?.toString() ?? null,
    })),
  ];
  return {
    source,
    messages: messages.map(({ class: found, count }) => ({ class: found as MessageClass, count })),
    alarms: alarms.sort((a, b) => Temporal.Instant.compare(b.at, a.at)).slice(0, ALARMS_SHOWN),
  };
};

/** What the source monitor does, and what its last runs checked and reported. */
export const describeMonitor = async (
  work: DealershipWork,
  caller: Caller,
): Promise<z.input<typeof getMonitor.output>> => {
  const { zone, monitorSince, earlyWarning, spamDelivers } = await dealershipOf(work);
  const runs = await listRuns(work, RUNS_SHOWN);
  return {
    on: monitorSince !== null,
    since: monitorSince?.toString() ?? null,
    nextRunAt: nextRun(work.now, zone).cutoffAt.toString(),
    zone,
    earlyWarning: earlyWarning as EarlyWarning,
    spamDelivers,
    mayChange: caller.roles.includes('admin'),
    runs: runs.map(({ fridayOn, cutoffAt, ranAt, outcome, findings }) => ({
      fridayOn,
      ranAt: ranAt.toString(),
      madeUp: Temporal.Instant.compare(ranAt, cutoffAt.add({ minutes: MADE_UP_AFTER_MINUTES })) > 0,
      outcome: outcome as 'checked' | 'intakeSilent',
      findings: findings.map(({ verdict, lastLeadAt, sinceAt, ...finding }) => ({
        ...finding,
        verdict: verdict as RunVerdict,
        lastLeadAt: lastLeadAt?.toString() ?? null,
        sinceAt: sinceAt.toString(),
      })),
    })),
  };
};

const dealershipOf = (work: DealershipWork) =>
  work.sql
    .selectFrom('dealerships')
    .select(['zone', 'monitorSince', 'earlyWarning', 'spamDelivers'])
    .where('dealershipId', '=', work.dealershipId)
    .executeTakeFirstOrThrow();
