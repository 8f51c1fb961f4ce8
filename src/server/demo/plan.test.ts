import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileCalendar, openingTimeBetween } from '../../domain/time/calendar.ts';
import { DEFAULT_HOURS, parseWeek } from '../../domain/time/opening-hours.ts';
import { planOf } from './plan.ts';

const CALENDAR = compileCalendar({ zone: 'Europe/Berlin', week: parseWeek(DEFAULT_HOURS), days: {} });
const HOUR_MS = 3_600_000;
const SEED = 1;

const answerClock = (number: number, startedAt: string) => ({
  leadId: `lead ${number}`,
  number,
  generation: 1,
  kind: 'answer' as const,
  startedAt: Temporal.Instant.from(startedAt),
});

const handledAfterMs = (number: number, startedAt: string): number => {
  const clock = answerClock(number, startedAt);
  const [...steps] = planOf(SEED, clock, CALENDAR);
  const last = steps.at(-1);
  assert.equal(last?.act, 'handle');
  return openingTimeBetween(CALENDAR, clock.startedAt, last.at);
};

test('a plan is the same every time, in order, and ends with the handling', () => {
  for (let number = 1; number <= 50; number += 1) {
    const clock = answerClock(number, '2026-11-23T10:00Z');
    const steps = planOf(SEED, clock, CALENDAR);
    assert.deepEqual(planOf(SEED, clock, CALENDAR), steps);
    assert.deepEqual(
      steps.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at)),
      steps,
    );
    assert.equal(steps.at(-1)?.act, 'handle');
  }
});

test('what arrives in the morning round is forgotten until the controllers have had their mail', () => {
  for (let number = 1; number <= 50; number += 1) {
    assert.ok(handledAfterMs(number, '2026-11-23T07:35Z') > 8 * HOUR_MS);
  }
});

test('of eight other leads in a row six are answered in time, one late, one escalated', () => {
  const hours = Array.from(
    { length: 8 },
    (_, number) => handledAfterMs(number, '2026-11-23T10:00Z') / HOUR_MS,
  );
  assert.equal(hours.filter((after) => after < 2).length, 6);
  assert.equal(hours.filter((after) => after >= 2 && after < 6).length, 1);
  assert.equal(hours.filter((after) => after >= 6 && after < 8).length, 1);
});
