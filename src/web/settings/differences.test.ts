import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differencesOf } from './differences.ts';

test('only what differs is said, as deep as it lies', () => {
  const before = { name: 'Vera', roles: ['seller'], scope: { branches: [], sources: ['a'] } };
  const after = { ...before, roles: ['seller', 'admin'], scope: { branches: [], sources: [] } };
  assert.deepEqual(differencesOf(before, after), [
    { path: ['roles'], before: ['seller'], after: ['seller', 'admin'] },
    { path: ['scope', 'sources'], before: ['a'], after: [] },
  ]);
});

test('what is new or gone has nothing on its other side', () => {
  assert.deepEqual(differencesOf(null, { name: 'Nord' }), [{ path: ['name'], before: null, after: 'Nord' }]);
  assert.deepEqual(differencesOf({ name: 'Nord' }, null), [{ path: ['name'], before: 'Nord', after: null }]);
  assert.deepEqual(differencesOf({ a: null }, {}), []);
});

test('an object that took the place of a plain value is shown whole', () => {
  assert.deepEqual(differencesOf({ a: 1 }, { a: { b: 2 } }), [{ path: ['a'], before: 1, after: { b: 2 } }]);
});

test('what people speak of as one thing stays one', () => {
  const day = { '2026-12-24': { name: 'Heiligabend', hours: '' } };
  assert.deepEqual(
    differencesOf({}, { days: day }, (path) => path.length === 2),
    [{ path: ['days', '2026-12-24'], before: null, after: day['2026-12-24'] }],
  );
});
