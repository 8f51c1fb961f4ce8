import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calendarChanges, groupChanges, tidyCalendar } from './calendar-changes.ts';
import { type CalendarSpec, DEFAULT_HOURS, parseWeek, type SpecialDay } from './opening-hours.ts';
import { datesBetween, withOwnDay } from './special-days.ts';

const usual: CalendarSpec = {
  zone: 'Europe/Berlin',
  week: parseWeek(DEFAULT_HOURS),
  days: { '2026-05-01': { name: 'Tag der Arbeit', open: [] } },
};
const closure: SpecialDay = { name: 'Betriebsferien', kind: 'closure', open: [] };

describe('what changed between two calendars', () => {
  it('is nothing when only the writing differs', () => {
    const written: CalendarSpec = {
      ...usual,
      week: usual.week.with(0, [
        { from: 600, to: 1080 },
        { from: 480, to: 600 },
      ]),
      days: { '2026-05-01': { name: 'Tag der Arbeit', open: [], kind: 'holiday' } },
    };
    assert.deepEqual(calendarChanges(usual, written), { days: [] });
    assert.deepEqual(tidyCalendar(written).week, usual.week);
  });

  it('names zone, week and days', () => {
    const week = parseWeek('24/7');
    const changed: CalendarSpec = { zone: 'Atlantic/Canary', week, days: {} };
    assert.deepEqual(calendarChanges(usual, changed), {
      zone: { before: 'Europe/Berlin', after: 'Atlantic/Canary' },
      week: { before: usual.week, after: week },
      days: [{ on: '2026-05-01', before: usual.days['2026-05-01'], after: undefined }],
    });
  });

  it('is told in one piece where the same happened to many dates', () => {
    const days = withOwnDay(usual.days, datesBetween('2026-04-30', '2026-05-02'), closure);
    const groups = groupChanges(calendarChanges(usual, { ...usual, days }).days);
    assert.deepEqual(
      groups.map(({ before, after, dates }) => [before?.name, after?.name, dates]),
      [
        [undefined, 'Betriebsferien', ['2026-04-30', '2026-05-02']],
        ['Tag der Arbeit', 'Betriebsferien', ['2026-05-01']],
      ],
    );
  });
});
