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

test('mobile.de: a number abroad, the language, and both sides as the relay names them', () => {
  const enquiry = readOne({
    from: 'b-77@mail.mobile.de',
    fromName: 'Anna',
    headers: {
      'X-Cust-Phone_Number_Country_Code': '43',
      'X-Cust-Phone_Number_Display_Number': '0664 1234567',
      'X-Cust-Buyer_Locale': 'de_AT',
      'X-Cust-Seller_Type': 'DEALER',
      'X-Cust-Buyer_Device_Id': 'd-1',
    },
    text: 'Nachricht: Noch da?',
  });
  assert.equal(enquiry.customer.phones[0]?.e164, '+436641234567');
  assert.equal(enquiry.parse.fields['customer.phones.0']?.path, 'x-cust-phone_number_display_number');
  assert.equal(enquiry.locale, 'de-AT');
  assert.equal(enquiry.customer.emails[0]?.relay, true);
  assert.deepEqual(enquiry.extra, [{ key: 'x-cust-seller_type', value: 'DEALER' }]);
});

test('mobile.de: the buyer’s text ends at every mark of the platform', () => {
  for (const mark of [
    'Nutze bitte die Antwort-Funktion',
    'Bitte beachte:',
    'Sicherheit bei mobile.de',
    'Diese E-Mail ist ein Service der mobile.de',
    'Mit freundlichen Grüßen\nDiese E-Mail',
  ]) {
    const enquiry = readOne({ from: RELAY, fromName: 'Anna', text: `Nachricht: Noch da?\n\n${mark} …` });
    assert.equal(enquiry.message?.text, 'Noch da?', mark);
  }
  for (const quote of [
    'Hinweis: Diese Nachricht enthält einen Link',
    'Am 13.12.2026 21:11 schrieb "Autohaus" <seller-1@kontakt.mobile.de>:\n> Gern',
    'On Thu, Jun 1, 2026 at 1:32 PM A <seller-1@kontakt.mobile.de> wrote:\n> Gern',
    'Gesendet: Donnerstag, 01. Juni 2026 um 13:56 Uhr\nVon: Autohaus <a@b.example>\nAn: Anna <b@c.example>\nBetreff: x\nGern',
    '-----Ursprüngliche Nachricht-----\nGern',
  ]) {
    const enquiry = readOne({ from: RELAY, text: `Passt.\n\n${quote}` });
    assert.equal(enquiry.message?.text, 'Passt.', quote);
  }
});
