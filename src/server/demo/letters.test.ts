import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTransport } from 'nodemailer';
import {
  customerMail,
  customerName,
  customerPhone,
  needsReview,
  vehicleTitle,
} from '../../domain/intake/enquiry.ts';
import { readRaw } from '../intake/reading.ts';
import { chanceOf } from './chance.ts';
import { BRANCHES } from './cast.ts';
import { writeLetter } from './letters.ts';
import { arrivalsOn, isInMorningRound } from './rhythm.ts';

const SOURCES = BRANCHES.flatMap(({ sources, state }) => sources.map(({ kind }) => ({ kind, state })));
const WRITER = createTransport({ streamTransport: true, buffer: true });

for (const { kind, state } of SOURCES) {
  test(`what ${kind} sends in ${state} is read as it was meant`, async () => {
    for (let ordinal = 0; ordinal < 40; ordinal += 1) {
      const { mail, stated } = writeLetter(chanceOf('letters', kind, ordinal), kind, state, ordinal);
      const written = await WRITER.sendMail({ ...mail, to: 'lead@leads.example' });
      const message = written.message as Buffer;
      const receivedAt = Temporal.Instant.from('2026-11-23T08:00Z');
      const reading = await readRaw(
        { bytes: message, mediaType: 'message/rfc822' },
        { sourceKind: kind, receivedAt },
      );
      const [enquiry, ...others] = reading.enquiries;
      assert.ok(enquiry && others.length === 0, `one enquiry in ${message.toString()}`);
      assert.equal(reading.class, 'lead');
      assert.equal(customerName(enquiry), stated.name);
      assert.equal(vehicleTitle(enquiry), stated.vehicle);
      assert.equal(needsReview(enquiry), stated.vehicle === null);
      assert.match(customerMail(enquiry) ?? '', /\.example$/);
      assert.match(customerPhone(enquiry) ?? '+49', /^\+49/);
      assert.ok((enquiry.message?.text ?? '').length > 20);
    }
  });
}

const MONDAY = Temporal.PlainDate.from('2026-11-23');

test('a day brings the same enquiries every time, and another seed brings others', () => {
  assert.deepEqual(arrivalsOn(1, MONDAY), arrivalsOn(1, MONDAY));
  assert.notDeepEqual(arrivalsOn(2, MONDAY), arrivalsOn(1, MONDAY));
});

test('on every working day something arrives during the morning round', () => {
  for (let passed = 0; passed < 28; passed += 1) {
    const day = MONDAY.add({ days: passed });
    if (day.dayOfWeek <= 5)
      assert.ok(
        arrivalsOn(1, day).some(({ at }) => isInMorningRound(at)),
        day.toString(),
      );
  }
});

test('no two enquiries of half a year give the same telephone number', () => {
  const numbers = Array.from({ length: 90 }, (_, passed) => arrivalsOn(1, MONDAY.add({ days: passed })))
    .flat()
    .flatMap(({ letter }) => /0\d+ \d{7,8}/.exec(JSON.stringify(letter.mail)) ?? []);
  assert.ok(numbers.length > 200);
  assert.equal(new Set(numbers).size, numbers.length);
});
