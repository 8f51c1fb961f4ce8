import type { CalendarSpec, SpecialDayKind } from '../../domain/time/opening-hours.ts';
import { datesBetween, kindOf } from '../../domain/time/special-days.ts';

/** What a date is in the year: one of the special days, or as its day of the week. */
export type DayLook = SpecialDayKind | 'open' | 'closed';

/** 0 = Monday. */
export const weekdayOf = (on: string): number => (new Date(on).getUTCDay() + 6) % 7;

/** The weeks of a month (1 to 12) from Monday to Sunday; `null` where it has not begun yet, or is over. */
export const weeksOf = (year: number, month: number): (string | null)[][] => {
  const dates = datesBetween(dateText(year, month, 1), dateText(year, month, daysIn(year, month)));
  const cells = [...Array.from({ length: weekdayOf(dates[0] ?? '') }, () => null), ...dates];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_day, day) => cells[week * 7 + day] ?? null),
  );
};

export const lookOf = (on: string, { week, days }: Pick<CalendarSpec, 'week' | 'days'>): DayLook => {
  const day = days[on];
  if (day) return kindOf(day);
  return (week[weekdayOf(on)] ?? []).length > 0 ? 'open' : 'closed';
};

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const dateText = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
