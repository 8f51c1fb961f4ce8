import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quietUntil } from './quiet-hours.ts';

const ZONE = 'Europe/Berlin';
const endOf = (local: string, from: string, until: string): string | null => {
  const now = Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant();
  return (
    quietUntil(now, { from, until }, ZONE)?.toZonedDateTimeISO(ZONE).toString({ timeZoneName: 'never' }) ??
    null
  );
};

test('over midnight: they end in the morning, whichever side of midnight it is', () => {
  assert.equal(endOf('2026-03-04T22:00', '22:00', '07:00'), '2026-03-05T07:00:00+01:00');
  assert.equal(endOf('2026-03-05T06:59:59', '22:00', '07:00'), '2026-03-05T07:00:00+01:00');
  assert.equal(endOf('2026-03-05T07:00', '22:00', '07:00'), null);
  assert.equal(endOf('2026-03-04T21:59', '22:00', '07:00'), null);
});

test('within a day, and never when they begin and end at the same time', () => {
  assert.equal(endOf('2026-03-04T12:30', '12:00', '13:00'), '2026-03-04T13:00:00+01:00');
  assert.equal(endOf('2026-03-04T13:00', '12:00', '13:00'), null);
  assert.equal(endOf('2026-03-04T13:00', '12:00', '12:00'), null);
});

test('they end by the wall on the nights the clock is changed', () => {
  assert.equal(endOf('2026-03-28T23:00', '22:00', '07:00'), '2026-03-29T07:00:00+02:00');
  assert.equal(endOf('2026-10-24T23:00', '22:00', '07:00'), '2026-10-25T07:00:00+01:00');
});
