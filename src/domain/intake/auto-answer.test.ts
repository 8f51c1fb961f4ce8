import assert from 'node:assert/strict';
import { test } from 'node:test';
import { autoAnswerBar, isMachineAddress, ownMailId } from './auto-answer.ts';
import { mailOf } from './mail.fixtures.ts';

const ID = '019a0000-0000-7000-8000-000000000001';
const barOf = (headers: Record<string, string>, envelopeFrom: string | null = 'karla@kunde.example') =>
  autoAnswerBar(mailOf({ from: 'karla@kunde.example', headers }), envelopeFrom);

test('a person’s mail may be answered automatically', () => {
  assert.equal(barOf({}), null);
  assert.equal(barOf({ 'Auto-Submitted': 'no' }), null);
  assert.equal(barOf({ Precedence: 'first-class' }), null);
  assert.equal(barOf({}, null), null, 'a way in without an envelope');
});

test('mails of machines, lists and mass senders may not', () => {
  assert.equal(barOf({ 'Auto-Submitted': 'auto-generated' }), 'automatic');
  assert.equal(barOf({ 'Auto-Submitted': 'auto-replied; owner-email="x@y"' }), 'automatic');
  assert.equal(barOf({ 'X-Autoreply': 'yes' }), 'automatic');
  assert.equal(barOf({ Precedence: 'bulk' }), 'bulk');
  assert.equal(barOf({ 'List-Id': '<news.example>' }), 'list');
  assert.equal(barOf({ 'List-Unsubscribe': '<mailto:x@y>' }), 'list');
  assert.equal(barOf({ 'X-Auto-Response-Suppress': 'OOF' }), 'suppressed');
  assert.equal(barOf({}, ''), 'nullReturnPath');
  assert.equal(barOf({ 'Return-Path': '<>' }, null), 'nullReturnPath');
  assert.equal(barOf({ 'X-Leadwacht': '1' }), 'ownMail', 'also another installation’s');
});

test('machines have addresses of their own', () => {
  for (const address of [
    'noreply@x.de',
    'no-reply@x.de',
    'MAILER-DAEMON@x.de',
    'postmaster@x.de',
    'news-request@x.de',
  ])
    assert.equal(isMachineAddress(address), true, address);
  assert.equal(isMachineAddress('karla.nowak@kunde.example'), false);
});

test('our own mail is known by its header or its Message-ID', () => {
  assert.equal(ownMailId(mailOf({ headers: { 'X-Leadwacht': ID } })), ID);
  assert.equal(ownMailId(mailOf({ messageId: `${ID}@leadwacht` })), ID);
  assert.equal(ownMailId(mailOf({ messageId: `${ID}@other.example` })), null);
  assert.equal(ownMailId(mailOf({ headers: { 'X-Leadwacht': '1' } })), null);
});
