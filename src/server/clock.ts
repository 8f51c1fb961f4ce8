/**
 * The one clock. PostgreSQL's time counts, so that several processes agree (cases.md T38); every transaction
 * reads it once at its start and hands it down. A `Clock` may stretch it: the demo runs faster.
 */
export type Clock = (databaseNow: Temporal.Instant) => Temporal.Instant;

export const realClock: Clock = (databaseNow) => databaseNow;

/** Runs `speed` times as fast from `startedAt` on. */
export const fasterClock =
  (startedAt: Temporal.Instant, speed: number): Clock =>
  (databaseNow) => {
    const passedMs = databaseNow.epochMilliseconds - startedAt.epochMilliseconds;
    return startedAt.add({ milliseconds: Math.round(passedMs * speed) });
  };

/** Monotonic milliseconds for measuring how long something took; never for rules. */
export const stopwatchMs = (): number => performance.now();

/** This machine's own time, only for telling people since when something is so; never for rules. */
export const wallClock = (): Temporal.Instant => Temporal.Now.instant();
