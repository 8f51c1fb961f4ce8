import { type OpenInterval, parseDayTimes, partsOf, type SpecialDay } from '../domain/time/opening-hours.ts';
import { type Days, datesBetween, withOwnDay } from '../domain/time/special-days.ts';
import { UsageError } from './command.ts';

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
  const halfDays = parseDayHours(halfDay, 'half-day');
  const openDays = parseDayHours(open, 'open');
  const twice = [...openDays.keys()].find((on) => halfDays.has(on));
  if (twice) throw new UsageError(`--open ${twice} is also given by --half-day`);

  const own: [dates: readonly string[], day: SpecialDay][] = [
    [parseClosures(closed), { name: 'Betriebsferien', kind: 'closure', open: [] }],
    ...Array.from(halfDays, ([on, times]) =>
      ownDay(on, { name: 'halber Tag', kind: 'halfDay', open: times }),
    ),
    ...Array.from(openDays, ([on, times]) =>
      ownDay(on, { name: 'Sonderöffnung', kind: 'opening', open: times }),
    ),
  ];
  return own.reduce((days, [dates, day]) => withOwnDay(days, dates, day), holidays);
}

const ownDay = (on: string, day: SpecialDay): [string[], SpecialDay] => [[on], day];

/** The dates of `2026-08-03..2026-08-14, 2026-12-28`. */
function parseClosures(text: string): string[] {
  return partsOf(text).flatMap((part) => {
    const [fromOn = '', toOn = fromOn, ...rest] = part.split('..').map((date) => parseDate(date, 'closed'));
    if (rest.length > 0) throw new UsageError(`--closed "${part}": expected 2026-08-03..2026-08-14`);
    const dates = datesBetween(fromOn, toOn);
    if (dates.length === 0) throw new UsageError(`--closed "${part}" ends before it begins`);
    if (dates.length > LONGEST_CLOSURE_DAYS)
      throw new UsageError(`--closed "${part}" is longer than ${LONGEST_CLOSURE_DAYS} days`);
    return dates;
  });
}

/** `2026-12-24 09:00-12:00, 2026-12-31 09:00-11:00 11:30-12:00`: the times belong to the date before them. */
function parseDayHours(text: string, option: string): Map<string, readonly OpenInterval[]> {
  const parts = new Map<string, string[]>();
  let ofDay: string[] | undefined;
  for (const part of partsOf(text)) {
    if (/^\d{4}-/.test(part)) {
      const on = parseDate(part, option);
      if (parts.has(on)) throw new UsageError(`--${option} ${on} is given twice`);
      ofDay = [];
      parts.set(on, ofDay);
    } else {
      if (!ofDay) throw new UsageError(`--${option} "${part}" stands before any date`);
      ofDay.push(part);
    }
  }
  const [empty] = [...parts].filter(([, times]) => times.length === 0);
  if (empty)
    throw new UsageError(`--${option} ${empty[0]}: no times; expected e.g. "${empty[0]} 09:00-12:00"`);
  return new Map(Array.from(parts, ([on, times]) => [on, parseDayTimes(times)]));
}

/** @returns the date as it was written, which is how a calendar keys it */
function parseDate(text: string, option: string): string {
  try {
    if (/^\d{4}-\d\d-\d\d$/.test(text)) return Temporal.PlainDate.from(text).toString();
  } catch {
    // Said below: the 30th of February looks like a date and is none.
  }
  throw new UsageError(`--${option} "${text}" is no date; expected e.g. 2026-12-24`);
}
