import { unionOf } from './intervals.ts';
import { type CalendarSpec, formatWeek, type SpecialDay, type Week } from './opening-hours.ts';
import { kindOf } from './special-days.ts';

export interface DayChange {
  readonly on: string;
  /** Absent when the week held, or shall hold. */
  readonly before: SpecialDay | undefined;
  readonly after: SpecialDay | undefined;
}

/** What a person changed in a calendar; parts that stayed the same are absent. */
export interface CalendarChanges {
  readonly zone?: { readonly before: string; readonly after: string };
  readonly week?: { readonly before: Week; readonly after: Week };
  /** Ascending by date. */
  readonly days: readonly DayChange[];
}

/** Compares what the calendars mean, not how they are written. */
export function calendarChanges(before: CalendarSpec, after: CalendarSpec): CalendarChanges {
  const weeks = { before: before.week.map(unionOf), after: after.week.map(unionOf) };
  return {
    ...(before.zone !== after.zone && { zone: { before: before.zone, after: after.zone } }),
    ...(formatWeek(weeks.before) !== formatWeek(weeks.after) && { week: weeks }),
    days: [...new Set([...Object.keys(before.days), ...Object.keys(after.days)])]
      .sort()
      .map((on) => ({ on, before: before.days[on], after: after.days[on] }))
      .filter((change) => !isSameDay(change)),
  };
}

/** Dates to which the same happened: what lay on them before, and what lies on them now. */
export interface DayChangeGroup extends Omit<DayChange, 'on'> {
  /** Ascending. */
  readonly dates: readonly string[];
}

/** Changed days as people speak of them: two weeks of closure, or a holiday of many years, are one thing. */
export function groupChanges(days: readonly DayChange[]): DayChangeGroup[] {
  const groups = new Map<string, DayChangeGroup & { dates: string[] }>();
  for (const { on, before, after } of days) {
    const key = JSON.stringify([before, after].map((day) => day && textOf({ ...day, onHoliday: undefined })));
    const group = groups.get(key) ?? { before, after, dates: [] };
    group.dates.push(on);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The calendar as it is stored: overlapping and touching times are one (T20), dates in their order. */
export function tidyCalendar({ zone, week, days }: CalendarSpec): CalendarSpec {
  const tidied = Object.entries(days).map(([on, day]): [string, SpecialDay] => [
    on,
    { ...day, open: unionOf(day.open) },
  ]);
  return {
    zone,
    week: week.map(unionOf),
    days: Object.fromEntries(tidied.sort(([a], [b]) => a.localeCompare(b))),
  };
}

function isSameDay({ before, after }: DayChange): boolean {
  return before !== undefined && after !== undefined && textOf(before) === textOf(after);
}

function textOf(day: SpecialDay): string {
  return JSON.stringify([kindOf(day), day.name, unionOf(day.open), day.onHoliday]);
}
