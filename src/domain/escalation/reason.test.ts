import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileCalendar } from '../time/calendar.ts';
import { parseWeek } from '../time/opening-hours.ts';
import { type Clock, courseOf } from './course.ts';
import type { Policy, Stage } from './policy.ts';
import { policyFromRecommendation, RECOMMENDATIONS } from './recommendations.ts';
import { reasonOf, type StepReason } from './reason.ts';

const ZONE = 'Europe/Berlin';
const calendar = compileCalendar({
  zone: ZONE,
  week: parseWeek('Mo-Fr 08:00-12:00 13:00-18:00, Sa 09:00-13:00'),
  days: {
    '2026-04-03': { name: 'Karfreitag', open: [] },
    '2026-04-06': { name: 'Ostermontag', open: [] },
    '2026-12-24': { name: 'Heiligabend', open: [{ from: 540, to: 720 }] },
  },
});
const recommended = policyFromRecommendation(RECOMMENDATIONS[0]);
const local = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(ZONE).toInstant();

function reasonFor(stage: Stage, clock: Clock, changes: Partial<Policy> = {}): StepReason {
  const step = courseOf(clock, { ...recommended, ...changes }, calendar).find(
    (candidate) => candidate.stage === stage,
  );
  assert.ok(step);
  return reasonOf(step, calendar);
}
const daysOf = ({ closed }: StepReason) =>
  closed.flatMap(({ days }) => days.map(({ on, name }) => (name ? `${on} ${name}` : on.toString())));
const answer = (text: string): Clock => ({ kind: 'answer', startedAt: local(text) });
const followUp = (text: string): Clock => ({ kind: 'followUp', startedAt: local(text) });

describe('the reason of a step', () => {
  it('says from which opening it was counted', () => {
    const reason = reasonFor('E1', answer('2026-03-01T15:00'));
    assert.equal(reason.key, 'openingHours');
    assert.equal(reason.minutes, 120);
    assert.ok(reason.countedFromAt.equals(local('2026-03-02T08:00')));
    assert.deepEqual(daysOf(reason), ['2026-03-01']);
  });

  it('names the holidays and closed weekdays in between, and leaves nights and breaks without days', () => {
    const reason = reasonFor('E1', answer('2026-04-02T11:00'), {
      E1: { on: true, minutes: 660, unit: 'openingHours' },
    });
    assert.deepEqual(daysOf(reason), ['2026-04-03 Karfreitag', '2026-04-05', '2026-04-06 Ostermontag']);
    const [lunch] = reason.closed;
    assert.ok(lunch);
    assert.ok(lunch.fromAt.equals(local('2026-04-02T12:00')) && lunch.toAt.equals(local('2026-04-02T13:00')));
    assert.deepEqual(lunch.days, []);
  });

  it('names a half day that closes early', () => {
    assert.deepEqual(daysOf(reasonFor('E1', answer('2026-12-24T11:00'))), ['2026-12-24 Heiligabend']);
  });

  it('tells clock hours that were moved to the next opening from those that were not', () => {
    assert.equal(reasonFor('E2.2', followUp('2026-03-02T10:00')).key, 'clockHours');
    const moved = reasonFor('E2.2', followUp('2026-03-06T19:00'));
    assert.equal(moved.key, 'clockHoursMovedToOpening');
    assert.deepEqual(daysOf(moved), ['2026-03-08']);
    assert.equal(reasonFor('followUp', followUp('2026-03-06T19:00')).key, 'ownDate');
  });

  it('tells a reminder before E1 from one that has to wait for the start', () => {
    const reminder = (minutes: number) =>
      reasonFor('reminder', answer('2026-03-02T10:00'), {
        reminder: { on: true, minutes, unit: 'openingHours' },
      }).key;
    assert.equal(reminder(30), 'before');
    assert.equal(reminder(180), 'atStart');
  });

  it('says "at once" for no time at all, and "recorded" for what the clock has on record', () => {
    const mail = { 'EM2.1': { on: true, minutes: 0, unit: 'openingHours' } } as const;
    assert.equal(reasonFor('EM2.1', answer('2026-03-02T10:00'), mail).key, 'atOnce');
    const reached = { E1: local('2026-03-02T13:00') };
    assert.equal(reasonFor('E1', { ...answer('2026-03-02T10:00'), reached }).key, 'recorded');
  });
});
