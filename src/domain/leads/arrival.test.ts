import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideArrival } from './arrival.ts';

const now = Temporal.Instant.from('2026-03-17T09:00:00Z');
const decided = (claimed: string, imported = false) => {
  const { arrivedAt, clockFrom, flags } = decideArrival(Temporal.Instant.from(claimed), imported, now);
  return [arrivedAt.toString(), clockFrom.equals(now) ? 'from now' : clockFrom.toString(), ...flags];
};

test('what came in a while ago counts from then, up to fourteen days', () => {
  assert.deepEqual(decided('2026-03-17T08:59:59Z'), ['2026-03-17T08:59:59Z', '2026-03-17T08:59:59Z']);
  assert.deepEqual(decided('2026-03-03T09:00:00Z'), ['2026-03-03T09:00:00Z', '2026-03-03T09:00:00Z']);
  assert.deepEqual(decided('2026-03-17T09:00:00Z'), ['2026-03-17T09:00:00Z', 'from now']);
});

test('T47 what is older, or said to be brought over, counts from now and keeps its arrival', () => {
  assert.deepEqual(decided('2026-03-03T08:59:59Z'), ['2026-03-03T08:59:59Z', 'from now', 'arrivedLongAgo']);
  assert.deepEqual(decided('2025-06-01T00:00:00Z'), ['2025-06-01T00:00:00Z', 'from now', 'arrivedLongAgo']);
  assert.deepEqual(decided('2026-03-17T08:00:00Z', true), ['2026-03-17T08:00:00Z', 'from now', 'imported']);
});

test('T47 nothing arrives later than now', () => {
  for (const imported of [false, true]) {
    const expected = ['2026-03-17T09:00:00Z', 'from now', 'arrivalInFuture'];
    assert.deepEqual(decided('2026-03-17T09:00:01Z', imported), expected);
    assert.deepEqual(decided('9999-12-31T00:00:00Z', imported), expected);
  }
});
