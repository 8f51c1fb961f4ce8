import fc from 'fast-check';
import type { Times, Who } from './reference.ts';

/** So many dealerships live at the same time, each with so many leads. */
export const HOUSES = 10;
export const LEADS_A_HOUSE = 40;
const ROUNDS = 6;

/** What the settings are changed between. */
export const CHOICES: readonly Times[] = [
  { E1: 120, EM1: 30, 'E2.1': 240, 'EM2.1': 60, 'E2.2': 1440, 'EM2.2': 60 },
  { E1: 60, EM1: 0, 'E2.1': 60, 'EM2.1': 0, 'E2.2': 300, 'EM2.2': 0 },
  { E1: 600, EM1: null, 'E2.1': 30, 'EM2.1': 500, 'E2.2': null, 'EM2.2': 60 },
  { E1: 240, EM1: 400, 'E2.1': null, 'EM2.1': 60, 'E2.2': 1440, 'EM2.2': null },
];

/** What happens to a lead. */
export type Act =
  | { readonly kind: 'call' | 'close' | 'reopen' | 'customerWrites' | 'note' }
  | { readonly kind: 'followUp'; readonly inMinutes: number }
  | { readonly kind: 'assign'; readonly to: Who | null }
  | { readonly kind: 'merge'; readonly into: number };

/** What happens in one house at one moment. */
export interface Moment {
  /** Times that are set for new clocks, and perhaps for running ones. */
  readonly change: { readonly choice: number; readonly openLeads: 'keep' | 'apply' } | null;
  /** What happens to which lead. */
  readonly acts: readonly { readonly lead: number; readonly act: Act }[];
}

interface Round {
  /** Time that passes first; the clock may also be set back. */
  readonly minutes: number;
  /** Whether the engine is awake. */
  readonly sweep: boolean;
  readonly moments: readonly Moment[];
}

export interface Story {
  /** How long ago each lead of each house arrived when the story begins: it is read late. */
  readonly ages: readonly (readonly number[])[];
  readonly rounds: readonly Round[];
}

const exactly = <T>(count: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(arbitrary, { minLength: count, maxLength: count });
const some = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
// Most lives are short; some leads are acted upon again and again.
const lead = fc.oneof(fc.nat(LEADS_A_HOUSE - 1), fc.nat(LEADS_A_HOUSE / 5));
const act: fc.Arbitrary<Act> = fc.oneof(
  some(5, fc.record({ kind: fc.constantFrom('call', 'close', 'reopen', 'customerWrites', 'note') })),
  some(2, fc.record({ kind: fc.constant('followUp'), inMinutes: fc.integer({ min: -300, max: 3_000 }) })),
  some(
    2,
    fc.record({ kind: fc.constant('assign'), to: fc.constantFrom('admin', 'seller', 'dispatcher', null) }),
  ),
  some(1, fc.record({ kind: fc.constant('merge'), into: lead })),
);
const minutes = fc.oneof(
  some(3, fc.integer({ min: 0, max: 300 })),
  some(2, fc.integer({ min: 0, max: 3_000 })),
  some(1, fc.integer({ min: -400, max: -1 })),
);
const change = fc.record({
  choice: fc.nat(CHOICES.length - 1),
  openLeads: fc.constantFrom('keep' as const, 'apply' as const),
});
const moment: fc.Arbitrary<Moment> = fc.record({
  change: fc.oneof(some(2, fc.constant(null)), some(1, change)),
  acts: fc.array(fc.record({ lead, act }), { maxLength: LEADS_A_HOUSE / 2, size: 'max' }),
});
const round: fc.Arbitrary<Round> = fc.record({
  minutes,
  sweep: fc.boolean(),
  moments: exactly(HOUSES, moment),
});
export const story: fc.Arbitrary<Story> = fc.record({
  ages: exactly(HOUSES, exactly(LEADS_A_HOUSE, fc.oneof(fc.constant(0), fc.nat(500)))),
  rounds: fc.array(round, { minLength: 2, maxLength: ROUNDS, size: 'max' }),
});
