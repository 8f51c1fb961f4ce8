import type { CalendarSpec } from '../../domain/time/opening-hours.ts';
import type { Days } from '../../domain/time/special-days.ts';
import { draftOf, problemOf, type WeekDraft, weekOf } from './week-draft.ts';

/** A calendar while somebody works on it: its week may hold texts that are no times yet. */
export interface CalendarDraft {
  readonly zone: string;
  readonly week: WeekDraft;
  readonly days: Days;
}

export const calendarDraftOf = ({ zone, week, days }: CalendarSpec): CalendarDraft => ({
  zone,
  week: draftOf(week),
  days,
});

/** The calendar as far as it can be read. */
export const specOf = ({ zone, week, days }: CalendarDraft): CalendarSpec => ({
  zone,
  week: weekOf(week),
  days,
});

/** Whether all of it can be read; what it means is for the server to judge. */
export const isReadable = ({ week }: CalendarDraft): boolean =>
  week.flat().every((interval) => problemOf(interval) === undefined);

/** The calendar as the contract types it, whose arrays may be changed. */
export const copyOf = ({ zone, week, days }: CalendarSpec) => ({
  zone,
  week: week.map((day) => [...day]),
  days: Object.fromEntries(Object.entries(days).map(([on, day]) => [on, { ...day, open: [...day.open] }])),
});
