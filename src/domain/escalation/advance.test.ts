import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileCalendar } from '../time/calendar.ts';
import { DEFAULT_HOURS, parseWeek } from '../time/opening-hours.ts';
import { startOfCourse } from './advance.ts';
import type { ClockKind, Policy } from './policy.ts';
import { policyFromRecommendation, RECOMMENDATIONS } from './recommendations.ts';

const calendar = compileCalendar({ zone: 'Europe/Berlin', week: parseWeek(DEFAULT_HOURS), days: {} });
const recommended = policyFromRecommendation(RECOMMENDATIONS[0]);
const withMail: Policy = { ...recommended, 'EM2.1': { ...recommended['EM2.1'], on: true } };
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Berlin').toInstant();
const start = (kind: ClockKind, startedAt: string, policy = withMail) =>
  startOfCourse(kind, at(startedAt), policy, calendar);
test('a new clock knows every stage to come, and nothing of those that are off', () => {
  assert.deepEqual(start('answer', '2026-03-06T15:00'), {
    dueAt: at('2026-03-06T17:00'),
    reminderAt: null,
    em1At: null,
    e2At: at('2026-03-07T12:00'),
    em2At: at('2026-03-09T09:00'),
    nextDueAt: at('2026-03-06T17:00'),
  });
  assert.deepEqual(start('followUp', '2026-03-06T17:00'), {
    dueAt: at('2026-03-06T17:00'),
    reminderAt: null,
    em1At: null,
    e2At: at('2026-03-09T08:00'),
    em2At: null,
    nextDueAt: at('2026-03-06T17:00'),
  });
});

test('a reminder is what is due first', () => {
  const reminded: Policy = {
    ...withMail,
    reminder: { on: true, minutes: 30, unit: 'openingHours' },
  };
  const { reminderAt, nextDueAt } = start('answer', '2026-03-06T15:00', reminded);
  assert.deepEqual([reminderAt, nextDueAt], [at('2026-03-06T16:30'), at('2026-03-06T16:30')]);
});

test('times without E1 are no times', () => {
  const without: Policy = { ...recommended, E1: { ...recommended.E1, on: false } };
  assert.throws(() => start('answer', '2026-03-06T15:00', without), /without E1/);
});
