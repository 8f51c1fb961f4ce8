import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { localOf, startWorld, type World } from '../harness/world.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

test('N1, N2, N3: an unhandled enquiry is overdue after 2 hours, and 4 hours later it stands at the controller', async () => {
  const dealer = await world.setUp();
  const seller = await dealer.hire('Vera Vogt', 'seller');
  const controller = await dealer.hire('Clara Conrad', 'controller');
  world.jumpTo('2026-03-06T15:00');
  const lead = await dealer.enquiry();
  await seller.post(`/api/leads/${lead.id}/take`);
  assert.equal(lead.symbol, 'yellow');
  assert.equal(localOf(lead.dueAt), '2026-03-06T17:00:00');

  await world.passTo('2026-03-06T16:59:59');
  assert.equal((await world.lead(seller, lead.id)).symbol, 'yellow');
  await world.passTo('2026-03-06T17:00');
  assert.equal((await world.lead(seller, lead.id)).symbol, 'red');
  assert.equal((await world.lead(seller, lead.id)).escalated, false);

  await world.passTo('2026-03-07T11:59:59');
  assert.equal((await world.lead(seller, lead.id)).escalated, false);
  await world.passTo('2026-03-07T12:00');
  const escalated = await world.lead(seller, lead.id);
  assert.equal(escalated.escalated, true);
  assert.equal(localOf(escalated.escalatedAt), '2026-03-07T12:00:00');

  const atController = await controller.get<{ items: { id: string }[] }>('/api/leads?view=escalated');
  assert.deepEqual(atController.items.map(({ id }) => id), [lead.id]);
  await world.passTo('2026-03-10T18:00');
  world.noUnexpectedMail();
});
