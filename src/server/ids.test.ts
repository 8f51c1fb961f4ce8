import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from './ids.ts';

test('keys made one after the other are in order, within a millisecond too', () => {
  const ids = Array.from({ length: 10_000 }, newId);
  assert.deepEqual(ids, ids.toSorted());
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.match(id, /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
