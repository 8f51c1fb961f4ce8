import assert from 'node:assert/strict';
import { test } from 'node:test';
import { customerMail, customerName } from '../enquiry.ts';
import { readOne } from '../mail.fixtures.ts';

const RELAY = 'buyer-1a2b3c4d@kontakt.mobile.de';
const BUYER = 'ab'.repeat(32);
const PLATFORM =
  'Nutze bitte die Antwort-Funktion deines Programms.\nSicherheit bei mobile.de: Telefon: 030 111111';

test('mobile.de: relay, buyer key and headers', () => {
  const enquiry = readOne({
    from: RELAY,
    fromName: 'Anna Beispiel',
    headers: {
      'X-MOBILEDE-BUYER-ID': BUYER,
      'X-ADID': 'COMA123456789',
      'X-Cust-Customer_Number': '4711',
      'X-Cust-Internal_Number': 'G-17',
      'X-Cust-Make_Name': 'VW',
      'X-Cust-Model_Description': 'Golf 1.5 TSI Style',
      'X-Cust-Price_In_Main_Unit': '21990',
      'X-Cust-Currency': 'EUR',
      'X-Cust-Phone_Number_Display_Number': '0171 1234567',
      'X-Cust-Ip_Address_V4V6': '192.0.2.7',
    },
    text: `Du hast eine Anfrage.\n\nNachricht:\nIst der Golf noch da?\nGruß: Anna\n\n${PLATFORM}`,
  });
  const { parse, ...fields } = enquiry;
  assert.deepEqual(fields, {
    schema: 1,
    kind: 'inquiry',
    source: {
      key: 'homepage',
      channel: 'email',
      leadAddress: 'homepage@leads.autohaus.example',
      provider: 'mobile.de',
    },
    external: { ids: [], buyerKey: BUYER, dealerNumber: '4711' },
    customer: {
      type: 'unknown',
      full: 'Anna Beispiel',
      emails: [{ address: RELAY, relay: true, preferred: false }],
      phones: [
        { raw: '0171 1234567', e164: '+491711234567', type: 'mobile', preferred: false, masked: false },
      ],
    },
    vehicles: [
      {
        role: 'wanted',
        listingId: '123456789',
        make: 'VW',
        title: 'Golf 1.5 TSI Style',
        internalNumber: 'G-17',
        price: { amount: '21990', currency: 'EUR' },
      },
    ],
    message: {
      text: 'Ist der Golf noch da?\nGruß: Anna',
      fullText: 'Ist der Golf noch da?\nGruß: Anna',
      quotedRemoved: false,
    },
    wish: {},
    consent: { source: 'none' },
    attachments: [],
    extra: [],
  });
  assert.deepEqual([parse.reader, parse.status], ['mobile.de', 'ok']);
  assert.doesNotMatch(JSON.stringify(enquiry), /192\.0\.2\.7|030 111111/);
});

test('mobile.de: without any header of its own, by the relay address alone', () => {
  const enquiry = readOne({
    from: RELAY,
    fromName: 'Anna',
    text: `Nachricht: Noch da?\n\nInseratsnummer: 987654321\n\n${PLATFORM}`,
  });
  assert.equal(enquiry.parse.reader, 'mobile.de');
  assert.equal(enquiry.vehicles[0]?.listingId, '987654321');
  assert.equal(customerMail(enquiry), RELAY);
});

test('mobile.de: a follow-up has no label and ends at the quoted mail', () => {
  const enquiry = readOne({
    from: RELAY,
    text: 'Passt, ich komme um 10.\n\nAm 7. Juni 2026 um 09:39 schrieb <seller-1@kontakt.mobile.de>:\n> Gern',
  });
  assert.equal(enquiry.message?.text, 'Passt, ich komme um 10.');
});

test('mobile.de: mail to the relay, with the buyer in Reply-To', () => {
  const enquiry = readOne({
    from: 'noreply@team.mobile.de',
    fromName: 'mobile.de',
    replyTo: 'anna@example.org',
    replyToName: 'Anna Beispiel',
    text: 'Nachricht: Noch da?',
  });
  assert.deepEqual([customerName(enquiry), customerMail(enquiry)], ['Anna Beispiel', 'anna@example.org']);
});

test('mobile.de: look-alikes and alerts are not taken for it', () => {
  for (const from of [
    'buyer-1@kontakt.mobile.de.example',
    'buyer-1@xkontakt.mobile.de',
    'noreply@dein.mobile.de',
  ]) {
    assert.notEqual(readOne({ from, text: 'Nachricht: Hallo' }).parse.reader, 'mobile.de', from);
  }
});
