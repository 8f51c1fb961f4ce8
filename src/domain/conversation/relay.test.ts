import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foreignLinks } from './relay.ts';

test('links that lead away from the exchange are named, its own are not', () => {
  const text =
    'Siehe https://www.mobile.de/x, https://mobile.de.evil.example/ und www.sonnenhof.example (www.sonnenhof.example).';
  assert.deepEqual(foreignLinks(text, 'buyer-a@kontakt.mobile.de'), [
    'https://mobile.de.evil.example/',
    'www.sonnenhof.example',
  ]);
  assert.deepEqual(foreignLinks('Rufen Sie an.', 'buyer-a@kontakt.mobile.de'), []);
});
