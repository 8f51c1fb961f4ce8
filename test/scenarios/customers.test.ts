import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { CustomerPanel } from '../../src/contract/customers.ts';
import type { LeadItem } from '../../src/contract/leads.ts';
import { changeDistribution } from '../harness/distribution.ts';
import type { Person } from '../harness/person.ts';
import { type Dealership, startWorld, type World } from '../harness/world.ts';

let world: World;
let dealer: Dealership;
beforeEach(async () => {
  world = await startWorld();
  world.jumpTo('2026-03-03T08:00');
  dealer = await world.setUp();
});
afterEach(() => world.stop());

interface Said {
  readonly name?: string;
  readonly mail?: string;
  readonly phone?: string;
}

/** An enquiry entered by hand; its id. */
const enter = async (said: Said, by: Person = dealer.admin): Promise<string> => {
  const { id } = await by.post<{ id: string }>('/api/leads', {
    sourceId: dealer.sources[0]?.id,
    name: 'Karla Kunde',
    vehicle: 'VW Golf',
    ...said,
  });
  return id;
};
const panel = async (leadId: string, by: Person = dealer.admin): Promise<CustomerPanel | null> =>
  (await by.get<{ customer: CustomerPanel | null }>(`/api/leads/${leadId}/customer`)).customer;
const idOf = async (leadId: string) => (await panel(leadId))?.id;
const others = async (leadId: string, by: Person = dealer.admin) =>
  (await world.lead(by, leadId)).otherLeads.map(({ id }) => id).toSorted();
const correct = (leadId: string, fields: Said) =>
  dealer.admin.put(`/api/leads/${leadId}/fields`, {
    name: 'Karla Kunde',
    mail: '',
    phone: '',
    vehicle: 'VW Golf',
    text: '',
    wishes: [],
    ...fields,
  });
const merge = (customerId: string | undefined, into: string | undefined, by: Person = dealer.admin) =>
  by.ask('POST', `/api/customers/${customerId}/merge`, { into });
const separate = (customerId: string | undefined, by: Person = dealer.admin) =>
  by.ask('POST', `/api/customers/${customerId}/separate`, {});

test('a customer is known again by mail in any writing, and by telephone in any writing of the number', async () => {
  const first = await enter({ mail: 'Karla@Kunde.example', phone: '0171 3920011' });
  const byMail = await enter({ mail: 'karla@kunde.EXAMPLE' });
  const byPhone = await enter({ phone: '+49 (0) 171/392 00 11' });
  const stranger = await enter({ mail: 'otto@kunde.example' });
  const id = await idOf(first);
  assert.ok(id);
  assert.deepEqual([await idOf(byMail), await idOf(byPhone)], [id, id]);
  assert.notEqual(await idOf(stranger), id);
  assert.deepEqual(await others(first), [byMail, byPhone].toSorted());
  const contacts = (await panel(byPhone))?.contacts.map(({ kind, value, lead }) => [kind, value, lead.id]);
  assert.deepEqual(contacts, [
    ['mail', 'karla@kunde.example', byMail],
    ['phone', '+491713920011', byPhone],
  ]);
});

test('a relay address, the dealership’s own addresses and what only fills a field identify nobody', async () => {
  const said = [
    { mail: 'abc123@mail.kleinanzeigen.de' },
    { mail: dealer.admin.mail },
    { mail: dealer.sources[0]?.leadAddress ?? '' },
    { mail: 'noreply@kunde.example' },
    { mail: 'keine@kunde.example' },
    { phone: '0000000000' },
    { phone: '0123456789' },
  ];
  for (const one of said) {
    const lead = await enter(one);
    assert.equal(await panel(lead), null, JSON.stringify(one));
    assert.deepEqual(await others(await enter(one)), [], JSON.stringify(one));
  }
});

test('where the mail says one customer and the telephone another, the mail counts, and the other one is shown', async () => {
  const karla = await enter({ mail: 'karla@kunde.example' });
  const otto = await enter({ name: 'Otto Ohm', phone: '0171 3920022' });
  const both = await enter({ mail: 'karla@kunde.example', phone: '0171 3920022' });
  assert.equal(await idOf(both), await idOf(karla));
  assert.deepEqual(
    (await panel(both))?.similar.map(({ id, name, why }) => [id, name, why]),
    [[await idOf(otto), 'Otto Ohm', 'samePhone']],
  );
});

test('two people at one telephone with addresses of their own are two, shown to each other', async () => {
  const karla = await enter({ mail: 'karla@kunde.example', phone: '0511 3920033' });
  const otto = await enter({ name: 'Otto Ohm', mail: 'otto@ohm.example', phone: '0511 3920033' });
  const sameKarla = await enter({ name: 'K. Kunde', mail: 'kk@neu.example', phone: '0511 3920033' });
  assert.notEqual(await idOf(otto), await idOf(karla));
  assert.equal(await idOf(sameKarla), await idOf(karla));
  assert.deepEqual(
    (await panel(otto))?.similar.map(({ id, why }) => [id, why]),
    [[await idOf(karla), 'samePhone']],
  );
});

test('addresses that are alike are proposed, never taken for the same', async () => {
  const one = await enter({ mail: 'karla.kunde@web.example' });
  const other = await enter({ name: 'Karla K.', mail: 'karlakunde+auto@gmx.example' });
  assert.notEqual(await idOf(one), await idOf(other));
  assert.deepEqual(
    (await panel(one))?.similar.map(({ id, why }) => [id, why]),
    [[await idOf(other), 'similarMail']],
  );
});

test('merging makes one of two, separating restores both exactly, and what came in between goes where it belongs', async () => {
  const [a, b] = [
    await enter({ mail: 'a@kunde.example' }),
    await enter({ name: 'Bea', mail: 'b@kunde.example' }),
  ];
  const c = await enter({ name: 'Cem', mail: 'c@kunde.example' });
  const [idA, idB, idC] = [await idOf(a), await idOf(b), await idOf(c)];
  assert.equal((await merge(idA, idB)).status, 200);
  assert.equal((await merge(idB, idC)).status, 200);
  assert.equal((await merge(idA, idC)).status, 200, 'somebody has said so already');
  const later = await enter({ mail: 'a@kunde.example', phone: '0171 3920044' });
  assert.deepEqual(await others(c), [a, b, later].toSorted());
  assert.deepEqual(
    (await panel(later))?.merges.map(({ customerId, name, mergedBy }) => [customerId, name, mergedBy]),
    [
      [idB, 'Bea', 'Adam Ahrens'],
      [idA, 'Karla Kunde', 'Adam Ahrens'],
    ],
  );

  assert.equal((await separate(idB)).status, 200);
  assert.deepEqual([await others(c), await others(b)], [[], [a, later].toSorted()]);
  assert.equal((await separate(idA)).status, 200);
  assert.deepEqual([await others(b), await others(a)], [[], [later]]);
  assert.equal((await separate(idA)).status, 404, 'there is nothing to take back');
  assert.equal((await panel(b))?.merges[0]?.separatedBy, 'Adam Ahrens');
  assert.equal(await idOf(await enter({ phone: '0171 3920044' })), idA);
});

test('a lead that is put right belongs to whom it says now, and what was wrong identifies nobody any more', async () => {
  const karla = await enter({ mail: 'karla@kunde.example' });
  const typo = await enter({ name: 'Otto Ohm', mail: 'karlo@kunde.example', phone: '0171 3920055' });
  await correct(typo, { mail: 'karla@kunde.example' });
  assert.equal(await idOf(typo), await idOf(karla));
  for (const said of [{ mail: 'karlo@kunde.example' }, { phone: '0171 3920055' }])
    assert.notEqual(await idOf(await enter({ name: 'Neu', ...said })), await idOf(karla));
  await correct(typo, { mail: '', phone: '' });
  assert.equal(await panel(typo), null);

  const before = await idOf(karla);
  await correct(karla, { mail: 'karla.neu@kunde.example' });
  assert.equal(await idOf(karla), before, 'who is alone with a customer keeps them');
});

test('two enquiries of a new customer in the same instant make one customer', async () => {
  const leads = await Promise.all(
    Array.from({ length: 8 }, (_, place) =>
      enter({ phone: '0171 3920066', ...(place % 2 === 0 && { mail: 'karla@kunde.example' }) }),
    ),
  );
  const ids = new Set(await Promise.all(leads.map(idOf)));
  assert.equal(ids.size, 1);
});

test('the adviser of one customer gets the enquiries of who was merged with them', async () => {
  const vera = await dealer.hire('Vera Vogt', 'seller');
  await changeDistribution(dealer, { adviser: 'all' });
  const a = await enter({ mail: 'a@kunde.example' });
  const b = await enter({ name: 'Bea', mail: 'b@kunde.example' });
  await vera.post(`/api/leads/${a}/take`);
  const [idA, idB] = [await idOf(a), await idOf(b)];
  await merge(idB, idA);
  const next = await enter({ name: 'Bea', mail: 'b@kunde.example' });
  assert.equal((await world.lead(dealer.admin, next)).assignee, 'Vera Vogt');
});

test('a seller sees of the customer only what leads in their sight say, and how many others there are', async () => {
  const vera = await dealer.hire('Vera Vogt', 'seller');
  const otto = await dealer.hire('Otto Ohm', 'seller');
  await changeDistribution(dealer, { adviser: 'off' });
  const veras = await enter({ mail: 'karla@kunde.example' });
  const ottos = await enter({ mail: 'karla@kunde.example', phone: '0171 3920077' });
  const strangers = await enter({ name: 'Geheim', phone: '0171 3920088' });
  const linking = await enter({ mail: 'karla@kunde.example', phone: '0171 3920088' });
  await vera.post(`/api/leads/${veras}/take`);
  for (const lead of [ottos, strangers, linking]) await otto.post(`/api/leads/${lead}/take`);
  const seen = await panel(veras, vera);
  assert.equal(seen?.hidden, 2);
  assert.deepEqual(
    seen?.contacts.map(({ value }) => value),
    ['karla@kunde.example'],
  );
  assert.deepEqual(seen?.similar, []);
  assert.equal((await vera.ask('GET', `/api/leads/${ottos}/customer`)).status, 404);
  assert.equal((await merge(await idOf(strangers), seen?.id, vera)).status, 404);
  assert.equal((await merge(await idOf(strangers), seen?.id, otto)).status, 200);
});

test('the search finds all leads of a customer by any writing of the number', async () => {
  const withPhone = await enter({ mail: 'karla@kunde.example', phone: '0171 3920099' });
  const without = await enter({ mail: 'karla@kunde.example' });
  await enter({ name: 'Otto Ohm', mail: 'otto@ohm.example' });
  for (const text of [
    '0171/392 00 99',
    '+49 171 3920099',
    '0049-171-3920099',
    'karla@kunde.example',
    'Kunde',
  ]) {
    const path = `/api/leads?view=all&q=${encodeURIComponent(text)}`;
    const { items } = await dealer.admin.get<{ items: LeadItem[] }>(path);
    const found = items.map(({ id }) => id).toSorted();
    const wanted = text === 'Kunde' ? found : [withPhone, without].toSorted();
    assert.deepEqual(found, wanted, text);
    assert.ok(found.includes(withPhone), text);
  }
});
