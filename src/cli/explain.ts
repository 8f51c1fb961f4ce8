import { type CourseStep, courseOf } from '../domain/escalation/course.ts';
import type { ClockKind, Policy, Stage } from '../domain/escalation/policy.ts';
import { reasonOf, type StepReason } from '../domain/escalation/reason.ts';
import { recommendationAt } from '../domain/escalation/recommendations.ts';
import { compileCalendar } from '../domain/time/calendar.ts';
import { OpeningHoursError } from '../domain/time/error.ts';
import { DEFAULT_HOURS, formatMinutes, parseWeek } from '../domain/time/opening-hours.ts';
import { GERMAN_STATES } from '../domain/time/states.ts';
import { isKnownZone } from '../domain/time/slots.ts';
import { type SkippedTimeWarning, validateCalendar } from '../domain/time/validate.ts';
import { type HolidayPlace, isHolidayPlace, proposeHolidays } from '../server/settings/holidays.ts';
import { type Command, type OptionValues, UsageError } from './command.ts';
import { parseInstant, parsePolicy } from './explain-input.ts';
import { describeReason, formatAt } from './explain-text.ts';
import { textOf } from './options.ts';

/** A course with its reasons; as JSON only the due instants by stage, in the zone's time, `null` for stages that are off. */
export interface Explanation {
  readonly zone: string;
  readonly stages: readonly Stage[];
  readonly steps: readonly (CourseStep & { readonly reason: StepReason })[];
  readonly warnings: readonly SkippedTimeWarning[];
  toJSON(): Record<string, string | null>;
}

/** Holidays reach as far as opening time is searched for. */
const HOLIDAY_YEARS = 30;

export const explain: Command<Explanation> = {
  name: 'explain',
  summary: 'say when a lead becomes overdue and escalates, and why',
  usage: [
    'explain --arrival 2026-03-06T15:00 [--state BY] [--hours "Mo-Fr 08:00-18:00, Sa 09:00-13:00"]',
    'explain --follow-up 2026-03-09T10:00 [--set E2.2=24h,EM2.2=30m] [--unit E2.2=opening]',
    '',
    '--arrival     local time in the zone, or with an offset',
    '--follow-up   explain the follow-up date instead of the answer',
    '--zone        default Europe/Berlin',
    '--state       BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH, or none (default: no holidays)',
    '--region      part of the state with holidays of its own, e.g. KATH or A in BY',
    `--hours       default "${DEFAULT_HOURS}"; 24/7 allowed`,
    '--set         times, e.g. E1=2h,E2.1=4h,EM2.1=30m; 0 = at once, off = stage off',
    '--unit        E1=clock or E1=opening',
  ],
  options: {
    arrival: { type: 'string' },
    'follow-up': { type: 'string' },
    zone: { type: 'string' },
    state: { type: 'string' },
    region: { type: 'string' },
    hours: { type: 'string' },
    set: { type: 'string' },
    unit: { type: 'string' },
  },

  async run(values) {
    try {
      return explanationOf(values);
    } catch (error) {
      if (error instanceof OpeningHoursError) throw new UsageError(error.message);
      throw error;
    }
  },

  describe({ zone, stages, steps, warnings }) {
    const lines = stages.map((stage) => {
      const step = steps.find((candidate) => candidate.stage === stage);
      const due = step ? `${formatAt(step.at, zone)}  ${describeReason(step.reason, zone)}` : 'off';
      return `${stage.padEnd(9)} ${due}`;
    });
    const skipped = warnings.map(
      ({ on, minutes }) =>
        `Note: the clock skips ${formatMinutes(minutes)} on ${on}; it counts as the later time.`,
    );
    return [`Times in ${zone}`, ...lines, ...skipped].join('\n');
  },
};

function explanationOf(values: OptionValues): Explanation {
  const zone = textOf(values, 'zone') ?? 'Europe/Berlin';
  const week = parseWeek(textOf(values, 'hours') ?? DEFAULT_HOURS);
  const place = placeOf(values);
  if (!isKnownZone(zone)) throw new UsageError(`--zone "${zone}" is not a known time zone`);
  const { kind, startedAt } = startOf(values, zone);

  const startedOn = startedAt.toZonedDateTimeISO(zone).toPlainDate();
  const { stages: recommended } = recommendationAt(startedOn);
  const policy = parsePolicy(recommended, textOf(values, 'set') ?? '', textOf(values, 'unit') ?? '');
  const days = proposeHolidays(place, startedOn.year - 1, startedOn.year + HOLIDAY_YEARS);
  const spec = { zone, week, days };
  const { problems, warnings } = validateCalendar(spec, startedOn);
  if (problems.length > 0) throw new UsageError('--hours: there is no opening within 400 days');

  const calendar = compileCalendar(spec);
  const steps = courseOf({ kind, startedAt }, policy, calendar).map((step) => ({
    ...step,
    reason: reasonOf(step, calendar),
  }));
  const stages = stagesOf(kind, policy);
  return {
    zone,
    stages,
    steps,
    warnings,
    toJSON: () => Object.fromEntries(stages.map((stage) => [stage, dueText(steps, stage, zone)])),
  };
}

function startOf(values: OptionValues, zone: string): { kind: ClockKind; startedAt: Temporal.Instant } {
  const followUp = textOf(values, 'follow-up');
  const arrival = textOf(values, 'arrival');
  // Read also when the follow-up is asked for: a wrong value is never passed over.
  const arrivedAt = arrival === undefined ? undefined : parseInstant(arrival, zone, 'arrival');
  if (followUp !== undefined)
    return { kind: 'followUp', startedAt: parseInstant(followUp, zone, 'follow-up') };
  if (!arrivedAt)
    throw new UsageError('explain needs --arrival (or --follow-up), e.g. --arrival 2026-03-06T15:00');
  return { kind: 'answer', startedAt: arrivedAt };
}

function placeOf(values: OptionValues): HolidayPlace {
  const state = textOf(values, 'state') ?? 'none';
  const region = textOf(values, 'region');
  if (!isHolidayPlace({ state })) {
    const known = GERMAN_STATES.map(({ code }) => code).join(' ');
    throw new UsageError(`--state "${state}" is unknown; states are ${known}, or none`);
  }
  const place = region === undefined ? { state } : { state, region };
  if (!isHolidayPlace(place)) throw new UsageError(`--region "${region}" is unknown in ${state}`);
  return place;
}

/** Reminder and EM1 are seldom used and shown only when they are on. */
function stagesOf(kind: ClockKind, policy: Policy): Stage[] {
  if (kind === 'followUp') return ['followUp', 'E2.2', 'EM2.2'];
  const seldom = (['reminder', 'EM1'] as const).filter((stage) => policy[stage].on);
  return ['E1', 'E2.1', 'EM2.1', ...seldom];
}

/** ISO with the zone's offset; a fraction only where there is one. */
function dueText(steps: readonly CourseStep[], stage: Stage, zone: string): string | null {
  const step = steps.find((candidate) => candidate.stage === stage);
  return step ? step.at.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never' }) : null;
}
