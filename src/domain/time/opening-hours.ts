import { OpeningHoursError } from './error.ts';
import { type Interval, unionOf } from './intervals.ts';

/** Open from `from` up to, but not including, `to`: whole minutes of the day, 0..1440 (24:00 = 1440). */
export type OpenInterval = Interval;

/** Seven days, index 0 = Monday; each a list of disjoint ascending intervals, empty = closed. */
export type Week = readonly (readonly OpenInterval[])[];

/** Why a date differs from the week: a public holiday, or one of the dealership's own days. */
export const SPECIAL_DAY_KINDS = ['holiday', 'closure', 'halfDay', 'opening'] as const;
export type SpecialDayKind = (typeof SPECIAL_DAY_KINDS)[number];

/** A date that overrides the week (T21): closed all day when `open` is empty. */
export interface SpecialDay {
  readonly name: string;
  readonly open: readonly OpenInterval[];
  /** `holiday` when left out, as in calendars stored before there were kinds. */
  readonly kind?: SpecialDayKind | undefined;
  /** The public holiday an own day lies on; it holds again when the own day is taken away. */
  readonly onHoliday?: string | undefined;
}

/** What is stored as one calendar version: everything that decides when a branch is open (product.md 5). */
export interface CalendarSpec {
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly zone: string;
  readonly week: Week;
  /** Keyed `YYYY-MM-DD`, already resolved: no rule of a library is consulted later. */
  readonly days: Readonly<Record<string, SpecialDay>>;
}

/** Minutes of a whole day. */
export const DAY_MINUTES = 24 * 60;

const DAY_NAMES = ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'] as const;
const AROUND_THE_CLOCK = '24/7';

/** Default of a new dealership (product.md 5). */
export const DEFAULT_HOURS = 'Mo-Fr 08:00-18:00, Sa 09:00-13:00';

/**
 * Reads `"Mo-Fr 08:00-12:00 13:00-18:00, Sa 09:00-13:00"` or `"24/7"`. Days may be listed (`Mo,Mi`) or wrap (`Sa-Mo`);
 * a day named twice is open at both times; touching and overlapping times become one (T20).
 *
 * @throws {OpeningHoursError} naming the part that cannot be read
 */
export function parseWeek(text: string): Week {
  const parts = partsOf(text);
  if (parts.length === 0) throw new OpeningHoursError('empty', text, 'opening hours are empty');
  if (parts.length === 1 && parts[0] === AROUND_THE_CLOCK) {
    return DAY_NAMES.map(() => [{ from: 0, to: DAY_MINUTES }]);
  }

  const week: OpenInterval[][] = DAY_NAMES.map(() => []);
  let days: number[] = [];
  let lastPart: 'days' | 'times' = 'times';
  for (const part of parts) {
    if (/^\d/.test(part)) {
      if (days.length === 0) {
        throw new OpeningHoursError('missingDay', part, `opening hours: "${part}" stands before any day`);
      }
      const open = parseTimes(part);
      for (const day of days) week[day]?.push(open);
      lastPart = 'times';
    } else {
      days = lastPart === 'days' ? [...days, ...parseDays(part)] : parseDays(part);
      lastPart = 'days';
    }
  }
  if (lastPart === 'days') {
    const part = parts.at(-1) ?? text;
    throw new OpeningHoursError('missingTimes', part, `opening hours: no times after "${part}"`);
  }
  return week.map(unionOf);
}

/**
 * The hours of one day from times like `09:00-12:00`, as `parseWeek` reads them after a day.
 *
 * @throws {OpeningHoursError} naming the part that cannot be read
 */
export function parseDayTimes(parts: readonly string[]): readonly OpenInterval[] {
  return unionOf(parts.map(parseTimes));
}

/** The words of a text of days and times: commas and semicolons only part them, any dash joins a span. */
export function partsOf(text: string): string[] {
  return text
    .replace(/\s*[-‐‑‒–—−]\s*/g, '-')
    .split(/[\s,;]+/)
    .filter(Boolean);
}

/** The shortest text `parseWeek` reads back to the same week; empty for a week that is always closed. */
export function formatWeek(week: Week): string {
  const times = week.map((open) => open.map(formatInterval).join(' '));
  if (times.every((day) => day === '00:00-24:00')) return AROUND_THE_CLOCK;

  const groups: string[] = [];
  for (let first = 0; first < times.length; ) {
    let last = first;
    while (times[last + 1] === times[first]) last += 1;
    const days = first === last ? DAY_NAMES[first] : `${DAY_NAMES[first]}-${DAY_NAMES[last]}`;
    if (times[first] !== '') groups.push(`${days} ${times[first]}`);
    first = last + 1;
  }
  return groups.join(', ');
}

/** Minutes of the day as `HH:MM`; the end of the day is `24:00`. */
export function formatMinutes(minutes: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

function formatInterval({ from, to }: OpenInterval): string {
  return `${formatMinutes(from)}-${formatMinutes(to)}`;
}

function parseDays(part: string): number[] {
  const [first, last = first, ...rest] = part.split('-').map(parseDay);
  if (first === undefined || last === undefined || rest.length > 0 || first < 0 || last < 0) {
    const expected = `expected ${DAY_NAMES.join(', ')} or a span like Mo-Fr`;
    throw new OpeningHoursError('unknownDay', part, `opening hours: "${part}" is not a day; ${expected}`);
  }
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, step) => (first + step) % 7);
}

/** Index of the day, or -1. */
function parseDay(name: string): number {
  return DAY_NAMES.findIndex((day) => day.toLowerCase() === name.toLowerCase());
}

function parseTimes(part: string): OpenInterval {
  const [from, to, ...rest] = part.split('-').map(parseTime);
  if (from === undefined || to === undefined || rest.length > 0) {
    const message = `opening hours: "${part}" is not a time span; expected e.g. 08:00-18:00`;
    throw new OpeningHoursError('malformedTimes', part, message);
  }
  if (from >= to) {
    const message = `opening hours: "${part}" ends before it begins; split it at midnight (24:00, then 00:00 on the next day)`;
    throw new OpeningHoursError('backwards', part, message);
  }
  return { from, to };
}

function parseTime(text: string): number | undefined {
  const [, hours, minutes] = /^(\d{1,2}):([0-5]\d)$/.exec(text) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return total <= DAY_MINUTES ? total : undefined;
}
