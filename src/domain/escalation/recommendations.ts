import type { Policy } from './policy.ts';

/** Recommended times as published on a date. Copied once at setup and never read for an existing dealership (N4). */
export interface Recommendation {
  /** `YYYY-MM-DD`, the day it was published. */
  readonly publishedOn: string;
  readonly stages: Policy;
  /** Days of silence after which the source monitor speaks (N11). */
  readonly sourceLimitDays: {
    readonly 'mobile.de': number;
    readonly autoscout24: number;
    readonly homepage: number;
    readonly other: number;
  };
}

/**
 * Ascending by date; a new recommendation is appended, none is ever edited. Stages that are off carry the time proposed
 * when somebody switches them on.
 */
export const RECOMMENDATIONS: readonly [Recommendation, ...Recommendation[]] = [
  {
    publishedOn: '2012-06-05',
    stages: {
      reminder: { on: false, minutes: 30, unit: 'openingHours' },
      E1: { on: true, minutes: 120, unit: 'openingHours' },
      EM1: { on: false, minutes: 0, unit: 'openingHours' },
      'E2.1': { on: true, minutes: 240, unit: 'openingHours' },
      'EM2.1': { on: false, minutes: 120, unit: 'openingHours' },
      'E2.2': { on: true, minutes: 1440, unit: 'clockHours' },
      'EM2.2': { on: false, minutes: 120, unit: 'openingHours' },
    },
    sourceLimitDays: { 'mobile.de': 7, autoscout24: 7, homepage: 7, other: 14 },
  },
];

/** The recommendation in force on a date; the first one for dates before it. */
export function recommendationAt(on: Temporal.PlainDate): Recommendation {
  const inForce = RECOMMENDATIONS.findLast(
    ({ publishedOn }) => Temporal.PlainDate.compare(publishedOn, on) <= 0,
  );
  return inForce ?? RECOMMENDATIONS[0];
}

/** A copy for a new dealership: it shares nothing with the recommendation. */
export function policyFromRecommendation({ stages }: Recommendation): Policy {
  return structuredClone(stages);
}
