import type { OpeningHoursProblem } from './error.ts';
import { type CalendarSpec, DAY_MINUTES, type OpenInterval, type SpecialDay } from './opening-hours.ts';
import { epochMsOf, isKnownZone, openDaysOf } from './slots.ts';

export interface CalendarProblem {
  readonly code: OpeningHoursProblem;
  /** The zone, date or weekday (0 = Monday) the problem is about. */
  readonly part: string;
}

/** An opening or closing time that the clock skips on a date (T13): it counts as the later time shown after the jump. */
export interface SkippedTimeWarning {
  readonly code: 'skippedTime';
  readonly on: string;
  readonly minutes: number;
}

export interface CalendarCheck {
  readonly problems: readonly CalendarProblem[];
  readonly warnings: readonly SkippedTimeWarning[];
}

/** A calendar must open within this many days (product.md 5). */
const CHECKED_DAYS = 400;

/**
 * Checks a calendar before it is stored: refused with problems (malformed, unknown zone, no opening in the next 400 days:
 * T19), accepted with warnings (T13).
 *
 * @param fromOn the day it is saved, in its zone
 */
export function validateCalendar(spec: CalendarSpec, fromOn: Temporal.PlainDate): CalendarCheck {
  const problems = shapeProblems(spec);
  if (problems.length > 0) return { problems, warnings: [] };

  const openOn = openDaysOf(spec);
  const warnings: SkippedTimeWarning[] = [];
  let opens = false;
  for (let day = 0; day < CHECKED_DAYS; day += 1) {
    const on = fromOn.add({ days: day });
    for (const { from, to } of openOn(on)) {
      opens ||= epochMsOf(on, from, spec.zone) < epochMsOf(on, to, spec.zone);
      for (const minutes of [from, to]) {
        if (isSkipped(on, minutes, spec.zone))
          warnings.push({ code: 'skippedTime', on: on.toString(), minutes });
      }
    }
  }
  return opens ? { problems, warnings } : { problems: [{ code: 'neverOpen', part: spec.zone }], warnings };
}

function shapeProblems({ zone, week, days }: CalendarSpec): CalendarProblem[] {
  const problems: CalendarProblem[] = [];
  if (!isKnownZone(zone)) problems.push({ code: 'unknownZone', part: zone });
  if (week.length !== 7) problems.push({ code: 'malformedCalendar', part: 'week' });
  week.forEach((open, day) => {
    if (!open.every(isWellFormed)) problems.push({ code: 'malformedTimes', part: String(day) });
  });
  for (const [on, day] of Object.entries(days)) {
    if (!isDate(on)) problems.push({ code: 'malformedCalendar', part: on });
    if (!day.open.every(isWellFormed) || !hasTimesOfItsKind(day)) {
      problems.push({ code: 'malformedTimes', part: on });
    }
  }
  return problems;
}

/** A closure has no times, a half day or an opening has some; days stored without a kind may be either. */
function hasTimesOfItsKind({ kind, open }: SpecialDay): boolean {
  if (kind === undefined) return true;
  return open.length > 0 === (kind === 'halfDay' || kind === 'opening');
}

function isWellFormed({ from, to }: OpenInterval): boolean {
  return Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from < to && to <= DAY_MINUTES;
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

/** Midnight is never worth a warning: where the clock skips it, the day simply begins later. */
function isSkipped(on: Temporal.PlainDate, minutes: number, zone: string): boolean {
  if (minutes === 0 || minutes === DAY_MINUTES) return false;
  const local = Temporal.Instant.fromEpochMilliseconds(epochMsOf(on, minutes, zone)).toZonedDateTimeISO(zone);
  return local.hour * 60 + local.minute !== minutes;
}
