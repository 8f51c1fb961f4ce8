import { CONFIGURABLE_STAGES, type ConfigurableStage, type Policy } from './policy.ts';

/** Longest duration of a stage: a year of clock hours. */
export const MAX_STAGE_MINUTES = 365 * 24 * 60;

export interface PolicyProblem {
  readonly stage: ConfigurableStage;
  readonly code: 'mustBeOn' | 'mustBePositive' | 'notWholeMinutes' | 'outOfRange';
}

/**
 * What is wrong with times before they are stored, complete or only some stages' own ones. E1 must be on and later than the arrival: without it an open lead would
 * have no running clock (product.md 3), or be overdue at birth.
 */
export function policyProblems(stages: Readonly<Partial<Policy>>): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  for (const stage of CONFIGURABLE_STAGES) {
    const minutes = stages[stage]?.minutes;
    if (minutes === undefined) continue;
    if (!Number.isInteger(minutes)) problems.push({ stage, code: 'notWholeMinutes' });
    else if (minutes < 0 || minutes > MAX_STAGE_MINUTES) problems.push({ stage, code: 'outOfRange' });
  }
  if (stages.E1?.on === false) problems.push({ stage: 'E1', code: 'mustBeOn' });
  if (stages.E1?.minutes === 0) problems.push({ stage: 'E1', code: 'mustBePositive' });
  return problems;
}
