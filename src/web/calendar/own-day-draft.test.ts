import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CalendarSpec, DEFAULT_HOURS, parseWeek } from '../../domain/time/opening-hours.ts';
import { spansOf } from '../../domain/time/special-days.ts';
import {
  halfDayDraftOn,
  overlaid,
  type OwnDayDraft,
  ownDayDraftOf,
  ownDayDraftOn,
  ownDayProblems,
  withDraft,
  withKind,
} from './own-day-draft.ts';

const spec: CalendarSpec = {
  zone: 'Europe/Berlin',
  week: parseWeek(DEFAULT_HOURS),
  days: {
    '2026-05-01': { name: 'Maifeiertag', open: [] },
    '2026-12-25': { name: '1. Weihnachtstag', open: [] },
    '2028-12-25': { name: '1. Weihnachtstag', open: [] },
  },
};
const closure: OwnDayDraft = {
  ...ownDayDraftOn('2026-12-21', spec),
  name: 'Betriebsferien',
  toOn: '2026-12-26',
};

test('a day starts as what it is not: open days as closures, closed ones as openings', () => {
  assert.equal(ownDayDraftOn('2026-03-02', spec).kind, 'closure');
  for (const on of ['2026-05-01', '2026-03-08']) assert.equal(ownDayDraftOn(on, spec).kind, 'opening');
  assert.deepEqual(ownDayDraftOn('2026-05-01', spec).hours, [{ from: '08:00', to: '18:00' }]);
  assert.deepEqual(ownDayDraftOn('2026-03-08', spec).hours, [{ from: '10:00', to: '16:00' }]);
});

test('a yearly half day holds as long as holidays are stored, and opens no closed day', () => {
  const days = withDraft(spec, halfDayDraftOn('2026-12-24', 'Heiligabend'));
  // 24 December 2028 is a Sunday.
  assert.deepEqual(
    Object.keys(days).filter((on) => on.endsWith('12-24')),
    ['2026-12-24', '2027-12-24'],
  );
});

test('changing a closure leaves nothing of the old one behind', () => {
  const closed = { ...spec, days: withDraft(spec, closure) };
  const span = spansOf(closed.days).find(({ day }) => day.kind === 'closure');
  assert.deepEqual([span?.fromOn, span?.toOn], ['2026-12-21', '2026-12-26']);
  const shorter = withDraft(closed, { ...closure, toOn: '2026-12-22' }, [
    '2026-12-21',
    '2026-12-22',
    '2026-12-23',
    '2026-12-24',
    '2026-12-25',
    '2026-12-26',
  ]);
  assert.deepEqual(
    Object.keys(shorter)
      .filter((on) => on.startsWith('2026-12'))
      .sort(),
    ['2026-12-21', '2026-12-22', '2026-12-25'],
  );
  assert.equal(shorter['2026-12-25']?.name, '1. Weihnachtstag');
});

test('own days in the way are named before they are replaced; holidays are not', () => {
  const days = withDraft(spec, halfDayDraftOn('2026-12-24', 'Heiligabend'));
  assert.deepEqual(
    overlaid({ ...spec, days }, closure, []).map(({ on }) => on),
    ['2026-12-24'],
  );
  assert.deepEqual(overlaid({ ...spec, days }, closure, ['2026-12-24']), []);
});

test('what is missing or wrong is named', () => {
  assert.deepEqual(ownDayProblems(closure), []);
  assert.deepEqual(ownDayProblems({ ...closure, name: ' ' }), ['name']);
  assert.deepEqual(ownDayProblems({ ...closure, toOn: '2026-12-20' }), ['backwards']);
  assert.deepEqual(ownDayProblems({ ...closure, toOn: '2027-12-23' }), ['tooLong']);
  assert.deepEqual(ownDayProblems({ ...closure, fromOn: '2026-02-30' }), ['date']);
  const halfDay = withKind(closure, 'halfDay', spec);
  assert.deepEqual([halfDay.toOn, ownDayProblems(halfDay)], ['2026-12-21', []]);
  assert.deepEqual(ownDayProblems({ ...halfDay, hours: [] }), ['times']);
  assert.deepEqual(ownDayProblems({ ...halfDay, hours: [{ from: '12:00', to: '09:00' }] }), ['times']);
});

test('a stored day is filled in as it is', () => {
  const days = withDraft(spec, { ...halfDayDraftOn('2026-12-24', 'Heiligabend'), yearly: false });
  const [span] = spansOf(days).filter(({ day }) => day.kind === 'halfDay');
  assert.ok(span);
  assert.deepEqual(ownDayDraftOf(span, { ...spec, days }), {
    ...halfDayDraftOn('2026-12-24', 'Heiligabend'),
    yearly: false,
  });
});
