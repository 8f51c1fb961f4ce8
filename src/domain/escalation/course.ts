import {
  addOpeningTime,
  type Calendar,
  nextOpening,
  openingTimeBetween,
  subtractOpeningTime,
} from '../time/calendar.ts';
import type { ClockKind, ConfigurableStage, DurationUnit, Policy, Stage } from './policy.ts';

/** A running clock: since when, and the stages it has already reached (their true due instants). */
export interface Clock {
  readonly kind: ClockKind;
  /** Arrival or the customer's new message; for a follow-up clock the follow-up date. */
  readonly startedAt: Temporal.Instant;
  readonly reached?: Readonly<Partial<Record<Stage, Temporal.Instant>>>;
}

/** One stage of a clock: when it is due, and what that instant was counted from. */
export interface CourseStep {
  readonly stage: Stage;
  readonly at: Temporal.Instant;
  readonly from: 'arrival' | Stage;
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
 * @throws {OpeningHoursError} `neverOpen` when the calendar never holds a duration
 */
export function courseOf(clock: Clock, policy: Policy, calendar: Calendar): CourseStep[] {
  const steps = clock.kind === 'followUp' ? [followUpStep(clock)] : [];
  const dueAt = new Map<'arrival' | Stage, Temporal.Instant>([['arrival', clock.startedAt]]);
  for (const { stage, at } of steps) dueAt.set(stage, at);

  for (const [stage, from] of CHAINS[clock.kind]) {
    const fromAt = dueAt.get(from);
    const { on, minutes, unit } = policy[stage];
    if (!on || !fromAt) continue;
    const reachedAt = clock.reached?.[stage];
    const at = reachedAt ?? countedAt(stage, fromAt, minutes, unit, clock, calendar);
    dueAt.set(stage, at);
    steps.push({ stage, at, from, fromAt, minutes, unit, reached: reachedAt !== undefined });
  }
  return steps.sort((a, b) => Temporal.Instant.compare(a.at, b.at));
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
