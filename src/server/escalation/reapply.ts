import { sql } from 'kysely';
import type { ReapplyCounts } from '../../contract/escalation.ts';
import { decideAdvance, type RunningClock } from '../../domain/escalation/advance.ts';
import { EFFECTS, type Policy, type Stage } from '../../domain/escalation/policy.ts';
import { decideReapply, type Reapplied } from '../../domain/escalation/reapply.ts';
import { type EscalationSettings, type Place, policyFor } from '../../domain/escalation/settings.ts';
import { type Calendar, compileCalendar } from '../../domain/time/calendar.ts';
import type { CalendarSpec } from '../../domain/time/opening-hours.ts';
import { type DealershipWork, notify } from '../db/database.ts';
import { NOBODY } from '../ids.ts';
import { advanceClocks } from './advance.ts';
import { CLOCK_COLUMNS, runningClock } from './store.ts';
import { loadVersions, policyIdOf, presentSettings } from './versions.ts';

/** Times that are not saved yet; what is left out is as saved. */
export interface ProposedTimes {
  readonly settings?: EscalationSettings;
  /** By branch. */
  readonly calendars?: ReadonlyMap<string, CalendarSpec>;
}

/** What `reapplyTimes` would do if these times were the present ones. Changes nothing. */
export const previewReapply = async (work: DealershipWork, proposed: ProposedTimes): Promise<ReapplyCounts> =>
  count(await decideAll(work, await listOpenClocks(work), proposed));

/**
 * Gives every running clock of the dealership the times that hold at present (product.md 4): what is due by the old ones
 * stays due, and none moves on by more than one stage.
 */
export const reapplyTimes = async (work: DealershipWork): Promise<ReapplyCounts> => {
  await lockClocks(work);
  const due = await work.sql
    .selectFrom('clocks')
    .select(CLOCK_COLUMNS)
    .where('dealershipId', '=', work.dealershipId)
    .where('nextDueAt', '<=', work.now)
    .execute();
  await advanceClocks(work, due);
  const decisions = await decideAll(work, await listOpenClocks(work), {});
  const changed = decisions.filter((decision) => decision.given !== null);
  if (changed.length > 0) await writeAll(work, changed);
  return count(decisions);
};

/** In the order of their leads, as two leads that are merged are locked: nobody waits for the other for good. */
const lockClocks = (work: DealershipWork) =>
  work.sql
    .selectFrom('clocks')
    .select('leadId')
    .where('dealershipId', '=', work.dealershipId)
    .orderBy('leadId')
    .forUpdate()
    .execute();

interface OpenClock extends RunningClock, Place {
  readonly leadId: string;
  readonly policyId: string;
  readonly calendarId: string;
  readonly nextDueAt: Temporal.Instant | null;
  /** Mail stages of this generation that somebody was told of, or is about to be. */
  readonly toldNow: readonly Stage[];
}

interface Times {
  readonly policy: Policy;
  readonly calendar: Calendar;
  /** null: not saved yet. */
  readonly calendarId: string | null;
}

interface Decision {
  readonly clock: OpenClock;
  readonly told: readonly Stage[];
  /** The new times and what they do; null when the clock has them already. */
  readonly given: { readonly times: Times; readonly result: Reapplied } | null;
}

const decideAll = async (
  work: DealershipWork,
  clocks: readonly OpenClock[],
  proposed: ProposedTimes,
): Promise<Decision[]> => {
  const versions = await loadVersions(
    work,
    clocks.map(({ policyId }) => policyId),
    clocks.map(({ calendarId }) => calendarId),
  );
  const timesOf = await timesByPlace(work, proposed);
  return clocks.map((clock) => {
    const times = timesOf(clock);
    const policy = versions.policy(clock.policyId);
    if (clock.calendarId === times.calendarId && isSame(policy, times.policy)) {
      return { clock, told: clock.told, given: null };
    }
    const isDue = clock.nextDueAt !== null && Temporal.Instant.compare(clock.nextDueAt, work.now) <= 0;
    const settled = isDue
      ? { ...clock, ...decideAdvance(clock, policy, versions.calendar(clock.calendarId), work.now) }
      : clock;
    const told = clock.toldNow.length === 0 ? clock.told : [...new Set([...clock.told, ...clock.toldNow])];
    const result = decideReapply(settled, told, times.policy, times.calendar, work.now);
    return { clock, told, given: { times, result } };
  });
};

const listOpenClocks = async (work: DealershipWork): Promise<OpenClock[]> => {
  const rows = await work.sql
    .selectFrom('clocks')
    .innerJoin('leads', (join) =>
      join.onRef('leads.dealershipId', '=', 'clocks.dealershipId').onRef('leads.id', '=', 'clocks.leadId'),
    )
    .select([
      'leadId',
      'kind',
      'startedAt',
      'policyId',
      'calendarId',
      'overdueAt',
      'escalatedAt',
      'settledAt',
    ])
    .select(['nextDueAt', 'appliedAt', 'told', 'branchId', 'sourceId'])
    .select(
      sql<Stage[]>`case when settled_at is null then '{}' else array(
        select stage from escalation_notices n
        where n.dealership_id = clocks.dealership_id and n.lead_id = clocks.lead_id
          and n.generation = clocks.generation and n.state <> 'obsolete') end`.as('toldNow'),
    )
    .where('clocks.dealershipId', '=', work.dealershipId)
    .execute();
  return rows.map(runningClock);
};

/** The times that hold, or would hold, for a lead's branch and source. */
export const timesByPlace = async (
  work: DealershipWork,
  proposed: ProposedTimes,
): Promise<(place: Place) => Times> => {
  const settings = proposed.settings ?? (await presentSettings(work)).settings;
  const branches = await work.sql
    .selectFrom('branches')
    .select(['id', 'calendarId'])
    .where('dealershipId', '=', work.dealershipId)
    .execute();
  const versions = await loadVersions(
    work,
    [],
    branches.map(({ calendarId }) => calendarId),
  );
  const calendars = new Map(
    branches.map(({ id, calendarId }): [string, Pick<Times, 'calendar' | 'calendarId'>] => {
      const spec = proposed.calendars?.get(id);
      return [
        id,
        spec
          ? { calendar: compileCalendar(spec), calendarId: null }
          : { calendar: versions.calendar(calendarId), calendarId },
      ];
    }),
  );
  const kept = new Map<string, Times>();
  return (place) => {
    const key = `${place.branchId} ${place.sourceId}`;
    const calendar = calendars.get(place.branchId);
    if (!calendar) throw new Error(`No branch ${place.branchId} in this dealership.`);
    const times = kept.get(key) ?? { policy: policyFor(settings, place), ...calendar };
    kept.set(key, times);
    return times;
  };
};

/** The same stages with the same settings, however the two were put together. */
const isSame = (a: Policy, b: Policy): boolean =>
  a === b ||
  Object.entries(a).every(([stage, { on, minutes, unit }]) => {
    const other = b[stage as keyof Policy];
    return on === other.on && minutes === other.minutes && unit === other.unit;
  });

const count = (decisions: readonly Decision[]): ReapplyCounts => {
  const results = decisions.flatMap(({ given }) => (given ? [given.result] : []));
  const moved = (effect: string) =>
    results.filter(({ moved: step }) => step !== null && EFFECTS[step.stage] === effect).length;
  return {
    open: decisions.length,
    changed: results.length,
    turnRed: moved('overdue'),
    escalate: moved('escalated'),
    mail: results.filter(({ mails }) => mails).length,
  };
};

/**
 * One statement for all clocks. Mails that were due by the old times go with the clock into its new generation: they
 * stay due, and whatever is void with the old generation is not among them.
 */
const writeAll = async (work: DealershipWork, decisions: readonly Decision[]): Promise<void> => {
  const given = await withPolicyIds(work, decisions);
  const results = given.map(({ result }) => result);
  await sql`
    with given as (
      select * from unnest(
        ${given.map(({ leadId }) => leadId)}::uuid[], ${given.map(({ policyId }) => policyId)}::uuid[],
        ${given.map(({ calendarId }) => calendarId)}::uuid[], ${given.map(({ told }) => told.join(' '))}::text[],
        ${results.map(({ dueAt }) => dueAt)}::timestamptz[], ${results.map(({ overdueAt }) => overdueAt)}::timestamptz[],
        ${results.map(({ escalatedAt }) => escalatedAt)}::timestamptz[],
        ${results.map(({ nextDueAt }) => nextDueAt)}::timestamptz[],
        ${results.map(({ moved }) => moved?.stage ?? null)}::text[])
        as v (lead_id, policy_id, calendar_id, told, due_at, overdue_at, escalated_at, next_due_at, moved)
    ), clock as (
      update clocks set generation = clocks.generation + 1, policy_id = given.policy_id, calendar_id = given.calendar_id,
        told = array_remove(string_to_array(given.told, ' '), ''), due_at = given.due_at, overdue_at = given.overdue_at,
        escalated_at = given.escalated_at, next_due_at = given.next_due_at, settled_at = null, applied_at = ${work.now}
      from given
      where clocks.dealership_id = ${work.dealershipId} and clocks.lead_id = given.lead_id
      returning clocks.lead_id, clocks.generation, given.moved
    ), waiting_notice as (
      update escalation_notices n set generation = clock.generation
      from clock
      where n.dealership_id = ${work.dealershipId} and n.lead_id = clock.lead_id and n.state = 'waiting'
    ), waiting_mail as (
      update outbox_leads told set generation = clock.generation
      from clock, outbox
      where outbox.dealership_id = ${work.dealershipId} and outbox.next_at is not null
        and told.dealership_id = outbox.dealership_id and told.outbox_id = outbox.id
        and told.lead_id = clock.lead_id and told.generation = clock.generation - 1
    )
    insert into escalation_ledger (dealership_id, lead_id, generation, stage, due_at, recorded_at, recipient)
    select ${work.dealershipId}, lead_id, generation, moved, ${work.now}, ${work.now}, ${NOBODY}
    from clock where moved is not null`.execute(work.sql);
  await notify(work, 'leads', work.dealershipId);
};

const withPolicyIds = async (work: DealershipWork, decisions: readonly Decision[]) => {
  const ids = new Map<Policy, string>();
  for (const { given } of decisions) {
    const policy = given?.times.policy;
    if (policy && !ids.has(policy)) ids.set(policy, await policyIdOf(work, policy));
  }
  return decisions.flatMap(({ clock, told, given }) => {
    if (!given) return [];
    const { times, result } = given;
    const policyId = ids.get(times.policy) ?? '';
    return [{ leadId: clock.leadId, policyId, calendarId: times.calendarId, told, result }];
  });
};
