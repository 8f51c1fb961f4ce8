/** What is strange about an arrival, told with the lead: its warnings and its history. */
export const ARRIVAL_FLAGS = [
  'imported',
  'settled',
  'arrivedLongAgo',
  'arrivalInFuture',
  'recognisedLate',
] as const;
export type ArrivalFlag = (typeof ARRIVAL_FLAGS)[number];

/** When an enquiry arrived, and from when on it waits for an answer. */
export interface Arrival {
  readonly arrivedAt: Temporal.Instant;
  /** The clock counts from here. */
  readonly clockFrom: Temporal.Instant;
  readonly flags: readonly ArrivalFlag[];
}

/** An enquiry entered later than this is an old one that is brought over, whether that was said or not. */
export const LONG_AGO_DAYS = 14;

/**
 * The arrival of an enquiry that somebody enters with the instant it came in. What waited on a desk counts from when it
 * came. Old leads brought over (`imported`) count from now, so that none of them escalates on the spot, and nothing
 * arrives later than now (cases.md T47).
 */
export const decideArrival = (
  claimedAt: Temporal.Instant,
  imported: boolean,
  now: Temporal.Instant,
): Arrival => {
  if (Temporal.Instant.compare(claimedAt, now) > 0) {
    return { arrivedAt: now, clockFrom: now, flags: ['arrivalInFuture'] };
  }
  if (imported) return { arrivedAt: claimedAt, clockFrom: now, flags: ['imported'] };
  if (Temporal.Instant.compare(claimedAt, now.subtract({ hours: LONG_AGO_DAYS * 24 })) < 0) {
    return { arrivedAt: claimedAt, clockFrom: now, flags: ['arrivedLongAgo'] };
  }
  return { arrivedAt: claimedAt, clockFrom: claimedAt, flags: [] };
};
