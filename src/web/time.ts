/** Times as people read them: every instant is shown in the zone of its branch. */
import { nowMs } from './clock.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const formatters = new Map<string, Intl.DateTimeFormat>();
const formatIn = (locale: string, zone: string, options: Intl.DateTimeFormatOptions, ms: number) => {
  const key = JSON.stringify([locale, zone, options]);
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  formatters.set(key, formatter);
  return formatter.format(ms);
};
const format = (ms: number, language: string, zone: string, options: Intl.DateTimeFormatOptions) =>
  formatIn(localeOf(language), zone, options, ms);

/** How numbers and times are written in a language. */
export const localeOf = (language: string) => (language === 'en' ? 'en-GB' : 'de-DE');

const TIME = { hour: '2-digit', minute: '2-digit' } as const;

/** "Mo., 09.03.2026, 10:00", with the zone's name where it is not the viewer's own. */
export const exactTime = (ms: number, zone: string, language: string) =>
  format(ms, language, zone, {
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    ...TIME,
    ...(isViewersZone(zone) ? {} : { timeZoneName: 'short' }),
  });

/** As short as it stays clear: "10:00" today, "Mo 10:00" within a week, else "09.03., 10:00" or with the year. */
export const shortTime = (ms: number, zone: string, language: string, referenceMs = nowMs()) => {
  if (dateOn(ms, zone) === dateOn(referenceMs, zone)) return format(ms, language, zone, TIME);
  const distanceMs = Math.abs(ms - referenceMs);
  if (distanceMs < 6 * DAY_MS)
    return `${format(ms, language, zone, { weekday: 'short' })} ${format(ms, language, zone, TIME)}`;
  if (distanceMs < 300 * DAY_MS)
    return format(ms, language, zone, { day: '2-digit', month: '2-digit', ...TIME });
  return format(ms, language, zone, { day: '2-digit', month: '2-digit', year: 'numeric' });
};

/** "Mo., 09.03." for a calendar date given as ISO text, "Mo., 09.03.2026" when its year matters. */
export const dayName = (on: string, language: string, year?: 'year') =>
  format(Date.parse(`${on}T12:00:00Z`), language, 'UTC', {
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    ...(year && { year: 'numeric' }),
  });

/** The calendar date in a zone, as ISO text. */
export const dateOn = (ms: number, zone: string) => wallClock(ms, zone).slice(0, 10);

const isViewersZone = (zone: string) => zone === Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Wall-clock time in a zone as `YYYY-MM-DDTHH:MM`, the form of date-and-time inputs; Swedish writes it so. */
export const wallClock = (ms: number, zone: string) =>
  formatIn('sv-SE', zone, { year: 'numeric', month: '2-digit', day: '2-digit', ...TIME }, ms).replace(
    ' ',
    'T',
  );

/**
 * The instant of a wall-clock time in a zone. The offset is asked for twice, because the first guess may lie on
 * the other side of a change to summer time; within the gap the later instant results. NaN for an empty or half-typed field.
 */
export const instantOf = (wall: string, zone: string): number => {
  // What browsers make of other texts differs; Intl throws on what is no time.
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall)) return Number.NaN;
  const asUtcMs = Date.parse(`${wall}:00Z`);
  const offsetMs = (ms: number) => Date.parse(`${wallClock(ms, zone)}:00Z`) - ms;
  const firstMs = asUtcMs - offsetMs(asUtcMs);
  const secondMs = asUtcMs - offsetMs(firstMs);
  return offsetMs(firstMs) === offsetMs(secondMs) ? secondMs : Math.max(firstMs, secondMs);
};

/** The wall-clock time `days` calendar days after the date of `ms`, at `time` ("09:00"). */
export const dayAt = (ms: number, zone: string, days: number, time: string): number => {
  const noonMs = Date.parse(`${dateOn(ms, zone)}T12:00:00Z`) + days * DAY_MS;
  return instantOf(`${new Date(noonMs).toISOString().slice(0, 10)}T${time}`, zone);
};

/** A duration in its two largest units, as people say it. */
export const durationParts = (ms: number) => {
  const minutes = Math.floor(Math.abs(ms) / MINUTE_MS);
  return { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
};
