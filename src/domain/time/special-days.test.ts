import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { SpecialDay } from './opening-hours.ts';
import { type Days, datesBetween, holidayOn, spansOf, withOwnDay, withoutOwnDays } from './special-days.ts';

const christmas: Days = {
  '2026-12-25': { name: '1. Weihnachtstag', open: [] },
  '2026-12-26': { name: '2. Weihnachtstag', open: [] },
};
const closure: SpecialDay = { name: 'Betriebsferien', kind: 'closure', open: [] };

describe("the dealership's own days", () => {
  it('lie on the holidays, which hold again when they are taken away', () => {
    const dates = datesBetween('2026-12-24', '2026-12-26');
    const closed = withOwnDay(christmas, dates, closure);
    assert.deepEqual(
      dates.map((on) => [closed[on]?.kind, holidayOn(closed, on)]),
      [
        ['closure', undefined],
        ['closure', '1. Weihnachtstag'],
        ['closure', '2. Weihnachtstag'],
      ],
    );
    assert.deepEqual(withoutOwnDays(closed, dates), christmas);
  });

  it('may follow one another on a date without losing the holiday below', () => {
    const opening: SpecialDay = { name: 'Sondertermin', kind: 'opening', open: [{ from: 600, to: 720 }] };
    const twice = withOwnDay(withOwnDay(christmas, ['2026-12-25'], closure), ['2026-12-25'], opening);
    assert.deepEqual(withoutOwnDays(twice, ['2026-12-25']), christmas);
  });

  it('are taken away without touching holidays and other dates', () => {
    const days = withOwnDay(christmas, ['2026-12-24'], closure);
    assert.deepEqual(withoutOwnDays(days, ['2026-12-25', '2026-12-28']), days);
  });

  it('laid on any days and taken away again leave what was there, in whatever order they lay on each other', () => {
    const date = fc
      .integer({ min: 0, max: 40 })
      .map((day) => datesBetween('2026-12-01', '2027-02-01')[day] ?? '');
    const own = fc.record({
      dates: fc.array(date, { maxLength: 10 }),
      day: fc.constantFrom(closure, {
        name: 'Messe',
        kind: 'opening',
        open: [{ from: 600, to: 720 }],
      } as const),
    });
    fc.assert(
      fc.property(fc.array(own, { maxLength: 6 }), (layers) => {
        const covered = layers.reduce((days, { dates, day }) => withOwnDay(days, dates, day), christmas);
        const all = layers.flatMap(({ dates }) => dates);
        assert.deepEqual(withoutOwnDays(covered, all), christmas);
        assert.deepEqual(
          spansOf(covered).flatMap(({ fromOn, toOn }) => datesBetween(fromOn, toOn)),
          Object.keys(covered).sort(),
        );
      }),
    );
  });

  it('of one closure are one span, over months and the change to summer time', () => {
    const days = withOwnDay(
      withOwnDay(christmas, datesBetween('2026-03-27', '2026-04-02'), closure),
      ['2026-04-04'],
      closure,
    );
    assert.deepEqual(
      spansOf(days).map(({ fromOn, toOn, day }) => `${day.name} ${fromOn} ${toOn}`),
      [
        'Betriebsferien 2026-03-27 2026-04-02',
        'Betriebsferien 2026-04-04 2026-04-04',
        '1. Weihnachtstag 2026-12-25 2026-12-25',
        '2. Weihnachtstag 2026-12-26 2026-12-26',
      ],
    );
  });

  it('of two closures that touch stay two', () => {
    const days = withOwnDay(withOwnDay({}, ['2026-08-03'], closure), ['2026-08-04'], {
      ...closure,
      name: 'Umbau',
    });
    assert.equal(spansOf(days).length, 2);
  });
});

describe('dates from one to another', () => {
  it('include both, know leap years, and are none backwards', () => {
    assert.deepEqual(datesBetween('2028-02-28', '2028-03-01'), ['2028-02-28', '2028-02-29', '2028-03-01']);
    assert.deepEqual(datesBetween('2026-10-25', '2026-10-25'), ['2026-10-25']);
    assert.deepEqual(datesBetween('2026-10-26', '2026-10-25'), []);
  });
});
