import type { ClockKind } from '../../domain/escalation/policy.ts';
import { addOpeningTime, type Calendar, nextOpening } from '../../domain/time/calendar.ts';
import { chanceOf } from './chance.ts';
import { isInMorningRound } from './rhythm.ts';

/** A running clock as the example's people see it. */
export interface SeenClock {
  readonly leadId: string;
  readonly number: number;
  readonly generation: number;
  readonly kind: ClockKind;
  readonly startedAt: Temporal.Instant;
}

/** `assign`: the lead gets somebody; `nudge`: the controller asks; `handle`: it is worked. */
export interface Step {
  readonly at: Temporal.Instant;
  readonly act: 'assign' | 'nudge' | 'handle';
}

/**
 * What the people do about a running clock, and when: in order, ending with its handling. Decided by nothing but the
 * lead's number and generation, so that a demo that is started again goes on as it would have.
 */
export const planOf = (seed: number, clock: SeenClock, calendar: Calendar): readonly Step[] =>
  clock.kind === 'answer' ? answerPlan(seed, clock, calendar) : followUpPlan(seed, clock, calendar);

/** Minutes of opening time from the enquiry to the answer; E1 is 120, E2.1 360, EM2.1 480. */
const QUICK = { from: 6, to: 105 };
const LATE = { from: 125, to: 340 };
const ESCALATED = { from: 370, to: 470 };
const FORGOTTEN = { from: 900, to: 1_250 };
/** When a controller has seen what stands with them, and what they ask about. */
const NUDGE = { from: 365, to: 400 };
const NUDGED_FROM = 420;

const answerPlan = (
  seed: number,
  { number, generation, startedAt }: SeenClock,
  calendar: Calendar,
): Step[] => {
  const chance = chanceOf(seed, number, generation);
  const after = (minutes: number) => addOpeningTime(calendar, startedAt, minutes * 60_000);
  const reaction = isInMorningRound(startedAt) ? FORGOTTEN : (REACTIONS[number % REACTIONS.length] ?? QUICK);
  const minutes = chance.between(reaction.from, reaction.to);
  const steps: Step[] = [];
  if (chance.happens(0.7))
    steps.push({ at: after(chance.between(2, Math.min(minutes - 2, 60))), act: 'assign' });
  if (minutes >= NUDGED_FROM && chance.happens(0.6)) {
    steps.push({ at: after(chance.between(NUDGE.from, NUDGE.to)), act: 'nudge' });
  }
  return [...steps, { at: after(minutes), act: 'handle' }];
};

/** Of eight leads in a row six are answered in time. */
const REACTIONS = [QUICK, QUICK, QUICK, LATE, QUICK, QUICK, ESCALATED, QUICK];

/** Minutes from the follow-up date to its handling; E2.2 is a day. */
const FOLLOW_UPS = [
  { from: -180, to: -10, weight: 60 },
  { from: 2, to: 50, weight: 20 },
  { from: 60, to: 400, weight: 12 },
  { from: 1_500, to: 4_500, weight: 8 },
];

const followUpPlan = (
  seed: number,
  { number, generation, startedAt }: SeenClock,
  calendar: Calendar,
): Step[] => {
  const chance = chanceOf(seed, number, generation);
  const { from, to } = chance.pickWeighted(FOLLOW_UPS);
  const opening = nextOpening(calendar, startedAt.add({ minutes: chance.between(from, to) }));
  return [{ at: addOpeningTime(calendar, opening, chance.between(1, 15) * 60_000), act: 'handle' }];
};
