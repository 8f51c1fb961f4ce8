import type { Calendar } from '../time/calendar.ts';
import { isAfter } from '../time/order.ts';
import { dueAtOf, type RunningClock, withReached } from './advance.ts';
import { courseOf, type CourseStep } from './course.ts';
import { EFFECTS, isMailStage, type Policy, type Stage } from './policy.ts';

/** A running clock under new times, at the moment it is given them. */
export interface Reapplied {
  /** The one stage the new times make due at once; null when there is none. Later ones count from here. */
  readonly moved: CourseStep | null;
  readonly dueAt: Temporal.Instant;
  readonly overdueAt: Temporal.Instant | null;
  readonly escalatedAt: Temporal.Instant | null;
  /** Everything else that is not reached, ascending; what is due by now comes with the engine's next look. */
  readonly toCome: readonly CourseStep[];
  /** Whether a mail falls due at once. */
  readonly mails: boolean;
}

/**
 * Gives a running clock new times (product.md 4: at most one stage, and mails count from now). What it reached by its old
 * times stays reached; the clock must have been settled at `now`.
 *
 * @param told mail stages that were told already
 */
export const decideReapply = (
  clock: RunningClock,
  told: readonly Stage[],
  policy: Policy,
  calendar: Calendar,
  now: Temporal.Instant,
): Reapplied => {
  const course = courseOf({ ...withReached(clock), appliedAt: now, told }, policy, calendar);
  const open = course.filter(({ reached }) => !reached);
  const dueNow = open.filter(({ at }) => !isAfter(at, now));
  const moved = dueNow.find(({ stage }) => !isMailStage(stage)) ?? null;
  const movedAt = (effect: string) => (moved && EFFECTS[moved.stage] === effect ? moved.at : null);
  return {
    moved,
    dueAt: dueAtOf(course),
    overdueAt: clock.overdueAt ?? movedAt('overdue'),
    escalatedAt: clock.escalatedAt ?? movedAt('escalated'),
    toCome: open.filter((step) => step !== moved),
    mails: dueNow.some(({ stage }) => isMailStage(stage)),
  };
};
