import { ZONE } from '../settings/branches.ts';
import { BRANCHES } from './cast.ts';
import { chanceOf } from './chance.ts';
import { type Letter, writeLetter } from './letters.ts';

/** One enquiry on its way: when it arrives, at which source, and what it says. */
export interface Arrival {
  readonly at: Temporal.Instant;
  /** By its name, which the dealership has only once. */
  readonly source: string;
  readonly letter: Letter;
}

/** Enquiries on an average Monday to Sunday. */
const ON_WEEKDAY = [6, 5, 5, 5, 4, 3, 3];
/** How the hours of a day share them: little at night, most in working hours, and some from the sofa in the evening. */
const BY_HOUR = [1, 0.5, 0.3, 0.2, 0.3, 0.7, 2, 4, 7, 9, 10, 9, 7, 7, 8, 9, 9, 8, 6, 6, 7, 6, 3, 1].map(
  (weight, hour) => ({ hour, weight }),
);
const MOST_A_DAY = 10;
const SOURCES = BRANCHES.flatMap(({ sources, state }) => sources.map((source) => ({ ...source, state })));

/** On working days everybody sits together then, and what arrives meanwhile is forgotten. */
const MORNING_ROUND = { from: '08:30', to: '08:45' };

export const isInMorningRound = (at: Temporal.Instant): boolean => {
  const local = at.toZonedDateTimeISO(ZONE);
  const time = local.toPlainTime().toString();
  return local.dayOfWeek <= 5 && time >= MORNING_ROUND.from && time < MORNING_ROUND.to;
};

/** All enquiries of a day, in order; the same for the same seed and day, whatever came before. */
export const arrivalsOn = (seed: number, day: Temporal.PlainDate): readonly Arrival[] => {
  const chance = chanceOf(seed, day.toString());
  const count = Math.round((ON_WEEKDAY[day.dayOfWeek - 1] ?? 0) * (0.7 + 0.6 * chance.next()));
  const arrivals = Array.from({ length: count }, (_, index) => {
    const { hour } = chance.pickWeighted(BY_HOUR);
    const time = { hour, minute: chance.between(0, 59), second: chance.between(0, 59) };
    return arrivalAt(seed, day, time, index);
  });
  if (day.dayOfWeek <= 5) {
    const time = Temporal.PlainTime.from(MORNING_ROUND.from).add({ seconds: chance.between(60, 600) });
    arrivals.push(arrivalAt(seed, day, time, count));
  }
  return arrivals.sort((a, b) => Temporal.Instant.compare(a.at, b.at));
};

const arrivalAt = (
  seed: number,
  day: Temporal.PlainDate,
  time: Temporal.PlainTimeLike,
  index: number,
): Arrival => {
  const chance = chanceOf(seed, day.toString(), index);
  const { name, kind, state } = chance.pickWeighted(SOURCES);
  const plainTime = Temporal.PlainTime.from(time);
  return {
    at: day.toZonedDateTime({ timeZone: ZONE, plainTime }).toInstant(),
    source: name,
    letter: writeLetter(chance, kind, state, daysSince(day) * MOST_A_DAY + index),
  };
};

const daysSince = (day: Temporal.PlainDate): number => Temporal.PlainDate.from('2012-06-05').until(day).days;
