import type pg from 'pg';
import { realClock } from '../clock.ts';
import { openDatabase } from '../db/database.ts';
import { ZONE } from '../settings/branches.ts';
import { proposeHolidays } from '../settings/holidays.ts';
import { BRANCHES } from './cast.ts';

/** When the demo's day begins: everybody is there, the night's enquiries wait, and the morning round starts. */
const OPENS = Temporal.PlainTime.from('08:30');

/** The first working day of the present week that the example has not lived through yet. */
export const openingAfter = (
  lastAt: Temporal.Instant | null,
  today: Temporal.PlainDate,
): Temporal.Instant => {
  let day = today.subtract({ days: today.dayOfWeek - 1 });
  for (;;) {
    const at = day.toZonedDateTime({ timeZone: ZONE, plainTime: OPENS }).toInstant();
    if (isWorkday(day) && (lastAt === null || Temporal.Instant.compare(lastAt, at) < 0)) return at;
    day = day.add({ days: 1 });
  }
};

const isWorkday = (day: Temporal.PlainDate): boolean =>
  day.dayOfWeek <= 5 &&
  BRANCHES.every(({ state }) => !(day.toString() in proposeHolidays({ state }, day.year, day.year)));

/** The time as the database tells it. */
export const askTime = async (connection: pg.PoolConfig): Promise<Temporal.Instant> => {
  const database = openDatabase(connection, realClock);
  try {
    return await database.acrossDealerships(async ({ now }) => now);
  } finally {
    await database.close();
  }
};
