import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  addOpeningTime,
  compileCalendar,
  isOpen,
  nextOpening,
  openingTimeBetween,
  openSlotsBetween,
  subtractOpeningTime,
} from './calendar.ts';
import { OpeningHoursError } from './error.ts';
import { type CalendarSpec, DEFAULT_HOURS, parseWeek, type SpecialDay } from './opening-hours.ts';

const ZONE = 'Europe/Berlin';
const HOUR_MS = 3_600_000;

const holiday = (name: string): SpecialDay => ({ name, open: [] });
const BAVARIA = {
  '2026-04-03': holiday('Karfreitag'),
  '2026-04-06': holiday('Ostermontag'),
  '2026-05-01': holiday('Tag der Arbeit'),
};

function calendarOf(hours: string, days: CalendarSpec['days'] = {}) {
  return compileCalendar({ zone: ZONE, week: parseWeek(hours), days });
}
const usual = calendarOf(DEFAULT_HOURS, BAVARIA);
const aroundTheClock = calendarOf('24/7');

const local = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(ZONE).toInstant();

/** What the clock on the wall shows after adding, with the offset. */
function after(arrival: string, hours: number, calendar = usual): string {
  const due = addOpeningTime(calendar, local(arrival), hours * HOUR_MS);
  return due.toZonedDateTimeISO(ZONE).toString({ timeZoneName: 'never' });
}

describe('adding opening time', () => {
  it('T01 ends at the closing instant when the time is used up there', () => {
    assert.equal(after('2026-03-02T16:00', 2), '2026-03-02T18:00:00+01:00');
  });

  it('T02 waits for the next opening when it starts exactly at closing', () => {
    assert.equal(after('2026-03-02T18:00', 2), '2026-03-03T10:00:00+01:00');
  });

  it('T03 counts the last second before closing', () => {
    assert.equal(after('2026-03-02T17:59:59', 2), '2026-03-03T09:59:59+01:00');
  });

  it('T04 counts from the opening for an arrival just before it', () => {
    assert.equal(after('2026-03-02T07:59:59', 2), '2026-03-02T10:00:00+01:00');
    assert.equal(after('2026-03-02T08:00', 2), '2026-03-02T10:00:00+01:00');
  });

  it('T05 T06 T07 goes over the weekends of both DST switches', () => {
    assert.equal(after('2026-03-27T17:30', 2), '2026-03-28T10:30:00+01:00');
    assert.equal(after('2026-03-28T12:00', 2), '2026-03-30T09:00:00+02:00');
    assert.equal(after('2026-10-24T12:30', 2), '2026-10-26T09:30:00+01:00');
  });

  it('T08 T09 T10 counts real hours through both DST nights', () => {
    assert.equal(after('2026-03-28T23:00', 4, aroundTheClock), '2026-03-29T04:00:00+02:00');
    assert.equal(after('2026-10-24T23:00', 4, aroundTheClock), '2026-10-25T02:00:00+01:00');
    assert.equal(after('2026-03-28T10:00', 24, aroundTheClock), '2026-03-29T11:00:00+02:00');
  });

  it('T11 T12 a slot over the switch has 3 or 5 real hours', () => {
    const sundays = calendarOf('So 01:00-05:00');
    assert.equal(after('2026-03-29T00:30', 3, sundays), '2026-03-29T05:00:00+02:00');
    assert.equal(after('2026-03-29T00:30', 4, sundays), '2026-04-05T02:00:00+02:00');
    assert.equal(after('2026-10-25T00:30', 5, sundays), '2026-10-25T05:00:00+01:00');
  });

  it('T13 a slot that opens at a time the clock skips starts after the jump', () => {
    const skipped = calendarOf('So 02:30-10:00');
    const opensAt = nextOpening(skipped, local('2026-03-29T00:00'));
    assert.equal(opensAt.toZonedDateTimeISO(ZONE).toString(), '2026-03-29T03:30:00+02:00[Europe/Berlin]');
    assert.equal(after('2026-03-29T00:00', 1, skipped), '2026-03-29T04:30:00+02:00');
  });

  it('T14 jumps over Good Friday and Easter Monday', () => {
    assert.equal(after('2026-04-02T17:00', 2), '2026-04-04T10:00:00+02:00');
    assert.equal(after('2026-04-02T17:00', 6), '2026-04-07T09:00:00+02:00');
  });

  it('T15 T16 treats arrivals on a holiday and on the evening before alike', () => {
    assert.equal(after('2026-05-01T10:00', 2), '2026-05-02T11:00:00+02:00');
    assert.equal(after('2026-04-30T17:00', 2), '2026-05-02T10:00:00+02:00');
  });

  it('T17 depends on the state: 31 October is a holiday in Hamburg only', () => {
    const hamburg = calendarOf(DEFAULT_HOURS, { '2026-10-31': holiday('Reformationstag') });
    assert.equal(after('2026-10-30T17:30', 2), '2026-10-31T10:30:00+01:00');
    assert.equal(after('2026-10-30T17:30', 2, hamburg), '2026-11-02T09:30:00+01:00');
  });

  it('T20 loses no minute at midnight', () => {
    const night = calendarOf('Mo 18:00-24:00, Di 00:00-06:00');
    assert.equal(after('2026-03-02T23:00', 2, night), '2026-03-03T01:00:00+01:00');
    assert.equal(after('2026-03-02T23:00', 1, night), '2026-03-03T00:00:00+01:00');
    assert.ok(isOpen(night, local('2026-03-03T00:00')));
  });

  it('T21 a special day overrides the week: half day, closure, and a Sunday that is open', () => {
    const special = calendarOf(DEFAULT_HOURS, {
      '2026-12-24': { name: 'Heiligabend', open: [{ from: 540, to: 720 }] },
      '2025-05-08': holiday('Tag der Befreiung'),
      '2026-03-08': { name: 'Frühlingsfest', open: [{ from: 780, to: 1080 }] },
    });
    assert.equal(after('2026-12-24T08:00', 3, special), '2026-12-24T12:00:00+01:00');
    assert.equal(after('2026-12-24T11:00', 2, special), '2026-12-25T09:00:00+01:00');
    assert.equal(after('2025-05-07T17:00', 2, special), '2025-05-09T09:00:00+02:00');
    assert.equal(after('2026-03-07T12:00', 2, special), '2026-03-08T14:00:00+01:00');
  });

  it('of zero length ends where it starts, so that "at once" is the same instant even at closing', () => {
    const closing = addOpeningTime(usual, local('2026-03-02T16:00'), 2 * HOUR_MS);
    assert.ok(addOpeningTime(usual, closing, 0).equals(closing));
    assert.equal(after('2026-03-01T12:00', 0), '2026-03-01T12:00:00+01:00');
  });

  it('keeps what an arrival has below a millisecond, and loses it where counting begins at an opening', () => {
    assert.equal(after('2026-03-02T16:00:00.000000001', 2), '2026-03-03T08:00:00.000000001+01:00');
    assert.equal(after('2026-03-02T18:00:00.000000001', 2), '2026-03-03T10:00:00+01:00');
  });

  it('T19 never searches for ever', () => {
    const never = calendarOf(DEFAULT_HOURS);
    const empty = compileCalendar({ zone: ZONE, week: never.spec.week.map(() => []), days: {} });
    const neverOpens = (error: unknown) => error instanceof OpeningHoursError && error.code === 'neverOpen';
    const at = local('2026-03-02T16:00');
    assert.throws(() => addOpeningTime(empty, at, 1), neverOpens);
    assert.throws(() => subtractOpeningTime(empty, at, 1), neverOpens);
    assert.throws(() => nextOpening(empty, at), neverOpens);
    assert.equal(isOpen(empty, at), false);
  });

  it('refuses durations that are negative or no whole milliseconds', () => {
    const at = local('2026-03-02T16:00');
    for (const durationMs of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => addOpeningTime(usual, at, durationMs), RangeError);
    }
  });
});

describe('looking at opening time', () => {
  it('subtracting ends at an opening rather than at the closing before it', () => {
    const before = (until: string, hours: number) =>
      subtractOpeningTime(usual, local(until), hours * HOUR_MS)
        .toZonedDateTimeISO(ZONE)
        .toPlainDateTime()
        .toString();
    assert.equal(before('2026-03-02T10:00', 2), '2026-03-02T08:00:00');
    assert.equal(before('2026-03-02T10:00', 3), '2026-02-28T12:00:00');
    assert.equal(before('2026-03-01T12:00', 1), '2026-02-28T12:00:00');
    assert.equal(before('2026-03-02T18:00', 1), '2026-03-02T17:00:00');
  });

  it('measures between two instants, in both directions and to the nanosecond', () => {
    const [friday, monday] = [local('2026-03-06T17:00'), local('2026-03-09T09:00')];
    assert.equal(openingTimeBetween(usual, friday, monday), 6 * HOUR_MS);
    assert.equal(openingTimeBetween(usual, monday, friday), -6 * HOUR_MS);
    assert.equal(openingTimeBetween(usual, friday, friday.add({ nanoseconds: 500_000 })), 0.5);
  });

  it('is open from the opening instant up to, but not including, the closing instant', () => {
    assert.equal(isOpen(usual, local('2026-03-02T07:59:59.999999999')), false);
    assert.equal(isOpen(usual, local('2026-03-02T08:00')), true);
    assert.equal(isOpen(usual, local('2026-03-02T17:59:59.999999999')), true);
    assert.equal(isOpen(usual, local('2026-03-02T18:00')), false);
  });

  it('the next opening is now when it is open', () => {
    const open = local('2026-03-02T08:00:00.5');
    assert.ok(nextOpening(usual, open).equals(open));
    assert.ok(nextOpening(usual, local('2026-03-07T13:00')).equals(local('2026-03-09T08:00')));
  });

  it('lists open slots cut to the span asked for', () => {
    const ms = (text: string) => local(text).epochMilliseconds;
    assert.deepEqual(openSlotsBetween(usual, local('2026-03-06T17:00'), local('2026-03-09T09:00')), [
      { from: ms('2026-03-06T17:00'), to: ms('2026-03-06T18:00') },
      { from: ms('2026-03-07T09:00'), to: ms('2026-03-07T13:00') },
      { from: ms('2026-03-09T08:00'), to: ms('2026-03-09T09:00') },
    ]);
    assert.deepEqual(openSlotsBetween(usual, local('2026-03-08T10:00'), local('2026-03-08T11:00')), []);
  });

  it('a zone that is not known is refused by name', () => {
    assert.throws(
      () => compileCalendar({ ...usual.spec, zone: 'Europe/Nirgendwo' }),
      (error) =>
        error instanceof OpeningHoursError &&
        error.code === 'unknownZone' &&
        error.part === 'Europe/Nirgendwo',
    );
  });
});
