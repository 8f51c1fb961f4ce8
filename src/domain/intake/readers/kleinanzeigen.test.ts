import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOne } from '../mail.fixtures.ts';

const RELAY = `${'0f'.repeat(20)}-ek-ek@mail.kleinanzeigen.de`;
const HTML = `<html><body><table><tr><td>Anfrage zu deiner Anzeige „VW Golf“ (Anzeigennummer: 2745671234)</td></tr>
  <tr><td bgcolor="#f0f0f0"><b>Nachricht von</b> Anna B.<br><br>Hallo,<br>ist der Golf noch da?</td></tr>
  <tr><td>Schütze dich vor Betrug. Telefon: 030 111111</td></tr></table></body></html>`;

test('Kleinanzeigen: relay, headers, name, ad number and the message box', () => {
  const enquiry = readOne({
    from: RELAY,
    fromName: 'Anna B. über Kleinanzeigen',
    headers: { 'X-Conversation-Id': 'c-1', 'X-Message-Id': 'm-1' },
    html: HTML,
  });
  assert.deepEqual([enquiry.parse.reader, enquiry.parse.status], ['kleinanzeigen', 'ok']);
  assert.deepEqual(enquiry.customer, {
    type: 'unknown',
    full: 'Anna B.',
    emails: [{ address: RELAY, relay: true, preferred: false }],
    phones: [],
  });
  assert.deepEqual(enquiry.external, { ids: [], conversationId: 'c-1', eventId: 'm-1' });
  assert.deepEqual(enquiry.vehicles, [{ role: 'wanted', listingId: '2745671234', title: 'VW Golf' }]);
  assert.equal(enquiry.message?.text, 'Hallo,\nist der Golf noch da?');
});

test('Kleinanzeigen: an answer in the conversation', () => {
  const enquiry = readOne({
    from: RELAY,
    fromName: 'Anna B. über Kleinanzeigen',
    html: HTML.replace('Nachricht von', 'Antwort von'),
  });
  assert.equal(enquiry.message?.text, 'Hallo,\nist der Golf noch da?');
});

test('Kleinanzeigen: without the box the text above the platform’s own', () => {
  const enquiry = readOne({ from: RELAY, fromName: 'Anna', text: 'Noch da?\n\nDein Team von Kleinanzeigen' });
  assert.equal(enquiry.message?.text, 'Noch da?');
});

test('Kleinanzeigen: the platform’s own mails are not taken for a buyer’s', () => {
  for (const from of [
    'noreply@mail.kleinanzeigen.de',
    'service@kleinanzeigen.de',
    `x@mail.kleinanzeigen.de.example`,
  ]) {
    assert.notEqual(readOne({ from, text: 'Hallo' }).parse.reader, 'kleinanzeigen', from);
  }
});

test('Kleinanzeigen: the older relay; without headers the link names the conversation', () => {
  const enquiry = readOne({
    from: 'interessent-1a2b@mail.ebay-kleinanzeigen.de',
    fromName: 'Anna B. über eBay Kleinanzeigen',
    subject: 'Re: VW Golf',
    html: `${HTML}<a href="https://www.kleinanzeigen.de/m-nachrichten.html?conversationId=c1:x-2">Antworten</a>`,
  });
  assert.equal(enquiry.customer.full, 'Anna B.');
  assert.equal(enquiry.customer.emails[0]?.relay, true);
  assert.equal(enquiry.external.conversationId, 'c1:x-2');
  assert.equal(enquiry.parse.fields['external.conversationId']?.path, 'link');
});

test('Kleinanzeigen: an answer in which the dealer’s words are quoted', () => {
  const enquiry = readOne({
    from: RELAY,
    fromName: 'Anna B. über Kleinanzeigen',
    html: HTML.replace(
      'Hallo,<br>ist der Golf noch da?',
      'Passt.<br><br>Am 7. Juni 2026 um 09:39 schrieb Autohaus:<br>Gern',
    ),
  });
  assert.equal(enquiry.message?.text, 'Passt.');
});
