import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { createOperator } from '../../src/server/accounts/commands.ts';
import { PASSWORD, type Person, signIn } from '../harness/person.ts';
import { changeTimes, type Dealership, startWorld, type World } from '../harness/world.ts';

// Support helps with the settings of a dealership, for a reason it can read, and nothing stays unseen (product.md 11, N12).

let world: World;
let dealer: Dealership;
let olga: Person;

beforeEach(async () => {
  world = await startWorld();
  dealer = await world.setUp();
  const mail = 'olga@betrieb.example';
  const id = await world.database.acrossDealerships((work) =>
    createOperator(work, { name: 'Olga Oppermann', mail, password: PASSWORD }),
  );
  olga = signIn(world.base, { id, name: 'Olga Oppermann', mail });
});
afterEach(() => world.stop());

const enter = (reason: string) =>
  olga.ask('POST', `/api/operator/dealerships/${dealer.id}/enter`, { reason });
const support = () =>
  dealer.admin.get<{ visits: { name: string; reason: string; changes: number }[] }>('/api/support');

test('outside of a dealership an operator changes nothing in it; entering needs a reason', async () => {
  assert.equal((await olga.ask('PUT', '/api/monitor', { on: false })).status, 403);
  assert.equal((await enter(' ')).status, 400);
  assert.equal((await olga.ask('PUT', '/api/monitor', { on: false })).status, 403);
});

test('inside, what they change is marked as support with their name, and the visit stands in the dealership’s list', async () => {
  assert.equal((await enter('Bitte von Adam Ahrens: Monitor aus')).status, 200);
  await olga.put('/api/monitor', { on: false });
  const { items } = await dealer.admin.get<{ items: { subject: string; by: object }[] }>(
    '/api/settings/changes',
  );
  assert.deepEqual(items[0]?.by, { kind: 'support', name: 'Olga Oppermann' });
  assert.deepEqual(
    (await support()).visits.map(({ name, reason, changes }) => [name, reason, changes]),
    [['Olga Oppermann', 'Bitte von Adam Ahrens: Monitor aus', 1]],
  );
  await olga.post('/api/operator/leave');
  assert.equal((await olga.ask('PUT', '/api/monitor', { on: true })).status, 403);
});

test('the overview says of each escalation time who set it when: set-up, a person, or support', async () => {
  await dealer.changeTimes({ EM1: { on: true, minutes: 0, unit: 'openingHours' } });
  await enter('EM2.1 einschalten');
  await changeTimes(olga, { 'EM2.1': { on: true, minutes: 120, unit: 'openingHours' } }, 'keep');
  const { items } = await dealer.admin.get<{
    items: { stage: string; by: { kind: string; name: string | null } }[];
  }>('/api/statistics/times');
  const setBy = (stage: string) => items.find((one) => one.stage === stage)?.by;
  assert.deepEqual(
    ['E1', 'EM1', 'EM2.1'].map((stage) => setBy(stage)?.kind),
    ['installation', 'person', 'support'],
  );
  assert.equal(setBy('EM1')?.name, dealer.admin.name);
});

test('a visit ends by itself after four hours', async () => {
  await enter('Öffnungszeiten eintragen');
  world.jumpTo('2026-03-02T10:59');
  assert.equal((await olga.ask('GET', '/api/monitor')).status, 200);
  world.jumpTo('2026-03-02T11:01');
  assert.equal((await olga.ask('GET', '/api/monitor')).status, 403);
});

test('enquiries are none of their business unless the dealership allows it, and never theirs to work on', async () => {
  const lead = await dealer.enquiry();
  await enter('Frage zu einer Anfrage');
  const customers = [
    '/api/leads?view=team',
    `/api/leads/${lead.id}`,
    '/api/outbox',
    '/api/messages',
    '/api/rereadings',
  ];
  for (const path of customers) assert.equal((await olga.ask('GET', path)).status, 403, path);
  await dealer.admin.put('/api/support', { seesLeads: true });
  assert.equal((await olga.ask('GET', `/api/leads/${lead.id}`)).status, 200);
  assert.equal((await olga.ask('POST', `/api/leads/${lead.id}/take`, {})).status, 403);
  assert.equal((await olga.ask('PUT', '/api/support', { seesLeads: false })).status, 403);
  world.noUnexpectedMail();
});

test('the dealership may want a second factor: whoever has none is asked for it before anything else', async () => {
  const vera = await dealer.hire('Vera Vogt', 'seller');
  await dealer.admin.put('/api/accounts/second-factor', { roles: ['seller'] });
  const refused = await vera.ask('GET', '/api/leads?view=mine');
  assert.equal(refused.status, 403);
  assert.equal(((await refused.json()) as { code: string }).code, 'secondFactorNeeded');
  assert.equal((await vera.ask('GET', '/api/own-access')).status, 200);
  assert.equal((await dealer.admin.ask('GET', '/api/leads?view=team')).status, 200);
});
