import type { z } from 'zod';
import type { setBranch } from '../../contract/calendars.ts';
import { OpeningHoursError } from '../../domain/time/error.ts';
import { type CalendarSpec, DEFAULT_HOURS, parseWeek } from '../../domain/time/opening-hours.ts';
import { isKnownZone } from '../../domain/time/slots.ts';
import { GERMAN_STATES } from '../../domain/time/states.ts';
import { validateCalendar } from '../../domain/time/validate.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { type HolidayPlace, isHolidayPlace, proposedHolidays } from './holidays.ts';
import { recordChange } from './store.ts';

/** The zone of all German states. */
export const ZONE = 'Europe/Berlin';

/** A location with its own opening hours and holidays. */
export interface NewBranch {
  readonly name: string;
  /** Germany's when left out. */
  readonly zone?: string | undefined;
  readonly state: string;
  readonly region?: string | null | undefined;
  /** As `parseWeek` reads them; the product's default when left out. */
  readonly hours?: string | undefined;
}

/** Opens a branch with the first version of its calendar; returns its id. Refuses with `badInput` or `calendarRefused`. */
export const createBranch = async (work: DealershipWork, branch: NewBranch): Promise<string> => {
  const { name, zone = ZONE, state, region = null } = branch;
  if (!isKnownZone(zone)) {
    throw new Refusal('badInput', `The time zone "${zone}" is unknown.`, [
      { path: 'zone', message: 'unknown' },
    ]);
  }
  const today = work.now.toZonedDateTimeISO(zone).toPlainDate();
  const { days } = proposedHolidays(holidayPlace(branch), today);
  const spec = usableCalendar({ zone, week: weekOf(branch.hours ?? DEFAULT_HOURS), days }, today);
  const id = newId();
  const calendarId = newId();
  const stamp = { dealershipId: work.dealershipId, createdAt: work.now };
  await work.sql
    .insertInto('branches')
    .values({ ...stamp, id, name, zone, state, region, calendarId })
    .execute();
  await work.sql
    .insertInto('calendars')
    .values({ ...stamp, id: calendarId, branchId: id, version: 1, spec: JSON.stringify(spec) })
    .execute();
  return id;
};

/** A branch added later, by a person; it is written down. Refuses as `createBranch` does. */
export const openBranch = async (
  work: DealershipWork,
  branch: NewBranch,
  caller: Caller,
): Promise<string> => {
  const id = await createBranch(work, branch);
  const { name, zone = ZONE, state, region = null, hours = DEFAULT_HOURS } = branch;
  await recordChange(work, {
    subject: 'branch',
    old: null,
    new: { name, zone, state, region, hours },
    changedBy: caller.accountId,
  });
  return id;
};

/** Renames or moves a branch. The calendar stays: holidays of another state are offered, not applied (T22). */
export const changeBranch = async (
  work: DealershipWork,
  id: string,
  change: z.output<typeof setBranch.body>,
  caller: Caller,
): Promise<void> => {
  const { name, state, region } = change;
  holidayPlace(change);
  const branches = work.sql
    .selectFrom('branches')
    .select(['name', 'state', 'region'])
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id);
  const before = await branches.forUpdate().executeTakeFirst();
  if (!before) throw new Refusal('notFound', 'There is no such branch.');
  await work.sql
    .updateTable('branches')
    .set({ name, state, region })
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .execute();
  await recordChange(work, {
    subject: 'branch',
    old: before,
    new: { name, state, region },
    changedBy: caller.accountId,
  });
};

/** Where holidays are looked up for the branch. Refuses with `badInput` when there is no such state or region. */
export const holidayPlace = ({ state, region }: Pick<NewBranch, 'state' | 'region'>): HolidayPlace => {
  if (!isHolidayPlace({ state })) {
    const known = GERMAN_STATES.map(({ code }) => code).join(', ');
    const detail = `The state "${state}" is unknown; states are ${known}.`;
    throw new Refusal('badInput', detail, [{ path: 'state', message: 'unknown' }]);
  }
  const place = region ? { state, region } : { state };
  if (!isHolidayPlace(place)) {
    throw new Refusal('badInput', `The region "${region}" is unknown in ${state}.`, [
      { path: 'region', message: 'unknown' },
    ]);
  }
  return place;
};

/** The calendar itself when it may be stored. Refuses with `calendarRefused`, naming every part that is wrong. */
export const usableCalendar = (spec: CalendarSpec, today: Temporal.PlainDate): CalendarSpec => {
  const { problems } = validateCalendar(spec, today);
  if (problems.length === 0) return spec;
  throw new Refusal(
    'calendarRefused',
    problems.some(({ code }) => code === 'neverOpen')
      ? 'The opening hours leave no opening within 400 days.'
      : 'Parts of this calendar cannot be used.',
    problems.map(({ code, part }) => ({ path: part, message: code })),
  );
};

const weekOf = (hours: string): CalendarSpec['week'] => {
  try {
    return parseWeek(hours);
  } catch (error) {
    if (!(error instanceof OpeningHoursError)) throw error;
    throw new Refusal('calendarRefused', error.message, [{ path: 'hours', message: error.code }]);
  }
};
