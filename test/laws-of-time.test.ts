import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addOpeningTime,
  compileCalendar,
  isOpen,
  nextOpening,
  openingTimeBetween,
  subtractOpeningTime,
} from '../src/domain/time/calendar.ts';
import { type CalendarSpec, type OpenInterval, parseWeek } from '../src/domain/time/opening-hours.ts';
import { GERMAN_STATES } from '../src/domain/time/states.ts';
import { proposeHolidays } from '../src/server/settings/holidays.ts';
import { addByDayWalk, addByMinuteSteps, isOpenByDayWalk } from './reference/day-walk.ts';

const MINUTE_MS = 60_000;

/** Zones with something special, each with dates around which it happens. */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  'Europe/Berlin': ['2026-03-29', '2026-10-25'],
  'Europe/London': ['2026-03-29', '2026-10-25'],
  'America/New_York': ['2026-03-08', '2026-11-01'],
  // Half past the hour, and until 2011 the switch came at 00:01.
  'America/St_Johns': ['2026-03-08', '2010-03-14', '2010-11-07'],
  // The clock moves by 30 minutes.
  'Australia/Lord_Howe': ['2026-04-05', '2026-10-04'],
  // Summer time pauses in Ramadan.
  'Africa/Casablanca': ['2026-02-15', '2026-03-22'],
  'Asia/Kathmandu': ['2026-03-29'],
  // No midnight on the day of the switch.
  'Africa/Cairo': ['2026-04-24', '2026-10-30'],
  'America/Sao_Paulo': ['2018-11-04', '2018-02-18'],
  'America/Havana': ['2026-03-08', '2026-11-01'],
  // The hour before midnight is skipped.
  'America/Nuuk': ['2026-03-28', '2026-10-24'],
};

interface Situation {
  readonly spec: CalendarSpec;
  readonly from: Temporal.Instant;
  /** Opening minutes in an ordinary week: bounds how far a duration reaches. */
  readonly weekMinutes: number;
}

const minuteOfDay = fc.oneof(
  fc.integer({ min: 0, max: 1440 }),
  fc.constantFrom(0, 60, 90, 120, 150, 180, 210, 480, 720, 780, 1080, 1380, 1410, 1440),
);

const intervalOf = (minute: fc.Arbitrary<number>): fc.Arbitrary<OpenInterval> =>
  fc
    .tuple(minute, minute)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

/** Unsorted, overlapping, touching and empty days included: T20 is part of every run. */
const openOnADay = fc.oneof(
  { weight: 6, arbitrary: fc.array(intervalOf(minuteOfDay), { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant([{ from: 0, to: 1440 }]) },
);

const nearby = (date: string) =>
  fc.integer({ min: -4, max: 4 }).map((days) => Temporal.PlainDate.from(date).add({ days }));

const situation: fc.Arbitrary<Situation> = fc
  .constantFrom(...Object.entries(ZONES))
  .chain(([zone, dates]) => fc.record({ zone: fc.constant(zone), date: fc.constantFrom(...dates) }))
  .chain(({ zone, date }) =>
    fc.record({
      zone: fc.constant(zone),
      week: fc.array(openOnADay, { minLength: 7, maxLength: 7 }),
      days: fc.array(fc.tuple(nearby(date), fc.oneof(fc.constant([]), openOnADay)), { maxLength: 4 }),
      on: nearby(date),
      minute: fc.integer({ min: 0, max: 1439 }),
      restNs: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 59_999_999_999 })),
    }),
  )
  .map(({ zone, week, days, on, minute, restNs }) => ({
    spec: {
      zone,
      week,
      days: Object.fromEntries(days.map(([day, open]) => [day.toString(), { name: 'x', open }])),
    },
    from: on
      .toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 })
      .toZonedDateTime(zone)
      .toInstant()
      .add({ nanoseconds: restNs }),
    weekMinutes: week.flat().reduce((sum, { from, to }) => sum + to - from, 0),
  }))
  .filter(({ weekMinutes }) => weekMinutes >= 60);

/** Boundaries that no clock change touches, whole minutes: there the wall clock alone tells whether it is open. */
const wallClockSituation = fc
  .record({
    zone: fc.constantFrom(
      'Europe/Berlin',
      'Europe/London',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
    ),
    season: fc.nat(2),
    week: fc.array(
      fc.array(intervalOf(fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 240, max: 1440 }))), {
        maxLength: 2,
      }),
      {
        minLength: 7,
        maxLength: 7,
      },
    ),
    closed: fc.integer({ min: -4, max: 4 }),
    minute: fc.integer({ min: -4000, max: 4000 }),
  })
  .filter(({ week }) => week.flat().reduce((sum, { from, to }) => sum + to - from, 0) >= 600)
  .map(({ zone, season, week, closed, minute }) => {
    const dates = (ZONES[zone] ?? []).filter((date) => date > '2026');
    const on = Temporal.PlainDate.from(dates[season % dates.length] ?? '2026-03-29');
    const from = on.toZonedDateTime(zone).toInstant().add({ minutes: minute });
    const days = { [on.add({ days: closed }).toString()]: { name: 'x', open: [] } };
    return { spec: { zone, week, days }, from };
  });

/** A share of what the calendar offers in about three weeks, in milliseconds. */
const share = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 9, arbitrary: fc.double({ min: 0, max: 3, noNaN: true }) },
);
const millis = (weekMinutes: number, part: number) => Math.round(weekMinutes * part * MINUTE_MS);

const sameInstant = (actual: Temporal.Instant, expected: Temporal.Instant) =>
  assert.equal(actual.toString(), expected.toString());

const RUNS = 1000;

describe('laws of opening time, over calendars and zones drawn at random', () => {
  it('adding gives what the day walk gives', () => {
    fc.assert(
      fc.property(situation, share, ({ spec, from, weekMinutes }, part) => {
        const durationMs = millis(weekMinutes, part);
        sameInstant(
          addOpeningTime(compileCalendar(spec), from, durationMs),
          addByDayWalk(spec, from, durationMs),
        );
      }),
      { numRuns: 2 * RUNS },
    );
  });

  it('adding gives what stepping through the minutes on the wall clock gives', () => {
    fc.assert(
      fc.property(wallClockSituation, fc.integer({ min: 0, max: 1500 }), ({ spec, from }, minutes) => {
        const added = addOpeningTime(compileCalendar(spec), from, minutes * MINUTE_MS);
        sameInstant(added, addByMinuteSteps(spec, from, minutes));
      }),
      { numRuns: 200 },
    );
  });

  it('add(a, x + y) = add(add(a, x), y)', () => {
    fc.assert(
      fc.property(situation, share, share, ({ spec, from, weekMinutes }, partX, partY) => {
        const calendar = compileCalendar(spec);
        const [x, y] = [millis(weekMinutes, partX), millis(weekMinutes, partY)];
        const inTwoSteps = addOpeningTime(calendar, addOpeningTime(calendar, from, x), y);
        sameInstant(inTwoSteps, addOpeningTime(calendar, from, x + y));
      }),
      { numRuns: RUNS },
    );
  });

  it('worked(a, add(a, x)) = x, and worked(subtract(a, x), a) = x', () => {
    fc.assert(
      fc.property(situation, share, ({ spec, from, weekMinutes }, part) => {
        const calendar = compileCalendar(spec);
        const x = millis(weekMinutes, part);
        assert.equal(openingTimeBetween(calendar, from, addOpeningTime(calendar, from, x)), x);
        assert.equal(openingTimeBetween(calendar, subtractOpeningTime(calendar, from, x), from), x);
      }),
      { numRuns: RUNS },
    );
  });

  it('a later start or a longer duration never ends earlier', () => {
    fc.assert(
      fc.property(
        situation,
        share,
        share,
        fc.nat(5 * 86_400_000),
        ({ spec, from, weekMinutes }, part, more, laterMs) => {
          const calendar = compileCalendar(spec);
          const [x, y] = [millis(weekMinutes, part), millis(weekMinutes, more)];
          const ends = addOpeningTime(calendar, from, x);
          const later = from.add({ milliseconds: laterMs });
          assert.ok(Temporal.Instant.compare(ends, addOpeningTime(calendar, later, x)) <= 0);
          assert.ok(Temporal.Instant.compare(ends, addOpeningTime(calendar, from, x + y)) <= 0);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('nothing ends inside closed time: up to the end it is open, after a subtraction it opens', () => {
    fc.assert(
      fc.property(situation, share, ({ spec, from, weekMinutes }, part) => {
        const calendar = compileCalendar(spec);
        const x = Math.max(millis(weekMinutes, part), 1);
        assert.ok(isOpen(calendar, addOpeningTime(calendar, from, x).subtract({ nanoseconds: 1 })));
        assert.ok(isOpen(calendar, subtractOpeningTime(calendar, from, x)));
      }),
      { numRuns: RUNS },
    );
  });

  it('the next opening is the first open instant', () => {
    fc.assert(
      fc.property(situation, ({ spec, from }) => {
        const calendar = compileCalendar(spec);
        const opensAt = nextOpening(calendar, from);
        assert.equal(isOpen(calendar, from), isOpenByDayWalk(spec, from));
        assert.ok(isOpenByDayWalk(spec, opensAt));
        assert.equal(openingTimeBetween(calendar, from, opensAt), 0);
      }),
      { numRuns: RUNS },
    );
  });

  it('what was asked before changes no answer', () => {
    fc.assert(
      fc.property(
        situation,
        share,
        fc.integer({ min: -20_000, max: 20_000 }),
        ({ spec, from, weekMinutes }, part, days) => {
          const used = compileCalendar(spec);
          isOpen(used, from.add({ hours: 24 * days }));
          const x = millis(weekMinutes, part);
          const fresh = compileCalendar(spec);
          sameInstant(addOpeningTime(used, from, x), addOpeningTime(fresh, from, x));
          sameInstant(subtractOpeningTime(used, from, x), subtractOpeningTime(fresh, from, x));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('where the table of slots happens to end changes no answer', () => {
    // On 28 March the hour before midnight is skipped: these slots of Saturday fall between those of Sunday.
    const spec = {
      zone: 'America/Nuuk',
      week: parseWeek('Sa 23:15-23:45, So 00:00-00:10 00:50-01:00'),
      days: {},
    };
    const skippedAt = Temporal.Instant.from('2026-03-29T01:00Z');
    const days = {
      '2026-03-28': { name: 'x', open: [{ from: 1395, to: 1425 }] },
      '2026-03-29': { name: 'x', open: [{ from: 0, to: 10 }] },
    };
    const once = { zone: 'America/Nuuk', week: spec.week.map(() => []), days };
    const wide = compileCalendar(spec);
    openingTimeBetween(wide, skippedAt.subtract({ hours: 9000 }), skippedAt.add({ hours: 9000 }));
    for (let distance = 8; distance < 60; distance += 1) {
      const before = skippedAt.subtract({ hours: 24 * distance });
      const after = skippedAt.add({ hours: 24 * distance + 4 });
      sameInstant(nextOpening(compileCalendar(once), before), skippedAt);
      for (let minutes = 5; minutes < 90; minutes += 10) {
        const x = (Math.floor(distance / 7) * 50 + minutes) * MINUTE_MS;
        sameInstant(addOpeningTime(compileCalendar(spec), before, x), addOpeningTime(wide, before, x));
        sameInstant(
          subtractOpeningTime(compileCalendar(spec), after, x),
          subtractOpeningTime(wide, after, x),
        );
      }
    }
  });
});

describe('laws of opening time in Germany', () => {
  it('around the clock, opening time is elapsed time, through both DST nights', () => {
    const calendar = compileCalendar({ zone: 'Europe/Berlin', week: parseWeek('24/7'), days: {} });
    for (const night of ['2026-03-28T20:00Z', '2026-10-24T20:00Z']) {
      for (let minute = 0; minute < 10 * 60; minute += 7) {
        const from = Temporal.Instant.from(night).add({ minutes: minute });
        for (const x of [1, 59, 60, 61, 240, 1440]) {
          sameInstant(addOpeningTime(calendar, from, x * MINUTE_MS), from.add({ minutes: x }));
        }
      }
    }
  });

  for (const { code, regions } of GERMAN_STATES) {
    it(`adding in ${code} gives what the day walk gives, holidays of all its regions included`, () => {
      for (const region of [undefined, ...regions.map((known) => known.code)]) {
        const spec: CalendarSpec = {
          zone: 'Europe/Berlin',
          week: parseWeek('Mo-Fr 08:00-12:00 13:00-18:00, Sa 09:00-13:00'),
          days: proposeHolidays(region ? { state: code, region } : { state: code }, 2025, 2027),
        };
        const calendar = compileCalendar(spec);
        const newYear = Temporal.Instant.from('2026-01-01T00:00+01:00');
        for (let hours = 0; hours < 365 * 24; hours += 31) {
          const from = newYear.add({ hours });
          sameInstant(
            addOpeningTime(calendar, from, 360 * MINUTE_MS),
            addByDayWalk(spec, from, 360 * MINUTE_MS),
          );
        }
      }
    });
  }
});
