import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passwordFault } from './password.ts';

const vera = { name: 'Vera Vogt', mail: 'vera.vogt@sonnenhof.example' };

test('long enough and nobody’s first guess', () => {
  for (const good of [
    'ein langes Passwort',
    'xK7#pQ2!mZ9w',
    'lindenhof-demo',
    'drei blaue Reifen 4711',
    'Sommerreifen im Keller',
  ])
    assert.equal(passwordFault(good, vera), null, good);
});

test('fewer than ten characters are too short', () => {
  assert.equal(passwordFault('kurz&knapp', vera), null);
  assert.equal(passwordFault('kurz&kna', vera), 'tooShort');
});

test('what everybody tries first is refused, with digits behind it too', () => {
  for (const bad of [
    'passwort123',
    'Password2026!',
    'Willkommen1',
    '1234567890',
    '0987654321',
    'aaaaaaaaaaaa',
    'qwertzuiop',
    'abcdefghijk',
    'Autohaus2026!',
    'Sommer2026!!',
    'Vera12345678',
    'vogt123456789',
    'vera.vogt@sonnenhof.example',
  ])
    assert.equal(passwordFault(bad, vera), 'guessable', bad);
});
