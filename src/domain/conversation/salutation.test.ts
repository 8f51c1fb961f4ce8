import assert from 'node:assert/strict';
import { test } from 'node:test';
import { salutationOf } from './salutation.ts';

const karla = { first: 'Karla', last: 'Kunde' };

test('Herr and Frau are greeted by title and last name', () => {
  assert.equal(salutationOf({ ...karla, salutation: 'ms' }, 'de'), 'Sehr geehrte Frau Kunde');
  assert.equal(
    salutationOf({ ...karla, salutation: 'mr', title: 'Dr.' }, 'de'),
    'Sehr geehrter Herr Dr. Kunde',
  );
  assert.equal(salutationOf({ ...karla, salutation: 'mr', title: 'Dr.' }, 'en'), 'Dear Mr Dr. Kunde');
});

test('whose sex is not known, or who is neither, is greeted by the whole name', () => {
  assert.equal(salutationOf(karla, 'de'), 'Guten Tag Karla Kunde');
  assert.equal(salutationOf({ ...karla, salutation: 'diverse' }, 'de'), 'Guten Tag Karla Kunde');
  assert.equal(salutationOf({ ...karla, salutation: 'couple' }, 'de'), 'Guten Tag Karla Kunde');
  assert.equal(salutationOf({ full: 'K. Kunde' }, 'en'), 'Dear K. Kunde');
});

test('Frau without a last name is no "Sehr geehrte Frau"', () => {
  assert.equal(salutationOf({ full: 'Karla Kunde', salutation: 'ms' }, 'de'), 'Guten Tag Karla Kunde');
  assert.equal(salutationOf({ salutation: 'ms' }, 'de'), 'Guten Tag');
});

test('families, companies and nobody', () => {
  assert.equal(salutationOf({ last: 'Kunde', salutation: 'family' }, 'de'), 'Sehr geehrte Familie Kunde');
  assert.equal(salutationOf({ last: 'Kunde', salutation: 'family' }, 'en'), 'Dear Kunde family');
  assert.equal(salutationOf({ salutation: 'company' }, 'de'), 'Sehr geehrte Damen und Herren');
  assert.equal(salutationOf({}, 'de'), 'Guten Tag');
  assert.equal(salutationOf({}, 'en'), 'Hello');
});
