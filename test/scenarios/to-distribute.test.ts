import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { z } from 'zod';
import type { countLeads, LeadPage } from '../../src/contract/leads.ts';
import type { getCandidates } from '../../src/contract/distribution.ts';
import type { DistributionSettings } from '../../src/domain/distribution/settings.ts';
import { changeDistribution } from '../harness/distribution.ts';
import { type Duties, startDuties } from '../harness/duties.ts';
import type { Person } from '../harness/person.ts';

// What waits for a dispatcher (product.md 8): its list, whom the product proposes, and what becomes of it when a branch
// no longer distributes by hand. It is Friday 6 March 2026, 15:00.
type Counts = z.output<typeof countLeads.output>;
type Candidates = z.output<typeof getCandidates.output>;
let away: Duties['away'];
let dealer: Duties['dealer'];
let otto: Duties['otto'];
let vera: Duties['vera'];
let world: Duties['world'];
let dora: Person;
beforeEach(async () => {
  ({ away, dealer, otto, vera, world } = await startDuties());
  dora = await dealer.hire('Dora Dietz', 'dispatcher');
  await changeDistribution(dealer, { branches: { [dealer.branchId]: 'manual' } });
});
afterEach(async () => {
  world.noUnexpectedMail();
  await world.stop();
});

const view = async (person: Person, name: string): Promise<string[]> =>
  (await person.get<{ items: LeadPage[] }>(`/api/leads?view=${name}`)).items.map(({ id }) => id);
const countOf = async (person: Person): Promise<number> =>
  (await person.get<Counts>('/api/leads/counts')).toDistribute;
const candidatesOf = (person: Person, id: string) => person.get<Candidates>(`/api/leads/${id}/candidates`);
const KARLA = { name: 'Karla Kunde', mail: 'karla@kunde.example' };
const OTHER = { name: 'Kurt Kunde', mail: 'kurt@kunde.example', vehicle: 'VW Polo' };

test('what waits has a list and a count of its own for those who distribute; sellers have neither', async () => {
  const lead = await dealer.enquiry(KARLA);
  assert.deepEqual(await view(dora, 'toDistribute'), [lead.id]);
  assert.deepEqual(await view(dora, 'pool'), [], 'the pool holds what anybody may take');
  assert.deepEqual([await countOf(dora), await countOf(vera)], [1, 0]);
  assert.deepEqual(await view(vera, 'toDistribute'), []);
  await dora.post(`/api/leads/${lead.id}/assign`, { assigneeId: vera.id });
  assert.equal(await countOf(dora), 0);
});

test('the proposal: whoever has the fewest open enquiries and is there; the adviser before them', async () => {
  const first = await dealer.enquiry(KARLA);
  assert.equal(
    (await candidatesOf(dora, first.id)).proposal.personId,
    vera.id,
    'the first of those with none',
  );
  await dora.post(`/api/leads/${first.id}/assign`, { assigneeId: vera.id });
  const second = await dealer.enquiry(OTHER);
  const { items, proposal, toPool } = await candidatesOf(dora, second.id);
  assert.deepEqual([proposal.personId, toPool], [otto.id, false]);
  assert.deepEqual(proposal.steps.at(-1), { code: 'fewestOpen', person: otto.id, open: 0 });
  assert.deepEqual(
    items.filter(({ sells }) => sells).map(({ name, open }) => [name, open]),
    [
      ['Vera Vogt', 1],
      ['Otto Ohm', 0],
    ],
  );

  await away(otto, vera, { fromOn: '2026-03-06', untilOn: '2026-03-13' });
  const later = await candidatesOf(dora, second.id);
  assert.equal(later.proposal.personId, vera.id);
  assert.deepEqual(later.items.find(({ accountId }) => accountId === otto.id)?.absence, {
    untilOn: '2026-03-13',
    standIn: 'Vera Vogt',
  });
  assert.equal(
    (await vera.ask('GET', `/api/leads/${first.id}/candidates`)).status,
    404,
    'sellers take, they do not give',
  );
});

test('the adviser who sold to the customer before is proposed, however much they have to do', async () => {
  const lead = await dealer.enquiry(KARLA);
  await dora.post(`/api/leads/${lead.id}/assign`, { assigneeId: otto.id });
  await otto.post(`/api/leads/${lead.id}/close`, { outcome: 'won', reason: 'sold' });
  await changeDistribution(dealer, { adviser: 'off' });
  const next = await dealer.enquiry({ ...KARLA, vehicle: 'VW Polo' });
  await changeDistribution(dealer, { adviser: 'all' });
  const { proposal } = await candidatesOf(dora, next.id);
  assert.deepEqual(proposal.steps, [{ code: 'adviser', person: otto.id, number: lead.number }]);
  assert.equal(proposal.names[otto.id], 'Otto Ohm');
});

test('a branch changes to the pool: what waits stays, is counted, and is handed to the pool only when wanted', async () => {
  const leads = [await dealer.enquiry(KARLA), await dealer.enquiry(OTHER)];
  const path = '/api/distribution/settings';
  const saved = () => dealer.admin.get<{ settings: DistributionSettings; version: number }>(path);
  const { settings, version } = await saved();
  const pool = { ...settings, branches: { [dealer.branchId]: 'pool' as const } };
  const waiting = async (wanted: DistributionSettings) =>
    (await dealer.admin.post<{ waiting: number }>('/api/distribution/waiting', { settings: wanted })).waiting;
  assert.deepEqual([await waiting(settings), await waiting(pool)], [0, 2]);

  await dealer.admin.put(path, { settings: pool, basedOnVersion: version });
  assert.deepEqual([await countOf(dora), (await view(vera, 'pool')).length], [2, 0]);
  assert.equal(await waiting(pool), 2, 'it is asked again at the next saving');

  const dues = async () =>
    (await Promise.all(leads.map(({ id }) => world.lead(dora, id)))).map(({ dueAt }) => dueAt);
  const before = await dues();
  await dealer.admin.put(path, { settings: pool, basedOnVersion: version + 1, distributeWaiting: true });
  assert.deepEqual([await countOf(dora), (await view(vera, 'pool')).length], [0, 2]);
  assert.deepEqual(await dues(), before, 'no clock is touched');
  const [lead] = leads;
  const last = (await world.lead(vera, lead?.id ?? '')).history.at(-1);
  assert.deepEqual([last?.kind, last?.actor], ['distributed', dealer.admin.name]);
});

test('a branch changes to in turn: what waits is given to those whose turn it is', async () => {
  await dealer.enquiry(KARLA);
  await dealer.enquiry(OTHER);
  const path = '/api/distribution/settings';
  const { settings, version } = await dealer.admin.get<{ settings: DistributionSettings; version: number }>(
    path,
  );
  const inTurn = { ...settings, branches: { [dealer.branchId]: 'roundRobin' } };
  await dealer.admin.put(path, { settings: inTurn, basedOnVersion: version, distributeWaiting: true });
  assert.deepEqual([(await view(vera, 'mine')).length, (await view(otto, 'mine')).length], [1, 1]);
});
