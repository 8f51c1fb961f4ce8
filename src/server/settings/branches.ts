import { OpeningHoursError } from '../../domain/time/error.ts';
import { type CalendarSpec, DEFAULT_HOURS, parseWeek } from '../../domain/time/opening-hours.ts';
import { GERMAN_STATES } from '../../domain/time/states.ts';
import { validateCalendar } from '../../domain/time/validate.ts';
import type { DealershipWork } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { isHolidayPlace, proposeHolidays } from './holidays.ts';

/** The zone of all German states. */
export const ZONE = 'Europe/Berlin';
/** Holidays are stored so far back and ahead; later ones are offered as a proposal (product.md 5). */
const HOLIDAY_YEARS_BACK = 1;
const HOLIDAY_YEARS_AHEAD = 10;

/** A location with its own opening hours and holidays. */
export interface NewBranch {
  readonly name: string;
  readonly state: string;
  readonly region?: string | undefined;
  /** As `parseWeek` reads them; the product's default when left out. */
  readonly hours?: string | undefined;
}

/** Opens a branch with the first version of its calendar; returns its id. Refuses with `badInput` or `calendarRefused`. */
export const createBranch = async (work: DealershipWork, branch: NewBranch): Promise<string> => {
  const { name, state, region = null } = branch;
  const spec = calendarOf(branch, work.now.toZonedDateTimeISO(ZONE).toPlainDate());
  const id = newId();
  const calendarId = newId();
  const stamp = { dealershipId: work.dealershipId, createdAt: work.now };
  await work.sql
    .insertInto('branches')
    .values({ ...stamp, id, name, zone: ZONE, state, region, calendarId })
    .execute();
  await work.sql
    .insertInto('calendars')
    .values({ ...stamp, id: calendarId, branchId: id, version: 1, spec: JSON.stringify(spec) })
    .execute();
  return id;
};

/** Opening hours and holidays, resolved and ready to be stored. */
const calendarOf = (
  { state, region, hours = DEFAULT_HOURS }: NewBranch,
  today: Temporal.PlainDate,
): CalendarSpec => {
  if (!isHolidayPlace({ state })) {
    const known = GERMAN_STATES.map(({ code }) => code).join(', ');
    const detail = `The state "${state}" is unknown; states are ${known}.`;
    throw new Refusal('badInput', detail, [{ path: 'state', message: 'unknown' }]);
  }
  const place = region === undefined ? { state } : { state, region };
  if (!isHolidayPlace(place)) {
    const path = 'region';
    throw new Refusal('badInput', `The region "${region}" is unknown in ${state}.`, [
      { path, message: 'unknown' },
    ]);
  }
  const days = proposeHolidays(place, today.year - HOLIDAY_YEARS_BACK, today.year + HOLIDAY_YEARS_AHEAD);
  const spec = { zone: ZONE, week: weekOf(hours), days };
  if (validateCalendar(spec, today).problems.length > 0) {
    throw new Refusal('calendarRefused', 'The opening hours leave no opening within 400 days.');
  }
  return spec;
};

const weekOf = (hours: string): CalendarSpec['week'] => {
  try {
    return parseWeek(hours);
  } catch (error) {
    if (!(error instanceof OpeningHoursError)) throw error;
    throw new Refusal('calendarRefused', error.message, [{ path: 'hours', message: error.code }]);
  }
};
