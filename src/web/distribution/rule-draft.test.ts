import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { formatPostcodes, moved, newRule, parsePostcodes } from './rule-draft.ts';

test('postcodes are read as people write them, and written the same way', () => {
  const ranges = parsePostcodes('80-82, 85276 ; 9 – 94');
  assert.deepEqual(ranges, [
    { from: '80', to: '82' },
    { from: '85276', to: '85276' },
    { from: '9', to: '94' },
  ]);
  assert.equal(formatPostcodes(ranges), '80–82, 85276, 9–94');
  assert.deepEqual(parsePostcodes(formatPostcodes(ranges)), ranges);
  assert.deepEqual(parsePostcodes(' , '), []);
});

test('a part of a list moves by one place', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 1, -1), ['b', 'a', 'c']);
  assert.deepEqual(moved(['a', 'b', 'c'], 1, 1), ['a', 'c', 'b']);
});

test('a new rule has an id of its own', () => {
  const [one, other] = [newRule(), newRule()];
  assert.ok(z.uuid().safeParse(one.id).success, one.id);
  assert.notEqual(one.id, other.id);
});
