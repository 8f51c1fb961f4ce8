import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holderOfClock, holdersOf, ownTimes, timeChanges, withChanges, withTime } from './holders.ts';
import type { StageSetting } from './policy.ts';
import { policyFromRecommendation, RECOMMENDATIONS } from './recommendations.ts';
import { type EscalationSettings, policyFor } from './settings.ts';

const HOUR: StageSetting = { on: true, minutes: 60, unit: 'openingHours' };
const DEALERSHIP = { origin: 'dealership' } as const;
const NORTH = { origin: 'branch', id: 'north' } as const;
const MOBILE = { origin: 'source', id: 'mobile' } as const;
const plain: EscalationSettings = {
  stages: policyFromRecommendation(RECOMMENDATIONS[0]),
  branches: {},
  sources: {},
};

test('a time of its own is set for one source only, and taken back without a trace', () => {
  const changed = withTime(plain, MOBILE, 'E1', HOUR);
  assert.deepEqual(changed.sources, { mobile: { E1: HOUR } });
  assert.deepEqual(changed.stages, plain.stages);
  assert.deepEqual(withTime(changed, MOBILE, 'E1', null), plain);
});

test('taking one exception back leaves the others of the same branch', () => {
  const two = withTime(withTime(plain, NORTH, 'E1', HOUR), NORTH, 'E2.1', HOUR);
  assert.deepEqual(ownTimes(withTime(two, NORTH, 'E1', null), NORTH), { 'E2.1': HOUR });
});

test('a clock goes by the most specific times, by former ones, or by the dealership’s', () => {
  const place = { branchId: 'north', sourceId: 'mobile' };
  const changed = withTime(withTime(plain, NORTH, 'E2.1', HOUR), MOBILE, 'E1', HOUR);
  const stamped = policyFor(changed, place);
  assert.equal(holderOfClock('answer', stamped, changed, place), 'source');
  assert.equal(holderOfClock('answer', stamped, changed, { ...place, sourceId: 'other' }), 'former');
  assert.equal(holderOfClock('followUp', stamped, changed, place), 'dealership');
  assert.equal(holderOfClock('answer', plain.stages, changed, place), 'former');
  const ofBranch = withTime(changed, MOBILE, 'E1', null);
  assert.equal(holderOfClock('answer', policyFor(ofBranch, place), ofBranch, place), 'branch');
});

test('whoever has times of their own is named; an empty entry has none', () => {
  const settings = withTime({ ...plain, branches: { south: {} } }, MOBILE, 'E1', HOUR);
  assert.deepEqual(holdersOf(settings), [DEALERSHIP, MOBILE]);
});

test('changes name whose time they are, and what held before', () => {
  const after = withTime(withTime(plain, DEALERSHIP, 'E1', HOUR), NORTH, 'E2.1', HOUR);
  assert.deepEqual(timeChanges(plain, after), [
    { holder: DEALERSHIP, stage: 'E1', before: plain.stages.E1, after: HOUR },
    { holder: NORTH, stage: 'E2.1', before: undefined, after: HOUR },
  ]);
  assert.deepEqual(
    timeChanges(after, plain).map(({ before, after: now }) => [before, now]),
    [
      [HOUR, plain.stages.E1],
      [HOUR, undefined],
    ],
  );
});

test('the time kept by a stage that stays off is no change', () => {
  const { EM1 } = plain.stages;
  assert.deepEqual(timeChanges(plain, withTime(plain, DEALERSHIP, 'EM1', { ...EM1, minutes: 45 })), []);
});

test('changes can be made to what somebody else saved meanwhile, without undoing it', () => {
  const mine = timeChanges(plain, withTime(plain, MOBILE, 'E1', HOUR));
  const theirs = withTime(plain, NORTH, 'E2.1', HOUR);
  assert.deepEqual(withChanges(theirs, mine), {
    ...plain,
    branches: { north: { 'E2.1': HOUR } },
    sources: { mobile: { E1: HOUR } },
  });
});
