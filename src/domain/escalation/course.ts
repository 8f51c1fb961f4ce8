import {
  addOpeningTime,
  type Calendar,
  nextOpening,
  openingTimeBetween,
  subtractOpeningTime,
} from '../time/calendar.ts';
import { inOrder, isBefore } from '../time/order.ts';
import {
  type ClockKind,
  type ConfigurableStage,
  type DurationUnit,
  isMailStage,
  type Policy,
  type Stage,
} from './policy.ts';

/** A running clock: since when, and the stages it has already reached (their true due instants). */
export interface Clock {
  readonly kind: ClockKind;
  /** Arrival or the customer's new message; for a follow-up clock the follow-up date. */
  readonly startedAt: Temporal.Instant;
  readonly reached?: Readonly<Partial<Record<Stage, Temporal.Instant>>>;
  /** When it was given new times while it ran: nothing still to come is due before, and mails count from here. */
  readonly appliedAt?: Temporal.Instant | null;
  /** Mail stages told before that; they are not told again. */
  readonly told?: readonly Stage[];
}

/** What an instant is counted from; `applied` is the moment new times were given to a running clock. */
export type CountedFrom = 'arrival' | 'applied' | Stage;

/** One stage of a clock: when it is due, and what that instant was counted from. */
export interface CourseStep {
  readonly stage: Stage;
  readonly at: Temporal.Instant;
  readonly from: CountedFrom;
  readonly fromAt: Temporal.Instant;
  readonly minutes: number;
  readonly unit: DurationUnit;
  /** `at` stands in the clock's record; otherwise it is computed. */
  readonly reached: boolean;
}

/** What each stage of a clock is counted from (product.md 4). */
const CHAINS: Readonly<Record<ClockKind, readonly (readonly [ConfigurableStage, 'arrival' | Stage])[]>> = {
  answer: [
    ['E1', 'arrival'],
    ['reminder', 'E1'],
    ['EM1', 'E1'],
    ['E2.1', 'E1'],
    ['EM2.1', 'E2.1'],
  ],
  followUp: [
    ['E2.2', 'followUp'],
    ['EM2.2', 'E2.2'],
  ],
};

/**
 * Every stage of a clock with its due instant, ascending (product.md 4). Each counts from the due instant of the stage
 * before it, or from the instant recorded in `reached`; a stage that is off is absent, and so is what counts from it.
 *
 * A clock given new times while it ran (`appliedAt`) moves on by one stage at most: what those times would have made due
 * before is due at that moment, what counts from it counts from there, and so do the mails.
 *
 * @throws {OpeningHoursError} `neverOpen` when the calendar never holds a duration
 */
export function courseOf(clock: Clock, policy: Policy, calendar: Calendar): CourseStep[] {
  const steps = clock.kind === 'followUp' ? [followUpStep(clock)] : [];
  const dueAt = new Map<CountedFrom, Temporal.Instant>([['arrival', clock.startedAt]]);
  for (const { stage, at } of steps) dueAt.set(stage, at);

  for (const [stage, from] of CHAINS[clock.kind]) {
    const fromAt = dueAt.get(from);
    if (!policy[stage].on || !fromAt) continue;
    const step = stepOf(stage, from, fromAt, clock, policy, calendar);
    if (!step) continue;
    dueAt.set(stage, step.at);
    steps.push(step);
  }
  return steps.sort((a, b) => inOrder(a.at, b.at));
}

function stepOf(
  stage: ConfigurableStage,
  from: CountedFrom,
  fromAt: Temporal.Instant,
  clock: Clock,
  policy: Policy,
  calendar: Calendar,
): CourseStep | null {
  const { minutes, unit } = policy[stage];
  const { appliedAt } = clock;
  const reachedAt = clock.reached?.[stage];
  if (reachedAt) return { stage, at: reachedAt, from, fromAt, minutes, unit, reached: true };

  if (appliedAt && isMailStage(stage)) {
    if (clock.told?.includes(stage)) return null;
    if (isBefore(fromAt, appliedAt) && stage !== 'reminder') [from, fromAt] = ['applied', appliedAt];
  }
  const at = countedAt(stage, fromAt, minutes, unit, clock, calendar);
  const step = { stage, at, from, fromAt, minutes, unit, reached: false };
  if (!appliedAt || !isBefore(at, appliedAt)) return step;
  // Nobody needs to be reminded of what is overdue.
  if (stage === 'reminder' && !isBefore(appliedAt, fromAt)) return null;
  return { ...step, at: appliedAt, from: 'applied', fromAt: appliedAt, minutes: 0 };
}

/** A follow-up is due at its own date, open or not (T35). */
function followUpStep({ startedAt, reached }: Clock): CourseStep {
  const at = reached?.followUp ?? startedAt;
  return {
    stage: 'followUp',
    at,
    from: 'followUp',
    fromAt: at,
    minutes: 0,
    unit: 'clockHours',
    reached: reached?.followUp !== undefined,
  };
}

function countedAt(
  stage: ConfigurableStage,
  fromAt: Temporal.Instant,
  minutes: number,
  unit: DurationUnit,
  clock: Clock,
  calendar: Calendar,
): Temporal.Instant {
  if (stage === 'reminder') return remindedAt(fromAt, minutes, unit, clock.startedAt, calendar);
  if (unit === 'openingHours') return addOpeningTime(calendar, fromAt, minutes * 60_000);
  const at = fromAt.add({ minutes });
  // Only the follow-up's controller stage waits for somebody to be there; other clock hours are plain.
  return stage === 'E2.2' ? nextOpening(calendar, at) : at;
}

/** Counted backwards from E1, but never before the start: a search back is made only where there is time enough. */
function remindedAt(
  e1At: Temporal.Instant,
  minutes: number,
  unit: DurationUnit,
  startedAt: Temporal.Instant,
  calendar: Calendar,
): Temporal.Instant {
  const availableMs =
    unit === 'openingHours'
      ? openingTimeBetween(calendar, startedAt, e1At)
      : e1At.epochMilliseconds - startedAt.epochMilliseconds;
  const durationMs = minutes * 60_000;
  if (availableMs < durationMs) return startedAt;
  return unit === 'openingHours'
    ? subtractOpeningTime(calendar, e1At, durationMs)
    : e1At.subtract({ minutes });
}
