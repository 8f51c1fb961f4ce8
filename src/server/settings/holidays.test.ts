import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GERMAN_STATES } from '../../domain/time/states.ts';
import { isHolidayPlace, proposeHolidays } from './holidays.ts';

/** Dates of 2026 that are public in every state. */
const EVERYWHERE = [
  '2026-01-01',
  '2026-04-03',
  '2026-04-06',
  '2026-05-01',
  '2026-05-14',
  '2026-05-25',
  '2026-10-03',
  '2026-12-25',
  '2026-12-26',
];
const EPIPHANY = '2026-01-06';
const WOMEN = '2026-03-08';
const CORPUS_CHRISTI = '2026-06-04';
const ASSUMPTION = '2026-08-15';
const CHILDREN = '2026-09-20';
const REFORMATION = '2026-10-31';
const ALL_SAINTS = '2026-11-01';

/** What the states' holiday laws add for 2026. */
const BY_LAW: Readonly<Record<string, readonly string[]>> = {
  BW: [EPIPHANY, CORPUS_CHRISTI, ALL_SAINTS],
  BY: [EPIPHANY, CORPUS_CHRISTI, ALL_SAINTS],
  BE: [WOMEN],
  BB: ['2026-04-05', '2026-05-24', REFORMATION],
  HB: [REFORMATION],
  HH: [REFORMATION],
  HE: [CORPUS_CHRISTI],
  MV: [WOMEN, REFORMATION],
  NI: [REFORMATION],
  NW: [CORPUS_CHRISTI, ALL_SAINTS],
  RP: [CORPUS_CHRISTI, ALL_SAINTS],
  SL: [CORPUS_CHRISTI, ASSUMPTION, ALL_SAINTS],
  SN: [REFORMATION, '2026-11-18'],
  ST: [EPIPHANY, REFORMATION],
  SH: [REFORMATION],
  TH: [CHILDREN, REFORMATION],
};

const datesOf = (state: string, region?: string, year = 2026) =>
  Object.keys(proposeHolidays(region ? { state, region } : { state }, year, year)).sort();

describe('proposed holidays', () => {
  for (const { code, name } of GERMAN_STATES) {
    it(`of ${name} are those of its law`, () => {
      assert.deepEqual(datesOf(code), [...EVERYWHERE, ...(BY_LAW[code] ?? [])].sort());
    });
  }

  it('add what holds only in a region', () => {
    const added = (state: string, region: string) => {
      const wholeState = datesOf(state);
      return datesOf(state, region).filter((date) => !wholeState.includes(date));
    };
    assert.deepEqual(added('BY', 'KATH'), [ASSUMPTION]);
    assert.deepEqual(added('BY', 'EVANG'), []);
    assert.deepEqual(added('BY', 'A'), ['2026-08-08', ASSUMPTION]);
    assert.deepEqual(added('SN', 'BZ'), [CORPUS_CHRISTI]);
    for (const region of ['EIC', 'UH', 'WAK']) assert.deepEqual(added('TH', region), [CORPUS_CHRISTI]);
  });

  it('T21 know the days that came only once', () => {
    assert.ok(datesOf('BE', undefined, 2025).includes('2025-05-08'));
    assert.ok(!datesOf('BB', undefined, 2025).includes('2025-05-08'));
    assert.ok(datesOf('BY', undefined, 2017).includes('2017-10-31'));
    assert.ok(!datesOf('BY', undefined, 2018).includes('2018-10-31'));
  });

  it('are closed all day, carry German names, and share a date where two fall together', () => {
    const days = proposeHolidays({ state: 'BY' }, 2008, 2008);
    assert.deepEqual(days['2008-05-01'], { name: 'Maifeiertag, Christi Himmelfahrt', open: [] });
  });

  it('are none for "none", and are refused for places that do not exist', () => {
    assert.deepEqual(proposeHolidays({ state: 'none' }, 2020, 2030), {});
    assert.equal(isHolidayPlace({ state: 'BY', region: 'BZ' }), false);
    assert.throws(() => proposeHolidays({ state: 'XX' }, 2026, 2026), RangeError);
  });
});
