import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTime } from '../escalation/holders.ts';
import { RECOMMENDATIONS } from '../escalation/recommendations.ts';
import { timesSince } from './time-changes.ts';

const NORTH = { origin: 'branch', id: 'north' } as const;
const setUp = {
  settings: { stages: RECOMMENDATIONS[0].stages, branches: {}, sources: {} },
  at: 'set up',
  by: null,
};
const hour = { on: true, minutes: 60, unit: 'openingHours' } as const;

test('each time says who set it last; what nobody touched is as it was set up', () => {
  const later = {
    settings: withTime(setUp.settings, { origin: 'dealership' }, 'E1', hour),
    at: 'later',
    by: 'clara',
  };
  const last = { settings: withTime(later.settings, NORTH, 'E2.1', hour), at: 'last', by: 'adam' };
  const since = timesSince([setUp, later, last]);
  const of = (origin: string, stage: string) =>
    since.find((one) => one.holder.origin === origin && one.stage === stage);
  assert.deepEqual([of('dealership', 'E1')?.at, of('dealership', 'E1')?.by], ['later', 'clara']);
  assert.deepEqual([of('dealership', 'E2.1')?.at, of('dealership', 'E2.1')?.by], ['set up', null]);
  assert.deepEqual([of('branch', 'E2.1')?.at, of('branch', 'E2.1')?.by], ['last', 'adam']);
  assert.equal(of('branch', 'E1'), undefined, 'only its own times');
});

test('a time taken back and set again counts from then; without versions there is nothing', () => {
  const own = { settings: withTime(setUp.settings, NORTH, 'E1', hour), at: 'own', by: 'clara' };
  const none = { settings: setUp.settings, at: 'none', by: 'adam' };
  const again = { settings: own.settings, at: 'again', by: 'anna' };
  const found = timesSince([setUp, own, none, again]).find(({ holder }) => holder.origin === 'branch');
  assert.deepEqual([found?.at, found?.by], ['again', 'anna']);
  assert.deepEqual(timesSince([]), []);
});
