/**
 * The one clock. PostgreSQL's time counts, so that several processes agree (cases.md T38); every transaction
 * reads it once at its start and hands it down. A `Clock` may stretch it: the demo runs faster.
 */
export type Clock = (databaseNow: Temporal.Instant) => Temporal.Instant;

export const realClock: Clock = (databaseNow) => databaseNow;

/** Where a stretched time begins: at `realAt` of the database it shows `shownAt`. */
export interface ClockStart {
  readonly realAt: Temporal.Instant;
  readonly shownAt: Temporal.Instant;
}

/** Runs `speed` times as fast from its start on. */
export const fasterClock =
  ({ realAt, shownAt }: ClockStart, speed: number): Clock =>
  (databaseNow) => {
    const passedMs = databaseNow.epochMilliseconds - realAt.epochMilliseconds;
    return shownAt.add({ milliseconds: Math.round(passedMs * speed) });
  };

/** Monotonic milliseconds for measuring how long something took; never for rules. */
export const stopwatchMs = (): number => performance.now();

/** This machine's own time, only for telling people since when something is so; never for rules. */
export const wallClock = (): Temporal.Instant => Temporal.Now.instant();
