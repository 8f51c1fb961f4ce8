import assert from 'node:assert/strict';
import { test } from 'node:test';
import { customerMail, customerName, customerPhone, vehicleTitle } from '../enquiry.ts';
import { CONTEXT, warningsOf } from '../mail.fixtures.ts';
import { readDocument } from '../read-document.ts';
import { identityMark } from '../thread.ts';

const read = (document: unknown) => {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  const [enquiry, ...more] = readDocument(text, 'application/json; charset=utf-8', CONTEXT);
  assert.ok(enquiry);
  assert.deepEqual(more, []);
  return enquiry;
};

test('every member of our own format has its field, with where it stood', () => {
  const enquiry = read({
    externalId: 'F-1001',
    submittedAt: '2026-11-22T09:58:00+01:00',
    salutation: 'Frau',
    firstName: 'Karla',
    lastName: 'Kunde',
    company: 'Kunde GmbH',
    mail: 'karla@kunde.example',
    phone: '0170 1234567',
    address: { street: 'Musterweg 5', postalCode: '80331', city: 'München', country: 'DE' },
    message: 'Ist der Wagen noch da?',
    vehicle: {
      make: 'VW',
      model: 'Golf',
      modelYear: 2021,
      price: '24.990 €',
      mileageKm: 12_000,
      powerKw: 110,
    },
    tradeIn: { make: 'Opel', model: 'Corsa', mileageKm: 98_000 },
    wishes: { testDrive: true, financing: 'ja', leasing: false },
    consent: { given: true, text: 'Ich stimme zu.', at: '2026-11-22T09:57:00+01:00' },
    campaign: 'Herbst',
    locale: 'de-DE',
  });
  assert.deepEqual(warningsOf(enquiry), []);
  assert.deepEqual(
    [enquiry.parse.reader, enquiry.parse.status, enquiry.source.channel],
    ['json', 'ok', 'api'],
  );
  assert.deepEqual(
    [customerName(enquiry), customerMail(enquiry), customerPhone(enquiry), vehicleTitle(enquiry)],
    ['Karla Kunde', 'karla@kunde.example', '+491701234567', 'VW Golf 2021'],
  );
  assert.equal(enquiry.submittedAt, '2026-11-22T08:58:00Z');
  const [wanted, own] = enquiry.vehicles;
  assert.deepEqual(
    [wanted?.price, wanted?.mileage, wanted?.powerKw, own?.role, own?.make, own?.mileage?.value],
    [{ amount: '24990', currency: 'EUR' }, { value: 12_000, unit: 'km' }, 110, 'trade_in', 'Opel', 98_000],
  );
  assert.deepEqual(enquiry.wish, { testDrive: {}, financing: true, leasing: false });
  assert.deepEqual(enquiry.consent, {
    source: 'form',
    given: true,
    text: 'Ich stimme zu.',
    at: '2026-11-22T08:57:00Z',
  });
  assert.equal(enquiry.parse.fields['vehicles.0.make']?.path, 'vehicle.make');
  assert.deepEqual(enquiry.extra, []);
});

test('members nobody named are read by their label or kept as they are', () => {
  const enquiry = read({
    Vorname: 'Karla',
    spitz_name: 'x',
    Nachname: 'Kunde',
    Telefon: '089 1234567',
    fahrzeug: 'VW Golf',
    Wunschfarbe: 'Rot',
    utm: { campaign: 'Frühling' },
    ids: [1, 2],
    nothing: null,
  });
  assert.equal(customerName(enquiry), 'Karla Kunde');
  assert.equal(customerPhone(enquiry), '+49891234567');
  assert.deepEqual(enquiry.extra, [
    { key: 'spitz_name', value: 'x' },
    { key: 'Wunschfarbe', value: 'Rot' },
    { key: 'utm', value: '{"campaign":"Frühling"}' },
    { key: 'ids', value: '[1,2]' },
  ]);
  assert.equal(enquiry.parse.status, 'ok');
});

test('a value of the wrong shape is shown, and somebody looks at it', () => {
  const enquiry = read({
    name: 'Karla',
    mail: { work: 'karla@kunde.example' },
    phone: ['0170 1234567'],
    vehicle: 'VW Golf',
  });
  assert.deepEqual(warningsOf(enquiry), ['valueUnreadable']);
  assert.equal(enquiry.parse.status, 'partial');
  assert.deepEqual(enquiry.extra, [{ key: 'mail', value: '{"work":"karla@kunde.example"}' }]);
  assert.deepEqual([customerPhone(enquiry), vehicleTitle(enquiry)], ['+491701234567', 'VW Golf']);
});

test('ids beyond 2^53 keep every digit', () => {
  const enquiry = read('{"externalId": 9007199254740993123, "name": "Karla"}');
  assert.equal(enquiry.external.leadId, '9007199254740993123');
  assert.deepEqual(identityMark(enquiry), { mark: 'id:9007199254740993123', isSure: true });
});

test('names every object has and depths nobody writes are only data', () => {
  const enquiry = read(
    '{"__proto__": {"mail": "a@b.example"}, "constructor": "x", "name": "Karla", "phone": "0170 1234567"}',
  );
  assert.deepEqual(
    enquiry.extra.map(({ key }) => key),
    ['__proto__', 'constructor'],
  );
  const deep = `{"name": "Karla", "x": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
  assert.equal(read(deep).parse.status, 'unparsed');
});

test('what is no JSON object stays whole, to be looked at', () => {
  for (const text of ['{"name": ', '[1]', '"Karla"', '']) {
    const enquiry = read(text);
    assert.equal(enquiry.parse.status, 'unparsed');
    assert.equal(enquiry.message?.text ?? '', text.trim());
  }
});

test('a lead form of Google is read by its columns, own questions by their names, and a test is one', () => {
  const enquiry = read(`{
    "lead_id": "TeSter-123", "api_version": "1.0", "form_id": 40000000000, "campaign_id": 9007199254740993,
    "google_key": "geheim", "is_test": true, "gcl_id": "Cj0", "adgroup_id": 20000000000,
    "lead_submit_time": "2026-11-22T08:58:00Z",
    "user_column_data": [
      {"column_name": "Full Name", "string_value": "Karla Kunde", "column_id": "FULL_NAME"},
      {"column_name": "User Email", "string_value": "karla@kunde.example", "column_id": "EMAIL"},
      {"column_name": "User Phone", "string_value": "+49 170 1234567", "column_id": "PHONE_NUMBER"},
      {"column_name": "Wunschfarbe?", "string_value": "Rot", "column_id": "custom_1"},
      {"column_name": "Fahrzeug", "string_value": "VW Polo"}, {"column_id": "constructor"}, 7
    ]}`);
  assert.deepEqual(
    [customerName(enquiry), customerMail(enquiry), customerPhone(enquiry), vehicleTitle(enquiry)],
    ['Karla Kunde', 'karla@kunde.example', '+491701234567', 'VW Polo'],
  );
  assert.deepEqual(enquiry.source, {
    key: 'homepage',
    channel: 'webhook',
    leadAddress: 'homepage@leads.autohaus.example',
    provider: 'Google Ads',
    clickIds: { gclid: 'Cj0' },
    campaign: '9007199254740993',
    form: '40000000000',
    isTest: true,
  });
  assert.deepEqual(identityMark(enquiry), { mark: 'id:TeSter-123', isSure: true });
  assert.deepEqual(enquiry.extra, [
    { key: 'adgroup_id', value: '20000000000' },
    { key: 'Wunschfarbe?', value: 'Rot' },
    { key: 'constructor', value: '{"column_id":"constructor"}' },
    { key: 'user_column_data', value: '7' },
  ]);
  assert.doesNotMatch(JSON.stringify(enquiry), /geheim/);
});
