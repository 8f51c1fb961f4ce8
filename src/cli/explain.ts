import { type CourseStep, courseOf } from '../domain/escalation/course.ts';
import { type ClockKind, CONFIGURABLE_STAGES, type Policy, type Stage } from '../domain/escalation/policy.ts';
import { reasonOf } from '../domain/escalation/reason.ts';
import { recommendationAt } from '../domain/escalation/recommendations.ts';
import { compileCalendar } from '../domain/time/calendar.ts';
import { OpeningHoursError } from '../domain/time/error.ts';
import {
  type CalendarSpec,
  DEFAULT_HOURS,
  formatMinutes,
  formatWeek,
  parseWeek,
} from '../domain/time/opening-hours.ts';
import { GERMAN_STATES } from '../domain/time/states.ts';
import { isKnownZone } from '../domain/time/slots.ts';
import { type SkippedTimeWarning, validateCalendar } from '../domain/time/validate.ts';
import { type HolidayPlace, isHolidayPlace, proposeHolidays } from '../server/settings/holidays.ts';
import { type Command, type OptionValues, UsageError } from './command.ts';
import { withSpecialDays } from './explain-days.ts';
import { parseInstant, parsePolicy } from './explain-input.ts';
import { describeReason, formatAt, nameOf, type ReasonedStep } from './explain-text.ts';
import { textOf } from './options.ts';

/** A course with its reasons; as JSON only the due instants by stage, in the zone's time, `null` for stages that are off. */
export interface Explanation {
  readonly kind: ClockKind;
  readonly startedAt: Temporal.Instant;
  readonly place: HolidayPlace;
  readonly spec: CalendarSpec;
  readonly stages: readonly Stage[];
  readonly steps: readonly ReasonedStep[];
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
    '--arrival     local time in the zone, with seconds if need be, or with an offset: 2026-10-25T02:30+01:00',
    '--follow-up   explain the follow-up date instead of the answer',
    '--zone        default Europe/Berlin',
    '--state       BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH, or none (default: no holidays)',
    '--region      part of the state with holidays of its own, e.g. KATH or A in BY',
    `--hours       default "${DEFAULT_HOURS}"; 24/7 and 24:00 allowed`,
    '--closed      closures, e.g. 2026-08-03..2026-08-14,2026-12-28',
    '--half-day    hours of single days, e.g. "2026-12-24 09:00-12:00"; they win over week, holiday and closure',
    '--open        special openings, e.g. "2026-05-01 10:00-12:00 13:00-16:00"; they win like half days',
    `--set         times of ${CONFIGURABLE_STAGES.join(', ')}:`,
    '              E1=2h, EM2.1=30m, E2.2=1d; 0 = at once, off = stage off; a stage set is on',
    '--unit        E1=clock or E1=opening, for each stage',
    '--off         stages that are off, e.g. E2.1,EM2.1',
    '',
    'For example, an enquiry on the eve of a half day, a mail to the controller half an hour after the escalation:',
    '  explain --arrival 2026-12-23T17:30 --state BY --half-day "2026-12-24 09:00-12:00" --set EM2.1=30m',
  ],
  options: {
    arrival: { type: 'string' },
    'follow-up': { type: 'string' },
    zone: { type: 'string' },
    state: { type: 'string' },
    region: { type: 'string' },
    hours: { type: 'string' },
    closed: { type: 'string', multiple: true },
    'half-day': { type: 'string', multiple: true },
    open: { type: 'string', multiple: true },
    set: { type: 'string', multiple: true },
    unit: { type: 'string', multiple: true },
    off: { type: 'string', multiple: true },
  },

  async run(values) {
    try {
      return explanationOf(values);
    } catch (error) {
      if (error instanceof OpeningHoursError) throw new UsageError(error.message);
      throw error;
    }
  },

  describe({ kind, startedAt, place, spec, stages, steps, warnings }) {
    const { zone, week } = spec;
    const holidays = place.state === 'none' ? 'keine' : [place.state, place.region].filter(Boolean).join(' ');
    const line = (stage: 'arrival' | Stage, text: string) => `${nameOf(stage).padEnd(13)} ${text}`;
    const off = stages.filter((stage) => !steps.some((step) => step.stage === stage));
    return [
      `Zeiten in ${zone}, geöffnet ${formatWeek(week)}, Feiertage: ${holidays}`,
      ...(kind === 'answer' ? [line('arrival', formatAt(startedAt, zone))] : []),
      ...steps.map((step) => line(step.stage, `${formatAt(step.at, zone)}  ${describeReason(step, zone)}`)),
      ...off.map((stage) => line(stage, 'aus')),
      ...warnings.map(
        ({ on, minutes }) =>
          `Hinweis: Am ${on} gibt es ${formatMinutes(minutes)} wegen der Zeitumstellung nicht; es gilt die spätere Zeit.`,
      ),
    ].join('\n');
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
  const policy = parsePolicy(recommended, {
    set: listOf(values, 'set'),
    unit: listOf(values, 'unit'),
    off: listOf(values, 'off'),
  });
  const holidays = proposeHolidays(place, startedOn.year - 1, startedOn.year + HOLIDAY_YEARS);
  const days = withSpecialDays(holidays, {
    closed: listOf(values, 'closed'),
    halfDay: listOf(values, 'half-day'),
    open: listOf(values, 'open'),
  });
  const spec = { zone, week, days };
  const { problems, warnings } = validateCalendar(spec, startedOn);
  if (problems.length > 0)
    throw new UsageError('--hours: there is no opening within 400 days, closures and holidays counted');

  const calendar = compileCalendar(spec);
  const steps = courseOf({ kind, startedAt }, policy, calendar).map((step) => ({
    ...step,
    reason: reasonOf(step, calendar),
  }));
  const stages = stagesOf(kind, policy);
  const toJSON = () => Object.fromEntries(stages.map((stage) => [stage, dueText(steps, stage, zone)]));
  return { kind, startedAt, place, spec, stages, steps, warnings, toJSON };
}

/** Options that may be given several times and hold lists: one list. */
const listOf = (values: OptionValues, name: string): string => [values[name] ?? []].flat().join(', ');

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
