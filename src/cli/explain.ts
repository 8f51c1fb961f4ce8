import { type CourseStep, courseOf } from '../domain/escalation/course.ts';
import type { Policy, Stage } from '../domain/escalation/policy.ts';
import { reasonOf, type StepReason } from '../domain/escalation/reason.ts';
import { type Calendar, compileCalendar } from '../domain/time/calendar.ts';
import { OpeningHoursError } from '../domain/time/error.ts';
import { type CalendarSpec, DEFAULT_HOURS, formatMinutes, parseWeek } from '../domain/time/opening-hours.ts';
import { GERMAN_STATES } from '../domain/time/states.ts';
import { type SkippedTimeWarning, validateCalendar } from '../domain/time/validate.ts';
import { isHolidayPlace, proposeHolidays } from '../server/settings/holidays.ts';
import { type Command, type OptionValues, UsageError } from './command.ts';
import { parseInstant, parsePolicy } from './explain-input.ts';

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
    zone: { type: 'string', default: 'Europe/Berlin' },
    state: { type: 'string', default: 'none' },
    region: { type: 'string' },
    hours: { type: 'string', default: DEFAULT_HOURS },
    set: { type: 'string', default: '' },
    unit: { type: 'string', default: '' },
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
      ({ on, minutes }) => `Note: the clock skips ${formatMinutes(minutes)} on ${on}; it counts as the later time.`,
    );
    return [`Times in ${zone}`, ...lines, ...skipped].join('\n');
  },
};
