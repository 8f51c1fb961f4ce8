/** Hours of the day in which somebody wants no mails; over midnight when they end earlier than they begin. */
export interface QuietHours {
  /** `HH:MM`, local time of the dealership. */
  readonly from: string;
  readonly until: string;
}

/** When the quiet hours end that `now` lies in; null outside of them. The last minute belongs to them, the end does not. */
export const quietUntil = (
  now: Temporal.Instant,
  { from, until }: QuietHours,
  zone: string,
): Temporal.Instant | null => {
  const local = now.toZonedDateTimeISO(zone);
  const time = local.toPlainTime();
  const isAtOrAfter = (clock: string) =>
    Temporal.PlainTime.compare(time, Temporal.PlainTime.from(clock)) >= 0;
  const overMidnight = from > until;
  const isQuiet = overMidnight
    ? isAtOrAfter(from) || !isAtOrAfter(until)
    : isAtOrAfter(from) && !isAtOrAfter(until);
  if (!isQuiet) return null;
  const endsOn = local.toPlainDate().add({ days: overMidnight && isAtOrAfter(from) ? 1 : 0 });
  return endsOn.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(until) }).toInstant();
};
