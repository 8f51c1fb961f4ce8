import { sql } from 'kysely';
import { type Advance, decideAdvance } from '../../domain/escalation/advance.ts';
import { isMailStage } from '../../domain/escalation/policy.ts';
import type { Work } from '../db/database.ts';
import { NOBODY } from '../ids.ts';
import { type ClockRow, runningClock } from './store.ts';
import { loadVersions, type Versions } from './versions.ts';

/** A clock that could not be advanced, and why; it is pushed ahead so that it never blocks the others. */
export interface StuckClock {
  readonly dealershipId: string;
  readonly leadId: string;
  readonly error: string;
}

/**
 * Brings locked, due clocks to `work.now`: new state, ledger and notices in one statement. Returns those that threw.
 * The rows must be locked by the caller.
 */
export const advanceClocks = async (
  work: Work,
  rows: readonly ClockRow[],
): Promise<readonly StuckClock[]> => {
  if (rows.length === 0) return [];
  const versions = await loadVersions(
    work,
    rows.map((row) => row.policyId),
    rows.map((row) => row.calendarId),
  );
  const moved: Moved[] = [];
  const stuck: (StuckClock & { retryAt: Temporal.Instant })[] = [];
  for (const row of rows) {
    try {
      moved.push({ row, advance: decide(row, versions, work.now) });
    } catch (cause) {
      stuck.push({
        dealershipId: row.dealershipId,
        leadId: row.leadId,
        error: cause instanceof Error ? cause.message : String(cause),
        retryAt: work.now.add({ minutes: Math.min(2 ** row.failedAttempts, 60) }),
      });
    }
  }
  if (moved.length > 0) await writeAdvances(work, moved);
  for (const row of stuck) await pushAhead(work, row);
  return stuck;
};

interface Moved {
  readonly row: ClockRow;
  readonly advance: Advance;
}

const decide = (row: ClockRow, versions: Versions, now: Temporal.Instant): Advance =>
  decideAdvance(runningClock(row), versions.policy(row.policyId), versions.calendar(row.calendarId), now);

/** Mails gather until their minute ends, so that a person gets one mail for all leads of that minute. */
export const endOfMinute = (at: Temporal.Instant): Temporal.Instant =>
  at.round({ smallestUnit: 'minute', roundingMode: 'floor' }).add({ minutes: 1 });

const writeAdvances = async (work: Work, moved: readonly Moved[]): Promise<void> => {
  const reached = moved.flatMap(({ row, advance }) => advance.reached.map((step) => ({ row, ...step })));
  const mails = reached.filter(({ stage }) => isMailStage(stage));

  await sql`
    with moved as (
      update clocks set overdue_at = v.overdue_at, escalated_at = v.escalated_at, next_due_at = v.next_due_at,
             settled_at = ${work.now}, failed_attempts = 0, last_error = null
      from unnest(${moved.map(({ row }) => row.dealershipId)}::uuid[],
                  ${moved.map(({ row }) => row.leadId)}::uuid[],
                  ${moved.map(({ advance }) => advance.overdueAt)}::timestamptz[],
                  ${moved.map(({ advance }) => advance.escalatedAt)}::timestamptz[],
                  ${moved.map(({ advance }) => advance.nextDueAt)}::timestamptz[])
           as v (dealership_id, lead_id, overdue_at, escalated_at, next_due_at)
      where clocks.dealership_id = v.dealership_id and clocks.lead_id = v.lead_id
    ), noticed as (
      insert into escalation_notices (dealership_id, lead_id, generation, stage, due_at, recorded_at, send_at)
      select v.*, ${work.now}, ${endOfMinute(work.now)} from ${stageRows(mails)} as v
      on conflict do nothing
    )
    insert into escalation_ledger (dealership_id, lead_id, generation, stage, due_at, recorded_at, recipient)
    select v.*, ${work.now}, ${NOBODY}::uuid from ${stageRows(reached)} as v
    on conflict do nothing`.execute(work.sql);
};

/** (dealership_id, lead_id, generation, stage, due_at) of reached stages as a table. */
const stageRows = (reached: readonly { row: ClockRow; stage: string; at: Temporal.Instant }[]) => sql`
  unnest(${reached.map(({ row }) => row.dealershipId)}::uuid[],
         ${reached.map(({ row }) => row.leadId)}::uuid[],
         ${reached.map(({ row }) => row.generation)}::integer[],
         ${reached.map(({ stage }) => stage)}::text[],
         ${reached.map(({ at }) => at)}::timestamptz[])`;

const pushAhead = async (
  work: Work,
  { dealershipId, leadId, error, retryAt }: StuckClock & { retryAt: Temporal.Instant },
) => {
  await work.sql
    .updateTable('clocks')
    .set((eb) => ({ nextDueAt: retryAt, failedAttempts: eb('failedAttempts', '+', 1), lastError: error }))
    .where('dealershipId', '=', dealershipId)
    .where('leadId', '=', leadId)
    .execute();
};
