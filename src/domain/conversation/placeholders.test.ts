import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillPlaceholders, type PlaceholderValues } from './placeholders.ts';

const values: PlaceholderValues = {
  salutation: 'Guten Tag Karla Kunde',
  name: 'Karla Kunde',
  vehicle: 'VW Golf',
  seller: 'Vera Vogt',
  dealership: 'Autohaus Sonnenhof',
  branch: null,
};

test('values stand in place of the words, whatever their case and language', () => {
  const { text, missing } = fillPlaceholders(
    '{anrede},\nder {FAHRZEUG} bei {dealership}. {Verkäufer}',
    values,
  );
  assert.equal(text, 'Guten Tag Karla Kunde,\nder VW Golf bei Autohaus Sonnenhof. Vera Vogt');
  assert.deepEqual(missing, []);
});

test('what is missing is told, and the words behind the bar stand instead', () => {
  const nothing = { ...values, vehicle: null };
  const filled = fillPlaceholders('Danke für Ihr Interesse an {Fahrzeug|unserem Angebot}.', nothing);
  assert.deepEqual(filled, { text: 'Danke für Ihr Interesse an unserem Angebot.', missing: ['Fahrzeug'] });
});

test('a gap without words behind it closes', () => {
  const gaps = fillPlaceholders(
    'Grüße aus {Niederlassung}, bis bald\n{Niederlassung} grüßt\nin {Niederlassung}!',
    values,
  );
  assert.equal(gaps.text, 'Grüße aus, bis bald\ngrüßt\nin!');
  assert.deepEqual(gaps.missing, ['Niederlassung']);
});

test('braces that are no placeholder stay, and are told', () => {
  const filled = fillPlaceholders('{Rabatt} und {}', values);
  assert.deepEqual(filled, { text: '{Rabatt} und {}', missing: ['Rabatt'] });
});

test('a value that looks like a placeholder is not filled again', () => {
  assert.equal(fillPlaceholders('{Name}', { ...values, name: '{Fahrzeug}' }).text, '{Fahrzeug}');
});
