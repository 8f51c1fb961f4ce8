import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoClock, isQuiet } from './demo-clock.ts';
import { openingAfter } from './opening.ts';

const REAL = Temporal.Instant.from('2026-11-25T14:00Z');
const clock = () => demoClock({ realAt: REAL, shownAt: berlin('2026-11-23T08:30') }, 600);
const berlin = (local: string) =>
  Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Berlin').toInstant();
const after = (seconds: number) => REAL.add({ milliseconds: Math.round(seconds * 1_000) });

test('by day the clock runs at its speed', () => {
  assert.equal(clock()(REAL).toString(), berlin('2026-11-23T08:30').toString());
  assert.equal(clock()(after(12)).toString(), berlin('2026-11-23T10:30').toString());
});

test('a night passes ten times as fast', () => {
  // 08:30 to 22:00 take 81 s; the nine hours of the night 5.4 s instead of 54.
  assert.equal(clock()(after(81)).toString(), berlin('2026-11-23T22:00').toString());
  assert.equal(clock()(after(86.4)).toString(), berlin('2026-11-24T07:00').toString());
  assert.equal(clock()(after(92.4)).toString(), berlin('2026-11-24T08:00').toString());
});

test('the clock never goes back, over a week, whoever asked before', () => {
  const shown = clock();
  let last = shown(REAL);
  for (let seconds = 0; seconds < 900; seconds += 0.7) {
    const now = shown(after(seconds));
    assert.ok(Temporal.Instant.compare(now, last) >= 0, now.toString());
    last = now;
  }
  assert.ok(Temporal.Instant.compare(last, berlin('2026-12-01T00:00')) > 0);
});

test('nights, Saturday evenings and Sundays are quiet', () => {
  const quiet = ['2026-11-23T22:00', '2026-11-24T06:59', '2026-11-28T16:00', '2026-11-29T12:00'];
  const loud = ['2026-11-23T21:59', '2026-11-24T07:00', '2026-11-28T15:59', '2026-11-30T07:00'];
  assert.deepEqual(
    quiet.filter((at) => !isQuiet(berlin(at))),
    [],
  );
  assert.deepEqual(
    loud.filter((at) => isQuiet(berlin(at))),
    [],
  );
});

test("the demo opens on the present week's first working day that was not lived through yet", () => {
  const opening = (today: string, lastAt: string | null) =>
    openingAfter(lastAt === null ? null : berlin(lastAt), Temporal.PlainDate.from(today))
      .toZonedDateTimeISO('Europe/Berlin')
      .toPlainDateTime()
      .toString();
  assert.equal(opening('2026-11-25', null), '2026-11-23T08:30:00');
  assert.equal(opening('2026-11-29', null), '2026-11-23T08:30:00');
  assert.equal(opening('2026-11-25', '2026-11-27T08:30'), '2026-11-30T08:30:00');
  // Easter Monday is a holiday in all three states.
  assert.equal(opening('2026-04-08', null), '2026-04-07T08:30:00');
});
