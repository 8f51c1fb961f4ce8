/** Leads that came from a source on one local day. */
export interface DayCount {
  readonly on: Temporal.PlainDate;
  readonly leads: number;
}

/** What a source usually delivers, learnt from its own past. Days weigh 1 on average over a week. */
export interface Rhythm {
  readonly leads: number;
  /** Monday to Sunday; holidays weigh as Sundays. */
  readonly weights: readonly number[];
  /** The days looked at, each with its weight. */
  readonly weighedDays: number;
}

/** How unusual a silence is. */
export interface Improbability {
  /** Leads that usually come in such a time. */
  readonly expected: number;
  /** The chance that none comes all the same, 0 to 1. */
  readonly chance: number;
}

export type IsHoliday = (on: Temporal.PlainDate) => boolean;

/** How car dealers' enquiries spread over a week, for as long as a source's own days say little. */
const USUAL_WEEK = [6, 5, 5, 5, 4, 3, 3];
const USUAL_SUM = USUAL_WEEK.reduce((sum, leads) => sum + leads, 0);
/** So many leads of the usual week are mixed with the source's own. */
const USUAL_COUNTS_AS = 14;
/** Fewer leads or days say nothing about a rhythm. */
const FEWEST_LEADS = 5;
const FEWEST_DAYS = 21;

/** Rarer than this is called improbable (product.md 6). */
export const IMPROBABLE = 1 / 1000;

/** The rhythm of days up to and including that of the last lead; null where there is too little to learn from. */
export const rhythmOf = (days: readonly DayCount[], isHoliday: IsHoliday): Rhythm | null => {
  const leads = days.reduce((sum, day) => sum + day.leads, 0);
  if (leads < FEWEST_LEADS || days.length < FEWEST_DAYS) return null;
  const counts = USUAL_WEEK.map((usual) => (usual / USUAL_SUM) * USUAL_COUNTS_AS);
  for (const { on, leads: came } of days) {
    const weekday = weekdayOf(on, isHoliday);
    counts[weekday] = (counts[weekday] ?? 0) + came;
  }
  const weights = counts.map((count) => (count / (leads + USUAL_COUNTS_AS)) * 7);
  const weighedDays = days.reduce((sum, { on }) => sum + (weights[weekdayOf(on, isHoliday)] ?? 0), 0);
  return { leads, weights, weighedDays };
};

/**
 * How improbable it is that nothing came between two instants. The rate itself is only known as well as its past: the
 * fewer leads there were, the longer a silence must be to surprise (a gamma-distributed rate, so the chance is that of
 * a negative binomial zero).
 */
export const improbabilityOf = (
  rhythm: Rhythm,
  fromAt: Temporal.Instant,
  untilAt: Temporal.Instant,
  zone: string,
  isHoliday: IsHoliday,
): Improbability => {
  const { leads, weighedDays } = rhythm;
  const untilMs = untilAt.epochMilliseconds;
  let silentDays = 0;
  for (const { beginsMs, endsMs, weight } of daysFrom(rhythm, fromAt, zone, isHoliday)) {
    if (beginsMs >= untilMs) break;
    silentDays += weight * ((Math.min(endsMs, untilMs) - beginsMs) / DAY_MS);
  }
  return {
    expected: (leads / weighedDays) * silentDays,
    chance: (weighedDays / (weighedDays + silentDays)) ** (leads + 0.5),
  };
};

/** When a silence since `fromAt` becomes improbable: the instant at which its chance falls to `IMPROBABLE` (product.md 6). */
export const improbableAt = (
  rhythm: Rhythm,
  fromAt: Temporal.Instant,
  zone: string,
  isHoliday: IsHoliday,
): Temporal.Instant => {
  const { leads, weighedDays } = rhythm;
  let missingDays = weighedDays * (IMPROBABLE ** (-1 / (leads + 0.5)) - 1);
  for (const { beginsMs, endsMs, weight } of daysFrom(rhythm, fromAt, zone, isHoliday)) {
    const daysHere = weight * ((endsMs - beginsMs) / DAY_MS);
    if (daysHere >= missingDays) {
      return Temporal.Instant.fromEpochMilliseconds(Math.ceil(beginsMs + (missingDays / weight) * DAY_MS));
    }
    missingDays -= daysHere;
  }
  throw new Error('Days do not end.');
};

/** Enquiries come by day: between these hours, as good as evenly. */
const DAY_BEGINS = Temporal.PlainTime.from('07:00');
const DAY_ENDS = Temporal.PlainTime.from('22:00');
const DAY_MS = DAY_BEGINS.until(DAY_ENDS).total('milliseconds');

/** The hours in which enquiries come, day after day from `fromAt` on, and how much each day weighs. */
function* daysFrom(rhythm: Rhythm, fromAt: Temporal.Instant, zone: string, isHoliday: IsHoliday) {
  for (let on = fromAt.toZonedDateTimeISO(zone).toPlainDate(); ; on = on.add({ days: 1 })) {
    const atMs = (plainTime: Temporal.PlainTime) =>
      on.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
    const endsMs = atMs(DAY_ENDS);
    const beginsMs = Math.min(endsMs, Math.max(atMs(DAY_BEGINS), fromAt.epochMilliseconds));
    yield { beginsMs, endsMs, weight: rhythm.weights[weekdayOf(on, isHoliday)] ?? 0 };
  }
}

/** 0 = Monday; a holiday is like a Sunday. */
const weekdayOf = (on: Temporal.PlainDate, isHoliday: IsHoliday): number =>
  isHoliday(on) ? 6 : on.dayOfWeek - 1;
