import type { SpecialDay } from './opening-hours.ts';
import { type Days, kindOf } from './special-days.ts';

/** Public holidays as a list of holidays knows them, complete for a span of years. */
export interface HolidayList {
  readonly fromYear: number;
  readonly toYear: number;
  readonly days: Days;
}

export interface Holiday {
  readonly on: string;
  readonly name: string;
}

/** What taking over a list of holidays would change. */
export interface HolidayDifference {
  readonly added: readonly Holiday[];
  readonly dropped: readonly Holiday[];
}

/**
 * How a list of holidays differs from the stored ones: offered to people, never applied by itself (product.md 5, T22).
 * Only dates count, as a holiday that is merely called otherwise moves no instant. Days the dealership has made its own
 * are settled and not offered again; years the list does not cover are left alone.
 */
export function differenceOf(stored: Days, list: HolidayList): HolidayDifference {
  const isCovered = (on: string) => {
    const year = Number(on.slice(0, 4));
    return list.fromYear <= year && year <= list.toYear;
  };
  return {
    added: holidaysOf(list.days).filter(({ on }) => isCovered(on) && !stored[on]),
    dropped: holidaysOf(stored).filter(({ on }) => isCovered(on) && !list.days[on]),
  };
}

/** What of a difference is still to be taken over in days that have been edited since. */
export function differenceLeft({ added, dropped }: HolidayDifference, days: Days): HolidayDifference {
  const holidays = new Set(holidaysOf(days).map(({ on }) => on));
  return {
    added: added.filter(({ on }) => !days[on]),
    dropped: dropped.filter(({ on }) => holidays.has(on)),
  };
}

/** The days with the difference taken over; own days stay as they are. */
export function withDifference(days: Days, difference: HolidayDifference): Days {
  const { added, dropped } = differenceLeft(difference, days);
  const gone = new Set(dropped.map(({ on }) => on));
  return {
    ...Object.fromEntries(Object.entries(days).filter(([on]) => !gone.has(on))),
    ...Object.fromEntries(added.map(({ on, name }): [string, SpecialDay] => [on, { name, open: [] }])),
  };
}

function holidaysOf(days: Days): Holiday[] {
  return Object.entries(days)
    .filter(([, day]) => kindOf(day) === 'holiday')
    .map(([on, { name }]) => ({ on, name }))
    .sort((a, b) => a.on.localeCompare(b.on));
}
