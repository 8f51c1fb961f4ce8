import { sql } from 'kysely';
import type { ReapplyCounts } from '../../contract/escalation.ts';
import { type RunningClock, stagesToCome } from '../../domain/escalation/advance.ts';
import { type ClockKind, EFFECTS, type Policy, type Stage } from '../../domain/escalation/policy.ts';
import { decideReapply, type Reapplied } from '../../domain/escalation/reapply.ts';
import { type EscalationSettings, type Place, policyFor } from '../../domain/escalation/settings.ts';
import { type Calendar, compileCalendar } from '../../domain/time/calendar.ts';
import type { CalendarSpec } from '../../domain/time/opening-hours.ts';
import { instantFrom, listOf, msFrom, msOf } from '../db/columns.ts';
import { type DealershipWork, notify } from '../db/database.ts';
import { NOBODY } from '../ids.ts';
import { advanceClocks, escalatedBy, overdueBy } from './advance.ts';
import { loadVersions, policyIdOf, presentSettings, type Versions } from './versions.ts';

/** Times that are not saved yet: the dealership's escalation settings, or the calendar of one branch. */
export type ProposedTimes =
  | { readonly settings: EscalationSettings }
  | { readonly branchId: string; readonly calendar: CalendarSpec };

/** What `reapplyTimes` would do if these times were the present ones. Changes nothing. */
export const previewReapply = (work: DealershipWork, proposed: ProposedTimes): Promise<ReapplyCounts> => {
  const given =
    'settings' in proposed
      ? newPolicies(proposed.settings)
      : newCalendar(proposed.branchId, compileCalendar(proposed.calendar), null);
  return decideAll(work, given, async () => {});
};

/**
 * Gives the running clocks what was saved (product.md 4): the escalation settings, to all of the dealership, or its new
 * calendar to those of one branch; the rest of their times they keep. What is due by the old ones stays due, and none
 * moves on by more than one stage.
 */
export const reapplyTimes = async (
  work: DealershipWork,
  saved: 'settings' | { readonly branchId: string },
): Promise<ReapplyCounts> => {
  const given =
    saved === 'settings'
      ? newPolicies((await presentSettings(work)).settings)
      : await presentCalendar(work, saved.branchId);
  await lockClocks(work);
  await advanceClocks(
    work,
    sql`where dealership_id = ${work.dealershipId} and next_due_at <= ${work.now} for update`,
  );
  const counts = await decideAll(work, given, (changed) => writeAll(work, changed));
  if (counts.changed > 0) await notify(work, 'leads', work.dealershipId);
  return counts;
};

/** Which clocks are given what; the rest of its times a clock keeps. */
interface Given {
  /** null: those of all branches. */
  readonly branchId: string | null;
  timesOf(clock: Stamps, versions: Versions): Times;
}

const newPolicies = (settings: EscalationSettings): Given => ({
  branchId: null,
  timesOf: (clock, versions) => ({
    policy: policyFor(settings, clock),
    calendar: versions.calendar(clock.calendarId),
    calendarId: clock.calendarId,
  }),
});

const newCalendar = (branchId: string, calendar: Calendar, calendarId: string | null): Given => ({
  branchId,
  timesOf: ({ policyId }, versions) => ({ policy: versions.policy(policyId), calendar, calendarId }),
});

const presentCalendar = async (work: DealershipWork, branchId: string): Promise<Given> => {
  const { calendarId } = await work.sql
    .selectFrom('branches')
    .select('calendarId')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', branchId)
    .executeTakeFirstOrThrow();
  const versions = await loadVersions(work, [], [calendarId]);
  return newCalendar(branchId, versions.calendar(calendarId), calendarId);
};

/** In the order of their leads, as two leads that are merged are locked: nobody waits for the other for good. */
const lockClocks = (work: DealershipWork) =>
  sql`
    select count(*) from (
      select from clocks where dealership_id = ${work.dealershipId} order by lead_id for update) as locked`.execute(
    work.sql,
  );

/** Where a lead is, and the times its clock runs by: the same for many. */
interface Stamps extends Place {
  readonly policyId: string;
  readonly calendarId: string;
}

interface OpenClock extends Stamps, RunningClock {
  readonly leadId: string;
}

interface Times {
  readonly policy: Policy;
  readonly calendar: Calendar;
  /** null: not saved yet. */
  readonly calendarId: string | null;
}

/** A clock whose times become others, and what they do. */
interface Decision {
  readonly clock: OpenClock;
  readonly times: Times;
  readonly result: Reapplied;
}

/** So many clocks are read, decided and written at a time: what was decided is garbage before it grows old. */
const CLOCKS_AT_ONCE = 2_000;

const decideAll = async (
  work: DealershipWork,
  given: Given,
  onDecided: (changed: readonly Decision[]) => Promise<void>,
): Promise<ReapplyCounts> => {
  const counts = { open: 0, changed: 0, turnRed: 0, escalate: 0, mail: 0 };
  const otherTimes = rememberTimes(given);
  for (let after: string | undefined = NOBODY; after !== undefined; ) {
    const clocks: OpenClock[] = await listOpenClocks(work, given.branchId, after);
    const versions = await loadVersions(
      work,
      clocks.map(({ policyId }) => policyId),
      clocks.map(({ calendarId }) => calendarId),
    );
    const changed = clocks.flatMap((clock): Decision[] => {
      const times = otherTimes(clock, versions);
      if (times === null) return [];
      const result = decideReapply(clock, clock.told, times.policy, times.calendar, work.now);
      return [{ clock, times, result }];
    });
    counts.open += clocks.length;
    addUp(counts, changed);
    if (changed.length > 0) await onDecided(changed);
    after = clocks.length < CLOCKS_AT_ONCE ? undefined : clocks.at(-1)?.leadId;
  }
  return counts;
};

/** What clocks with these stamps are given; null when they have it already. Found out once for all that are alike. */
const rememberTimes = (given: Given) => {
  const known = new Map<string, Times | null>();
  return (clock: Stamps, versions: Versions): Times | null => {
    const { branchId, sourceId, policyId, calendarId } = clock;
    const alike = `${branchId}${sourceId}${policyId}${calendarId}`;
    const found = known.get(alike);
    if (found !== undefined) return found;
    const times = given.timesOf(clock, versions);
    const other = calendarId !== times.calendarId || !isSame(versions.policy(policyId), times.policy);
    known.set(alike, other ? times : null);
    return other ? times : null;
  };
};

const addUp = (counts: ReapplyCounts, changed: readonly Decision[]): void => {
  counts.changed += changed.length;
  for (const { result } of changed) {
    const effect = result.moved && EFFECTS[result.moved.stage];
    if (effect === 'overdue') counts.turnRed += 1;
    if (effect === 'escalated') counts.escalate += 1;
    if (result.mails) counts.mail += 1;
  }
};

/**
 * Ascending from `after` on, as they are now. Read without a query builder and with instants in milliseconds: of thirty
 * thousand rows this is what takes the program's time.
 */
const listOpenClocks = async (
  work: DealershipWork,
  branchId: string | null,
  after: string,
): Promise<OpenClock[]> => {
  const { rows } = await sql<StoredClock>`
    select lead_id as "leadId", kind, policy_id as "policyId", calendar_id as "calendarId", branch_id as "branchId",
           source_id as "sourceId", ${msFrom(sql`started_at`)} as "startedMs",
           ${msFrom(overdueBy(work.now))} as "overdueMs", ${msFrom(escalatedBy(work.now))} as "escalatedMs",
           array_to_string(told, ' ') as told,
           case when settled_at is not null then (
             select string_agg(stage, ' ') from escalation_notices n
             where n.dealership_id = clocks.dealership_id and n.lead_id = clocks.lead_id
               and n.generation = clocks.generation and n.state <> 'obsolete') end as "toldNow"
    from clocks join leads on leads.dealership_id = clocks.dealership_id and leads.id = clocks.lead_id
    where clocks.dealership_id = ${work.dealershipId} and lead_id > ${after}
          ${branchId === null ? sql`` : sql`and branch_id = ${branchId}`}
    order by lead_id limit ${CLOCKS_AT_ONCE}`.execute(work.sql.withoutPlugins());
  return rows.map(({ startedMs, overdueMs, escalatedMs, told, toldNow, ...clock }) => ({
    ...clock,
    startedAt: Temporal.Instant.fromEpochMilliseconds(startedMs),
    overdueAt: instantFrom(overdueMs),
    escalatedAt: instantFrom(escalatedMs),
    appliedAt: null,
    told: stagesIn(told, toldNow),
  }));
};

interface StoredClock extends Stamps {
  readonly leadId: string;
  readonly kind: ClockKind;
  readonly startedMs: number;
  readonly overdueMs: number | null;
  readonly escalatedMs: number | null;
  /** Stage names with blanks between: told of before, and in this generation told or about to be. */
  readonly told: string;
  readonly toldNow: string | null;
}

const NO_STAGES: readonly Stage[] = [];

const stagesIn = (told: string, toldNow: string | null): readonly Stage[] =>
  told === '' && toldNow === null
    ? NO_STAGES
    : ([...new Set(`${told} ${toldNow ?? ''}`.match(/\S+/g))] as Stage[]);

/** The same stages with the same settings, however the two were put together. */
const isSame = (a: Policy, b: Policy): boolean =>
  a === b ||
  Object.entries(a).every(([stage, { on, minutes, unit }]) => {
    const other = b[stage as keyof Policy];
    return on === other.on && minutes === other.minutes && unit === other.unit;
  });

/**
 * One statement for many clocks. Mails that were due by the old times go with the clock into its new generation: they
 * stay due, and so does the record of who was told of them already.
 */
const writeAll = async (work: DealershipWork, changed: readonly Decision[]): Promise<void> => {
  const policyIds = new Map<Policy, string>();
  for (const { times } of changed)
    if (!policyIds.has(times.policy)) policyIds.set(times.policy, await policyIdOf(work, times.policy));
  const toCome = changed.map(({ result }) => stagesToCome(result.toCome));
  await sql`
    with given as (
      select lead_id, policy_id, calendar_id, told, moved, to_timestamp(due / 1000) as due_at,
             to_timestamp(overdue / 1000) as overdue_at, to_timestamp(escalated / 1000) as escalated_at,
             to_timestamp(reminder / 1000) as reminder_at, to_timestamp(em1 / 1000) as em1_at,
             to_timestamp(e2 / 1000) as e2_at, to_timestamp(em2 / 1000) as em2_at, to_timestamp(next_due / 1000) as next_due_at
      from unnest(
        ${listOf(changed, ({ clock }) => clock.leadId)}::uuid[],
        ${listOf(changed, ({ times }) => policyIds.get(times.policy) ?? null)}::uuid[],
        ${listOf(changed, ({ times }) => times.calendarId)}::uuid[],
        ${changed.map(({ clock }) => clock.told.join(' '))}::text[],
        ${listOf(changed, ({ result }) => result.moved && result.moved.stage)}::text[],
        ${msOf(changed, ({ result }) => result.dueAt)}::float8[],
        ${msOf(changed, ({ result }) => result.overdueAt)}::float8[],
        ${msOf(changed, ({ result }) => result.escalatedAt)}::float8[],
        ${msOf(toCome, ({ reminderAt }) => reminderAt)}::float8[],
        ${msOf(toCome, ({ em1At }) => em1At)}::float8[],
        ${msOf(toCome, ({ e2At }) => e2At)}::float8[],
        ${msOf(toCome, ({ em2At }) => em2At)}::float8[],
        ${msOf(toCome, ({ nextDueAt }) => nextDueAt)}::float8[])
        as v (lead_id, policy_id, calendar_id, told, moved, due, overdue, escalated, reminder, em1, e2, em2, next_due)
    ), clock as (
      update clocks set generation = clocks.generation + 1, policy_id = given.policy_id, calendar_id = given.calendar_id,
        told = array_remove(string_to_array(given.told, ' '), ''), due_at = given.due_at, overdue_at = given.overdue_at,
        escalated_at = given.escalated_at, reminder_at = given.reminder_at, em1_at = given.em1_at, e2_at = given.e2_at,
        em2_at = given.em2_at, next_due_at = given.next_due_at, settled_at = null, applied_at = ${work.now}
      from given
      where clocks.dealership_id = ${work.dealershipId} and clocks.lead_id = given.lead_id
      returning clocks.lead_id, clocks.generation, given.moved
    ), waiting_notice as (
      update escalation_notices n set generation = clock.generation
      from clock
      where n.dealership_id = ${work.dealershipId} and n.lead_id = clock.lead_id and n.state = 'waiting'
      returning n.lead_id, n.generation, n.stage
    ), told_people as (
      insert into escalation_ledger
        (dealership_id, lead_id, generation, stage, recipient, due_at, recorded_at, outbox_id)
      select l.dealership_id, l.lead_id, n.generation, l.stage, l.recipient, l.due_at, l.recorded_at, l.outbox_id
      from waiting_notice n join escalation_ledger l
        on l.dealership_id = ${work.dealershipId} and l.lead_id = n.lead_id and l.generation = n.generation - 1
           and l.stage = n.stage and l.recipient <> ${NOBODY}
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
};
