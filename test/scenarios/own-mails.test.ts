import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { type Duties, startDuties } from '../harness/duties.ts';

// Everybody chooses which mails they get and when (product.md 11); what is due shows on the screen in any case.

let duties: Duties;
beforeEach(async () => {
  duties = await startDuties();
});
afterEach(() => duties.world.stop());

const choose = (person: Duties['clara'], settings: object) =>
  person.put('/api/own-access/mails', { off: [], quiet: null, quietHoldsEM21: false, ...settings });

test('who does not want EM2.1 gets none, nobody else does instead, and the lead stands at them all the same', async () => {
  const { world, dealer, clara, veras, toMonday } = duties;
  await choose(clara, { off: ['EM2.1'] });
  const lead = await veras();
  await toMonday();
  world.noUnexpectedMail();
  const { items } = await clara.get<{ items: { id: string }[] }>('/api/leads?view=escalated');
  assert.deepEqual(
    items.map(({ id }) => id),
    [lead.id],
  );
  const { items: people } = await dealer.admin.get<{ items: { id: string; mailsOff: string[] }[] }>(
    '/api/accounts',
  );
  assert.deepEqual(people.find(({ id }) => id === clara.id)?.mailsOff, ['EM2.1']);
});

test('quiet hours hold no EM2.1 back, unless the person chose so; then all comes in one mail when they end', async () => {
  const { world, clara, veras, toMonday } = duties;
  await choose(clara, { quiet: { from: '00:00', until: '12:00' } });
  await veras({ name: 'Karla Kunde' });
  await toMonday();
  world.mailTo(clara);

  await choose(clara, { quiet: { from: '12:30', until: '18:00' }, quietHoldsEM21: true });
  await world.passTo('2026-03-10T08:00');
  await veras({ name: 'Kurt Kurz' });
  await world.passTo('2026-03-10T08:30');
  await veras({ name: 'Kim Klein' });
  await world.passTo('2026-03-10T17:59');
  world.noUnexpectedMail();
  await world.passTo('2026-03-10T18:01');
  const held = world.mailTo(clara);
  assert.match(held.text, /Kurt Kurz/);
  assert.match(held.text, /Kim Klein/);
  world.noUnexpectedMail();
});

test('what was handled while the quiet hours lasted is not told any more', async () => {
  const { world, clara, vera, veras } = duties;
  await choose(clara, { quiet: { from: '12:30', until: '18:00' }, quietHoldsEM21: true });
  await world.passTo('2026-03-10T08:00');
  const lead = await veras();
  await world.passTo('2026-03-10T17:30');
  await vera.post(`/api/leads/${lead.id}/close`, { outcome: 'lost', reason: 'price' });
  await world.passTo('2026-03-10T19:00');
  world.noUnexpectedMail();
});

test('the mail of the source monitor waits for the end of the quiet hours, or is not wanted at all', async () => {
  const { world, dealer, clara } = duties;
  const otto = await dealer.hire('Carla Cuno', 'controller');
  await choose(otto, { off: ['monitor'] });
  await choose(clara, { quiet: { from: '20:00', until: '08:30' } });
  await world.passTo('2026-03-13T08:29');
  world.noUnexpectedMail();
  await world.passTo('2026-03-13T08:31');
  world.mailTo(clara);
  world.noUnexpectedMail();
});
