import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { LeadPage } from '../../src/contract/leads.ts';
import type { Person } from '../harness/person.ts';
import { type Dealership, instantOf, localOf, startWorld, type World } from '../harness/world.ts';

let world: World;
let dealer: Dealership;
let vera: Person;

beforeEach(async () => {
  world = await startWorld();
  world.jumpTo('2026-03-17T09:00');
  dealer = await world.setUp();
  vera = await dealer.hire('Vera Vogt', 'seller');
  await dealer.hire('Clara Conrad', 'controller');
  await dealer.changeTimes({ 'EM2.1': { on: true, minutes: 0, unit: 'openingHours' } });
});
afterEach(() => world.stop());

const enter = async (entry: object): Promise<LeadPage> => {
  const { id } = await vera.post<{ id: string }>('/api/leads', {
    kind: 'phone',
    name: 'Karla Kunde',
    ...entry,
  });
  return world.lead(vera, id);
};
const arrivedAt = (local: string) => instantOf(local).toString();
const arrivalOf = ({ arrivedAt: at, dueAt, symbol, warnings }: LeadPage) => [
  localOf(at),
  dueAt && localOf(dueAt),
  symbol,
  ...warnings,
];

test('a telephone enquiry is entered with a name and nothing else, and counts from now', async () => {
  const lead = await enter({});
  assert.deepEqual(arrivalOf(lead), ['2026-03-17T09:00:00', '2026-03-17T11:00:00', 'yellow']);
  assert.equal(lead.source, 'Telefon');
  assert.equal((await enter({})).sourceId, lead.sourceId, 'the source is made once');
  assert.deepEqual(
    lead.history.map(({ kind, actor }) => [kind, actor]),
    [['arrived', 'Vera Vogt']],
  );
  assert.equal((await enter({ kind: 'showroom' })).source, 'Autohaus');
  assert.equal((await enter({ kind: 'letter', branchId: dealer.branchId })).source, 'Brief');
  world.noUnexpectedMail();
});

test('of ten people who enter the first telephone enquiries at once all use one source', async () => {
  const leads = await Promise.all(Array.from({ length: 10 }, () => enter({})));
  assert.equal(new Set(leads.map(({ sourceId }) => sourceId)).size, 1);
  world.noUnexpectedMail();
});

test('what lay on a desk counts from when it came', async () => {
  const lead = await enter({ arrivedAt: arrivedAt('2026-03-16T16:00') });
  await world.work();
  const after = await world.lead(vera, lead.id);
  assert.deepEqual(arrivalOf(after), ['2026-03-16T16:00:00', '2026-03-16T18:00:00', 'red']);
  assert.equal(after.escalated, false);
  await world.passTo('2026-03-17T11:59');
  world.noUnexpectedMail();
});

test('T47: leads of last year that are brought over escalate nobody; each waits from now on', async () => {
  const months = Array.from(
    { length: 12 },
    (_, month) => `2025-${String(month + 1).padStart(2, '0')}-17T09:00`,
  );
  const imported: LeadPage[] = [];
  for (const month of months) imported.push(await enter({ arrivedAt: arrivedAt(month), imported: true }));
  await world.work();
  for (const [index, { id }] of imported.entries()) {
    const lead = await world.lead(vera, id);
    assert.deepEqual(arrivalOf(lead), [`${months[index]}:00`, '2026-03-17T11:00:00', 'yellow', 'imported']);
    assert.deepEqual(lead.history[0]?.data.flags, ['imported']);
  }
  await world.passTo('2026-03-17T14:59');
  world.noUnexpectedMail();
});

test('T47: an arrival of more than 14 days ago is one that is brought over, whether that is said or not', async () => {
  const lead = await enter({ arrivedAt: arrivedAt('2026-03-03T08:59') });
  const expected = ['2026-03-03T08:59:00', '2026-03-17T11:00:00', 'yellow', 'arrivedLongAgo'];
  await world.work();
  assert.deepEqual(arrivalOf(await world.lead(vera, lead.id)), expected);
  world.noUnexpectedMail();
});

test('T47: an arrival in the future is now, and the lead says so', async () => {
  const lead = await enter({ arrivedAt: arrivedAt('2027-01-01T10:00') });
  assert.deepEqual(arrivalOf(lead), [
    '2026-03-17T09:00:00',
    '2026-03-17T11:00:00',
    'yellow',
    'arrivalInFuture',
  ]);
  assert.deepEqual(lead.history[0]?.data.flags, ['arrivalInFuture']);
  world.noUnexpectedMail();
});

test('an entry names a source or how the customer came, and only what the dealership has', async () => {
  const refused = async (entry: object) => {
    const answer = await vera.ask('POST', '/api/leads', { name: 'Karla Kunde', ...entry });
    return ((await answer.json()) as { code: string }).code;
  };
  const foreign = await world.setUp('Autohaus Fremd');
  assert.equal(await refused({}), 'badInput');
  assert.equal(await refused({ kind: 'phone', sourceId: dealer.sources[0]?.id }), 'badInput');
  assert.equal(await refused({ kind: 'mobile.de' }), 'badInput');
  assert.equal(await refused({ kind: 'phone', branchId: foreign.branchId }), 'notFound');
  assert.equal(await refused({ kind: 'phone', arrivedAt: 'gestern' }), 'badInput');
  world.noUnexpectedMail();
});
