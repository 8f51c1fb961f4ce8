import assert from 'node:assert/strict';
import { test } from 'node:test';
import { customerMail, customerName, customerPhone, vehicleTitle } from '../enquiry.ts';
import { CONTEXT, warningsOf } from '../mail.fixtures.ts';
import { readDocument } from '../read-document.ts';
import { identityMark } from '../thread.ts';

// The shapes of developers.facebook.com/docs/marketing-api/guides/lead-ads/retrieving, with made-up people.
const NOTIFICATION = {
  leadgen_id: '1000000000000017',
  page_id: '2000000000000001',
  form_id: '3000000000000001',
  ad_id: '4000000000000001',
  adgroup_id: '5000000000000001',
  created_time: 1_772_442_000,
};
const lead = (answers: readonly unknown[]) => ({
  id: NOTIFICATION.leadgen_id,
  created_time: '2026-03-02T09:00:05+0000',
  ad_id: NOTIFICATION.ad_id,
  form_id: NOTIFICATION.form_id,
  field_data: answers,
});
const answer = (name: string, ...values: string[]) => ({ name, values });

const read = (document: object) => {
  const [enquiry, ...more] = readDocument(JSON.stringify(document), 'application/json', CONTEXT);
  assert.ok(enquiry);
  assert.deepEqual(more, []);
  return enquiry;
};

test('the questions of Meta have their fields, own ones are read by their words or shown as asked', () => {
  const enquiry = read({
    ...NOTIFICATION,
    lead: lead([
      answer('full_name', 'Karla Kunde'),
      answer('email', 'karla@kunde.example'),
      answer('phone_number', '+491701234567'),
      answer('post_code', '80331'),
      answer('city', 'München'),
      answer('Fahrzeug', 'VW Golf'),
      answer('wann_möchten_sie_vorbeikommen?', 'vormittags', 'samstags'),
      answer('marital_status', 'SINGLE'),
    ]),
  });
  assert.deepEqual(
    [customerName(enquiry), customerMail(enquiry), customerPhone(enquiry), vehicleTitle(enquiry)],
    ['Karla Kunde', 'karla@kunde.example', '+491701234567', 'VW Golf'],
  );
  assert.deepEqual(
    [enquiry.customer.address?.postalCode, enquiry.customer.address?.city],
    ['80331', 'München'],
  );
  assert.deepEqual(enquiry.extra, [
    { key: 'ad_id', value: '4000000000000001' },
    { key: 'adgroup_id', value: '5000000000000001' },
    { key: 'wann möchten sie vorbeikommen?', value: 'vormittags, samstags' },
    { key: 'marital status', value: 'SINGLE' },
  ]);
  assert.deepEqual(
    [enquiry.parse.reader, enquiry.parse.status, enquiry.submittedAt, enquiry.source.form],
    ['meta-lead-ads', 'ok', '2026-03-02T09:00:05Z', '3000000000000001'],
  );
  assert.deepEqual(identityMark(enquiry), { mark: 'id:1000000000000017', isSure: true });
  assert.deepEqual([enquiry.source.channel, enquiry.source.provider], ['webhook', 'Meta']);
});

test('before it is fetched it is known by its id, and somebody looks at it', () => {
  const enquiry = read(NOTIFICATION);
  assert.deepEqual(warningsOf(enquiry), ['notFetched', 'contactMissing', 'nameMissing']);
  assert.deepEqual([enquiry.parse.status, enquiry.submittedAt], ['partial', '2026-03-02T09:00:00Z']);
  assert.deepEqual(
    [enquiry.message, enquiry.external.leadId, enquiry.source.form],
    [undefined, '1000000000000017', '3000000000000001'],
  );
});

test('a lead of a post has no ad, and answers of a strange shape are shown', () => {
  const { ad_id: _, adgroup_id: __, ...organic } = NOTIFICATION;
  const { ad_id: ___, ...plain } = lead([
    answer('first_name', 'Otto'),
    answer('email'),
    7,
    { name: 'phone_number' },
  ]);
  const enquiry = read({ ...organic, lead: plain });
  assert.deepEqual([enquiry.customer.first, enquiry.parse.status], ['Otto', 'partial']);
  assert.deepEqual(enquiry.extra, [{ key: 'field_data', value: '7' }]);
});

test('what the tool of Meta makes up to try out a form is a test', () => {
  const made = (name: string) => answer(name, `<test lead: dummy data for ${name}>`);
  const enquiry = read({
    ...NOTIFICATION,
    lead: lead([answer('email', 'test@meta.com'), made('full_name')]),
  });
  assert.equal(enquiry.source.isTest, true);
});
