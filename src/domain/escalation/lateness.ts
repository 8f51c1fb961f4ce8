/**
 * The one measure of "too late" (docs/decisions/0008): a stage recorded this long after it was due counts as late, an
 * engine silent this long stood still, and what waits this long is an alarm. In seconds of the program's clock.
 */
export const LATE_AFTER_SECONDS = 60;

/** Whether a stage was noticed later than an engine that works would have. */
export const isLate = (dueAt: Temporal.Instant, recordedAt: Temporal.Instant): boolean =>
  Temporal.Instant.compare(recordedAt, dueAt.add({ seconds: LATE_AFTER_SECONDS })) > 0;
