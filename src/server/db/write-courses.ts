import { type Kysely, sql } from 'kysely';
import { stagesToCome, withReached } from '../../domain/escalation/advance.ts';
import { courseOf, type CourseStep } from '../../domain/escalation/course.ts';
import type { ClockKind, Policy, Stage } from '../../domain/escalation/policy.ts';
import { compileCalendar } from '../../domain/time/calendar.ts';
import type { CalendarSpec } from '../../domain/time/opening-hours.ts';
import { isAfter } from '../../domain/time/order.ts';
import { NOBODY } from '../ids.ts';
import { instantFrom, listOf, msFrom, msOf } from './columns.ts';

const CLOCKS_AT_ONCE = 2_000;

/**
 * The second half of migration 0047: clocks that ran before their courses were written down get theirs, counted by the
 * times and the calendar they are stamped with. One whose times cannot be counted keeps its deadline (`due_at`).
 */
export const writeCourses = async (db: Kysely<unknown>): Promise<void> => {
  await sql`set local role leadwacht_system`.execute(db);
  const stagesOf = await jsonById<Policy>(db, sql`select id, stages as value from policies`);
  const specOf = await jsonById<CalendarSpec>(db, sql`select id, spec as value from calendars`);
  const calendars = new Map([...specOf].map(([id, spec]) => [id, lazily(() => compileCalendar(spec))]));
  const toCome = (row: OldClock): CourseStep[] | null => {
    const policy = stagesOf.get(row.policy_id);
    const calendar = calendars.get(row.calendar_id);
    if (!calendar || !policy) return null;
    const clock = {
      kind: row.kind,
      told: row.told,
      startedAt: Temporal.Instant.fromEpochMilliseconds(row.started),
      overdueAt: instantFrom(row.overdue),
      escalatedAt: instantFrom(row.escalated),
      appliedAt: instantFrom(row.applied),
    };
    const settledAt = instantFrom(row.settled);
    try {
      return courseOf(withReached(clock), policy, calendar()).filter(
        ({ at, reached }) => !reached && (settledAt === null || isAfter(at, settledAt)),
      );
    } catch {
      return null;
    }
  };
  for (let after: OldClock | undefined, more = true; more; ) {
    const rows = await listOldClocks(db, after);
    const courses = rows.flatMap((row) => {
      const steps = toCome(row);
      return steps === null ? [] : [{ ...row, ...stagesToCome(steps) }];
    });
    await sql`
      update clocks
      set reminder_at = to_timestamp(reminder / 1000), em1_at = to_timestamp(em1 / 1000),
          e2_at = to_timestamp(e2 / 1000), em2_at = to_timestamp(em2 / 1000),
          next_due_at = to_timestamp(next_due / 1000)
      from unnest(${listOf(courses, (row) => row.dealership_id)}::uuid[], ${listOf(courses, (row) => row.lead_id)}::uuid[],
                  ${msOf(courses, (row) => row.reminderAt)}::float8[], ${msOf(courses, (row) => row.em1At)}::float8[],
                  ${msOf(courses, (row) => row.e2At)}::float8[], ${msOf(courses, (row) => row.em2At)}::float8[],
                  ${msOf(courses, (row) => row.nextDueAt)}::float8[])
           as v (dealership_id, lead_id, reminder, em1, e2, em2, next_due)
      where clocks.dealership_id = v.dealership_id and clocks.lead_id = v.lead_id`.execute(db);
    after = rows.at(-1);
    more = rows.length === CLOCKS_AT_ONCE;
  }
  await sql`reset role`.execute(db);
};

/** As it was stored; instants in milliseconds. */
interface OldClock {
  readonly dealership_id: string;
  readonly lead_id: string;
  readonly kind: ClockKind;
  readonly policy_id: string;
  readonly calendar_id: string;
  readonly told: readonly Stage[];
  readonly started: number;
  readonly overdue: number | null;
  readonly escalated: number | null;
  readonly settled: number | null;
  readonly applied: number | null;
}

const listOldClocks = async (db: Kysely<unknown>, after: OldClock | undefined): Promise<OldClock[]> => {
  const { rows } = await sql<OldClock>`
    select dealership_id, lead_id, kind, policy_id, calendar_id, told, ${msFrom(sql`started_at`)} as started,
           ${msFrom(sql`overdue_at`)} as overdue, ${msFrom(sql`escalated_at`)} as escalated, ${msFrom(sql`settled_at`)} as settled,
           ${msFrom(sql`applied_at`)} as applied
    from clocks
    where (dealership_id, lead_id) > (${after?.dealership_id ?? NOBODY}::uuid, ${after?.lead_id ?? NOBODY}::uuid)
    order by dealership_id, lead_id limit ${CLOCKS_AT_ONCE}`.execute(db);
  return rows;
};

const jsonById = async <T>(db: Kysely<unknown>, select: ReturnType<typeof sql>): Promise<Map<string, T>> => {
  const { rows } = await sql<{ id: string; value: T }>`${select}`.execute(db);
  return new Map(rows.map(({ id, value }) => [id, value]));
};

const lazily = <T>(make: () => T): (() => T) => {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
};
