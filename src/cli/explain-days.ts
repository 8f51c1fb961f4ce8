import { parseDayTimes, partsOf, type SpecialDay } from '../domain/time/opening-hours.ts';
import { UsageError } from './command.ts';

/** Days that override the week, as a calendar stores them. */
export type Days = Readonly<Record<string, SpecialDay>>;

/** What the options say about single days. */
export interface DayOptions {
  readonly closed: string;
  readonly halfDay: string;
  readonly open: string;
}

/** No branch is closed for longer; a calendar that is would be refused anyway (T19). */
const LONGEST_CLOSURE_DAYS = 400;

/**
 * The holidays with what is said about single days on top: closures win over holidays, hours given for one date win over
 * both (T21).
 *
 * @throws {UsageError} @throws {OpeningHoursError}
 */
export function withSpecialDays(holidays: Days, { closed, halfDay, open }: DayOptions): Days {
  const halfDays = parseDayHours(halfDay, 'half-day', 'halber Tag');
  const openDays = parseDayHours(open, 'open', 'Sonderöffnung');
  const twice = Object.keys(openDays).find((on) => on in halfDays);
  if (twice) throw new UsageError(`--open ${twice} is also given by --half-day`);
  return { ...holidays, ...parseClosures(closed), ...halfDays, ...openDays };
}

/** `2026-08-03..2026-08-14, 2026-12-28` */
function parseClosures(text: string): Days {
  const days: Record<string, SpecialDay> = {};
  for (const part of partsOf(text)) {
    const [first = '', last = first, ...rest] = part.split('..');
    const [fromOn, toOn] = [parseDate(first, 'closed'), parseDate(last, 'closed')];
    if (rest.length > 0) throw new UsageError(`--closed "${part}": expected 2026-08-03..2026-08-14`);
    const count = fromOn.until(toOn).days + 1;
    if (count < 1) throw new UsageError(`--closed "${part}" ends before it begins`);
    if (count > LONGEST_CLOSURE_DAYS)
      throw new UsageError(`--closed "${part}" is longer than ${LONGEST_CLOSURE_DAYS} days`);
    for (let day = 0; day < count; day += 1) {
      days[fromOn.add({ days: day }).toString()] = { name: 'Betriebsferien', open: [] };
    }
  }
  return days;
}

/** `2026-12-24 09:00-12:00, 2026-12-31 09:00-11:00 11:30-12:00`: the times belong to the date before them. */
function parseDayHours(text: string, option: string, name: string): Days {
  const times = new Map<string, string[]>();
  let ofDay: string[] | undefined;
  for (const part of partsOf(text)) {
    if (/^\d{4}-/.test(part)) {
      const on = parseDate(part, option).toString();
      if (times.has(on)) throw new UsageError(`--${option} ${on} is given twice`);
      ofDay = [];
      times.set(on, ofDay);
    } else {
      if (!ofDay) throw new UsageError(`--${option} "${part}" stands before any date`);
      ofDay.push(part);
    }
  }
  return Object.fromEntries(
    Array.from(times, ([on, parts]) => {
      if (parts.length === 0)
        throw new UsageError(`--${option} ${on}: no times; expected e.g. "${on} 09:00-12:00"`);
      return [on, { name, open: parseDayTimes(parts) }];
    }),
  );
}

function parseDate(text: string, option: string): Temporal.PlainDate {
  try {
    if (/^\d{4}-\d\d-\d\d$/.test(text)) return Temporal.PlainDate.from(text);
  } catch {
    // Said below: the 30th of February looks like a date and is none.
  }
  throw new UsageError(`--${option} "${text}" is no date; expected e.g. 2026-12-24`);
}
