import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hearServerTime, nowMs } from './clock.ts';
import { dayAt, durationParts, exactTime, instantOf, shortTime, wallClock } from './time.ts';

const BERLIN = 'Europe/Berlin';
const at = (iso: string) => Date.parse(iso);

test('the wall clock of a zone and its instant lead to each other, in winter, in summer and round both changes', () => {
  for (const iso of [
    '2026-01-05T08:00:00Z',
    '2026-07-05T08:00:00Z',
    '2026-03-29T00:59:00Z',
    '2026-03-29T01:00:00Z',
    '2026-10-25T01:30:00Z',
    '2026-12-31T23:30:00Z',
  ]) {
    assert.equal(instantOf(wallClock(at(iso), BERLIN), BERLIN), at(iso), iso);
  }
  assert.equal(wallClock(at('2026-12-31T23:30:00Z'), BERLIN), '2027-01-01T00:30');
});

test('a wall-clock time the spring change leaves out is the later instant', () => {
  assert.equal(instantOf('2026-03-29T02:30', BERLIN), at('2026-03-29T01:30:00Z'));
});

test('tomorrow at nine is nine on the clocks there, also over a change and from shortly before midnight', () => {
  assert.equal(dayAt(at('2026-03-28T22:59:00Z'), BERLIN, 1, '09:00'), at('2026-03-29T07:00:00Z'));
  assert.equal(dayAt(at('2026-03-28T23:01:00Z'), BERLIN, 1, '09:00'), at('2026-03-30T07:00:00Z'));
});

test('a field without a date is no instant', () => {
  assert.ok(Number.isNaN(instantOf('', BERLIN)));
});

test('times are as short as they stay clear', () => {
  const now = at('2026-03-06T09:05:00Z');
  const short = (iso: string) => shortTime(at(iso), BERLIN, 'de', now);
  assert.equal(short('2026-03-06T06:40:00Z'), '07:40');
  assert.equal(short('2026-03-05T08:05:00Z'), 'Do 09:05');
  assert.equal(short('2026-03-30T08:30:00Z'), '30.03., 10:30');
  assert.match(exactTime(at('2026-03-06T06:40:00Z'), BERLIN, 'de'), /^Fr\.?, 06\.03\.2026, 07:40/);
});

test('durations fall into days, hours and minutes, whichever their sign', () => {
  assert.deepEqual(durationParts(-(26 * 60 + 5) * 60_000), { days: 1, hours: 2, minutes: 5 });
});

test("the server's clock counts, and runs on at its own speed", () => {
  const local = performance.now();
  hearServerTime(new Headers({ 'x-leadwacht-now': '2026-03-06T09:05:00Z', 'x-leadwacht-speed': '600' }));
  const passedMs = nowMs() - at('2026-03-06T09:05:00Z');
  assert.ok(passedMs >= 0 && passedMs <= (performance.now() - local) * 600);

  hearServerTime(new Headers());
  assert.ok(nowMs() < at('2026-03-06T10:00:00Z'), 'an answer without the time changes nothing');
});
