import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readListSearch } from './list-search.ts';

test('an address without anything shows the own leads, one with a search shows all', () => {
  assert.deepEqual(readListSearch({}), { view: 'mine' });
  assert.deepEqual(readListSearch({ q: 'Golf' }), { view: 'all', q: 'Golf' });
});

test('a number searched for stays text, and what does not fit is left out', () => {
  assert.deepEqual(readListSearch({ view: 'team', q: 4711, symbol: 'blue', source: 3 }), {
    view: 'team',
    q: '4711',
  });
  assert.deepEqual(readListSearch({ view: 'nothing', q: '' }), { view: 'mine' });
});
