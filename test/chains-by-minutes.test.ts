import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { explain } from '../src/cli/explain.ts';
import { courseOf } from '../src/domain/escalation/course.ts';
import { compileCalendar } from '../src/domain/time/calendar.ts';
import { proposeHolidays } from '../src/server/settings/holidays.ts';
import {
  answerChain,
  type Chain,
  followUpChain,
  type Hours,
  type Opening,
  STEPPED_STAGES,
  type Settings,
} from './reference/minute-step.ts';

// Whole chains with random times, units, hours, breaks, closures and holidays: the engine's course and what `explain`
// says, against stepping through the minutes. A failure prints seed and path for `fc.assert`.

/** Zones with something special, and dates around which it happens. */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  'Europe/Berlin': ['2026-03-29', '2026-10-25', '2026-12-24', '2026-05-01'],
  'Europe/London': ['2026-03-29', '2026-10-25'],
  'Australia/Lord_Howe': ['2026-04-05', '2026-10-04'],
  'America/St_Johns': ['2026-03-08', '2026-11-01'],
  'America/Nuuk': ['2026-03-28', '2026-10-24'],
  'Africa/Cairo': ['2026-04-24', '2026-10-30'],
  'Africa/Casablanca': ['2026-02-15', '2026-03-22'],
  'Asia/Kathmandu': ['2026-03-29'],
};

const minuteOfDay = fc.oneof(
  fc.integer({ min: 0, max: 1440 }),
  fc.constantFrom(0, 60, 120, 150, 180, 480, 540, 720, 780, 1080, 1410, 1440),
);
const hoursOfDay = fc
  .tuple(minuteOfDay, minuteOfDay)
  .filter(([a, b]) => a !== b)
  .map(([a, b]): Hours => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const usualDay = fc.constantFrom<Hours[]>(
  [{ from: 480, to: 1080 }],
  [
    { from: 480, to: 720 },
    { from: 780, to: 1080 },
  ],
  [
    { from: 480, to: 720 },
    { from: 720, to: 1080 },
  ],
  [{ from: 0, to: 1440 }],
  [],
);
const anyDay = fc.oneof(usualDay, fc.array(hoursOfDay, { maxLength: 3 }));

const nearby = (date: string) =>
  fc.integer({ min: -5, max: 9 }).map((days) => Temporal.PlainDate.from(date).add({ days }).toString());

/** A share of the opening time of a week, or none at all: bounds how far the walk goes. */
const setting = fc.record({
  on: fc.boolean(),
  share: fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 5, arbitrary: fc.double({ min: 0, max: 1.5, noNaN: true }) },
  ),
  unit: fc.constantFrom('openingHours', 'clockHours'),
});

const situation = fc
  .constantFrom(...Object.entries(ZONES))
  .chain(([zone, dates]) => fc.record({ zone: fc.constant(zone), date: fc.constantFrom(...dates) }))
  .chain(({ zone, date }) =>
    fc.record({
      zone: fc.constant(zone),
      state: zone === 'Europe/Berlin' ? fc.constantFrom('none', 'none', 'BY', 'HH') : fc.constant('none'),
      week: fc.array(anyDay, { minLength: 7, maxLength: 7 }),
      closed: fc.array(nearby(date), { maxLength: 3 }),
      open: fc.dictionary(nearby(date), fc.array(hoursOfDay, { minLength: 1, maxLength: 2 }), { maxKeys: 2 }),
      date: nearby(date),
      ofDayMs: fc.oneof(
        fc.nat(86_399_999),
        minuteOfDay.map((minute) => (minute % 1440) * 60_000),
      ),
      settings: fc.record(Object.fromEntries(STEPPED_STAGES.map((stage) => [stage, setting]))),
    }),
  )
  .filter(({ week }) => openMinutes(week) >= 120);

const openMinutes = (week: readonly (readonly Hours[])[]) =>
  week.flat().reduce((sum, { from, to }) => sum + to - from, 0);

type Situation = typeof situation extends fc.Arbitrary<infer Value> ? Value : never;

const hoursText = (hours: readonly Hours[]) =>
  hours.map(({ from, to }) => `${clockText(from)}-${clockText(to)}`).join(' ');
const clockText = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const DAYS = ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'];
const weekText = (week: Opening['week']) =>
  week.flatMap((hours, day) => (hours.length > 0 ? [`${DAYS[day]} ${hoursText(hours)}`] : [])).join(', ');

/** The holidays below, closures over them, hours of single dates over both. */
const openingOf = ({ zone, state, week, closed, open }: Situation): Opening => ({
  zone,
  week,
  days: {
    ...Object.fromEntries(Object.keys(holidaysOf(state)).map((on) => [on, []])),
    ...Object.fromEntries(closed.map((on) => [on, []])),
    ...open,
  },
});

const holidays = new Map<string, ReturnType<typeof proposeHolidays>>();
const holidaysOf = (state: string) => {
  const known = holidays.get(state) ?? proposeHolidays({ state }, 2025, 2029);
  holidays.set(state, known);
  return known;
};

/** E1 is always on and later than the arrival; `minutes` are whole. */
const settingsOf = ({ week, settings }: Situation): Settings => {
  const minutes = openMinutes(week);
  const entries = STEPPED_STAGES.map((stage) => {
    const { on = true, share = 0, unit = 'openingHours' } = settings[stage] ?? {};
    const isE1 = stage === 'E1';
    return [stage, { on: isE1 || on, minutes: Math.max(Math.round(share * minutes), isE1 ? 1 : 0), unit }];
  });
  return Object.fromEntries(entries) as Settings;
};

const startOf = ({ zone, date, ofDayMs }: Situation): Temporal.Instant =>
  Temporal.PlainDate.from(date)
    .toPlainDateTime()
    .add({ milliseconds: ofDayMs })
    .toZonedDateTime(zone)
    .toInstant();

const optionsOf = (drawn: Situation, settings: Settings): Record<string, string> => {
  const on = STEPPED_STAGES.filter((stage) => settings[stage].on);
  const off = STEPPED_STAGES.filter((stage) => !settings[stage].on);
  const { zone, state, week, closed, open } = drawn;
  const special = Object.entries(open).map(([date, hours]) => `${date} ${hoursText(hours)}`);
  return {
    zone,
    state,
    hours: weekText(week),
    closed: closed.join(','),
    'half-day': special.slice(0, 1).join(),
    open: special.slice(1).join(','),
    set: on.map((stage) => `${stage}=${settings[stage].minutes}m`).join(','),
    unit: STEPPED_STAGES.map(
      (stage) => `${stage}=${settings[stage].unit === 'clockHours' ? 'clock' : 'opening'}`,
    ).join(','),
    off: off.join(','),
  };
};

const asText = (chain: Chain) =>
  Object.fromEntries(
    Object.entries(chain).map(([stage, ms]) => [
      stage,
      Temporal.Instant.fromEpochMilliseconds(ms).toString(),
    ]),
  );

const told = async (options: Record<string, string>) =>
  Object.fromEntries(
    Object.entries((await explain.run(options, [])).toJSON()).flatMap(([stage, at]) =>
      at === null ? [] : [[stage, Temporal.Instant.from(at).toString()]],
    ),
  );

const RUNS = 350;
const LIMIT_MS = 12_000;

describe('whole chains, drawn at random, against stepping through the minutes', () => {
  for (const [kind, chainOf, option] of [
    ['answer', answerChain, 'arrival'],
    ['followUp', followUpChain, 'follow-up'],
  ] as const) {
    it(`of ${kind} clocks: the engine's course and explain give what the minutes give`, async () => {
      const property = fc.asyncProperty(situation, async (drawn) => {
        const [opening, settings, startedAt] = [openingOf(drawn), settingsOf(drawn), startOf(drawn)];
        const stepped = asText(chainOf(opening, settings, startedAt.epochMilliseconds));

        const days = Object.entries(opening.days).map(([on, open]) => [on, { name: on, open }]);
        const calendar = compileCalendar({ ...opening, days: Object.fromEntries(days) });
        const course = courseOf({ kind, startedAt }, settings, calendar);
        assert.deepEqual(Object.fromEntries(course.map(({ stage, at }) => [stage, at.toString()])), stepped);

        assert.deepEqual(
          await told({ ...optionsOf(drawn, settings), [option]: startedAt.toString() }),
          stepped,
        );
      });
      await fc.assert(property, { numRuns: RUNS, interruptAfterTimeLimit: LIMIT_MS });
    });
  }
});
