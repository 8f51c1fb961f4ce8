import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf, ROW_MEDIA_TYPE, rowDocument } from '../csv-row.ts';
import { customerMail, customerName, customerPhone, type Enquiry, vehicleTitle } from '../enquiry.ts';
import { CONTEXT } from '../mail.fixtures.ts';
import { readDocument } from '../read-document.ts';

/** As it is read from a table with this head and this row. */
const readRow = (row: Readonly<Record<string, string>>): Enquiry => {
  const document = rowDocument(columnsOf(Object.keys(row)), Object.values(row)) ?? '';
  const [enquiry, ...more] = readDocument(document, ROW_MEDIA_TYPE, CONTEXT);
  assert.deepEqual(more, []);
  assert.ok(enquiry);
  return enquiry;
};

test('a row of a German table is read by its columns as a form is by its labels', () => {
  const enquiry = readRow({
    Eingang: '05.01.2026 14:30',
    Anrede: 'Frau',
    Vorname: 'Ilse',
    Nachname: 'Böhm',
    'E-Mail': 'ilse@boehm.example',
    Mobil: '0170 7654321',
    Fahrzeug: 'VW Käfer',
    Nachricht: 'Ist er noch da?\nGrüße',
  });
  assert.deepEqual(
    [customerName(enquiry), customerMail(enquiry), customerPhone(enquiry), vehicleTitle(enquiry)],
    ['Ilse Böhm', 'ilse@boehm.example', '+491707654321', 'VW Käfer'],
  );
  assert.equal(enquiry.message?.text, 'Ist er noch da?\nGrüße');
  assert.equal(enquiry.submittedAt, '2026-01-05T13:30:00Z');
  assert.deepEqual([enquiry.parse.reader, enquiry.parse.status], ['row', 'ok']);
  assert.equal(enquiry.parse.fields['submittedAt']?.path, 'Eingang');
});

test('a price with a decimal comma is the price', () => {
  const [vehicle] = readRow({ Name: 'Ilse Böhm', Fahrzeug: 'VW Golf', Preis: '12.990,50 €' }).vehicles;
  assert.deepEqual(vehicle?.price, { amount: '12990.50', currency: 'EUR' });
});

for (const [written, instant] of [
  ['05.07.2025', '2025-07-05T10:00:00Z'],
  ['05.07.2025 08:15', '2025-07-05T06:15:00Z'],
  ['2025-07-05T08:15:00Z', '2025-07-05T08:15:00Z'],
] as const)
  test(`it was written at ${written}: a day alone counts from its noon in Germany`, () => {
    assert.equal(readRow({ Name: 'Ilse Böhm', Eingang: written }).submittedAt, instant);
  });

test('what is no time is kept where it stands, as is a column that has no field', () => {
  const enquiry = readRow({ Name: 'Ilse Böhm', Eingang: 'letzte Woche', Lieblingsfarbe: 'Grün' });
  assert.equal(enquiry.submittedAt, undefined);
  assert.ok(enquiry.extra.some(({ value }) => value === 'letzte Woche'));
  assert.ok(enquiry.extra.some(({ key, value }) => key === 'Lieblingsfarbe' && value === 'Grün'));
});

test('two numbers in columns of one name are both kept, and a row without a customer is looked at', () => {
  const document = rowDocument(columnsOf(['Name', 'Telefon', 'Telefon']), [
    'Ilse Böhm',
    '0170 7654321',
    '089 445566',
  ]);
  const [enquiry] = readDocument(document ?? '', ROW_MEDIA_TYPE, CONTEXT);
  assert.equal(enquiry?.customer.phones.length, 2);
  assert.notEqual(readRow({ Nachricht: 'Wer bin ich?' }).parse.status, 'ok');
});
