import type { Calendar } from '../time/calendar.ts';
import { isAfter } from '../time/order.ts';
import { type Clock, courseOf, type CourseStep } from './course.ts';
import { type ClockKind, type Effect, EFFECTS, type Policy, type Stage } from './policy.ts';

/** The clock of one lead as it is stored: what was reached, and up to where it has been acted upon. */
export interface RunningClock {
  readonly kind: ClockKind;
  /** Arrival or the customer's new message; for a follow-up clock the follow-up date. */
  readonly startedAt: Temporal.Instant;
  readonly overdueAt: Temporal.Instant | null;
  readonly escalatedAt: Temporal.Instant | null;
  readonly settledAt: Temporal.Instant | null;
  /** When the clock was last given new times while it ran; null for most. */
  readonly appliedAt: Temporal.Instant | null;
  /** Mail stages told by then, not to be told again. */
  readonly told: readonly Stage[];
}

/** What happens to a clock at one instant. */
export interface Advance {
  /** Stages reached since the clock was last settled, ascending, with their true due instants. */
  readonly reached: readonly CourseStep[];
  readonly overdueAt: Temporal.Instant | null;
  readonly escalatedAt: Temporal.Instant | null;
  /** When to look again; null when no stage is left. */
  readonly nextDueAt: Temporal.Instant | null;
}

/**
 * Everything due up to and including `now` that was not acted upon before (product.md 4: counting is from the due
 * instant, not from the moment somebody noticed). A clock that went back changes nothing: nothing fires twice or un-fires.
 */
export const decideAdvance = (
  clock: RunningClock,
  policy: Policy,
  calendar: Calendar,
  now: Temporal.Instant,
): Advance => {
  const course = courseOf(withReached(clock), policy, calendar);
  const open = course.filter(
    ({ at, reached }) => !reached && (clock.settledAt === null || isAfter(at, clock.settledAt)),
  );
  const reached = open.filter(({ at }) => !isAfter(at, now));
  const reachedAt = (effect: Effect) => reached.find(({ stage }) => EFFECTS[stage] === effect)?.at ?? null;
  return {
    reached,
    overdueAt: clock.overdueAt ?? reachedAt('overdue'),
    escalatedAt: clock.escalatedAt ?? reachedAt('escalated'),
    nextDueAt: open.find(({ at }) => isAfter(at, now))?.at ?? null,
  };
};

/** The handling deadline (E1) or follow-up date of a fresh clock, and the first instant at which something happens. */
export const startOfCourse = (
  kind: ClockKind,
  startedAt: Temporal.Instant,
  policy: Policy,
  calendar: Calendar,
): { dueAt: Temporal.Instant; nextDueAt: Temporal.Instant } => {
  const course = courseOf({ kind, startedAt }, policy, calendar);
  const due = course.find(({ stage }) => EFFECTS[stage] === 'overdue');
  const first = course[0];
  if (!due || !first)
    throw new Error('A policy without E1 leaves a lead without a clock; it must not be saved.');
  return { dueAt: due.at, nextDueAt: first.at };
};

/** The stored clock with what it reached, as `courseOf` wants it. */
export const withReached = (clock: RunningClock): Clock => {
  const { kind, startedAt, overdueAt, escalatedAt, appliedAt, told } = clock;
  const [overdue, escalated] =
    kind === 'answer' ? (['E1', 'E2.1'] as const) : (['followUp', 'E2.2'] as const);
  const reached: Partial<Record<Stage, Temporal.Instant>> = {};
  if (overdueAt) reached[overdue] = overdueAt;
  if (escalatedAt) reached[escalated] = escalatedAt;
  return { kind, startedAt, appliedAt, told, reached };
};
