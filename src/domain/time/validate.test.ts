import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CalendarSpec, DEFAULT_HOURS, parseWeek } from './opening-hours.ts';
import { validateCalendar } from './validate.ts';

const today = Temporal.PlainDate.from('2026-03-02');
const usual: CalendarSpec = { zone: 'Europe/Berlin', week: parseWeek(DEFAULT_HOURS), days: {} };
const closedWeek = usual.week.map(() => []);
const openOn = (date: Temporal.PlainDate) => ({
  [date.toString()]: { name: 'Fest', open: [{ from: 540, to: 600 }] },
});

describe('checking a calendar before it is stored', () => {
  it('finds nothing in the usual one', () => {
    assert.deepEqual(validateCalendar(usual, today), { problems: [], warnings: [] });
  });

  it('T13 warns of opening times the clock skips', () => {
    const { problems, warnings } = validateCalendar({ ...usual, week: parseWeek('So 02:30-10:00') }, today);
    assert.deepEqual(problems, []);
    assert.deepEqual(warnings, [
      { code: 'skippedTime', on: '2026-03-29', minutes: 150 },
      { code: 'skippedTime', on: '2027-03-28', minutes: 150 },
    ]);
  });

  it('T19 refuses a calendar with no opening in the next 400 days', () => {
    const codes = (spec: CalendarSpec) => validateCalendar(spec, today).problems.map(({ code }) => code);
    assert.deepEqual(codes({ ...usual, week: closedWeek }), ['neverOpen']);
    assert.deepEqual(codes({ ...usual, week: closedWeek, days: openOn(today.add({ days: 400 })) }), [
      'neverOpen',
    ]);
    assert.deepEqual(codes({ ...usual, week: closedWeek, days: openOn(today.add({ days: 399 })) }), []);
    const closures = Array.from({ length: 400 }, (_, day) => [
      today.add({ days: day }).toString(),
      { name: 'Umbau', open: [] },
    ]);
    assert.deepEqual(codes({ ...usual, days: Object.fromEntries(closures) }), ['neverOpen']);
  });

  it('names every malformed part at once', () => {
    const spec: CalendarSpec = {
      zone: 'Mars/Olympus',
      week: [...closedWeek.slice(0, 5), [{ from: 700, to: 600 }]],
      days: {
        '2026-02-30': { name: 'x', open: [] },
        '2026-12-24': { name: 'Heiligabend', open: [{ from: 540, to: 1441 }] },
        '2026-12-28': { name: 'Betriebsferien', kind: 'closure', open: [{ from: 540, to: 600 }] },
        '2026-12-31': { name: 'Silvester', kind: 'halfDay', open: [] },
      },
    };
    assert.deepEqual(validateCalendar(spec, today).problems, [
      { code: 'unknownZone', part: 'Mars/Olympus' },
      { code: 'malformedCalendar', part: 'week' },
      { code: 'malformedTimes', part: '5' },
      { code: 'malformedCalendar', part: '2026-02-30' },
      { code: 'malformedTimes', part: '2026-12-24' },
      { code: 'malformedTimes', part: '2026-12-28' },
      { code: 'malformedTimes', part: '2026-12-31' },
    ]);
  });

  it('knows zones by name only: an offset has no summer time', () => {
    const codes = (zone: string) =>
      validateCalendar({ ...usual, zone }, today).problems.map(({ code }) => code);
    assert.deepEqual(codes('+01:00'), ['unknownZone']);
    assert.deepEqual(codes('Atlantic/Canary'), []);
  });
});
