import { type Calendar, nextOpening } from '../time/calendar.ts';

/** Proposed when a person names no next step (product.md 3). */
export const PROPOSED_OPENING_DAYS = 3;

/** The opening of the n-th day with opening hours after today, in the branch's zone. */
export const proposeFollowUpAt = (
  calendar: Calendar,
  now: Temporal.Instant,
  openingDays = PROPOSED_OPENING_DAYS,
): Temporal.Instant => {
  let at = now;
  for (let day = 0; day < openingDays; day++) {
    const tomorrow = at.toZonedDateTimeISO(calendar.spec.zone).toPlainDate().add({ days: 1 });
    at = nextOpening(calendar, tomorrow.toZonedDateTime(calendar.spec.zone).toInstant());
  }
  return at;
};
