import type { Calendar } from '../time/calendar.ts';
import { type Clock, courseOf, type CourseStep } from './course.ts';
import type { ClockKind, Policy, Stage } from './policy.ts';

/** The clock of one lead as it is stored: what was reached, and what it runs by. */
export interface RunningClock {
  readonly kind: ClockKind;
  /** Arrival or the customer's new message; for a follow-up clock the follow-up date. */
  readonly startedAt: Temporal.Instant;
  readonly overdueAt: Temporal.Instant | null;
  readonly escalatedAt: Temporal.Instant | null;
  /** When the clock was last given new times while it ran; null for most. */
  readonly appliedAt: Temporal.Instant | null;
  /** Mail stages told by then, not to be told again. */
  readonly told: readonly Stage[];
}

/**
 * What is still to come when a clock starts or is given new times, written down so that the engine need only compare
 * (docs/decisions/0014). null: the stage is off, or not to come any more.
 */
export interface StagesToCome {
  readonly reminderAt: Temporal.Instant | null;
  readonly em1At: Temporal.Instant | null;
  /** E2.1, or E2.2 of a follow-up clock; and the mail that counts from it. */
  readonly e2At: Temporal.Instant | null;
  readonly em2At: Temporal.Instant | null;
  /** When to look next: the first of these and of E1 or the follow-up date; null when nothing is to come. */
  readonly nextDueAt: Temporal.Instant | null;
}

/** A clock's times from its start on; `dueAt` is the handling deadline (E1) or the follow-up date. */
export interface Start extends StagesToCome {
  readonly dueAt: Temporal.Instant;
}

/** The course of a fresh clock as it is stored. */
export const startOfCourse = (
  kind: ClockKind,
  startedAt: Temporal.Instant,
  policy: Policy,
  calendar: Calendar,
): Start => {
  const course = courseOf({ kind, startedAt }, policy, calendar);
  return { dueAt: dueAtOf(course), ...stagesToCome(course) };
};

/** The handling deadline (E1) or follow-up date of a course. */
export const dueAtOf = (course: readonly CourseStep[]): Temporal.Instant => {
  const due = course.find(({ stage }) => stage === 'E1' || stage === 'followUp');
  if (!due) throw new Error('Times without E1 leave a lead without a clock; they must not be saved.');
  return due.at;
};

/** Steps that are still to come, ascending, as they are stored. */
export const stagesToCome = (steps: readonly CourseStep[]): StagesToCome => {
  const atOf = (...stages: Stage[]) => steps.find(({ stage }) => stages.includes(stage))?.at ?? null;
  return {
    reminderAt: atOf('reminder'),
    em1At: atOf('EM1'),
    e2At: atOf('E2.1', 'E2.2'),
    em2At: atOf('EM2.1', 'EM2.2'),
    nextDueAt: steps[0]?.at ?? null,
  };
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
