import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessPauseSeconds, leadPauseSeconds, metaFailureOf } from './meta-access.ts';

test('what Meta answers is told apart by its code before its status', () => {
  const answers = [
    [400, 190, 'accessExpired'],
    [401, 190, 'accessExpired'],
    [400, 4, 'limited'],
    [403, 32, 'limited'],
    [400, 80_005, 'limited'],
    [429, undefined, 'limited'],
    [400, 10, 'notAllowed'],
    [403, 200, 'notAllowed'],
    [403, undefined, 'notAllowed'],
    [500, undefined, 'unreachable'],
    [400, 2, 'unreachable'],
    [400, 100, 'unknownLead'],
    [404, undefined, 'unknownLead'],
  ] as const;
  for (const [status, code, failure] of answers)
    assert.equal(metaFailureOf(status, code), failure, `${status} ${code}`);
});

test('pauses grow, and never beyond an hour', () => {
  assert.deepEqual(
    [1, 2, 3, 4, 100].map((failures) => accessPauseSeconds('limited', failures)),
    [300, 900, 3_600, 3_600, 3_600],
  );
  assert.deepEqual([1, 2, 1_000].map(leadPauseSeconds), [60, 120, 3_600]);
});
