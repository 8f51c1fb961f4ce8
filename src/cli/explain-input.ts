import {
  CONFIGURABLE_STAGES,
  type ConfigurableStage,
  type DurationUnit,
  type Policy,
  type StageSetting,
} from '../domain/escalation/policy.ts';
import { MAX_STAGE_MINUTES, type PolicyProblem, policyProblems } from '../domain/escalation/validate.ts';
import { partsOf } from '../domain/time/opening-hours.ts';
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
 * The recommended times with `--unit E1=clock`, `--set E1=2h,EM2.1=30m` and `--off E2.1` on top; setting a time switches
 * the stage on.
 *
 * @throws {UsageError}
 */
export function parsePolicy(
  recommended: Policy,
  options: { set: string; unit: string; off: string },
): Policy {
  const policy: Record<ConfigurableStage, StageSetting> = { ...recommended };
  for (const [stage, value] of parsePairs(options.unit, 'unit')) {
    const unit = UNITS[value];
    if (!unit) throw new UsageError(`--unit ${stage}=${value}: a unit is "opening" or "clock"`);
    policy[stage] = { ...policy[stage], unit };
  }
  const times = parsePairs(options.set, 'set');
  for (const [stage, value] of times) {
    policy[stage] =
      value === 'off'
        ? { ...policy[stage], on: false }
        : { ...policy[stage], on: true, minutes: parseMinutes(value, stage, policy[stage].unit) };
  }
  for (const name of partsOf(options.off)) {
    const stage = parseStage(name, `--off "${name}"`);
    if (times.has(stage)) throw new UsageError(`--off ${stage} contradicts --set ${stage}`);
    policy[stage] = { ...policy[stage], on: false };
  }
  const [problem] = policyProblems(policy);
  if (problem) throw new UsageError(`--set: ${problem.stage} ${PROBLEM_TEXTS[problem.code]}`);
  return policy;
}

function malformedInstant(text: string, option: string): UsageError {
  return new UsageError(`--${option} "${text}" is no date and time; expected e.g. 2026-03-06T15:00`);
}

/** `E1=2h,E2.1=4h`; each stage once. */
function parsePairs(text: string, option: string): Map<ConfigurableStage, string> {
  const pairs = new Map<ConfigurableStage, string>();
  for (const pair of partsOf(text.replace(/\s*=\s*/g, '='))) {
    const [name = '', value, ...rest] = pair.split('=');
    const stage = parseStage(name, `--${option} "${pair}"`);
    if (!value || rest.length > 0) throw new UsageError(`--${option} "${pair}": expected ${stage}=<value>`);
    if (pairs.has(stage)) throw new UsageError(`--${option} ${stage} is given twice`);
    pairs.set(stage, value);
  }
  return pairs;
}

function parseStage(name: string, where: string): ConfigurableStage {
  const stage = CONFIGURABLE_STAGES.find((known) => known === name);
  if (!stage) throw new UsageError(`${where}: unknown stage; stages are ${CONFIGURABLE_STAGES.join(', ')}`);
  return stage;
}

/** `2h`, `90m`, `1h30m`, `1d` or `0`. Days only by the clock: of opening time nobody could say how long one is. */
function parseMinutes(text: string, stage: ConfigurableStage, unit: DurationUnit): number {
  if (text === '0') return 0;
  const [matched, days, hours, minutes] =
    /^(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m(?:in)?)?$/.exec(text) ?? [];
  if (!matched) {
    throw new UsageError(`--set ${stage}=${text}: expected a time like 2h, 90m, 1h30m, 1d or 0, or "off"`);
  }
  if (days !== undefined && unit === 'openingHours') {
    const clock = `let the clock count (--unit ${stage}=clock)`;
    throw new UsageError(
      `--set ${stage}=${text}: a day of opening time has no fixed length; write hours, or ${clock}`,
    );
  }
  return (Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes ?? 0);
}
