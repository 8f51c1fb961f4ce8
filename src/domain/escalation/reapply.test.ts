import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { compileCalendar } from '../time/calendar.ts';
import { parseWeek } from '../time/opening-hours.ts';
import { isAfter, isBefore } from '../time/order.ts';
import { type RunningClock, stagesToCome, withReached } from './advance.ts';
import { courseOf } from './course.ts';
import {
  CONFIGURABLE_STAGES,
  type ConfigurableStage,
  type Effect,
  EFFECTS,
  isMailStage,
  type Policy,
  type Stage,
} from './policy.ts';
import { decideReapply, type Reapplied } from './reapply.ts';
import { policyFromRecommendation, RECOMMENDATIONS } from './recommendations.ts';
import { originsFor, policyFor, settingsProblems } from './settings.ts';

const ALWAYS_OPEN = compileCalendar({ zone: 'Europe/Berlin', week: parseWeek('24/7'), days: {} });
const RECOMMENDED = policyFromRecommendation(RECOMMENDATIONS[0]);
const hours = (count: number, on = true) => ({ on, minutes: count * 60, unit: 'clockHours' as const });
const at = (time: string) => Temporal.Instant.from(`2026-03-02T${time}:00Z`);
const arrivedAt = (time: string): RunningClock => ({
  kind: 'answer',
  startedAt: at(time),
  overdueAt: null,
  escalatedAt: null,
  appliedAt: null,
  told: [],
});
const nextDueAt = ({ toCome }: Reapplied) => stagesToCome(toCome).nextDueAt;
const TWO_AND_FOUR: Policy = { ...RECOMMENDED, E1: hours(2), 'E2.1': hours(4) };

describe('giving a running clock new times', () => {
  test('T24: past the new E1 it turns red now, and everything later counts from now', () => {
    const times = { ...TWO_AND_FOUR, E1: hours(1), 'EM2.1': hours(2) };
    const given = decideReapply(arrivedAt('08:00'), [], times, ALWAYS_OPEN, at('09:30'));
    assert.equal(given.moved?.stage, 'E1');
    assert.deepEqual([given.dueAt, given.overdueAt, given.escalatedAt], [at('09:30'), at('09:30'), null]);
    assert.deepEqual(
      given.toCome.map(({ stage, at: dueAt }) => [stage, dueAt]),
      [
        ['E2.1', at('13:30')],
        ['EM2.1', at('15:30')],
      ],
    );
  });

  test('T24: however far back it arrived, it moves by one stage', () => {
    const given = decideReapply(arrivedAt('00:00'), [], TWO_AND_FOUR, ALWAYS_OPEN, at('23:00'));
    assert.equal(given.moved?.stage, 'E1');
    assert.equal(given.escalatedAt, null);
  });

  test('a red one that the new times escalate is escalated now; its deadline stays where it was', () => {
    const red = { ...arrivedAt('08:00'), overdueAt: at('10:00') };
    const given = decideReapply(red, [], { ...TWO_AND_FOUR, 'E2.1': hours(1) }, ALWAYS_OPEN, at('12:00'));
    assert.equal(given.moved?.stage, 'E2.1');
    assert.deepEqual([given.dueAt, given.escalatedAt], [at('10:00'), at('12:00')]);
  });

  test('longer times take nothing back', () => {
    const red = { ...arrivedAt('08:00'), overdueAt: at('10:00') };
    const given = decideReapply(red, [], { ...TWO_AND_FOUR, E1: hours(8) }, ALWAYS_OPEN, at('12:00'));
    assert.equal(given.moved, null);
    assert.deepEqual([given.overdueAt, nextDueAt(given)], [at('10:00'), at('14:00')]);
  });

  test('the mail to the controller counts from now, and is not sent a second time', () => {
    const escalated = { ...arrivedAt('00:00'), overdueAt: at('02:00'), escalatedAt: at('06:00') };
    const times = { ...TWO_AND_FOUR, 'EM2.1': hours(2) };
    const untold = decideReapply(escalated, [], times, ALWAYS_OPEN, at('12:00'));
    assert.deepEqual([untold.moved, nextDueAt(untold)], [null, at('14:00')]);
    const told = decideReapply(escalated, ['EM2.1'], times, ALWAYS_OPEN, at('12:00'));
    assert.equal(nextDueAt(told), null);
  });

  test('T26: a stage that is switched off is no longer waited for', () => {
    const escalated = { ...arrivedAt('00:00'), overdueAt: at('02:00'), escalatedAt: at('06:00') };
    assert.deepEqual(decideReapply(escalated, [], TWO_AND_FOUR, ALWAYS_OPEN, at('07:00')).toCome, []);
  });

  test('a reminder comes at once when its time has come, and never for what is overdue', () => {
    const times = { ...TWO_AND_FOUR, reminder: hours(1) };
    const soon = decideReapply(arrivedAt('08:00'), [], times, ALWAYS_OPEN, at('09:30'));
    assert.deepEqual([soon.moved, nextDueAt(soon), soon.mails], [null, at('09:30'), true]);
    const overdue = decideReapply(arrivedAt('08:00'), [], times, ALWAYS_OPEN, at('10:30'));
    assert.deepEqual([overdue.moved?.stage, nextDueAt(overdue)], ['E1', at('14:30')]);
  });

  const setting = fc.record({
    on: fc.boolean(),
    minutes: fc.integer({ min: 0, max: 3_000 }),
    unit: fc.constantFrom('openingHours' as const, 'clockHours' as const),
  });
  const times: fc.Arbitrary<Policy> = fc
    .tuple(...CONFIGURABLE_STAGES.map(() => setting))
    .map(
      (settings) =>
        Object.fromEntries(CONFIGURABLE_STAGES.map((stage, index) => [stage, settings[index]])) as Policy,
    )
    .map((policy) => ({ ...policy, E1: { ...policy.E1, on: true, minutes: policy.E1.minutes + 1 } }));
  const officeHours = compileCalendar({
    zone: 'Europe/Berlin',
    week: parseWeek('Mo-Fr 08:00-12:00 13:00-18:00, Sa 09:00-13:00'),
    days: {},
  });

  test('whatever the old and the new times: one stage at most, nothing due before, nothing taken back, no mail twice', () => {
    fc.assert(
      fc.property(
        times,
        times,
        fc.constantFrom('answer' as const, 'followUp' as const),
        fc.integer({ min: 0, max: 20_000 }),
        (old, wanted, kind, untilApplied) => {
          const startedAt = at('08:00');
          const appliedAt = startedAt.add({ minutes: untilApplied });
          const isDue = ({ at: dueAt }: { at: Temporal.Instant }) => !isAfter(dueAt, appliedAt);
          const fresh = { ...arrivedAt('08:00'), kind };
          const before = courseOf(fresh, old, officeHours).filter(isDue);
          const reachedAt = (effect: Effect) =>
            before.find(({ stage }) => EFFECTS[stage] === effect)?.at ?? null;
          const settled = {
            ...fresh,
            overdueAt: reachedAt('overdue'),
            escalatedAt: reachedAt('escalated'),
          };
          const told = before.map(({ stage }) => stage).filter(isMailStage);
          const given = decideReapply(settled, told, wanted, officeHours, appliedAt);
          for (const reached of ['overdueAt', 'escalatedAt'] as const)
            if (settled[reached]) assert.deepEqual(given[reached], settled[reached]);
          const changes = ['overdueAt', 'escalatedAt'] as const;
          const moves = changes.filter((change) => settled[change] === null && given[change] !== null);
          assert.equal(moves.length, given.moved === null ? 0 : 1);

          const stages: Stage[] = given.toCome.map(({ stage }) => stage);
          assert.ok(stages.every((stage) => !told.includes(stage) && stage !== given.moved?.stage));
          assert.ok(given.toCome.every(({ at: dueAt }) => !isBefore(dueAt, appliedAt)));
          // What is written down is what the lead's page counts from the record.
          const applied = { ...settled, ...given, appliedAt, told };
          const shown = courseOf(withReached(applied), wanted, officeHours).filter(({ reached }) => !reached);
          assert.deepEqual(shown, given.toCome);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('times of their own for branches and sources', () => {
  const settings = {
    stages: RECOMMENDED,
    branches: { north: { E1: hours(3), 'E2.1': hours(5) } },
    sources: { form: { E1: hours(1) } },
  };

  test('the most specific setting of each stage wins, and says where it comes from', () => {
    const place = { branchId: 'north', sourceId: 'form' };
    const { E1, 'E2.1': escalation, 'E2.2': followUp } = policyFor(settings, place);
    assert.deepEqual([E1, escalation, followUp], [hours(1), hours(5), RECOMMENDED['E2.2']]);
    const origins = originsFor(settings, place);
    const shown: ConfigurableStage[] = ['E1', 'E2.1', 'E2.2'];
    assert.deepEqual(
      shown.map((stage) => origins[stage]),
      ['source', 'branch', 'dealership'],
    );
    assert.deepEqual(policyFor(settings, { branchId: 'south', sourceId: 'phone' }), RECOMMENDED);
  });

  test('are checked like those of the dealership', () => {
    assert.deepEqual(settingsProblems(settings), []);
    assert.deepEqual(settingsProblems({ ...settings, sources: { form: { E1: hours(1, false) } } }), [
      { stage: 'E1', code: 'mustBeOn', origin: 'source', id: 'form' },
    ]);
  });
});
