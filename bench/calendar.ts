import dayjs from 'dayjs';
import businessTime from 'dayjs-business-time';
import { addOpeningTime, compileCalendar, openingTimeBetween } from '../src/domain/time/calendar.ts';
import {
  type CalendarSpec,
  type OpenInterval,
  parseWeek,
  type SpecialDay,
} from '../src/domain/time/opening-hours.ts';
import { GERMAN_STATES } from '../src/domain/time/states.ts';
import { proposeHolidays } from '../src/server/settings/holidays.ts';
import { addByDayWalk } from './day-walk.ts';
import {
  type BenchOptions,
  type Contender,
  formatNs,
  type Measured,
  measureInTurns,
  type Report,
  seededRandom,
} from './measure.ts';

const ZONE = 'Europe/Berlin';
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
/** 25 months. */
const FIRST_AT = Temporal.Instant.from('2026-01-01T00:00+01:00');
const LAST_AT = Temporal.Instant.from('2028-02-01T00:00+01:00');

const SPEC: CalendarSpec = {
  zone: ZONE,
  week: parseWeek('Mo-Fr 08:00-12:00 13:00-18:00, Sa 09:00-13:00'),
  days: proposeHolidays({ state: 'BY' }, 2025, 2031),
};

const DAY_WALK = 'day walk with Temporal';

interface Case {
  readonly from: Temporal.Instant;
  readonly minutes: number;
}

interface AdderResult extends Measured {
  readonly duration: string;
  readonly timesOurs: number;
  readonly differing: number;
  readonly cases: number;
}

/**
 * Adding opening hours (quality.md, bench `calendar`): arrivals spread over 25 months, with lunch breaks and Bavaria's
 * holidays; first the product's usual times, then durations that themselves take 25 months.
 */
export async function benchCalendar({ quick }: BenchOptions): Promise<Report> {
  setUpLibrary();
  const compared = compareWithDayWalk(quick ? 5_000 : 100_000);
  const rounds = quick ? 2 : 7;
  const random = seededRandom(2012);
  const usual = drawCases(quick ? 200 : 2_000, random, [120, 240, 1440]);
  const wholeSpanMs = openingTimeBetween(compileCalendar(SPEC), FIRST_AT, LAST_AT);
  const long = drawCases(quick ? 2 : 10, random, [wholeSpanMs / MINUTE_MS]);
  const results = [
    ...(await measure('2 h, 4 h or 24 h', usual, rounds)),
    ...(await measure('25 months', long, rounds)),
  ];
  const ratio = results.find(({ name }) => name === DAY_WALK)?.timesOurs ?? Number.NaN;
  return {
    rows: results.map(rowOf),
    bars: [
      { bar: '>= 20 x the day walk', measured: `${ratio.toFixed(0)} x`, held: ratio >= 20 },
      { bar: 'identical results in random cases', measured: `${compared} of ${compared}`, held: true },
    ],
  };
}

function drawCases(count: number, random: () => number, minutes: readonly number[]): Case[] {
  const spanMinutes = FIRST_AT.until(LAST_AT).total('minutes');
  return Array.from({ length: count }, (_, index) => ({
    from: FIRST_AT.add({ minutes: Math.floor(random() * spanMinutes) }),
    minutes: minutes[index % minutes.length] ?? 0,
  }));
}

interface Adder {
  readonly name: string;
  /** Epoch milliseconds at the end of the duration. */
  add(one: Case): number;
}

/** The first is what the others are compared with. */
function adders(): Adder[] {
  const calendar = compileCalendar(SPEC);
  return [
    {
      name: 'Leadwacht',
      add: ({ from, minutes }) => addOpeningTime(calendar, from, minutes * MINUTE_MS).epochMilliseconds,
    },
    {
      name: 'Leadwacht, calendar compiled for every addition',
      add: ({ from, minutes }) =>
        addOpeningTime(compileCalendar(SPEC), from, minutes * MINUTE_MS).epochMilliseconds,
    },
    {
      name: DAY_WALK,
      add: ({ from, minutes }) => addByDayWalk(SPEC, from, minutes * MINUTE_MS).epochMilliseconds,
    },
    {
      name: 'dayjs-business-time',
      add: ({ from, minutes }) => dayjs(from.epochMilliseconds).addBusinessMinutes(minutes).valueOf(),
    },
  ];
}

function contenderOf({ name, add }: Adder, cases: readonly Case[]): Contender {
  return {
    name,
    round() {
      // The sum keeps the results alive: work nobody looks at might be optimised away.
      let sum = 0;
      for (const one of cases) sum += add(one);
      if (!Number.isFinite(sum)) throw new Error(`${name} gave a result that is no instant`);
      return cases.length;
    },
  };
}

async function measure(duration: string, cases: readonly Case[], rounds: number): Promise<AdderResult[]> {
  const all = adders();
  const expected = cases.map((one) => all[0]?.add(one));
  const measured = await measureInTurns(
    all.map((adder) => contenderOf(adder, cases)),
    rounds,
  );
  return measured.map((one, index) => ({
    ...one,
    duration,
    timesOurs: one.medianNs / (measured[0]?.medianNs ?? Number.NaN),
    differing: cases.filter((single, at) => all[index]?.add(single) !== expected[at]).length,
    cases: cases.length,
  }));
}

/** The library counts in whole minutes, in the time zone of the process, with one calendar for all. */
function setUpLibrary(): void {
  process.env['TZ'] = ZONE;
  dayjs.extend(businessTime);
  const time = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`;
  const segments = (day: number) => {
    const open = SPEC.week[day] ?? [];
    return open.length === 0 ? null : open.map(({ from, to }) => ({ start: time(from), end: time(to) }));
  };
  dayjs.setBusinessTime({
    monday: segments(0),
    tuesday: segments(1),
    wednesday: segments(2),
    thursday: segments(3),
    friday: segments(4),
    saturday: segments(5),
    sunday: segments(6),
  });
  dayjs.setHolidays(Object.keys(SPEC.days));
}

function rowOf(result: AdderResult): Report['rows'][number] {
  return {
    duration: result.duration,
    contender: result.name,
    'per addition': formatNs(result.medianNs),
    'fastest .. slowest round': `${formatNs(result.fastestNs)} .. ${formatNs(result.slowestNs)}`,
    'Leadwacht is faster by': `${result.timesOurs.toPrecision(3)} x`,
    'other results than Leadwacht': `${result.differing} of ${result.cases}`,
  };
}

/** Random opening hours, states, zones, arrivals and durations; any difference ends the bench. */
function compareWithDayWalk(count: number): number {
  const random = seededRandom(26);
  const pick = <Item>(items: readonly [Item, ...Item[]]): Item =>
    items[Math.floor(random() * items.length)] ?? items[0];
  const casesPerCalendar = 100;
  for (let done = 0; done < count; ) {
    const spec = drawCalendar(random, pick);
    const calendar = compileCalendar(spec);
    for (let index = 0; index < casesPerCalendar && done < count; index += 1, done += 1) {
      const from = FIRST_AT.add({ milliseconds: Math.floor(random() * 760 * DAY_MS) });
      const durationMs = Math.floor(random() * 40 * 60) * MINUTE_MS + pick([0, 0, 1, 59_999]);
      const ours = addOpeningTime(calendar, from, durationMs).toString();
      const walked = addByDayWalk(spec, from, durationMs).toString();
      if (ours !== walked) {
        throw new Error(
          `${from} + ${durationMs} ms: ${ours}, by day walk ${walked}, in ${JSON.stringify(spec)}`,
        );
      }
    }
  }
  return count;
}

function drawCalendar(
  random: () => number,
  pick: <Item>(items: readonly [Item, ...Item[]]) => Item,
): CalendarSpec {
  const zone = pick([
    'Europe/Berlin',
    'Europe/Berlin',
    'Europe/London',
    'America/St_Johns',
    'Australia/Lord_Howe',
  ]);
  const state = GERMAN_STATES[Math.floor(random() * GERMAN_STATES.length)]?.code ?? 'none';
  const days: Record<string, SpecialDay> = { ...holidaysOf(state) };
  for (let closure = 0; closure < 20; closure += 1) {
    const on = FIRST_AT.toZonedDateTimeISO(zone)
      .toPlainDate()
      .add({ days: Math.floor(random() * 760) });
    days[on.toString()] = { name: 'closure', open: random() < 0.5 ? [] : drawDay(random) };
  }
  const week = Array.from({ length: 7 }, () => (random() < 0.2 ? [] : drawDay(random)));
  return { zone, week: week.some((open) => open.length > 0) ? week : SPEC.week, days };
}

/** One to three intervals, none touching another. */
function drawDay(random: () => number): OpenInterval[] {
  const bounds = new Set(Array.from({ length: 6 }, () => Math.floor(random() * 289) * 5));
  const ascending = [...bounds].sort((a, b) => a - b).slice(0, 2 + 2 * Math.floor(random() * 3));
  const open: OpenInterval[] = [];
  for (let index = 0; index + 1 < ascending.length; index += 2) {
    open.push({ from: ascending[index] ?? 0, to: ascending[index + 1] ?? 0 });
  }
  return open;
}

const holidaysByState = new Map<string, Record<string, SpecialDay>>();

function holidaysOf(state: string): Record<string, SpecialDay> {
  const known = holidaysByState.get(state) ?? proposeHolidays({ state }, 2025, 2031);
  holidaysByState.set(state, known);
  return known;
}
