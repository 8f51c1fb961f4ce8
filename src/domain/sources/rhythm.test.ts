import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { latestRun, nextRun, silenceOf } from './monitor.ts';
import { type DayCount, IMPROBABLE, improbableAt, improbabilityOf, type Rhythm, rhythmOf } from './rhythm.ts';

const ZONE = 'Europe/Berlin';
const FIRST_ON = Temporal.PlainDate.from('2026-01-05');
const noHoliday = () => false;
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant();
const daysWith = (count: number, leadsOn: (weekday: number) => number): DayCount[] =>
  Array.from({ length: count }, (_, index) => {
    const on = FIRST_ON.add({ days: index });
    return { on, leads: leadsOn(on.dayOfWeek) };
  });
const learnt = (days: readonly DayCount[]): Rhythm => {
  const rhythm = rhythmOf(days, noHoliday);
  assert.ok(rhythm);
  return rhythm;
};

describe('the rhythm of a source', () => {
  test('thin data says nothing', () => {
    assert.equal(
      rhythmOf(
        daysWith(90, (weekday) => (weekday === 1 ? 0.3 : 0)),
        noHoliday,
      ),
      null,
    );
    assert.equal(
      rhythmOf(
        daysWith(14, () => 3),
        noHoliday,
      ),
      null,
    );
  });

  test('a weekend without enquiries surprises nobody where weekends never had any', () => {
    const office = learnt(daysWith(91, (weekday) => (weekday < 6 ? 4 : 0)));
    const weekend = improbabilityOf(office, at('2026-04-03T22:00'), at('2026-04-06T07:00'), ZONE, noHoliday);
    const workdays = improbabilityOf(office, at('2026-04-06T22:00'), at('2026-04-08T22:00'), ZONE, noHoliday);
    assert.ok(weekend.chance > 0.3, `${weekend.chance}`);
    assert.ok(workdays.chance < IMPROBABLE, `${workdays.chance}`);
    assert.ok(Math.abs(workdays.expected - 8) < 1, `${workdays.expected}`);
  });

  test('a holiday counts as a Sunday', () => {
    const office = learnt(daysWith(91, (weekday) => (weekday < 6 ? 4 : 0)));
    const silentFor = (isHoliday: () => boolean) =>
      improbabilityOf(office, at('2026-04-06T22:00'), at('2026-04-08T22:00'), ZONE, isHoliday).expected;
    assert.ok(silentFor(() => true) < silentFor(noHoliday) / 4);
  });

  test('a night is no silence', () => {
    const busy = learnt(daysWith(91, () => 10));
    const { expected } = improbabilityOf(
      busy,
      at('2026-04-06T22:00'),
      at('2026-04-07T07:00'),
      ZONE,
      noHoliday,
    );
    assert.equal(expected, 0);
  });

  test('becomes improbable at the very instant at which its chance falls to one in a thousand', () => {
    const rhythms = [1, 3, 12].map((perDay) => learnt(daysWith(91, (weekday) => (weekday < 6 ? perDay : 1))));
    for (const rhythm of rhythms)
      for (const from of ['2026-03-27T21:59', '2026-04-04T12:00', '2026-10-24T23:30']) {
        const warned = improbableAt(rhythm, at(from), ZONE, noHoliday);
        const chanceAt = (now: Temporal.Instant) =>
          improbabilityOf(rhythm, at(from), now, ZONE, noHoliday).chance;
        assert.ok(
          Math.abs(chanceAt(warned) - IMPROBABLE) < IMPROBABLE / 1_000,
          `${from}: ${chanceAt(warned)}`,
        );
        assert.ok(chanceAt(warned.subtract({ minutes: 5 })) > IMPROBABLE);
      }
  });

  test('the fewer leads it is learnt from, the longer it must be silent', () => {
    const week = [at('2026-04-06T07:00'), at('2026-04-13T07:00')] as const;
    const rare = learnt(daysWith(91, (weekday) => (weekday === 1 ? 1 : 0)));
    const same = learnt(daysWith(28, (weekday) => (weekday === 1 || weekday === 3 ? 1 : 0)));
    assert.ok(improbabilityOf(rare, ...week, ZONE, noHoliday).chance > 0.3);
    const { chance, expected } = improbabilityOf(same, ...week, ZONE, noHoliday);
    assert.ok(chance > Math.exp(-expected), 'more than if the rate were known for certain');
  });
});

// How soon the early warning and the fixed limit notice a source that dies, and how often they cry wolf in a year: the
// figures of docs/source-monitor.md come from here (print them with SHOW_SIMULATION=1).
describe('early warning beside the fixed limit', () => {
  const RATES = [0.5, 1, 2, 5, 10, 20, 35];
  const WEEK = [6, 5, 5, 5, 4, 3, 3];
  const SOURCES = process.env['SHOW_SIMULATION'] ? 100 : 12;
  const DAYS = 91 + 364;

  /** A repeatable stream of numbers between 0 and 1. */
  const randomOf = (seed: number) => () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };

  /** The instants at which a source of so many leads a week delivers, by day and with the usual week. */
  const arrivalsOf = (perWeek: number, random: () => number): Temporal.Instant[] => {
    const arrivals: Temporal.Instant[] = [];
    for (let day = 0; day < DAYS; day += 1) {
      const on = FIRST_ON.add({ days: day });
      const mean = (perWeek * (WEEK[on.dayOfWeek - 1] ?? 0)) / 31;
      for (let left = Math.exp(-mean), chance = random(); chance > left; chance *= random()) {
        const minutes = 7 * 60 + Math.floor(random() * 15 * 60);
        arrivals.push(
          on
            .toZonedDateTime({
              timeZone: ZONE,
              plainTime: { hour: Math.floor(minutes / 60), minute: minutes % 60 },
            })
            .toInstant(),
        );
      }
    }
    return arrivals.sort(Temporal.Instant.compare);
  };

  const countByDay = (arrivals: readonly Temporal.Instant[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const arrival of arrivals) {
      const on = arrival.toZonedDateTimeISO(ZONE).toPlainDate().toString();
      counts.set(on, (counts.get(on) ?? 0) + 1);
    }
    return counts;
  };

  /** When a silence that began at `sinceAt` is called improbable; null when that is not before `untilAt`. */
  const warnedAt = (
    counts: ReadonlyMap<string, number>,
    sinceAt: Temporal.Instant,
    untilAt: Temporal.Instant,
  ): Temporal.Instant | null => {
    const lastOn = sinceAt.toZonedDateTimeISO(ZONE).toPlainDate();
    const days = Array.from({ length: 91 }, (_, index) => {
      const on = lastOn.subtract({ days: 90 - index });
      return { on, leads: counts.get(on.toString()) ?? 0 };
    });
    const rhythm = rhythmOf(days, noHoliday);
    if (!rhythm) return null;
    const warned = improbableAt(rhythm, sinceAt, ZONE, noHoliday);
    return Temporal.Instant.compare(warned, untilAt) < 0 ? warned : null;
  };

  /** The Friday on which the fixed limit reports that silence. */
  const reportedAt = (sinceAt: Temporal.Instant, untilAt: Temporal.Instant, limitDays: number) => {
    const source = { limitDays, lastLeadAt: sinceAt, activeSince: sinceAt, monitorChangedAt: null };
    for (
      let run = nextRun(sinceAt, ZONE);
      Temporal.Instant.compare(run.cutoffAt, untilAt) < 0;
      run = nextRun(run.cutoffAt, ZONE)
    )
      if (silenceOf(source, run.cutoffAt, ZONE).verdict === 'silent') return run.cutoffAt;
    return null;
  };

  const simulate = (perWeek: number) => {
    const limitDays = 7;
    const begin = FIRST_ON.add({ days: 91 }).toZonedDateTime(ZONE).toInstant();
    const falseAlarms = { early: 0, fixed: 0 };
    const delays: { early: number[]; fixed: number[] } = { early: [], fixed: [] };
    for (let source = 0; source < SOURCES; source += 1) {
      const arrivals = arrivalsOf(perWeek, randomOf(1 + source * 7_919));
      const counts = countByDay(arrivals);
      for (const [index, sinceAt] of arrivals.entries()) {
        const nextAt = arrivals[index + 1];
        if (!nextAt || Temporal.Instant.compare(sinceAt, begin) < 0) continue;
        const gapHours = nextAt.since(sinceAt).total('hours');
        if (gapHours > 20 && warnedAt(counts, sinceAt, nextAt)) falseAlarms.early += 1;
        if (reportedAt(sinceAt, nextAt, limitDays)) falseAlarms.fixed += 1;
      }
      const lastAt = arrivals.at(-1);
      if (!lastAt) continue;
      const end = lastAt.add({ hours: 24 * 120 });
      const [early, fixed] = [warnedAt(counts, lastAt, end), reportedAt(lastAt, end, limitDays)];
      if (early) delays.early.push(early.since(lastAt).total('hours') / 24);
      if (fixed) delays.fixed.push(fixed.since(lastAt).total('hours') / 24);
    }
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      perWeek,
      earlyDays: mean(delays.early),
      fixedDays: mean(delays.fixed),
      earlyFalse: falseAlarms.early / SOURCES,
      fixedFalse: falseAlarms.fixed / SOURCES,
    };
  };

  const table = RATES.map(simulate);
  if (process.env['SHOW_SIMULATION']) console.table(table);

  test('cries wolf once in a thousand silences and no oftener', () => {
    for (const { perWeek, earlyFalse } of table)
      assert.ok(earlyFalse <= 0.5 + (2 * perWeek * 52) / 1_000, `${perWeek} a week: ${earlyFalse} a year`);
  });

  test('notices a busy source long before the fixed limit, and leaves rare ones in peace where that cries weekly', () => {
    for (const { perWeek, earlyDays, fixedDays } of table.filter((row) => row.perWeek >= 10))
      assert.ok(earlyDays < fixedDays / 1.5, `${perWeek} a week: ${earlyDays} of ${fixedDays} days`);
    for (const { perWeek, earlyFalse, fixedFalse } of table.filter((row) => row.perWeek <= 2))
      assert.ok(earlyFalse < fixedFalse / 4, `${perWeek} a week: ${earlyFalse} beside ${fixedFalse}`);
  });

  test('the fixed limit runs on Fridays only', () => {
    const sinceAt = at('2026-03-20T12:00');
    const found = reportedAt(sinceAt, at('2026-06-01T00:00'), 7);
    assert.deepEqual(found, latestRun(at('2026-04-03T12:00'), ZONE).cutoffAt);
  });
});
