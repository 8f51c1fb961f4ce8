import assert from 'node:assert/strict';
import { test } from 'node:test';
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
