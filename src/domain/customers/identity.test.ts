import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manualEnquiry } from '../intake/manual.ts';
import { identitiesOf, likenessOf, nameKey, namesDiffer, phoneIn, recognise } from './identity.ts';

test('names differ when each has a word the other has not; titles, order, umlauts and initials do not count', () => {
  for (const [one, other] of [
    ['Karla Kunde', 'Kunde, Karla'],
    ['Frau Dr. Jürgen Groß', 'Juergen Gross'],
    ['K. Kunde', 'Karla Kunde'],
    ['Kunde', 'Karla Kunde'],
    [null, 'Karla Kunde'],
  ] as const)
    assert.equal(namesDiffer(one, other), false, `${one} / ${other}`);
  assert.equal(namesDiffer('Karla Kunde', 'Otto Kunde'), true);
  assert.equal(nameKey('Frau Dr. Groß, André'), 'andre gross');
  assert.equal(nameKey(' - '), null);
});

test('the mail comes before the telephone; what only fills a field is none', () => {
  const said = (mail: string, phone: string) =>
    identitiesOf(manualEnquiry({ name: 'Karla', mail, phone, text: '' }, 'homepage')).map(
      ({ value }) => value,
    );
  assert.deepEqual(said('Karla@Kunde.example', '0171/392 00 11'), ['karla@kunde.example', '+491713920011']);
  assert.deepEqual(said('noreply@kunde.example', '0123456789'), []);
  assert.deepEqual(said('a@mail.mobile.de', '0000000'), []);
});

test('a telephone is not enough for an unknown address with another name', () => {
  const phone = { kind: 'phone', value: '+491713920011', customerId: 'karla', name: 'Karla Kunde' } as const;
  const mail = { kind: 'mail', value: 'o@ohm.example', customerId: null, name: null } as const;
  assert.equal(recognise([mail, phone], 'Otto Ohm'), null);
  assert.equal(recognise([mail, phone], 'K. Kunde'), 'karla');
  assert.equal(recognise([phone], 'Otto Ohm'), 'karla');
  assert.equal(recognise([{ ...mail, customerId: 'otto' }, phone], 'Karla Kunde'), 'otto');
});

test('addresses are alike without dots and tags; short and general ones are like nobody’s', () => {
  const like = (value: string) => likenessOf({ kind: 'mail', value });
  assert.equal(like('karla.kunde+auto@web.example'), 'karlakunde');
  assert.equal(like('karla_kunde@gmx.example'), 'karlakunde');
  assert.equal(like('kk@web.example'), null);
  assert.equal(like('kontakt.nord@web.example'), null);
  assert.equal(phoneIn('0049-171-3920011'), '+491713920011');
  assert.equal(phoneIn('VW Golf'), null);
});
