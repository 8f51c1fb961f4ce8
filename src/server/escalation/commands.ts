import { sql } from 'kysely';
import { startOfCourse, withReached } from '../../domain/escalation/advance.ts';
import { courseOf, type CourseStep } from '../../domain/escalation/course.ts';
import { holderOfClock } from '../../domain/escalation/holders.ts';
import type { ClockKind, Policy } from '../../domain/escalation/policy.ts';
import { type EscalationSettings, type Place, policyFor } from '../../domain/escalation/settings.ts';
import type { VoidStage } from '../../domain/leads/events.ts';
import type { Calendar } from '../../domain/time/calendar.ts';
import type { DealershipWork } from '../db/database.ts';
import { NOBODY } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { advanceClocks, endOfMinute } from './advance.ts';
import { CLOCK_COLUMNS, type ClockRow, runningClock } from './store.ts';
import { loadVersions, policyIdOf, presentSettings } from './versions.ts';

/** A lead that gets a new running clock; `generation` is its new one: everything of an older generation is void from here on. */
export interface ClockOfLead extends Place {
  readonly id: string;
  readonly generation: number;
}

/** See `startClocks`. */
export const startClock = (
  work: DealershipWork,
  lead: ClockOfLead,
  kind: ClockKind,
  startedAt: Temporal.Instant,
): Promise<void> => startClocks(work, kind, [{ ...lead, startedAt }]);

/** Gives leads new running clocks, stamped with the escalation times and the calendars that hold for them at present. */
export const startClocks = async (
  work: DealershipWork,
  kind: ClockKind,
  leads: readonly (ClockOfLead & { readonly startedAt: Temporal.Instant })[],
): Promise<void> => {
  if (leads.length === 0) return;
  const timesOf = await timesByPlace(work);
  const policies = new Map(leads.map((lead) => [timesOf(lead).policy, '']));
  for (const policy of policies.keys()) policies.set(policy, await policyIdOf(work, policy));
  const clocks = leads.map((lead) => {
    const { policy, calendarId, calendar } = timesOf(lead);
    return {
      dealershipId: work.dealershipId,
      leadId: lead.id,
      generation: lead.generation,
      kind,
      startedAt: lead.startedAt,
      policyId: policies.get(policy) ?? '',
      calendarId,
      ...startOfCourse(kind, lead.startedAt, policy, calendar),
      overdueAt: null,
      escalatedAt: null,
      settledAt: null,
      appliedAt: null,
      told: [],
    };
  });
  // A new lead has none.
  for (const { id, generation } of leads) if (generation > 1) await stopClock(work, id);
  await work.sql.insertInto('clocks').values(clocks).execute();
};

/** The escalation times and the calendar new clocks of a branch and source are stamped with. */
export const presentTimes = async (work: DealershipWork, place: Place) => {
  const branch = await work.sql
    .selectFrom('branches')
    .select('calendarId')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', place.branchId)
    .executeTakeFirst();
  if (!branch) throw new Refusal('notFound', 'There is no such branch.');
  const { settings } = await presentSettings(work);
  const versions = await loadVersions(work, [], [branch.calendarId]);
  return { ...branch, policy: policyFor(settings, place), calendar: versions.calendar(branch.calendarId) };
};

/** Whose times a stored clock goes by, for whoever reads its lead. */
export const timesOfClock = async (work: DealershipWork, row: ClockRow, place: Place) => {
  const { settings } = await presentSettings(work);
  const versions = await loadVersions(work, [row.policyId], []);
  return holderOfClock(runningClock(row).kind, versions.policy(row.policyId), settings, place);
};

/** The same for many places at once, by the present settings or by ones that are not saved. */
export const timesByPlace = async (
  work: DealershipWork,
  proposed?: EscalationSettings,
): Promise<(place: Place) => { policy: Policy; calendarId: string; calendar: Calendar }> => {
  const settings = proposed ?? (await presentSettings(work)).settings;
  const branches = await work.sql
    .selectFrom('branches')
    .select(['id', 'calendarId'])
    .where('dealershipId', '=', work.dealershipId)
    .execute();
  const calendarIds = new Map(branches.map(({ id, calendarId }) => [id, calendarId]));
  const versions = await loadVersions(work, [], calendarIds.values());
  const policies = new Map<string, Policy>();
  return (place) => {
    const key = `${place.branchId} ${place.sourceId}`;
    const policy = policies.get(key) ?? policyFor(settings, place);
    policies.set(key, policy);
    const calendarId = calendarIds.get(place.branchId) ?? '';
    return { policy, calendarId, calendar: versions.calendar(calendarId) };
  };
};

/** Ends a lead's clock: stages not yet reached are void, mails not yet claimed will find nothing to say. */
export const stopClock = async (work: DealershipWork, leadId: string): Promise<void> => {
  await voidNotices(work, leadId);
  await work.sql
    .deleteFrom('clocks')
    .where('dealershipId', '=', work.dealershipId)
    .where('leadId', '=', leadId)
    .execute();
};

/**
 * Lets a lead's clock run on at another lead, whose own ends: with its times, all it has reached, the mails it still
 * owes, and the record of who was told already, so that nobody is told twice. `to.generation` must be that lead's new one.
 */
export const moveClock = async (
  work: DealershipWork,
  from: { id: string; generation: number },
  to: { id: string; generation: number },
): Promise<void> => {
  const { dealershipId } = work;
  await stopClock(work, to.id);
  await sql`
    with clock as (
      update clocks set lead_id = ${to.id}, generation = ${to.generation}
      where dealership_id = ${dealershipId} and lead_id = ${from.id}
    ), notice as (
      update escalation_notices set lead_id = ${to.id}, generation = ${to.generation}
      where dealership_id = ${dealershipId} and lead_id = ${from.id} and generation = ${from.generation}
        and state <> 'obsolete'
    ), told as (
      insert into escalation_ledger
        (dealership_id, lead_id, generation, stage, recipient, due_at, recorded_at, outbox_id)
      select dealership_id, ${to.id}::uuid, ${to.generation}::integer, stage, recipient, due_at, recorded_at, outbox_id
      from escalation_ledger
      where dealership_id = ${dealershipId} and lead_id = ${from.id} and generation = ${from.generation}
        and recipient <> ${NOBODY}
    )
    insert into outbox_leads
      (dealership_id, outbox_id, lead_id, generation, stage, due_at, late, told_as, instead_of)
    select told.dealership_id, outbox_id, ${to.id}::uuid, ${to.generation}::integer, stage, due_at, late, told_as, instead_of
    from outbox_leads told
    join outbox on outbox.dealership_id = told.dealership_id and outbox.id = told.outbox_id
    where told.dealership_id = ${dealershipId} and told.lead_id = ${from.id} and told.generation = ${from.generation}
      and outbox.next_at is not null
    on conflict (dealership_id, outbox_id, lead_id, stage) do update
      set generation = excluded.generation, due_at = excluded.due_at, late = excluded.late,
          told_as = excluded.told_as, instead_of = excluded.instead_of`.execute(work.sql);
};

/**
 * Records what fell due before somebody acts on the lead, so that the statistics stay true even when the engine was
 * late (cases.md T32); the mails this makes due are void with the act that follows in the same transaction.
 * Returns the stages the act makes void.
 */
export const settleClock = async (work: DealershipWork, leadId: string): Promise<VoidStage[]> => {
  const clock = await work.sql
    .selectFrom('clocks')
    .select(CLOCK_COLUMNS)
    .where('dealershipId', '=', work.dealershipId)
    .where('leadId', '=', leadId)
    .forUpdate()
    .executeTakeFirst();
  if (!clock) return [];
  await advanceClocks(
    work,
    sql`where dealership_id = ${work.dealershipId} and lead_id = ${leadId} for update`,
  );
  const { course } = await courseOfClock(work, clock);
  return course
    .filter(({ at }) => Temporal.Instant.compare(at, work.now) > 0)
    .map(({ stage, at }) => ({ stage, at: at.toString() }));
};

/** The whole course of a stored clock, by the versions it is stamped with. */
export const courseOfClock = async (
  work: DealershipWork,
  row: ClockRow,
): Promise<{ course: CourseStep[]; calendar: Calendar }> => {
  const versions = await loadVersions(work, [row.policyId], [row.calendarId]);
  const calendar = versions.calendar(row.calendarId);
  const clock = withReached(runningClock(row));
  // What these times made due is counted again, for its reason; what former times made due stands as recorded.
  const reached = Object.entries(clock.reached ?? {}).filter(
    ([, at]) => clock.appliedAt && Temporal.Instant.compare(at, clock.appliedAt) < 0,
  );
  const course = courseOf(
    { ...clock, reached: Object.fromEntries(reached) },
    versions.policy(row.policyId),
    calendar,
  );
  return { course, calendar };
};

const voidNotices = async (work: DealershipWork, leadId: string): Promise<void> => {
  await work.sql
    .updateTable('escalationNotices')
    .set({ state: 'obsolete' })
    .where('dealershipId', '=', work.dealershipId)
    .where('leadId', '=', leadId)
    .where('state', '=', 'waiting')
    .execute();
};

/**
 * Who answers for leads has changed: whoever does so since then is told of what was told already, once; those who know
 * are not told again, by the ledger's key (cases.md T33). All open leads, or those given. What is only about to be
 * overdue is not told anew.
 */
export const tellNewcomers = async (work: DealershipWork, leadIds?: readonly string[]): Promise<void> => {
  await sql`
    update escalation_notices notice set state = 'waiting', send_at = ${endOfMinute(work.now)}
    from clocks
    where notice.dealership_id = ${work.dealershipId} and notice.state in ('mailed', 'undeliverable')
      and notice.stage <> 'reminder'
      and clocks.dealership_id = notice.dealership_id and clocks.lead_id = notice.lead_id
      and clocks.generation = notice.generation
      ${leadIds === undefined ? sql`` : sql`and notice.lead_id = any(${leadIds}::uuid[])`}`.execute(work.sql);
};

/** A mail was given up: the next in line are told of its leads, for its reader cannot be reached (cases.md T55). */
export const tellOthers = async (work: DealershipWork, outboxId: string): Promise<void> => {
  const leads = await work.sql
    .selectFrom('outboxLeads')
    .select('leadId')
    .distinct()
    .where('dealershipId', '=', work.dealershipId)
    .where('outboxId', '=', outboxId)
    .execute();
  await tellNewcomers(
    work,
    leads.map(({ leadId }) => leadId),
  );
};
