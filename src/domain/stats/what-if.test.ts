import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Policy } from '../escalation/policy.ts';
import { RECOMMENDATIONS } from '../escalation/recommendations.ts';
import { compileCalendar } from '../time/calendar.ts';
import { DEFAULT_HOURS, parseWeek } from '../time/opening-hours.ts';
import { type LeadTimes, type PastLead, whatIfBySource, whatIfOfAll } from './what-if.ts';

const calendar = compileCalendar({ zone: 'Europe/Berlin', week: parseWeek(DEFAULT_HOURS), days: {} });
const present: LeadTimes = { policy: RECOMMENDATIONS[0].stages, calendar };
const withTimes = (change: Partial<Policy>): LeadTimes => ({
  ...present,
  policy: { ...present.policy, ...change },
});
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Berlin').toInstant();
const now = at('2026-03-06T12:00');

const lead = (arrived: string, handled: string | null, sourceId = 'mobile'): PastLead => ({
  branchId: 'main',
  sourceId,
  arrivedAt: at(arrived),
  handledAt: handled === null ? null : at(handled),
});

const countOne = (one: PastLead, times: LeadTimes) => {
  const counted = whatIfBySource(
    [one],
    () => present,
    () => times,
    now,
  ).get(one.sourceId);
  return [counted?.present, counted?.chosen].map((of) => [of?.overdue, of?.escalated]);
};

const hours = (count: number) => ({ on: true, minutes: count * 60, unit: 'openingHours' }) as const;

describe('what if the times had been others', () => {
  it('counts a lead until it was first handled; what is due at that instant was reached', () => {
    const other = withTimes({ E1: hours(1), 'E2.1': hours(1) });
    assert.deepEqual(countOne(lead('2026-03-02T10:00', '2026-03-02T10:59:59'), other), [
      [0, 0],
      [0, 0],
    ]);
    assert.deepEqual(countOne(lead('2026-03-02T10:00', '2026-03-02T11:00'), other), [
      [0, 0],
      [1, 0],
    ]);
    assert.deepEqual(countOne(lead('2026-03-02T10:00', '2026-03-02T12:00'), other), [
      [1, 0],
      [1, 1],
    ]);
  });

  it('counts in opening hours over night and weekend, or by the clock', () => {
    const overNight = lead('2026-02-27T17:00', '2026-02-28T09:30');
    const byTheClock = withTimes({ E1: { ...hours(2), unit: 'clockHours' }, 'E2.1': hours(4) });
    assert.deepEqual(countOne(overNight, byTheClock), [
      [0, 0],
      [1, 0],
    ]);
  });

  it('counts one that nobody has handled until now', () => {
    assert.deepEqual(countOne(lead('2026-03-06T10:30', null), withTimes({ E1: hours(1) })), [
      [0, 0],
      [1, 0],
    ]);
  });

  it('escalates nothing where E2.1 is off, and leaves mails out', () => {
    const late = lead('2026-03-02T10:00', '2026-03-04T10:00');
    const off = withTimes({ 'E2.1': { ...hours(4), on: false }, 'EM2.1': hours(0), reminder: hours(1) });
    assert.deepEqual(countOne(late, off), [
      [1, 1],
      [1, 0],
    ]);
  });

  it('keeps the sources apart and adds them up', () => {
    const leads = [
      lead('2026-03-02T10:00', '2026-03-02T15:00'),
      lead('2026-03-02T10:00', '2026-03-02T10:05'),
      lead('2026-03-02T10:00', null, 'homepage'),
    ];
    // Each source by times of its own.
    const timesOf = ({ sourceId }: { sourceId: string }) =>
      sourceId === 'homepage' ? withTimes({ E1: hours(100) }) : present;
    const bySource = whatIfBySource(leads, () => present, timesOf, now);
    assert.deepEqual(Object.fromEntries(bySource), {
      mobile: {
        leads: 2,
        present: { overdue: 1, escalated: 0 },
        chosen: { overdue: 1, escalated: 0 },
      },
      homepage: {
        leads: 1,
        present: { overdue: 1, escalated: 1 },
        chosen: { overdue: 0, escalated: 0 },
      },
    });
    assert.deepEqual(whatIfOfAll(bySource.values()), {
      leads: 3,
      present: { overdue: 2, escalated: 1 },
      chosen: { overdue: 1, escalated: 0 },
    });
    assert.deepEqual(whatIfOfAll([]).leads, 0);
  });
});
