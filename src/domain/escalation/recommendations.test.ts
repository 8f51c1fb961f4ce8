import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  newlyRecommended,
  policyFromRecommendation,
  RECOMMENDATIONS,
  recommendationAt,
} from './recommendations.ts';
import { MAX_STAGE_MINUTES, policyProblems } from './validate.ts';

const policy = policyFromRecommendation(RECOMMENDATIONS[0]);

describe('recommended times', () => {
  it('are those of June 2012, also for dates before', () => {
    for (const on of ['2011-01-01', '2012-06-05', '2026-03-02']) {
      assert.equal(recommendationAt(Temporal.PlainDate.from(on)).publishedOn, '2012-06-05');
    }
  });

  it('are copied: what a dealership has shares nothing with the recommendation', () => {
    assert.deepEqual(policy, RECOMMENDATIONS[0].stages);
    assert.notEqual(policy.E1, RECOMMENDATIONS[0].stages.E1);
  });

  it('of a later date are pointed out from that day on, stage by stage', () => {
    const [first] = RECOMMENDATIONS;
    const quicker = { ...first.stages, E1: { ...first.stages.E1, minutes: 60 } };
    const list = [first, { ...first, publishedOn: '2027-01-01', stages: quicker }] as const;
    const on = (today: string) => newlyRecommended('2012-06-05', Temporal.PlainDate.from(today), list);
    assert.deepEqual(on('2026-12-31'), []);
    assert.deepEqual(on('2027-01-01'), ['E1']);
    assert.deepEqual(newlyRecommended('2027-01-01', Temporal.PlainDate.from('2028-01-01'), list), []);
  });

  it('have no problems', () => {
    assert.deepEqual(policyProblems(policy), []);
  });
});

describe('checking times before they are stored', () => {
  it('E1 must be on and not at once', () => {
    assert.deepEqual(policyProblems({ ...policy, E1: { ...policy.E1, on: false, minutes: 0 } }), [
      { stage: 'E1', code: 'mustBeOn' },
      { stage: 'E1', code: 'mustBePositive' },
    ]);
  });

  it('durations are whole minutes from 0 to a year', () => {
    const problem = (minutes: number) =>
      policyProblems({ ...policy, EM1: { ...policy.EM1, minutes } })[0]?.code;
    assert.equal(problem(0), undefined);
    assert.equal(problem(MAX_STAGE_MINUTES), undefined);
    assert.equal(problem(MAX_STAGE_MINUTES + 1), 'outOfRange');
    assert.equal(problem(-1), 'outOfRange');
    assert.equal(problem(0.5), 'notWholeMinutes');
    assert.equal(problem(Number.NaN), 'notWholeMinutes');
  });
});
