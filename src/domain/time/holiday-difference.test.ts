import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { differenceLeft, differenceOf, type HolidayList, withDifference } from './holiday-difference.ts';
import { type Days, withOwnDay } from './special-days.ts';

const holidays = (...dates: string[]): Days =>
  Object.fromEntries(dates.map((on) => [on, { name: `Feiertag ${on}`, open: [] }]));
const listOf = (days: Days): HolidayList => ({ fromYear: 2026, toYear: 2027, days });
const datesOf = (stored: Days, list: Days) => {
  const { added, dropped } = differenceOf(stored, listOf(list));
  return { added: added.map(({ on }) => on), dropped: dropped.map(({ on }) => on) };
};
const NONE = { added: [], dropped: [] };

describe('T22 a newer list of holidays', () => {
  it('is no difference when it has the same dates, whatever they are called', () => {
    const renamed: Days = { '2026-05-01': { name: 'Tag der Arbeit', open: [] } };
    assert.deepEqual(datesOf(holidays('2026-05-01'), renamed), NONE);
  });

  it('says which holidays come and which go, and taking it over leaves no difference', () => {
    const stored = holidays('2026-05-01', '2026-11-18');
    const list = holidays('2026-05-01', '2026-10-31', '2027-10-31');
    const difference = differenceOf(stored, listOf(list));
    assert.deepEqual(datesOf(stored, list), { added: ['2026-10-31', '2027-10-31'], dropped: ['2026-11-18'] });
    const taken = withDifference(stored, difference);
    assert.deepEqual(datesOf(taken, list), NONE);
    assert.deepEqual(differenceLeft(difference, taken), NONE);
    assert.deepEqual(differenceLeft(difference, stored), difference);
  });

  it('says nothing of days the dealership made its own, and taking it over leaves them', () => {
    const own = { name: 'Verkaufsoffen', kind: 'opening', open: [{ from: 600, to: 720 }] } as const;
    const stored = withOwnDay(holidays('2026-05-01'), ['2026-05-01', '2026-10-31', '2026-11-18'], own);
    assert.deepEqual(datesOf(stored, holidays('2026-10-31')), NONE);
    const difference = {
      added: [{ on: '2026-10-31', name: 'x' }],
      dropped: [{ on: '2026-05-01', name: 'x' }],
    };
    assert.deepEqual(withDifference(stored, difference), stored);
  });

  it('is settled by taking it over, whatever is stored, listed and own', () => {
    const dates = fc.uniqueArray(
      fc.constantFrom('2025-01-06', '2026-05-01', '2026-10-31', '2027-05-01', '2027-10-31', '2029-01-01'),
    );
    const own = { name: 'Messe', kind: 'opening', open: [{ from: 600, to: 720 }] } as const;
    fc.assert(
      fc.property(dates, dates, dates, (stored, list, ownDates) => {
        const days = withOwnDay(holidays(...stored), ownDates, own);
        const difference = differenceOf(days, listOf(holidays(...list)));
        const taken = withDifference(days, difference);
        assert.deepEqual(differenceOf(taken, listOf(holidays(...list))), NONE);
        for (const on of ownDates) assert.deepEqual(taken[on], days[on]);
      }),
    );
  });

  it('leaves years alone that it does not cover', () => {
    assert.deepEqual(datesOf(holidays('2025-05-01', '2028-05-01'), {}), NONE);
    assert.deepEqual(datesOf(holidays('2026-05-01'), {}), { added: [], dropped: ['2026-05-01'] });
  });
});
