import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correctEnquiry, fieldsOf } from './correct.ts';
import { customerMail, customerPhone, type Enquiry } from './enquiry.ts';
import { mailOf } from './mail.fixtures.ts';
import { readMail } from './read-mail.ts';
import { differencesOf, isReadOtherwise, readFields, rereadEnquiry } from './reread.ts';

const CLARA = { by: 'Clara Conrad', at: '2026-03-02T10:00:00Z' };
const read = (text: string): Enquiry => {
  const context = { sourceKind: 'homepage', receivedAt: Temporal.Instant.from('2026-03-02T09:00:00Z') };
  const [enquiry] = readMail(mailOf({ text }), context);
  assert.ok(enquiry);
  return enquiry;
};
const FORM =
  'Name: Karla Kunde\nE-Mail: karla@kunde.example\nTelefon: 089 1234567\nFahrzeug: VW Golf\nNachricht: Noch da?\n';

test('what a person puts right is stated, with the person as its origin; the rest keeps its own', () => {
  const enquiry = read(FORM);
  const wanted = {
    ...fieldsOf(enquiry),
    phone: '0170 1234567',
    vehicle: 'VW Passat',
    wishes: ['testDrive' as const],
  };
  const corrected = correctEnquiry(enquiry, wanted, CLARA);
  assert.deepEqual(fieldsOf(corrected), { ...wanted, phone: '+491701234567' });
  const origins = new Map(readFields(corrected).map(({ path, method }) => [path, method]));
  assert.equal(origins.get('customer.phones.0'), 'person: Clara Conrad');
  assert.equal(origins.get('vehicles.0.title'), 'person: Clara Conrad');
  assert.equal(origins.get('wish.testDrive'), 'person: Clara Conrad');
  assert.equal(origins.get('customer.emails.0'), 'label: E-Mail');
  assert.deepEqual(fieldsOf(enquiry).phone, '+49891234567', 'the enquiry given is left as it was');
});

test('nothing changed is no correction', () => {
  const enquiry = read(FORM);
  assert.equal(correctEnquiry(enquiry, fieldsOf(enquiry), CLARA).corrections, undefined);
});

test('each field can be cleared, and stays cleared when the message is read anew', () => {
  const enquiry = read(FORM);
  const nothing = { name: '', mail: '', phone: '', vehicle: '', text: '', wishes: [] };
  const cleared = correctEnquiry(enquiry, nothing, CLARA);
  assert.deepEqual(fieldsOf(cleared), nothing);
  assert.deepEqual(fieldsOf(rereadEnquiry(cleared, enquiry)), nothing);
});

test('a wrong address or number goes, the others stay with their origins', () => {
  const enquiry = read(`${FORM}Mobil: 0171 7654321\n`);
  const corrected = correctEnquiry(enquiry, { ...fieldsOf(enquiry), phone: '030 999888' }, CLARA);
  assert.equal(customerPhone(corrected), '+4930999888');
  assert.deepEqual(
    corrected.customer.phones.map(({ e164 }) => e164),
    ['+491717654321', '+4930999888'],
  );
  assert.equal(corrected.parse.fields['customer.phones.0']?.raw, '0171 7654321');
  assert.equal(corrected.parse.fields['customer.phones.1']?.method, 'person');
});

test('a newer reading fills what it knows better, and keeps what a person put right', () => {
  const old = correctEnquiry(
    read('Name: Karla Kunde\nE-Mail: karla@kunde.example\n'),
    { ...fieldsOf(read('Name: Karla Kunde\nE-Mail: karla@kunde.example\n')), mail: 'karla@richtig.example' },
    CLARA,
  );
  const fresh = read(FORM);
  const differences = differencesOf(old, fresh);
  assert.ok(isReadOtherwise(differences));
  assert.deepEqual(
    differences.filter(({ kept }) => kept),
    [{ path: 'customer.emails', old: 'karla@richtig.example', new: 'karla@kunde.example', kept: true }],
  );
  assert.ok(differences.some(({ path, new: now }) => path === 'vehicles.0.title' && now === 'VW Golf'));
  const result = rereadEnquiry(old, fresh);
  assert.equal(customerMail(result), 'karla@richtig.example');
  assert.equal(customerPhone(result), '+49891234567');
  assert.deepEqual(
    differencesOf(result, fresh).filter(({ kept }) => !kept),
    [],
    'read once more, nothing changes',
  );
});

test('that a lead was a test, and how it arrived, is not the reader’s to forget', () => {
  const fresh = read(FORM);
  const old: Enquiry = {
    ...fresh,
    source: { ...fresh.source, isTest: true },
    parse: { ...fresh.parse, warnings: [{ code: 'arrivedLongAgo' }] },
  };
  const result = rereadEnquiry(old, fresh);
  assert.equal(result.source.isTest, true);
  assert.ok(result.parse.warnings.some(({ code }) => code === 'arrivedLongAgo'));
});
