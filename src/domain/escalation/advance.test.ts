import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileCalendar } from '../time/calendar.ts';
import { DEFAULT_HOURS, parseWeek } from '../time/opening-hours.ts';
import { decideAdvance, type RunningClock, startOfCourse } from './advance.ts';
import type { Policy } from './policy.ts';
import { policyFromRecommendation, RECOMMENDATIONS } from './recommendations.ts';

const calendar = compileCalendar({ zone: 'Europe/Berlin', week: parseWeek(DEFAULT_HOURS), days: {} });
const recommended = policyFromRecommendation(RECOMMENDATIONS[0]);
const withMail: Policy = { ...recommended, 'EM2.1': { ...recommended['EM2.1'], on: true } };
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Berlin').toInstant();
const fresh = (kind: RunningClock['kind'], startedAt: string): RunningClock => ({
  kind,
  startedAt: at(startedAt),
  overdueAt: null,
  escalatedAt: null,
  settledAt: null,
  appliedAt: null,
  told: [],
});
const stagesAt = (clock: RunningClock, now: string) =>
  decideAdvance(clock, withMail, calendar, at(now)).reached.map((step) => `${step.stage} ${step.at}`);

test('nothing is reached one millisecond before it is due, and everything at its very instant', () => {
  const clock = fresh('answer', '2026-03-06T15:00');
  assert.deepEqual(stagesAt(clock, '2026-03-06T16:59:59.999'), []);
  assert.deepEqual(stagesAt(clock, '2026-03-06T17:00'), [`E1 ${at('2026-03-06T17:00')}`]);
});

test('T31 an engine that was away for three days records every stage with its true due instant', () => {
  const clock = fresh('answer', '2026-03-06T15:00');
  const { reached, overdueAt, escalatedAt, nextDueAt } = decideAdvance(
    clock,
    withMail,
    calendar,
    at('2026-03-09T15:00'),
  );
  assert.deepEqual(
    reached.map(({ stage, at: dueAt }) => [stage, dueAt.toString()]),
    [
      ['E1', at('2026-03-06T17:00').toString()],
      ['E2.1', at('2026-03-07T12:00').toString()],
      ['EM2.1', at('2026-03-09T09:00').toString()],
    ],
  );
  assert.equal(overdueAt?.toString(), at('2026-03-06T17:00').toString());
  assert.equal(escalatedAt?.toString(), at('2026-03-07T12:00').toString());
  assert.equal(nextDueAt, null);
});

test('T38 a clock that goes back fires nothing twice and takes nothing back', () => {
  const clock = fresh('answer', '2026-03-06T15:00');
  const first = decideAdvance(clock, withMail, calendar, at('2026-03-06T17:30'));
  const settled = { ...clock, ...first, settledAt: at('2026-03-06T17:30') };
  const back = decideAdvance(settled, withMail, calendar, at('2026-03-06T15:30'));
  assert.deepEqual(back.reached, []);
  assert.equal(back.overdueAt?.toString(), at('2026-03-06T17:00').toString());
  assert.equal(back.nextDueAt?.toString(), at('2026-03-07T12:00').toString());
});

test('a mail "at once" is reached in the same step as the escalation it speaks of', () => {
  const atOnce: Policy = { ...withMail, 'EM2.1': { ...withMail['EM2.1'], minutes: 0 } };
  const { reached } = decideAdvance(
    fresh('answer', '2026-03-06T15:00'),
    atOnce,
    calendar,
    at('2026-03-07T12:00'),
  );
  assert.deepEqual(
    reached.map(({ stage }) => stage),
    ['E1', 'E2.1', 'EM2.1'],
  );
});

test('a follow-up is overdue at its date and stands at the controller 24 clock hours later, moved to the next opening', () => {
  const clock = fresh('followUp', '2026-03-06T10:00');
  const start = startOfCourse('followUp', clock.startedAt, withMail, calendar);
  assert.equal(start.dueAt.toString(), at('2026-03-06T10:00').toString());
  assert.deepEqual(stagesAt(clock, '2026-03-07T09:59'), [`followUp ${at('2026-03-06T10:00')}`]);
  const late = fresh('followUp', '2026-03-06T17:00');
  assert.deepEqual(stagesAt(late, '2026-03-09T08:00'), [
    `followUp ${at('2026-03-06T17:00')}`,
    `E2.2 ${at('2026-03-09T08:00')}`,
  ]);
});
