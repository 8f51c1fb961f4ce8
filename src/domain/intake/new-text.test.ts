import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newText } from './new-text.ts';

const OWN = 'Ja, gerne.\n\nGruß\nAnna';
const QUOTED = '\n> Guten Tag\n> noch Interesse?';

const HEADS: Record<string, string> = {
  'German client': 'Am 7. Juni 2026 um 09:39 schrieb Autohaus <a@autohaus.example>:',
  'German client, short date': 'Am 13.12.2026 21:11 schrieb "Autohaus Muster" <a@autohaus.example>:',
  'broken over two lines':
    'Am Mo., 7. Juni 2026 um 09:39 Uhr schrieb Autohaus Muster <\na@autohaus.example>:',
  'broken over three lines':
    'Am Montag, 7. Juni 2026\num 09:39 Uhr schrieb Autohaus Muster\n<a@autohaus.example>:',
  'name first': 'Autohaus Muster <a@autohaus.example> schrieb am Mo., 7. Juni 2026, 09:39:',
  English: 'On Thu, Jun 1, 2026 at 1:32 PM Autohaus <a@autohaus.example> wrote:',
  French: 'Le 1 juin 2026 à 10:00, Autohaus <a@autohaus.example> a écrit :',
  'Outlook block':
    'Von: Autohaus <a@autohaus.example>\nGesendet: Montag, 7. Juni 2026 09:39\nAn: Anna\nBetreff: AW: Golf',
  'bold Outlook block': '*Von:* Autohaus\n*Gesendet:* Montag\n*An:* Anna\n*Betreff:* AW: Golf',
  'English block': 'From: Autohaus\nSent: Monday\nTo: Anna\nSubject: RE: Golf',
  separator: '-----Ursprüngliche Nachricht-----',
  'separator with block': '-------- Original Message --------\nSubject: Golf',
};
for (const [what, head] of Object.entries(HEADS)) {
  test(`quoted mail below is left out: ${what}`, () =>
    assert.equal(newText(`${OWN}\n\n${head}\n${QUOTED}`), OWN));
}

test('answers between quoted lines are kept', () => {
  assert.equal(newText('> Wann?\nMorgen.\n> Wo?\nBei Ihnen.'), 'Morgen.\nBei Ihnen.');
});

test('signatures of clients and programs end the text', () => {
  for (const signature of [
    '-- \nAnna Beispiel',
    'Von meinem iPhone gesendet',
    'Gesendet von meinem Samsung Galaxy',
    'Sent from my iPhone',
    'Diese Nachricht wurde von meinem Android-Gerät mit GMX Mail gesendet.',
  ]) {
    assert.equal(newText(`Ja.\n\n${signature}`), 'Ja.', signature);
  }
});

test('ordinary sentences are nobody’s quote head', () => {
  const texts = [
    'Am 3.5. schrieb ich Ihnen folgendes:\nBitte melden.',
    'Von Montag: bis Freitag bin ich da.\nGruß',
    'Am Montag um 10 komme ich vorbei:\npasst das?',
    'Von: München\nNach: Berlin\nist das möglich?',
  ];
  for (const text of texts) assert.equal(newText(text), text);
});

test('nothing but quotes comes back whole', () => {
  assert.equal(newText('> a\n> b'), '> a\n> b');
  assert.equal(newText(''), '');
});
