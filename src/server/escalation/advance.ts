import { sql } from 'kysely';
import { type Advance, decideAdvance } from '../../domain/escalation/advance.ts';
import { EFFECTS, isMailStage, type Stage } from '../../domain/escalation/policy.ts';
import { listOf, type Work } from '../db/database.ts';
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
  const reached: Reached[] = [];
  const stuck: (StuckClock & { retryAt: Temporal.Instant })[] = [];
  for (const row of rows) {
    const { dealershipId, leadId } = row;
    try {
      const advance = decide(row, versions, work.now);
      moved.push({
        dealershipId,
        leadId,
        overdueMs: epochMs(advance.overdueAt),
        escalatedMs: epochMs(advance.escalatedAt),
        nextDueMs: epochMs(advance.nextDueAt),
      });
      for (const { stage, at } of advance.reached)
        reached.push({ place: moved.length, stage, atMs: at.epochMilliseconds });
    } catch (cause) {
      stuck.push({
        dealershipId,
        leadId,
        error: cause instanceof Error ? cause.message : String(cause),
        retryAt: work.now.add({ minutes: Math.min(2 ** row.failedAttempts, 60) }),
      });
    }
  }
  if (moved.length > 0) await writeAdvances(work, moved, reached);
  for (const row of stuck) await pushAhead(work, row);
  return stuck;
};

// What was decided, as numbers: of a large batch, objects of `Temporal` would outlive it and burden the collection of garbage.
interface Moved {
  readonly dealershipId: string;
  readonly leadId: string;
  readonly overdueMs: number | null;
  readonly escalatedMs: number | null;
  readonly nextDueMs: number | null;
}

interface Reached {
  /** Of its clock among those that moved, from 1. */
  readonly place: number;
  readonly stage: Stage;
  readonly atMs: number;
}

const decide = (row: ClockRow, versions: Versions, now: Temporal.Instant): Advance =>
  decideAdvance(runningClock(row), versions.policy(row.policyId), versions.calendar(row.calendarId), now);

/** Mails gather until their minute ends, so that a person gets one mail for all leads of that minute. */
export const endOfMinute = (at: Temporal.Instant): Temporal.Instant =>
  at.round({ smallestUnit: 'minute', roundingMode: 'floor' }).add({ minutes: 1 });

/** The ledger is written for the clocks that really moved. */
const writeAdvances = async (
  work: Work,
  moved: readonly Moved[],
  reached: readonly Reached[],
): Promise<void> => {
  await sql`
    with moved as (
      update clocks set overdue_at = to_timestamp(v.overdue_ms / 1000), escalated_at = to_timestamp(v.escalated_ms / 1000),
             next_due_at = to_timestamp(v.next_due_ms / 1000), settled_at = greatest(settled_at, ${work.now}),
             failed_attempts = 0, last_error = null
      from unnest(${listOf(moved, ({ dealershipId }) => dealershipId)}::uuid[],
                  ${listOf(moved, ({ leadId }) => leadId)}::uuid[],
                  ${listOf(moved, ({ overdueMs }) => overdueMs)}::float8[],
                  ${listOf(moved, ({ escalatedMs }) => escalatedMs)}::float8[],
                  ${listOf(moved, ({ nextDueMs }) => nextDueMs)}::float8[])
           with ordinality as v (dealership_id, lead_id, overdue_ms, escalated_ms, next_due_ms, place)
      where clocks.dealership_id = v.dealership_id and clocks.lead_id = v.lead_id
      returning clocks.dealership_id, clocks.lead_id, clocks.generation, v.place
    ), reached as (
      select dealership_id, lead_id, generation, stage, to_timestamp(at_ms / 1000) as due_at
      from moved join unnest(${listOf(reached, ({ place }) => place)}::bigint[],
                             ${listOf(reached, ({ stage }) => stage)}::text[],
                             ${listOf(reached, ({ atMs }) => atMs)}::float8[])
                      as v (place, stage, at_ms) using (place)
    ), noticed as (
      insert into escalation_notices (dealership_id, lead_id, generation, stage, due_at, recorded_at, send_at)
      select reached.*, ${work.now}, ${endOfMinute(work.now)} from reached where stage = any(${MAIL_STAGES})
      on conflict do nothing
    )
    insert into escalation_ledger (dealership_id, lead_id, generation, stage, due_at, recorded_at, recipient)
    select reached.*, ${work.now}, ${NOBODY}::uuid from reached
    on conflict do nothing`.execute(work.sql);
};

const MAIL_STAGES = Object.keys(EFFECTS).filter((stage) => isMailStage(stage as Stage));

export const epochMs = (at: Temporal.Instant | null): number | null => at && at.epochMilliseconds;

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
