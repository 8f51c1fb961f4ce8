import { type Clock, type ClockStart, fasterClock } from '../clock.ts';
import { ZONE } from '../settings/branches.ts';

/** Nobody wants to watch a night or a Sunday: they pass so much faster still. */
const QUIET_TIMES = 10;

/** At night, on Saturday afternoon and on Sunday everybody is away, and hardly anybody writes. */
export const isQuiet = (at: Temporal.Instant): boolean => {
  const { hour, dayOfWeek } = at.toZonedDateTimeISO(ZONE);
  return hour < 7 || hour >= 22 || dayOfWeek === 7 || (dayOfWeek === 6 && hour >= 16);
};

/** Runs `speed` times as fast from its start on, and ten times that in quiet hours. */
export const demoClock = (start: ClockStart, speed: number): Clock => {
  let stretch = stretchFrom(start, speed);
  return (databaseNow) => {
    while (Temporal.Instant.compare(databaseNow, stretch.end.realAt) >= 0)
      stretch = stretchFrom(stretch.end, speed);
    return stretch.clock(databaseNow);
  };
};

/** A time of even speed, and where the next one begins. */
const stretchFrom = (start: ClockStart, speed: number): { clock: Clock; end: ClockStart } => {
  const wasQuiet = isQuiet(start.shownAt);
  const ownSpeed = wasQuiet ? speed * QUIET_TIMES : speed;
  let shownAt = start.shownAt.round({ smallestUnit: 'hour', roundingMode: 'floor' });
  do shownAt = shownAt.add({ hours: 1 });
  while (isQuiet(shownAt) === wasQuiet);
  const lastsMs = (shownAt.epochMilliseconds - start.shownAt.epochMilliseconds) / ownSpeed;
  const end = { realAt: start.realAt.add({ milliseconds: Math.ceil(lastsMs) }), shownAt };
  return { clock: fasterClock(start, ownSpeed), end };
};
