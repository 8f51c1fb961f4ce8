import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchPeers } from './peers.ts';

const LIMITS = { connections: 2, mailsAMinute: 3, trusted: ['127.0.0.0/8', '::1', '2001:db8:aa::/48'] };

test('a peer has so many connections, whichever of its IPv6 addresses it takes', () => {
  const { hasTooMany } = watchPeers(LIMITS);
  assert.equal(hasTooMany('192.0.2.1', ['192.0.2.1', '192.0.2.1', '192.0.2.2']), false);
  assert.equal(hasTooMany('192.0.2.1', ['192.0.2.1', '192.0.2.1', '::ffff:192.0.2.1']), true);
  const network = ['2001:db8:0:1::5', '2001:db8:0:1:ffff:0:0:1', '2001:db8:0:1::'];
  assert.equal(hasTooMany('2001:db8:0:1::5', network), true);
  assert.equal(hasTooMany('2001:db8:0:2::5', [...network, '2001:db8:0:2::5']), false);
});

test('a peer brings so many mails a minute, and as many in the next', () => {
  let nowMs = 1_000;
  const { mayBring } = watchPeers(LIMITS, () => nowMs);
  assert.deepEqual(
    [1, 2, 3, 4].map(() => mayBring('192.0.2.1')),
    [true, true, true, false],
  );
  assert.equal(mayBring('192.0.2.2'), true);
  nowMs += 59_999;
  assert.equal(mayBring('192.0.2.1'), false);
  nowMs += 1;
  assert.equal(mayBring('192.0.2.1'), true);
});

test('who is trusted is not counted', () => {
  const { hasTooMany, mayBring } = watchPeers(LIMITS);
  for (const trusted of ['127.0.0.9', '::ffff:127.0.0.1', '::1', '2001:db8:aa:7::1']) {
    assert.equal(hasTooMany(trusted, [trusted, trusted, trusted]), false);
    assert.ok([1, 2, 3, 4, 5].every(() => mayBring(trusted)));
  }
});
