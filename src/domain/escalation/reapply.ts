import type { Calendar } from '../time/calendar.ts';
import { isAfter } from '../time/order.ts';
import { type RunningClock, withReached } from './advance.ts';
import { courseOf, type CourseStep } from './course.ts';
import { EFFECTS, isMailStage, type Policy, type Stage } from './policy.ts';

/** A running clock under new times, at the moment it is given them. */
export interface Reapplied {
  /** The one stage the new times make due at once; null when there is none. Later ones count from here. */
  readonly moved: CourseStep | null;
  readonly dueAt: Temporal.Instant;
  readonly overdueAt: Temporal.Instant | null;
  readonly escalatedAt: Temporal.Instant | null;
  /** When something happens next; null when no stage is left. */
  readonly nextDueAt: Temporal.Instant | null;
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
  const toCome = course.filter(({ reached }) => !reached);
  const dueNow = toCome.filter(({ at }) => !isAfter(at, now));
  const moved = dueNow.find(({ stage }) => !isMailStage(stage)) ?? null;
  const movedAt = (effect: string) => (moved && EFFECTS[moved.stage] === effect ? moved.at : null);
  const due = course.find(({ stage }) => EFFECTS[stage] === 'overdue');
  if (!due) throw new Error('Times without E1 leave a lead without a clock; they must not be saved.');
  return {
    moved,
    dueAt: due.at,
    overdueAt: clock.overdueAt ?? movedAt('overdue'),
    escalatedAt: clock.escalatedAt ?? movedAt('escalated'),
    nextDueAt: toCome.find((step) => step !== moved)?.at ?? null,
    mails: dueNow.some(({ stage }) => isMailStage(stage)),
  };
};
