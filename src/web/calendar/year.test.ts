import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_HOURS, parseWeek } from '../../domain/time/opening-hours.ts';
import { lookOf, weekdayOf, weeksOf } from './year.ts';

test('weeks begin on Monday, and a month fills whole rows', () => {
  assert.deepEqual([weekdayOf('2026-03-02'), weekdayOf('2026-03-08')], [0, 6]);
  const march = weeksOf(2026, 3);
  assert.equal(march.length, 6);
  assert.deepEqual(march[0], [null, null, null, null, null, null, '2026-03-01']);
  assert.deepEqual(march[5], ['2026-03-30', '2026-03-31', null, null, null, null, null]);
  assert.equal(weeksOf(2026, 2).length, 5);
  assert.equal(weeksOf(2027, 2).length, 4, 'February 2027 begins on a Monday');
  assert.equal(weeksOf(2028, 2).flat().filter(Boolean).length, 29);
});

test('a date looks like its special day, else like its day of the week', () => {
  const spec = { week: parseWeek(DEFAULT_HOURS), days: { '2026-05-01': { name: 'Maifeiertag', open: [] } } };
  assert.equal(lookOf('2026-05-01', spec), 'holiday');
  assert.equal(lookOf('2026-05-02', spec), 'open');
  assert.equal(lookOf('2026-05-03', spec), 'closed');
});
