/**
 * Opening time counted the slow way, sharing nothing with src/domain/time but the shape of a calendar: the reference the
 * tests and the bench compare with.
 */
import type { CalendarSpec } from '../../src/domain/time/opening-hours.ts';

interface Stretch {
  readonly opensAt: Temporal.Instant;
  readonly closesAt: Temporal.Instant;
}

/** Goes from day to day and uses up what each day's opening hours offer. */
export function addByDayWalk(
  spec: CalendarSpec,
  from: Temporal.Instant,
  durationMs: number,
): Temporal.Instant {
  let remaining = Temporal.Duration.from({ milliseconds: durationMs });
  let cursor = from;
  if (remaining.sign === 0) return from;
  const startOn = from.toZonedDateTimeISO(spec.zone).toPlainDate();
  for (let day = 0; day < 40_000; day += 1) {
    for (const { opensAt, closesAt } of stretchesOn(spec, startOn.add({ days: day }))) {
      const begin = later(opensAt, cursor);
      if (Temporal.Instant.compare(begin, closesAt) >= 0) continue;
      const offered = begin.until(closesAt);
      if (Temporal.Duration.compare(remaining, offered) <= 0) return begin.add(remaining);
      remaining = remaining.subtract(offered);
      cursor = closesAt;
    }
  }
  throw new Error('the day walk found too little opening time');
}

/** Whether some day's opening hours hold the instant. */
export function isOpenByDayWalk(spec: CalendarSpec, at: Temporal.Instant): boolean {
  return stretchesOn(spec, at.toZonedDateTimeISO(spec.zone).toPlainDate()).some(
    ({ opensAt, closesAt }) =>
      Temporal.Instant.compare(opensAt, at) <= 0 && Temporal.Instant.compare(at, closesAt) < 0,
  );
}

/** Steps minute by minute and asks only what the clock on the wall shows; whole minutes only. */
export function addByMinuteSteps(
  spec: CalendarSpec,
  from: Temporal.Instant,
  minutes: number,
): Temporal.Instant {
  let at = from;
  for (let remaining = minutes; remaining > 0; at = at.add({ minutes: 1 })) {
    if (isOpenByTheWallClock(spec, at)) remaining -= 1;
  }
  return at;
}

export function isOpenByTheWallClock(spec: CalendarSpec, at: Temporal.Instant): boolean {
  const wall = at.toZonedDateTimeISO(spec.zone);
  const minute = wall.hour * 60 + wall.minute;
  return hoursOn(spec, wall.toPlainDate()).some(({ from, to }) => from <= minute && minute < to);
}

/** The open minutes of a day, painted one by one and read off as runs, so that overlapping hours are one. */
function runsOn(spec: CalendarSpec, on: Temporal.PlainDate) {
  const painted = Array.from({ length: 1441 }, () => false);
  for (const { from, to } of hoursOn(spec, on)) painted.fill(true, from, to);
  const runs: { from: number; to: number }[] = [];
  for (let minute = 0, from = 0; minute <= 1440; minute += 1) {
    if (painted[minute] && !painted[minute - 1]) from = minute;
    if (!painted[minute] && painted[minute - 1]) runs.push({ from, to: minute });
  }
  return runs;
}

function hoursOn(spec: CalendarSpec, on: Temporal.PlainDate) {
  return spec.days[on.toString()]?.open ?? spec.week[on.dayOfWeek - 1] ?? [];
}

/** By opening instant. Where the clock skips the hour before midnight, the day before reaches into this one. */
function stretchesOn(spec: CalendarSpec, on: Temporal.PlainDate): Stretch[] {
  const instant = (day: Temporal.PlainDate, minutes: number) =>
    (minutes === 1440
      ? day.add({ days: 1 }).toPlainDateTime('00:00')
      : day.toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
    )
      .toZonedDateTime(spec.zone, { disambiguation: 'compatible' })
      .toInstant();
  return [on.subtract({ days: 1 }), on]
    .flatMap((day) =>
      runsOn(spec, day).map(({ from, to }) => ({ opensAt: instant(day, from), closesAt: instant(day, to) })),
    )
    .sort((a, b) => Temporal.Instant.compare(a.opensAt, b.opensAt));
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) > 0 ? a : b;
}
