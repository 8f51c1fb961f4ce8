import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { localOf } from '../harness/world.ts';
import { type Duties, startDuties } from '../harness/duties.ts';

// Somebody leaves the dealership: nothing of theirs is left lying (product.md 3 and 11).

let duties: Duties;
beforeEach(async () => {
  duties = await startDuties();
});
afterEach(() => duties.world.stop());

test('their open leads go to colleagues in turn, what is due first first; clocks run on, sessions end at once', async () => {
  const { world, dealer, vera, otto, veras } = duties;
  const ida = await dealer.hire('Ida Iltis', 'seller');
  const leads = [
    await veras({ name: 'Karla Kunde' }),
    await veras({ name: 'Kurt Kurz' }),
    await veras({ name: 'Kim Klein' }),
  ];
  await vera.post(`/api/leads/${leads[2]?.id}/follow-up`, { at: '2026-03-20T10:00:00+01:00' });
  const before = await Promise.all(leads.map(({ id }) => world.lead(dealer.admin, id)));
  assert.deepEqual(await dealer.admin.get(`/api/accounts/${vera.id}/duties`), {
    open: 2,
    followUps: 1,
    standsInFor: [],
  });

  await dealer.admin.post(`/api/accounts/${vera.id}/end-access`, { to: [otto.id, ida.id] });

  const after = await Promise.all(leads.map(({ id }) => world.lead(dealer.admin, id)));
  assert.deepEqual(
    after.map(({ assignee }) => assignee),
    ['Otto Ohm', 'Ida Iltis', 'Otto Ohm'],
  );
  assert.deepEqual(
    after.map(({ dueAt }) => localOf(dueAt)),
    before.map(({ dueAt }) => localOf(dueAt)),
  );
  const told = after[0]?.history.find(({ kind }) => kind === 'handedOver');
  assert.deepEqual(told?.data, { from: 'Vera Vogt', to: otto.id, toName: 'Otto Ohm' });
  assert.equal((await vera.ask('GET', '/api/leads')).status, 401);
  const { items } = await dealer.admin.get<{ items: { subject: string }[] }>('/api/settings/changes');
  assert.deepEqual(
    items.slice(0, 2).map(({ subject }) => subject),
    ['handOver', 'account'],
  );
  world.noUnexpectedMail();
});

test('handed to nobody they are back in the pool; whom the person stood in for has no substitute any more', async () => {
  const { world, dealer, vera, otto, veras, away } = duties;
  const lead = await veras();
  await away(otto, vera);
  const { standsInFor } = await dealer.admin.get<{ standsInFor: { accountId: string }[] }>(
    `/api/accounts/${vera.id}/duties`,
  );
  assert.deepEqual(
    standsInFor.map(({ accountId }) => accountId),
    [otto.id],
  );
  await dealer.admin.post(`/api/accounts/${vera.id}/end-access`, { to: [] });
  assert.equal((await world.lead(dealer.admin, lead.id)).assignee, null);
  const { items } = await dealer.admin.get<{ items: { substituteId: string | null }[] }>('/api/absences');
  assert.deepEqual(
    items.map(({ substituteId }) => substituteId),
    [null],
  );
  world.noUnexpectedMail();
});

test('the last admin cannot leave, and nothing is handed over then', async () => {
  const { world, dealer, otto } = duties;
  const lead = await dealer.enquiry();
  await dealer.admin.post(`/api/leads/${lead.id}/take`);
  const refused = await dealer.admin.ask('POST', `/api/accounts/${dealer.admin.id}/end-access`, {
    to: [otto.id],
  });
  assert.equal(refused.status, 403);
  assert.equal((await world.lead(dealer.admin, lead.id)).assignee, dealer.admin.name);
  world.noUnexpectedMail();
});
