import { type RawBuilder, sql } from 'kysely';
import { EFFECTS, isMailStage, type Stage } from '../../domain/escalation/policy.ts';
import type { Work } from '../db/database.ts';
import { NOBODY } from '../ids.ts';

/** Mails gather until their minute ends, so that a person gets one mail for all leads of that minute. */
export const endOfMinute = (at: Temporal.Instant): Temporal.Instant =>
  at.round({ smallestUnit: 'minute', roundingMode: 'floor' }).add({ minutes: 1 });

/**
 * Brings clocks to `work.now`, over all dealerships the caller sees: what of their written course has become due since they
 * were settled is reached, with its true due instant; state, ledger and notices in one statement (product.md 4). A server
 * whose time goes back takes nothing back and reaches nothing twice (cases.md T38).
 *
 * @param which the rest of `select … from clocks`, with the lock on its rows
 * @returns how many clocks that were, by dealership
 */
export const advanceClocks = async (
  work: Work,
  which: RawBuilder<unknown>,
): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ dealershipId: string; clocks: number }>`
    with due as (
      select dealership_id, lead_id, generation, kind, due_at, reminder_at, em1_at, e2_at, em2_at, overdue_at, settled_at,
             greatest(settled_at, ${work.now}) as settled_by
      from clocks ${which}
    ), moved as (
      update clocks
      set overdue_at = ${overdueBy(work.now)}, escalated_at = ${escalatedBy(work.now)},
          settled_at = settled_by,
          next_due_at = least(
            case when due.reminder_at > settled_by then due.reminder_at end,
            case when due.due_at > settled_by then due.due_at end,
            case when due.em1_at > settled_by then due.em1_at end,
            case when due.e2_at > settled_by then due.e2_at end,
            case when due.em2_at > settled_by then due.em2_at end)
      from due
      where clocks.dealership_id = due.dealership_id and clocks.lead_id = due.lead_id
    ), reached as (
      select dealership_id, lead_id, generation, stage, at as due_at, ${work.now}::timestamptz as recorded_at
      from due, lateral (values
        ('reminder', reminder_at),
        (case kind when 'answer' then 'E1' else 'followUp' end, case when overdue_at is null then due.due_at end),
        ('EM1', em1_at),
        (case kind when 'answer' then 'E2.1' else 'E2.2' end, e2_at),
        (case kind when 'answer' then 'EM2.1' else 'EM2.2' end, em2_at)) as step (stage, at)
      where at <= ${work.now} and (settled_at is null or at > settled_at)
    ), noticed as (
      insert into escalation_notices (dealership_id, lead_id, generation, stage, due_at, recorded_at, send_at)
      select reached.*, ${endOfMinute(work.now)} from reached where stage = any(${MAIL_STAGES})
      on conflict do nothing
    ), recorded as (
      insert into escalation_ledger (dealership_id, lead_id, generation, stage, due_at, recorded_at, recipient)
      select reached.*, ${NOBODY}::uuid from reached
      on conflict do nothing
    )
    select dealership_id, count(*) as clocks from due group by dealership_id`.execute(work.sql);
  return new Map(rows.map(({ dealershipId, clocks }) => [dealershipId, clocks]));
};

/** Columns of a clock as they are at `now`, whether or not an engine has noticed. */
export const overdueBy = (now: Temporal.Instant) =>
  sql`coalesce(clocks.overdue_at, case when clocks.due_at <= ${now} then clocks.due_at end)`;
export const escalatedBy = (now: Temporal.Instant) =>
  sql`coalesce(clocks.escalated_at, case when clocks.e2_at <= ${now} then clocks.e2_at end)`;

const MAIL_STAGES = Object.keys(EFFECTS).filter((stage) => isMailStage(stage as Stage));
