import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileCalendar } from '../time/calendar.ts';
import { DEFAULT_HOURS, parseWeek } from '../time/opening-hours.ts';
import { type Clock, courseOf } from './course.ts';
import type { ConfigurableStage, Policy, StageSetting } from './policy.ts';
import { policyFromRecommendation, RECOMMENDATIONS } from './recommendations.ts';

const ZONE = 'Europe/Berlin';
const calendar = compileCalendar({ zone: ZONE, week: parseWeek(DEFAULT_HOURS), days: {} });
const recommended = policyFromRecommendation(RECOMMENDATIONS[0]);
const local = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(ZONE).toInstant();

function policyWith(changes: Partial<Record<ConfigurableStage, Partial<StageSetting>>>): Policy {
  const changed: Record<ConfigurableStage, StageSetting> = { ...recommended };
  for (const [stage, change] of Object.entries(changes) as [ConfigurableStage, Partial<StageSetting>][]) {
    changed[stage] = { ...changed[stage], on: true, ...change };
  }
  return changed;
}

/** `stage local time` of each step, in order. */
function course(clock: Clock, policy = recommended): string[] {
  return courseOf(clock, policy, calendar).map(
    ({ stage, at }) =>
      `${stage} ${at.toZonedDateTimeISO(ZONE).toPlainDateTime().toString({ smallestUnit: 'minute' })}`,
  );
}
const arrivedAt = (text: string): Clock => ({ kind: 'answer', startedAt: local(text) });
const followUpAt = (text: string): Clock => ({ kind: 'followUp', startedAt: local(text) });

describe('the course of an answer clock', () => {
  it('T18 leads from E1 over the controller to his mail', () => {
    assert.deepEqual(course(arrivedAt('2026-03-06T15:00'), policyWith({ 'EM2.1': {} })), [
      'E1 2026-03-06T17:00',
      'E2.1 2026-03-07T12:00',
      'EM2.1 2026-03-09T09:00',
    ]);
  });

  it('counts mails "at once" at the very instant of their stage, even at closing', () => {
    const atOnce = policyWith({ EM1: { minutes: 0 }, 'E2.1': { minutes: 600 }, 'EM2.1': { minutes: 0 } });
    assert.deepEqual(course(arrivedAt('2026-03-02T16:00'), atOnce), [
      'E1 2026-03-02T18:00',
      'EM1 2026-03-02T18:00',
      'E2.1 2026-03-03T18:00',
      'EM2.1 2026-03-03T18:00',
    ]);
  });

  it('leaves out stages that are off, and what counts from them', () => {
    assert.deepEqual(
      course(arrivedAt('2026-03-06T15:00'), policyWith({ 'E2.1': { on: false }, 'EM2.1': {} })),
      ['E1 2026-03-06T17:00'],
    );
  });

  it('counts clock hours plainly, open or not', () => {
    const clockHours = policyWith({ E1: { minutes: 240, unit: 'clockHours' } });
    assert.deepEqual(course(arrivedAt('2026-03-07T12:00'), clockHours), [
      'E1 2026-03-07T16:00',
      'E2.1 2026-03-09T12:00',
    ]);
  });

  it('counts the reminder backwards from E1 in its unit, but never before the start', () => {
    const first = (minutes: number, arrival: string) =>
      course(arrivedAt(arrival), policyWith({ reminder: { minutes } }))[0];
    assert.equal(first(30, '2026-03-02T17:00'), 'reminder 2026-03-03T08:30');
    assert.equal(first(90, '2026-03-02T17:00'), 'reminder 2026-03-02T17:30');
    assert.equal(first(600, '2026-03-02T17:00'), 'reminder 2026-03-02T17:00');
    assert.equal(first(120, '2026-03-01T12:00'), 'reminder 2026-03-02T08:00');
    const clockHours = policyWith({ reminder: { minutes: 120, unit: 'clockHours' } });
    assert.equal(course(arrivedAt('2026-03-02T17:00'), clockHours)[0], 'reminder 2026-03-03T07:00');
  });

  it('has a reminder also where nothing was ever open before', () => {
    const firstDay = { '2026-03-02': { name: 'Eröffnung', open: [{ from: 480, to: 1080 }] } };
    const opening = compileCalendar({ zone: ZONE, week: calendar.spec.week.map(() => []), days: firstDay });
    const policy = policyWith({ reminder: { minutes: 600 }, 'E2.1': { on: false } });
    const [reminder] = courseOf(arrivedAt('2026-03-01T12:00'), policy, opening);
    assert.ok(reminder?.at.equals(local('2026-03-01T12:00')));
  });

  it('counts from the instant a stage was reached, not from when it would be due', () => {
    const reached = { E1: local('2026-03-06T17:00'), 'E2.1': local('2026-03-09T10:00') };
    const steps = courseOf(
      { ...arrivedAt('2026-03-06T15:00'), reached },
      policyWith({ 'EM2.1': {} }),
      calendar,
    );
    assert.deepEqual(
      steps.map(({ stage, at, fromAt, reached: isReached }) => [
        stage,
        at.equals(local('2026-03-09T12:00')),
        fromAt,
        isReached,
      ]),
      [
        ['E1', false, local('2026-03-06T15:00'), true],
        ['E2.1', false, local('2026-03-06T17:00'), true],
        ['EM2.1', true, local('2026-03-09T10:00'), false],
      ],
    );
  });
});

describe('the course of a follow-up clock', () => {
  it('T35 is due at its own date, open or not, and moves the controller stage to the next opening', () => {
    assert.deepEqual(course(followUpAt('2026-03-07T20:00')), [
      'followUp 2026-03-07T20:00',
      'E2.2 2026-03-09T08:00',
    ]);
    assert.deepEqual(course(followUpAt('2026-03-02T10:00')), [
      'followUp 2026-03-02T10:00',
      'E2.2 2026-03-03T10:00',
    ]);
  });

  it('moves on from a closing instant, which is closed', () => {
    assert.deepEqual(course(followUpAt('2026-03-02T18:00')), [
      'followUp 2026-03-02T18:00',
      'E2.2 2026-03-04T08:00',
    ]);
  });

  it('counts E2.2 in opening hours where that is set, and EM2.2 from it', () => {
    const policy = policyWith({ 'E2.2': { minutes: 600, unit: 'openingHours' }, 'EM2.2': { minutes: 60 } });
    assert.deepEqual(course(followUpAt('2026-03-02T10:00'), policy), [
      'followUp 2026-03-02T10:00',
      'E2.2 2026-03-03T10:00',
      'EM2.2 2026-03-03T11:00',
    ]);
  });
});
