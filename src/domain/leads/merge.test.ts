import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MergedClock, statusAfterMerge, survivingClock } from './merge.ts';

const clock = (kind: MergedClock['kind'], dueAt: string): MergedClock => ({
  kind,
  dueAt: Temporal.Instant.from(`2026-03-02T${dueAt}Z`),
});

test('T36 the clock that is due first goes on, whatever it waits for and on whichever side it stands', () => {
  const early = clock('answer', '10:00');
  const late = clock('answer', '10:01');
  const followUp = clock('followUp', '09:59');
  assert.equal(survivingClock(early, late), early);
  assert.equal(survivingClock(late, early), early);
  assert.equal(survivingClock(early, followUp), followUp);
  assert.equal(survivingClock(followUp, early), followUp);
});

test('T36 of two due at the same instant the answer’s goes on, and else the surviving lead’s own', () => {
  const answer = clock('answer', '10:00');
  const followUp = clock('followUp', '10:00');
  assert.equal(survivingClock(followUp, answer), answer);
  assert.equal(survivingClock(answer, followUp), answer);
  const other = clock('answer', '10:00');
  assert.equal(survivingClock(answer, other), answer);
});

test('a merged lead is new only if nobody handled either of the two', () => {
  assert.equal(statusAfterMerge('answer', 'new', 'new'), 'new');
  assert.equal(statusAfterMerge('answer', 'followUp', 'new'), 'open');
  assert.equal(statusAfterMerge('answer', 'new', 'open'), 'open');
  assert.equal(statusAfterMerge('followUp', 'new', 'followUp'), 'followUp');
});
