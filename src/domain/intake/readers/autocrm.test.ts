import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOne } from '../mail.fixtures.ts';

/** As the gateway sends it: every element, in ISO-8859-1 (formats.md 6). */
const documentOf = (filled: Record<string, string>): string => {
  const element = (name: string) => `<${name}>${filled[name] ?? ''}</${name}>`;
  const buyer =
    'kundennummer titel anrede vorname nachname name firma KfzKennzeichen strasse plz ort landIso email phone mobil fax message';
  const lead = 'erstkontakt quelle kategorie bearbeiter leadid';
  return `<?xml version="1.0" encoding="ISO-8859-1"?>\n<lead><potentialBuyer>${buyer.split(' ').map(element).join('\n')}</potentialBuyer>${lead.split(' ').map(element).join('\n')}</lead>`;
};
const FULL = documentOf({
  kundennummer: 'K-9',
  titel: 'Dr.',
  anrede: 'Frau',
  vorname: 'Jördis',
  nachname: 'Größ',
  KfzKennzeichen: 'M-AB 123',
  strasse: 'Süßer Weg 5',
  plz: '80331',
  ort: 'München',
  landIso: 'DE',
  email: 'joerdis@example.org',
  phone: '089 1234567',
  mobil: '0171 1234567',
  message: 'Ist er noch da?\nFahrzeug: VW Golf\nProbefahrt: Ja\nWintercheck: gern',
  erstkontakt: 'E-Mail',
  quelle: 'Homepage',
  kategorie: 'Neuwagen',
  leadid: '4711',
});

test('autocrm: every element, in its own charset, with its origin', () => {
  const attachment = { name: 'lead.xml', content: Buffer.from(FULL, 'latin1') };
  const { parse, ...fields } = readOne({ attachment, from: 'gateway@forms.example' });
  assert.deepEqual(
    { ...fields, attachments: [] },
    {
      schema: 1,
      kind: 'inquiry',
      source: {
        key: 'homepage',
        channel: 'email',
        leadAddress: 'homepage@leads.autohaus.example',
        name: 'Homepage',
      },
      external: { ids: [], leadId: '4711' },
      customer: {
        type: 'private',
        customerNumber: 'K-9',
        title: 'Dr.',
        salutation: 'ms',
        first: 'Jördis',
        last: 'Größ',
        emails: [{ address: 'joerdis@example.org', relay: false, preferred: false }],
        phones: [
          { raw: '089 1234567', e164: '+49891234567', type: 'landline', preferred: false, masked: false },
          { raw: '0171 1234567', e164: '+491711234567', type: 'mobile', preferred: false, masked: false },
        ],
        address: { lines: ['Süßer Weg 5'], postalCode: '80331', city: 'München', country: 'DE' },
      },
      vehicles: [
        { role: 'trade_in', licensePlate: 'M-AB 123' },
        { role: 'wanted', title: 'VW Golf' },
      ],
      message: {
        text: 'Ist er noch da?\nFahrzeug: VW Golf\nProbefahrt: Ja\nWintercheck: gern',
        fullText: 'Ist er noch da?\nFahrzeug: VW Golf\nProbefahrt: Ja\nWintercheck: gern',
        quotedRemoved: false,
      },
      wish: { testDrive: {} },
      consent: { source: 'none' },
      attachments: [],
      extra: [
        { key: 'erstkontakt', value: 'E-Mail' },
        { key: 'kategorie', value: 'Neuwagen' },
      ],
    },
  );
  assert.deepEqual([parse.reader, parse.status, parse.warnings], ['autocrm', 'ok', []]);
  assert.deepEqual(parse.fields['customer.last'], {
    path: 'potentialBuyer/nachname',
    method: 'xml',
    confidence: 1,
    raw: 'Größ',
  });
});

test('autocrm: elements without a value say nothing', () => {
  const enquiry = readOne({ text: documentOf({ name: 'Anna Beispiel', phone: '089 1234567' }) });
  assert.deepEqual([enquiry.parse.reader, enquiry.parse.status], ['autocrm', 'ok']);
  assert.equal(enquiry.customer.full, 'Anna Beispiel');
  assert.deepEqual([enquiry.vehicles, enquiry.extra, enquiry.message], [[], [], undefined]);
});

test('autocrm: one in which nobody is named is looked at', () => {
  const { parse } = readOne({ text: documentOf({ quelle: 'Homepage' }) });
  assert.deepEqual([parse.reader, parse.status], ['autocrm', 'partial']);
});

test('autocrm: from a gateway that leaves elements out', () => {
  const { customer, parse } = readOne({
    text: '<lead><potentialBuyer><vorname>Anna</vorname><nachname>Beispiel</nachname><mobil>0171 1234567</mobil></potentialBuyer><quelle>Homepage</quelle></lead>',
  });
  assert.deepEqual([parse.reader, parse.status, customer.last], ['autocrm', 'ok', 'Beispiel']);
});
