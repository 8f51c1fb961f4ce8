import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newText } from '../intake/new-text.ts';
import { composeAnswer, referencesOf, replySubject } from './compose.ts';

test('text, signature and quote stand below each other, and our own reading finds the text again', () => {
  const quoted = { from: 'Karla Kunde', at: '02.03.2026, 15:00', text: 'Noch da?\n\n> Am Montag' };
  const mail = composeAnswer('Ja.\n', 'Vera Vogt\nAutohaus Sonnenhof', quoted, 'de');
  assert.equal(
    mail,
    'Ja.\n\n-- \nVera Vogt\nAutohaus Sonnenhof\n\nAm 02.03.2026, 15:00 schrieb Karla Kunde:\n> Noch da?\n>\n>> Am Montag',
  );
  assert.equal(newText(mail), 'Ja.');
  assert.equal(composeAnswer('Ja.', ' ', null, 'de'), 'Ja.');
});

test('an answer has one Re:, whatever the customer’s client wrote', () => {
  assert.equal(replySubject('Ihr Golf'), 'Re: Ihr Golf');
  assert.equal(replySubject('AW: Re[2]: RE: Ihr Golf'), 'Re: Ihr Golf');
  assert.equal(replySubject('Reifen?'), 'Re: Reifen?');
});

test('references keep the first and the latest, each once', () => {
  assert.deepEqual(referencesOf(['a', 'b', 'a']), ['a', 'b']);
  const many = Array.from({ length: 50 }, (_, count) => `${count}`);
  const kept = referencesOf(many);
  assert.deepEqual([kept.length, kept[0], kept[1], kept.at(-1)], [20, '0', '31', '49']);
});
