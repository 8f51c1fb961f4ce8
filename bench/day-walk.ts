import type { CalendarSpec } from '../src/domain/time/opening-hours.ts';

/**
 * What one writes who has Temporal and opening hours: from day to day, using up what each day offers. Written to be
 * quick: only milliseconds are compared, and nothing is converted that is not looked at.
 */
export function addByDayWalk(
  spec: CalendarSpec,
  from: Temporal.Instant,
  durationMs: number,
): Temporal.Instant {
  if (durationMs === 0) return from;
  let cursorMs = from.epochMilliseconds;
  let remainingMs = durationMs;
  let on = from.toZonedDateTimeISO(spec.zone).toPlainDate();
  for (let day = 0; day < 20_000; day += 1) {
    const hours = spec.days[on.toString()]?.open ?? spec.week[on.dayOfWeek - 1] ?? [];
    for (const { from: opens, to: closes } of hours) {
      const closesMs = epochMs(on, closes, spec.zone);
      if (closesMs <= cursorMs) continue;
      const beginMs = Math.max(epochMs(on, opens, spec.zone), cursorMs);
      if (beginMs >= closesMs) continue;
      if (remainingMs <= closesMs - beginMs)
        return Temporal.Instant.fromEpochMilliseconds(beginMs + remainingMs);
      remainingMs -= closesMs - beginMs;
      cursorMs = closesMs;
    }
    on = on.add({ days: 1 });
  }
  throw new Error('the day walk found too little opening time');
}

function epochMs(on: Temporal.PlainDate, minutes: number, zone: string): number {
  const local =
    minutes === 1440
      ? on.add({ days: 1 }).toPlainDateTime()
      : on.toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
  return local.toZonedDateTime(zone).epochMilliseconds;
}
