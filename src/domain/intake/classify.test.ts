import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBounce } from './bounce.ts';
import { classifyMail } from './classify.ts';
import { type MailOutline, mailOf } from './mail.fixtures.ts';

const classOf = (outline: MailOutline) => classifyMail(mailOf(outline)).class;

test('a person’s mail is a lead, whatever its client adds', () => {
  assert.equal(classOf({ from: 'anna@example.org', subject: 'Anfrage' }), 'lead');
  assert.equal(classOf({ headers: { 'X-Auto-Response-Suppress': 'All' } }), 'lead');
  assert.equal(classOf({ headers: { 'X-Auto-Response-Suppress': 'All', 'Auto-Submitted': 'no' } }), 'lead');
  assert.equal(classOf({ headers: { 'X-Autoreply': 'no' } }), 'lead');
  assert.equal(classOf({ subject: 'Abwesend bis Montag: bitte Angebot' }), 'lead');
  assert.equal(classOf({ subject: 'Automatische Antwort gewünscht' }), 'lead');
});

test('form mails of machines are leads: generated, in bulk, with an empty return path', () => {
  assert.equal(classOf({ headers: { 'Auto-Submitted': 'auto-generated' } }), 'lead');
  assert.equal(
    classOf({ headers: { Precedence: 'bulk', 'Return-Path': '<>' }, subject: 'Neue Anfrage' }),
    'lead',
  );
  assert.equal(
    classOf({ from: 'x-ek-ek@mail.kleinanzeigen.de', subject: 'Anfrage zu deiner Anzeige' }),
    'lead',
  );
});

test('automatic replies by the marks a machine sets on purpose', () => {
  const replied = classifyMail(mailOf({ headers: { 'Auto-Submitted': 'auto-replied (vacation)' } }));
  assert.deepEqual(replied, {
    class: 'automaticReply',
    evidence: ['auto-submitted: auto-replied (vacation)'],
  });
  for (const headers of [
    { Precedence: 'auto_reply' },
    { 'X-Autoreply': 'yes' },
    { 'X-Autorespond': '' },
    { 'X-Autoresponder': 'vacation' },
  ]) {
    const isSet = Object.values(headers)[0] !== '';
    assert.equal(classOf({ headers }), isSet ? 'automaticReply' : 'lead', JSON.stringify(headers));
  }
});

test('a subject counts only with a second mark', () => {
  const subject = 'Automatische Antwort: Ihr Angebot';
  assert.equal(classOf({ subject }), 'lead');
  for (const headers of [
    { 'X-Auto-Response-Suppress': 'All' },
    { 'Return-Path': '<>' },
    { 'In-Reply-To': '<a@b>' },
    { Precedence: 'junk' },
  ]) {
    assert.equal(classOf({ subject, headers }), 'automaticReply', JSON.stringify(headers));
  }
});

test('what Notes writes below the text of whoever is away is such a mark', () => {
  const subject = 'Anna Muster ist außer Haus.';
  const text =
    'Ich kehre zurück am 07.12.2026.\n\nHinweis: Dies ist eine automatische Antwort auf Ihre Nachricht "Angebot".';
  assert.equal(classOf({ subject, text }), 'automaticReply');
  assert.equal(classOf({ subject, text: 'Ich bitte um ein Angebot.' }), 'lead');
  assert.equal(classOf({ subject: 'Angebot', text }), 'lead');
});

test('daily reports of mail servers are notices by subject and file together', () => {
  const subject = 'Report domain: autohaus.example Submitter: mx.example Report-ID: <1.2@mx.example>';
  const attachment = { name: 'mx.example!autohaus.example!1795000000!1795086399.xml.gz', content: '' };
  assert.equal(classOf({ subject, attachment }), 'notice');
  assert.equal(classOf({ subject }), 'lead');
  assert.equal(classOf({ subject: 'Fahrzeugschein', attachment }), 'lead');
});

test('a report in the name of Exchange is a bounce', () => {
  const from = `MicrosoftExchange${'329e71ec88ae4615bbc36ab6ce41109e'}@kunde.example`;
  assert.equal(classOf({ from, subject: 'Unzustellbar: Ihr Angebot' }), 'bounce');
  assert.equal(classOf({ from, subject: 'Ihr Angebot' }), 'lead');
});

test('bounces by their report, their sender, or two weaker marks', () => {
  assert.equal(
    classOf({ headers: { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=x' } }),
    'bounce',
  );
  assert.equal(
    classOf({ headers: { 'Content-Type': 'multipart/report;\treport-type="delivery-status"' } }),
    'bounce',
  );
  assert.equal(
    classOf({ attachment: { type: 'message/delivery-status', content: 'Action: failed' } }),
    'bounce',
  );
  assert.equal(classOf({ from: 'MAILER-DAEMON@mx.example.org', subject: 'x' }), 'bounce');
  assert.equal(
    classOf({ subject: 'Undelivered Mail Returned to Sender', headers: { 'Return-Path': '<>' } }),
    'bounce',
  );
  assert.equal(
    classOf({ from: 'postmaster@example.org', headers: { 'X-Failed-Recipients': 'a@b.example' } }),
    'bounce',
  );
  assert.equal(classOf({ from: 'postmaster@autohaus.example', subject: 'Anfrage' }), 'lead');
  assert.equal(classOf({ subject: 'Unzustellbar: mein Paket' }), 'lead');
});

test('an exchange’s saved searches and notices, by its very sender', () => {
  assert.deepEqual(
    classifyMail(mailOf({ from: 'noreply@dein.mobile.de', subject: 'Dein mobile.de Suchauftrag: 3 neue' })),
    {
      class: 'alert',
      evidence: ['from: noreply@dein.mobile.de', 'subject: Dein mobile.de Suchauftrag: 3 neue'],
    },
  );
  assert.equal(classOf({ from: 'NoReply@news.mobile.de', subject: 'mobile.de Suchauftrag' }), 'alert');
  assert.equal(classOf({ from: 'savedsearches@notifications.autoscout24.com', subject: 'Neu' }), 'alert');
  assert.equal(
    classOf({ from: 'no-reply@rtm.autoscout24.com', subject: 'AutoScout24 Fahrzeugsuche: 2 Treffer' }),
    'alert',
  );
  for (const from of ['noreply@kleinanzeigen.de', 'service@kleinanzeigen.de', 'pro@von.kleinanzeigen.de'])
    assert.equal(classOf({ from, subject: 'Deine Rechnung' }), 'notice');
});

test('the same senders’ leads, and look-alikes of them, stay leads', () => {
  assert.equal(
    classOf({
      from: 'no-reply@rtm.autoscout24.com',
      subject: 'Knd.-Nr: 1. Verpasster Anruf um 10:02, VW Golf',
    }),
    'lead',
  );
  assert.equal(classOf({ from: 'noreply@dein.mobile.de', subject: 'Anfrage' }), 'lead');
  for (const from of [
    'noreply@dein.mobile.de.example',
    'noreply@xdein.mobile.de',
    'savedsearches@notifications.autoscout24.com.example',
    'service@mein-kleinanzeigen.de',
  ])
    assert.equal(classOf({ from, subject: 'mobile.de Suchauftrag' }), 'lead', from);
  assert.equal(classOf({ from: 'x-ek-ek@mail.kleinanzeigen.de', headers: { 'X-Spam-Flag': 'YES' } }), 'lead');
});

const NEWSLETTER = { 'List-Unsubscribe': '<mailto:aus@liste.example>', Precedence: 'bulk' };

test('newsletters are alerts by both their marks', () => {
  assert.equal(classOf({ headers: NEWSLETTER, text: 'Neue Modelle im Herbst' }), 'alert');
  for (const name of Object.keys(NEWSLETTER)) {
    const headers = Object.fromEntries(Object.entries(NEWSLETTER).filter(([one]) => one !== name));
    assert.equal(classOf({ headers }), 'lead', `without ${name}`);
  }
});

test('spam is what a filter called so', () => {
  for (const headers of [
    { 'X-Spam-Flag': 'YES' },
    { 'X-Spam-Status': 'Yes, score=9.1 required=5.0' },
    { 'X-Spam': 'Yes' },
    { 'X-MS-Exchange-Organization-SCL': '6' },
    { 'X-Forefront-Antispam-Report': 'CIP:192.0.2.1;SFV:SPM;H:mx.example' },
  ])
    assert.equal(classOf({ headers, text: 'Rabatt' }), 'spam', JSON.stringify(headers));
  for (const headers of [
    { 'X-Spam-Flag': 'NO' },
    { 'X-Spam-Status': 'No, score=-1' },
    { 'X-MS-Exchange-Organization-SCL': '1' },
    { 'X-Forefront-Antispam-Report': 'SFV:NSPM' },
  ])
    assert.equal(classOf({ headers, text: 'Rabatt' }), 'lead', JSON.stringify(headers));
});

test('what a reader recognises is a lead, though a filter suspected it or a list sent it', () => {
  const text =
    'Vorname: Karla\nNachname: Kunde\nE-Mail: karla@kunde.example\nNachricht: Ist der Golf noch da?';
  const spam = { 'X-Spam-Flag': 'YES' };
  assert.equal(classOf({ headers: spam, text }), 'lead');
  assert.equal(classOf({ headers: NEWSLETTER, text }), 'lead');
  const adf = '<adf><prospect><customer/></prospect></adf>';
  assert.equal(classOf({ headers: spam, attachment: { content: adf } }), 'lead');
});

test('complaints about our mails, and unsubscribing by a mail client, are no enquiries', () => {
  const original = { type: 'message/rfc822', content: 'Subject: x\r\n\r\ny' };
  const complaint = { subject: 'complaint about message from 192.0.2.222', attachment: original };
  assert.equal(classOf(complaint), 'bounce');
  assert.equal(classOf({ ...complaint, subject: 'complaint about message from 5 May' }), 'lead');
  assert.equal(classOf({ subject: complaint.subject }), 'lead');
  assert.equal(classOf({ headers: { 'X-Apple-Unsubscribe': 'true' }, subject: 'unsubscribe' }), 'bounce');
  assert.equal(parseBounce(mailOf(complaint)), null, 'it says nothing of an address that fails');
});
