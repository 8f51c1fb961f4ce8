import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  customerMail,
  customerName,
  customerPhone,
  type Enquiry,
  needsReview,
  vehicleTitle,
} from './enquiry.ts';
import { CONTEXT, mailOf, readAll, readOne, warningsOf } from './mail.fixtures.ts';
import { readMail } from './read-mail.ts';

test('a plain letter becomes an enquiry of its sender, to be looked at', () => {
  const enquiry = readOne({
    from: 'anna@example.org',
    fromName: 'Beispiel, Anna',
    date: '2026-11-20T10:00:00Z',
    messageId: 'm@example.org',
    text: 'Ist der Golf noch da?\n\nAm 19.11.2026 um 08:00 schrieb Autohaus:\n> Guten Tag',
  });
  assert.deepEqual([enquiry.parse.reader, enquiry.parse.status], ['personal', 'partial']);
  assert.equal(needsReview(enquiry), true);
  assert.equal(customerName(enquiry), 'Anna Beispiel');
  assert.equal(customerMail(enquiry), 'anna@example.org');
  assert.equal(enquiry.submittedAt, '2026-11-20T10:00:00Z');
  assert.equal(enquiry.external.messageId, 'm@example.org');
  assert.deepEqual(enquiry.message, {
    text: 'Ist der Golf noch da?',
    fullText: 'Ist der Golf noch da?\n\nAm 19.11.2026 um 08:00 schrieb Autohaus:\n> Guten Tag',
    quotedRemoved: true,
  });
  assert.deepEqual(enquiry.parse.fields['customer.emails.0'], {
    path: 'from',
    method: 'header',
    confidence: 0.8,
    raw: 'anna@example.org',
  });
});

test('Reply-To comes before From; machines and our own address are nobody', () => {
  const sender = (outline: { from: string; replyTo?: string }) =>
    customerMail(readOne({ ...outline, text: 'Hallo' }));
  assert.equal(sender({ from: 'a@example.org', replyTo: 'b@example.org' }), 'b@example.org');
  assert.equal(sender({ from: 'a@example.org', replyTo: 'no-reply@example.org' }), 'a@example.org');
  assert.equal(sender({ from: 'noreply@example.org' }), null);
  assert.equal(sender({ from: 'homepage@leads.autohaus.example' }), null);
});

test('no sender, no text, nothing at all: still an enquiry', () => {
  const noSender = readOne({ from: '', text: 'Hallo' });
  assert.deepEqual(
    [noSender.parse.status, warningsOf(noSender)],
    ['unparsed', ['senderUnknown', 'nothingStructured']],
  );
  const noText = readOne({ from: 'anna@example.org', subject: 'Golf' });
  assert.equal(noText.parse.status, 'unparsed');
  assert.equal(noText.message?.text, 'Golf');
  assert.equal(readAll({ from: '' }).length, 1);
});

test('only HTML: the message is its text', () => {
  const enquiry = readOne({
    from: 'anna@example.org',
    html: '<p>Hallo,<br>noch da?</p><script>alert(1)</script>',
  });
  assert.equal(enquiry.message?.text, 'Hallo,\nnoch da?');
});

test('ADF goes before a form in the same mail', () => {
  const enquiry = readOne({
    text: 'Vorname: Falsch\nNachname: Falsch\nE-Mail: falsch@example.org',
    attachment: {
      content:
        '<adf><prospect><customer><contact><name>Richtig A</name><phone>089 111222</phone></contact></customer></prospect></adf>',
    },
  });
  assert.equal(customerName(enquiry), 'Richtig A');
});

test('a structure that does not open hands over to the next reader, with a warning', () => {
  const enquiry = readOne({
    text: 'Vorname: Anna\nNachname: Beispiel\nE-Mail: anna@example.org',
    attachment: { content: '<!DOCTYPE adf [<!ENTITY a "b">]><adf><prospect/></adf>' },
  });
  assert.equal(enquiry.parse.reader, 'labels');
  assert.deepEqual(warningsOf(enquiry), ['xmlEntities']);
  assert.equal(enquiry.parse.status, 'partial');
});

test('warnings of the mail stay with the enquiry', () => {
  const [enquiry] = readMail({ ...mailOf({ text: 'x' }), warnings: [{ code: 'charsetRepaired' }] }, CONTEXT);
  assert.equal(enquiry?.parse.warnings[0]?.code, 'charsetRepaired');
});

test('an enquiry can be stored as jsonb: no NUL characters, no halves of characters', () => {
  const enquiry = readOne({ from: 'a@example.org', text: 'a\0b\ud83dc', subject: 'x' });
  assert.equal(enquiry.message?.text, 'ab\ufffdc');
});

test('a date far in the future is not believed', () => {
  assert.equal(
    readOne({ from: 'a@example.org', text: 'x', date: '3609-06-30T09:33:50Z' }).submittedAt,
    undefined,
  );
});

test('enquiries share nothing with the mail they came from', () => {
  const mail = mailOf({ from: 'a@example.org', text: 'x' });
  const before = JSON.stringify(mail);
  readMail(mail, CONTEXT);
  assert.equal(JSON.stringify(mail), before);
});

test('display: the best name, address, number and vehicle', () => {
  const base = readOne({ from: '', text: 'x' });
  const shown = (customer: Partial<Enquiry['customer']>, vehicles: Enquiry['vehicles'] = []): Enquiry => ({
    ...base,
    customer: { ...base.customer, ...customer },
    vehicles,
  });
  assert.equal(customerName(shown({ company: 'Muster GmbH' })), 'Muster GmbH');
  assert.equal(customerName(shown({ first: 'Max', last: 'Muster', company: 'Muster GmbH' })), 'Max Muster');
  assert.equal(customerName(shown({})), null);
  const email = { relay: false, preferred: false };
  assert.equal(
    customerMail(
      shown({
        emails: [
          { ...email, address: 'r@relay.example', relay: true },
          { ...email, address: 'a@b.example' },
        ],
      }),
    ),
    'a@b.example',
  );
  const phone = { type: 'unknown', preferred: false, masked: false } as const;
  assert.equal(
    customerPhone(
      shown({
        phones: [
          { ...phone, raw: '1', type: 'fax' },
          { ...phone, raw: '555-1234' },
          { ...phone, raw: '089 1', e164: '+49891' },
        ],
      }),
    ),
    '+49891',
  );
  assert.equal(customerPhone(shown({ phones: [{ ...phone, raw: '555-1234' }] })), '555-1234');
  assert.equal(
    vehicleTitle(
      shown({}, [
        { role: 'trade_in', make: 'VW' },
        { role: 'wanted', title: 'Golf' },
      ]),
    ),
    'Golf',
  );
  assert.equal(vehicleTitle(shown({}, [{ role: 'wanted' }])), null);
});
