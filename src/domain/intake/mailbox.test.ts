import assert from 'node:assert/strict';
import { test } from 'node:test';
import { laterTryHours, type MailboxPlace, placeUnder, retryPauseSeconds } from './mailbox.ts';

const UNKNOWN: MailboxPlace = {
  uidValidity: null,
  lastUid: 0,
  seenUid: 0,
  backlogUid: 0,
  backlogSince: null,
};
const LOOKED_AT = Temporal.Instant.from('2026-03-02T10:00:00Z');
const SERVER = { uidValidity: 7, uidNext: 101 };

test('"only what comes from now on" begins behind the newest message, "unread" at the first', () => {
  const fresh = placeUnder(UNKNOWN, SERVER, 'new', LOOKED_AT);
  assert.deepEqual(fresh, {
    uidValidity: 7,
    lastUid: 100,
    seenUid: 100,
    backlogUid: 100,
    backlogSince: null,
  });
  const unread = placeUnder(UNKNOWN, SERVER, 'unread', LOOKED_AT);
  assert.deepEqual(unread, { uidValidity: 7, lastUid: 0, seenUid: 0, backlogUid: 100, backlogSince: null });
});

test('a known place stays as long as the numbers are valid, whatever was chosen', () => {
  const known = { ...UNKNOWN, uidValidity: 7, lastUid: 40, seenUid: 38 };
  assert.equal(placeUnder(known, SERVER, 'new', LOOKED_AT), known);
});

test('messages numbered anew are looked through: the unread ones and all since the last good look', () => {
  const known = { ...UNKNOWN, uidValidity: 6, lastUid: 4000, seenUid: 4000 };
  const { lastUid, backlogUid, backlogSince } = placeUnder(known, SERVER, 'new', LOOKED_AT);
  assert.deepEqual(
    { lastUid, backlogUid, backlogSince },
    { lastUid: 0, backlogUid: 100, backlogSince: LOOKED_AT },
  );
});

test('the pauses between tries grow up to five minutes', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 600].map(retryPauseSeconds), [5, 15, 60, 120, 300, 300, 300]);
});

test('a mail that a message stands in for is tried for a week, ever more seldom, and then only when it is asked for', () => {
  const pauses = Array.from({ length: 10 }, (_, tries) => laterTryHours(tries));
  assert.deepEqual(pauses.slice(0, 4), [1, 4, 12, 24]);
  assert.ok(pauses.reduce((sum: number, hours) => sum + (hours ?? 0), 0) >= 6 * 24);
  assert.equal(pauses.at(-1), null);
});
