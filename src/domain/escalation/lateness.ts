/**
 * The one measure of "too late" (docs/decisions/0008): a stage recorded this long after it was due counts as late, an
 * engine silent this long stood still, and what waits this long is an alarm. In seconds of the program's clock.
 */
export const LATE_AFTER_SECONDS = 60;
