import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOne } from './mail.fixtures.ts';
import { answeredMessages, conversationMarks, messageMarks } from './thread.ts';

const RELAY = 'buyer-0a1b2c3d4e5f@kontakt.mobile.de';

test('a mail answers what stands in In-Reply-To, then its references from the newest to the oldest', () => {
  const answered = answeredMessages({ inReplyTo: ['c@x'], references: ['a@x', 'b@x', 'c@x'] });
  assert.deepEqual(answered, ['c@x', 'b@x', 'a@x']);
});

test('ids too long to be honest are no marks, and of very many only the nearest count', () => {
  const many = Array.from({ length: 200 }, (_, count) => `${count}@x`);
  const answered = answeredMessages({ inReplyTo: ['x'.repeat(501)], references: many });
  assert.equal(answered.length, 50);
  assert.equal(answered[0], '199@x');
  assert.deepEqual(messageMarks([null, '', 'a@x', 'y'.repeat(501)]), ['message:a@x']);
});

test('a conversation at mobile.de is known by its relay address, and by buyer and advertisement together', () => {
  const enquiry = readOne({
    from: RELAY.toUpperCase(),
    fromName: 'Karla Kunde',
    headers: { 'X-MOBILEDE-BUYER-ID': 'f'.repeat(64) },
    text: 'Nachricht:\nIst er noch da?\n\nInseratsnummer: 412345678\n',
  });
  assert.deepEqual(conversationMarks(enquiry), [`relay:${RELAY}`, `buyer:${'f'.repeat(64)}:412345678`]);
});

test('the buyer’s key alone is no conversation: the same person may ask for another vehicle', () => {
  const enquiry = readOne({
    from: 'noreply@team.mobile.de',
    replyTo: 'karla@kunde.example',
    headers: { 'X-MOBILEDE-BUYER-ID': 'f'.repeat(64) },
    text: 'Nachricht:\nIst er noch da?\n',
  });
  assert.deepEqual(conversationMarks(enquiry), []);
});

test('a conversation at Kleinanzeigen is known by its number', () => {
  const enquiry = readOne({
    from: 'token-ek-ek@mail.kleinanzeigen.de',
    fromName: 'Karla über Kleinanzeigen',
    headers: { 'X-Conversation-Id': '1abc:2:3' },
    html: '<td bgcolor="#f0f0f0"><b>Nachricht von</b> Karla<br><br>Noch da?</td>',
  });
  assert.deepEqual(conversationMarks(enquiry), [
    'conversation:1abc:2:3',
    'relay:token-ek-ek@mail.kleinanzeigen.de',
  ]);
});

test('a private address is nobody’s conversation', () => {
  const enquiry = readOne({ from: 'karla@kunde.example', text: 'Ist der Golf noch da?' });
  assert.deepEqual(conversationMarks(enquiry), []);
});
