import {
  CONFIGURABLE_STAGES,
  type ConfigurableStage,
  type DurationUnit,
  type Policy,
  type StageSetting,
} from '../domain/escalation/policy.ts';
import { MAX_STAGE_MINUTES, type PolicyProblem, policyProblems } from '../domain/escalation/validate.ts';
import { UsageError } from './command.ts';

const UNITS: Readonly<Record<string, DurationUnit>> = { opening: 'openingHours', clock: 'clockHours' };

const PROBLEM_TEXTS: Readonly<Record<PolicyProblem['code'], string>> = {
  mustBeOn: 'cannot be off: every open lead needs a running clock',
  mustBePositive: 'cannot be 0: a lead would be overdue on arrival',
  notWholeMinutes: 'must be whole minutes',
  outOfRange: `must be at most ${MAX_STAGE_MINUTES / 60}h`,
};

/** Years in which a calendar is explained: where holidays and zone rules mean something. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;

/**
 * An instant as operators write it: wall-clock time in the zone (gap: the later instant, overlap: the first), or with `Z`
 * or an offset exactly that instant.
 *
 * @throws {UsageError}
 */
export function parseInstant(text: string, zone: string, option: string): Temporal.Instant {
  const match = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d(?::?\d\d)?)?$/i.exec(
    text.trim(),
  );
  const [, local, offset] = match ?? [];
  if (local === undefined) throw malformedInstant(text, option);
  let at: Temporal.Instant;
  try {
    at = offset
      ? Temporal.Instant.from(local + offset)
      : Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant();
  } catch {
    throw malformedInstant(text, option);
  }
  const { year } = at.toZonedDateTimeISO(zone);
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    throw new UsageError(`--${option} must lie between ${FIRST_YEAR} and ${LAST_YEAR}, not in ${year}`);
  }
  return at;
}

/**
 * The recommended times with `--set E1=2h,EM2.1=30m` and `--unit E1=clock` on top; setting a time switches the stage on.
 *
 * @throws {UsageError}
 */
export function parsePolicy(recommended: Policy, set: string, unit: string): Policy {
  const policy: Record<ConfigurableStage, StageSetting> = { ...recommended };
  for (const [stage, value] of parsePairs(set, 'set')) {
    const minutes = value === 'off' ? undefined : parseMinutes(value, stage);
    policy[stage] =
      minutes === undefined ? { ...policy[stage], on: false } : { ...policy[stage], on: true, minutes };
  }
  for (const [stage, value] of parsePairs(unit, 'unit')) {
    const known = UNITS[value];
    if (!known) throw new UsageError(`--unit ${stage}=${value}: a unit is "opening" or "clock"`);
    policy[stage] = { ...policy[stage], unit: known };
  }
  const [problem] = policyProblems(policy);
  if (problem) throw new UsageError(`--set: ${problem.stage} ${PROBLEM_TEXTS[problem.code]}`);
  return policy;
}

function malformedInstant(text: string, option: string): UsageError {
  return new UsageError(`--${option} "${text}" is no date and time; expected e.g. 2026-03-06T15:00`);
}

function parsePairs(text: string, option: string): [ConfigurableStage, string][] {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim())
    .filter(Boolean);
  return pairs.map((pair) => {
    const [name, value, ...rest] = pair.split('=').map((side) => side.trim());
    const stage = CONFIGURABLE_STAGES.find((known) => known === name);
    if (!stage) {
      throw new UsageError(
        `--${option} "${pair}": unknown stage; stages are ${CONFIGURABLE_STAGES.join(', ')}`,
      );
    }
    if (!value || rest.length > 0) throw new UsageError(`--${option} "${pair}": expected ${stage}=<value>`);
    return [stage, value];
  });
}

/** `2h`, `90m`, `1h30m` or `0`. Days are refused: in opening hours nobody could say how long one is. */
function parseMinutes(text: string, stage: ConfigurableStage): number {
  if (text === '0') return 0;
  const [, hours, minutes] = /^(?:(\d{1,6})h)?(?:(\d{1,6})m(?:in)?)?$/.exec(text) ?? [];
  if (hours === undefined && minutes === undefined) {
    throw new UsageError(`--set ${stage}=${text}: expected a time like 2h, 90m, 1h30m or 0, or "off"`);
  }
  return Number(hours ?? 0) * 60 + Number(minutes ?? 0);
}
