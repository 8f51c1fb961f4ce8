import { CONFIGURABLE_STAGES, type ConfigurableStage, type Policy, type StageSetting } from './policy.ts';

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

/** All recommendations, ascending by date. */
type Recommendations = typeof RECOMMENDATIONS;

/** The recommendation in force on a date; the first one for dates before it. */
export function recommendationAt(
  on: Temporal.PlainDate | string,
  recommendations: Recommendations = RECOMMENDATIONS,
): Recommendation {
  const inForce = recommendations.findLast(
    ({ publishedOn }) => Temporal.PlainDate.compare(publishedOn, on) <= 0,
  );
  return inForce ?? recommendations[0];
}

/**
 * The stages that are recommended otherwise today than when a dealership copied the recommendation: pointed out, never
 * applied (N4).
 *
 * @param copiedOn the date of the recommendation it copied
 */
export function newlyRecommended(
  copiedOn: string,
  today: Temporal.PlainDate,
  recommendations: Recommendations = RECOMMENDATIONS,
): ConfigurableStage[] {
  const copied = recommendationAt(copiedOn, recommendations).stages;
  const newest = recommendationAt(today, recommendations).stages;
  return CONFIGURABLE_STAGES.filter((stage) => !isSameRecommendation(copied[stage], newest[stage]));
}

/** Of a stage recommended only when it is needed, the time is part of the recommendation too. */
const isSameRecommendation = (a: StageSetting, b: StageSetting): boolean =>
  a.on === b.on && a.minutes === b.minutes && a.unit === b.unit;

/** A copy for a new dealership: it shares nothing with the recommendation. */
export function policyFromRecommendation({ stages }: Recommendation): Policy {
  return structuredClone(stages);
}
