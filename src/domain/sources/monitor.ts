/** A source as the monitor sees it at its cut-off (product.md 6). */
export interface WatchedSource {
  /** Calendar days without a lead after which it counts as silent. */
  readonly limitDays: number;
  /** Its last delivered lead up to the cut-off, duplicates included and own tests not; null when there never was one. */
  readonly lastLeadAt: Temporal.Instant | null;
  /** Set up or last activated, whichever is later: what was before does not count. */
  readonly activeSince: Temporal.Instant;
  /** When its monitor was last switched or its limit changed; counts only while it was never heard. */
  readonly monitorChangedAt: Temporal.Instant | null;
}

/** `waiting`: never heard, but not for long enough to worry. */
export type Verdict = 'ok' | 'waiting' | 'silent';

/** What a run says of a source: `intakeDown` where our own intake was out of reach while it was silent. */
export type RunVerdict = Verdict | 'intakeDown';

/** A time in which enquiries of a source could not reach us; null: it lasts. */
export interface Outage {
  readonly fromAt: Temporal.Instant;
  readonly untilAt: Temporal.Instant | null;
}

const BLAMED_HOURS = 24;

/**
 * Whether the silence up to the cut-off is ours rather than the source's (product.md 6, T54): within it our intake was out
 * of reach for a day or longer, or still is. Shorter gaps explain no silence of days: mail waits in its mailbox.
 */
export const isOurSilence = (
  { sinceAt }: Pick<Silence, 'sinceAt'>,
  outages: readonly Outage[],
  cutoffAt: Temporal.Instant,
): boolean =>
  outages.some(({ fromAt, untilAt }) => {
    if (untilAt === null) return true;
    const from = latest(sinceAt, fromAt);
    const until = Temporal.Instant.compare(untilAt, cutoffAt) > 0 ? cutoffAt : untilAt;
    return from.until(until).total('hours') >= BLAMED_HOURS;
  });

export interface Silence {
  readonly verdict: Verdict;
  /** What the silence is counted from: the last lead, or where the watching began. */
  readonly sinceAt: Temporal.Instant;
  /** Whole calendar days of it. */
  readonly days: number;
}

/** When the monitor runs: Fridays, 07:00 local time of the dealership (N10). */
const RUNS_ON_WEEKDAY = 5;
const RUNS_AT = Temporal.PlainTime.from('07:00');

/** One Friday's run. */
export interface FridayRun {
  readonly fridayOn: Temporal.PlainDate;
  /** What is looked at is the state at this instant, however late the run is made up. */
  readonly cutoffAt: Temporal.Instant;
}

/** The latest run that is due at `now` in the dealership's zone; a holiday changes nothing. */
export const latestRun = (now: Temporal.Instant, zone: string): FridayRun => {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const daysSince = (today.dayOfWeek - RUNS_ON_WEEKDAY + 7) % 7;
  const run = runOn(today.subtract({ days: daysSince }), zone);
  const isDue = Temporal.Instant.compare(run.cutoffAt, now) <= 0;
  return isDue ? run : runOn(run.fridayOn.subtract({ days: 7 }), zone);
};

/** The first run after `now`. */
export const nextRun = (now: Temporal.Instant, zone: string): FridayRun =>
  runOn(latestRun(now, zone).fridayOn.add({ days: 7 }), zone);

const runOn = (fridayOn: Temporal.PlainDate, zone: string): FridayRun => ({
  fridayOn,
  cutoffAt: fridayOn.toZonedDateTime({ timeZone: zone, plainTime: RUNS_AT }).toInstant(),
});

/**
 * Whether a source is silent at the cut-off: nothing for at least its limit of calendar days (T48), which have 23 or 25
 * hours where the clock is changed (T49). A source never heard counts from the later of set-up, activation and the last
 * change of its monitor, so that a wrongly entered lead address raises the alarm too (T51, T52).
 */
export const silenceOf = (source: WatchedSource, cutoffAt: Temporal.Instant, zone: string): Silence => {
  const { lastLeadAt, activeSince, monitorChangedAt, limitDays } = source;
  const sinceAt = latest(activeSince, lastLeadAt ?? monitorChangedAt);
  const cutoff = cutoffAt.toZonedDateTimeISO(zone);
  const days = sinceAt.toZonedDateTimeISO(zone).until(cutoff, { largestUnit: 'day' }).days;
  if (days >= limitDays) return { verdict: 'silent', sinceAt, days };
  return { verdict: lastLeadAt === null ? 'waiting' : 'ok', sinceAt, days };
};

const latest = (a: Temporal.Instant, b: Temporal.Instant | null): Temporal.Instant =>
  b !== null && Temporal.Instant.compare(b, a) > 0 ? b : a;

/** A source's silence beside what the run before said of it. */
export interface Finding extends Silence {
  readonly heardBefore: boolean;
  readonly wasSilent: boolean;
}

/**
 * Whether the silence is ours rather than the sources': two or more that were heard before have all fallen silent since
 * the last run (T54). Then one alarm about the intake replaces theirs.
 */
export const allFellSilent = (findings: readonly Finding[]): boolean => {
  const heard = findings.filter(({ heardBefore }) => heardBefore);
  return heard.length >= 2 && heard.every(({ verdict, wasSilent }) => verdict === 'silent' && !wasSilent);
};
