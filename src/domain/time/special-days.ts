import type { CalendarSpec, SpecialDay, SpecialDayKind } from './opening-hours.ts';

/** The dates of a calendar that differ from its week, keyed `YYYY-MM-DD`. */
export type Days = CalendarSpec['days'];

/** Special days that follow each other and are one thing to people: a closure of two weeks. */
export interface DaySpan {
  readonly fromOn: string;
  readonly toOn: string;
  readonly day: SpecialDay;
}

const DAY_MS = 86_400_000;

export function kindOf({ kind = 'holiday' }: Pick<SpecialDay, 'kind'>): SpecialDayKind {
  return kind;
}

/**
 * The dates from one to the other, both included; none when the last lies before the first. In milliseconds of UTC,
 * where every day has 24 hours, because not every browser that edits calendars knows Temporal.
 */
export function datesBetween(fromOn: string, toOn: string): string[] {
  const count = Math.round((Date.parse(toOn) - Date.parse(fromOn)) / DAY_MS) + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, step) => dateAfter(fromOn, step));
}

/** Lays a day of the dealership's own over the dates; it remembers the holiday it lies on. */
export function withOwnDay(days: Days, dates: readonly string[], own: SpecialDay): Days {
  return {
    ...days,
    ...Object.fromEntries(dates.map((on) => [on, { ...own, onHoliday: holidayOn(days, on) }])),
  };
}

/** Takes own days away again, so that the week or the holiday they lay on holds; holidays stay. */
export function withoutOwnDays(days: Days, dates: readonly string[]): Days {
  const taken = new Set(dates);
  return Object.fromEntries(
    Object.entries(days).flatMap(([on, day]): [string, SpecialDay][] => {
      if (!taken.has(on) || kindOf(day) === 'holiday') return [[on, day]];
      return day.onHoliday === undefined ? [] : [[on, { name: day.onHoliday, open: [] }]];
    }),
  );
}

/** The name of the public holiday on a date, also when an own day lies on it. */
export function holidayOn(days: Days, on: string): string | undefined {
  const day = days[on];
  return day && kindOf(day) === 'holiday' ? day.name : day?.onHoliday;
}

/** The special days in their order; days of one closure that follow each other as one span. */
export function spansOf(days: Days): DaySpan[] {
  const spans: DaySpan[] = [];
  for (const [on, day] of Object.entries(days).sort(([a], [b]) => a.localeCompare(b))) {
    const last = spans.at(-1);
    if (last && isContinued(last, on, day)) spans[spans.length - 1] = { ...last, toOn: on };
    else spans.push({ fromOn: on, toOn: on, day });
  }
  return spans;
}

function isContinued({ toOn, day: last }: DaySpan, on: string, day: SpecialDay): boolean {
  const isSameClosure = kindOf(last) === 'closure' && kindOf(day) === 'closure' && last.name === day.name;
  return isSameClosure && dateAfter(toOn, 1) === on;
}

function dateAfter(on: string, days: number): string {
  return new Date(Date.parse(on) + days * DAY_MS).toISOString().slice(0, 10);
}
