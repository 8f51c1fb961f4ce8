import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { hearServerTime } from '../clock.ts';
import { followUpMs, nextStepOf } from './next-step.ts';

const ZONE = 'Europe/Berlin';
const PROPOSED = '2026-03-11T07:00:00Z';

before(() => hearServerTime(new Headers({ 'x-leadwacht-now': '2026-03-06T09:05:00Z' })));

test("the product's own proposal is sent as nothing, so that it stays known as one", () => {
  assert.deepEqual(nextStepOf({ kind: 'proposal' }, ZONE, PROPOSED), { valid: true });
});

test('quick choices are nine in the morning at the branch', () => {
  assert.deepEqual(nextStepOf({ kind: 'inThreeDays' }, ZONE, PROPOSED), {
    valid: true,
    next: { kind: 'followUp', at: '2026-03-09T08:00:00.000Z' },
  });
});

test('a date of one’s own must lie ahead', () => {
  assert.equal(followUpMs({ kind: 'ownDate', wall: '2026-03-06T10:00' }, ZONE, PROPOSED), null);
  assert.equal(followUpMs({ kind: 'ownDate', wall: '' }, ZONE, PROPOSED), null);
  assert.deepEqual(nextStepOf({ kind: 'ownDate', wall: '2026-03-06T10:00' }, ZONE, PROPOSED), {
    valid: false,
  });
  assert.equal(
    followUpMs({ kind: 'ownDate', wall: '2026-03-30T10:30' }, ZONE, PROPOSED),
    Date.parse('2026-03-30T08:30:00Z'),
  );
});

test('a closing carries its outcome and reason', () => {
  assert.deepEqual(
    nextStepOf({ kind: 'close', closing: { outcome: 'won', reason: 'sold' } }, ZONE, PROPOSED),
    { valid: true, next: { kind: 'close', outcome: 'won', reason: 'sold' } },
  );
});
