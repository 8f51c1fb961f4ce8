import Holidays from 'date-holidays';
import type { HolidayList } from '../../domain/time/holiday-difference.ts';
import type { SpecialDay } from '../../domain/time/opening-hours.ts';
import { GERMAN_STATES } from '../../domain/time/states.ts';

/** Where a branch stands, as far as holidays go; `state: 'none'` = no holidays at all. */
export interface HolidayPlace {
  readonly state: string;
  readonly region?: string;
}

/** Holidays are stored so far back and ahead; later ones are offered as a difference (product.md 5). */
const YEARS_BACK = 1;
const YEARS_AHEAD = 10;

/** Whether `proposeHolidays` knows the state, and the region in it. */
export function isHolidayPlace({ state, region }: HolidayPlace): boolean {
  if (state === 'none') return region === undefined;
  const found = GERMAN_STATES.find(({ code }) => code === state);
  return found !== undefined && (region === undefined || found.regions.some(({ code }) => code === region));
}

// The library takes some 50 ms for a place; what it says only changes with the program.
const lists = new Map<string, HolidayList>();
const KEPT_LISTS = 100;

/** The list of holidays that holds today: to be stored with a new calendar, or compared with a stored one. */
export function proposedHolidays(place: HolidayPlace, today: Temporal.PlainDate): HolidayList {
  const [fromYear, toYear] = [today.year - YEARS_BACK, today.year + YEARS_AHEAD];
  const key = JSON.stringify([place, fromYear]);
  const list = lists.get(key) ?? { fromYear, toYear, days: proposeHolidays(place, fromYear, toYear) };
  if (lists.size >= KEPT_LISTS) lists.clear();
  lists.set(key, list);
  return list;
}

/**
 * The public holidays of a German state, `fromYear` to `toYear` inclusive, keyed by date and closed all day: a proposal
 * to be stored with a calendar version, never read again by itself (product.md 5).
 *
 * Without a region only days that are public in the whole state: in BY not 15 August (only municipalities with a Catholic
 * majority: region KATH) nor 8 August (Augsburg: A), in SN and TH not Corpus Christi. BB includes Easter Sunday and Whit
 * Sunday, which are public holidays there by law. One-off days are included (31 Oct 2017 everywhere, 8 May 2020 and 2025
 * and 17 June 2028 in Berlin). 24 and 31 December are no public holidays: they are offered as half days elsewhere.
 */
export function proposeHolidays(
  place: HolidayPlace,
  fromYear: number,
  toYear: number,
): Record<string, SpecialDay> {
  if (!isHolidayPlace(place))
    throw new RangeError(`no holidays known for ${place.state} ${place.region ?? ''}`);
  const days: Record<string, SpecialDay> = {};
  if (place.state === 'none') return days;

  const library = new Holidays(
    { country: 'DE', state: place.state, ...(place.region && { region: place.region }) },
    { languages: ['de'], types: ['public'] },
  );
  for (let year = fromYear; year <= toYear; year += 1) {
    for (const { date, name } of library.getHolidays(year)) {
      const on = date.slice(0, 10);
      // Two holidays can share a date: 1 May 2008 was Ascension Day too.
      const known = days[on];
      days[on] = { name: known ? `${known.name}, ${name}` : name, open: [] };
    }
  }
  return days;
}
