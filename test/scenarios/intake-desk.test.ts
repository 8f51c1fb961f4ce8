import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { z } from 'zod';
import type {
  getMessage,
  getRereading,
  listRereadLeads,
  MessageItem,
  rereadMessage,
} from '../../src/contract/intake.ts';
import type { LeadItem } from '../../src/contract/leads.ts';
import { type Dealership, localOf, startWorld, type World } from '../harness/world.ts';

let world: World;
let dealer: Dealership;
let count = 0;

before(async () => {
  world = await startWorld();
});
after(() => world.stop());
beforeEach(async () => {
  world.jumpTo('2026-03-02T10:00');
  count += 1;
  dealer = await world.setUp(`Autohaus ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[count]}`);
});

const address = () => dealer.sources[0]?.leadAddress ?? '';
const messages = async (query = '') =>
  (await dealer.admin.get<{ items: MessageItem[] }>(`/api/messages${query}`)).items;
const message = (id: string) => dealer.admin.get<z.output<typeof getMessage.output>>(`/api/messages/${id}`);
const allLeads = async () => (await dealer.admin.get<{ items: LeadItem[] }>('/api/leads?view=all')).items;
const NEWSLETTER = [
  'From: Blech-Nachrichten <news@blech.example>',
  'Subject: Angebote im März',
  'Precedence: bulk',
  'List-Unsubscribe: <https://blech.example/ab>',
  '',
  'Winterreifen, jetzt günstig.',
].join('\n');
const bring = async (text: string, to = address()) => {
  assert.match(await world.bring(text, to), /^250 /);
  await world.work();
};

test('a newsletter is no lead; the desk shows it with its class and the reason in the mail’s own words', async () => {
  await bring(NEWSLETTER);
  assert.deepEqual(await allLeads(), []);
  const [item] = await messages();
  assert.deepEqual(
    [item?.class, item?.state, item?.senderName, item?.senderAddress, item?.subject, item?.lead],
    ['alert', 'read', 'Blech-Nachrichten', 'news@blech.example', 'Angebote im März', null],
  );
  const page = await message(item?.id ?? '');
  assert.deepEqual(page.evidence, ['precedence: bulk', 'list-unsubscribe']);
  assert.match(page.shown.text, /Winterreifen/);
  world.noUnexpectedMail();
});

test('a machine that answers a lead address is no lead either', async () => {
  await bring('From: a@b.example\nSubject: Abwesend\nAuto-Submitted: auto-replied\n\nBin nicht da.');
  assert.deepEqual(await allLeads(), []);
  assert.deepEqual(
    (await messages()).map(({ class: found }) => found),
    ['automaticReply'],
  );
  world.noUnexpectedMail();
});

test('what a person says is an enquiry becomes one lead, with its arrival and a clock from now', async () => {
  await bring(NEWSLETTER);
  const [item] = await messages();
  world.jumpTo('2026-03-04T11:00');
  const say = () => dealer.admin.post(`/api/messages/${item?.id}/class`, { class: 'lead' });
  await Promise.all([say(), say()]);
  await world.work();
  const [lead, ...more] = await allLeads();
  assert.deepEqual(more, []);
  const page = await world.lead(dealer.admin, lead?.id ?? '');
  assert.equal(localOf(page.arrivedAt), '2026-03-02T10:00:00');
  assert.equal(localOf(page.dueAt), '2026-03-04T13:00:00', 'nobody could answer before');
  assert.ok(page.warnings.includes('recognisedLate'));
  assert.deepEqual(page.history[0]?.data['flags'], ['recognisedLate']);
  const [after] = await messages();
  assert.deepEqual([after?.class, after?.foundClass, after?.lead?.id], ['lead', 'alert', lead?.id]);
  const { classSet, evidence } = await message(item?.id ?? '');
  assert.deepEqual([classSet?.by, localOf(classSet?.at ?? '')], [dealer.admin.name, '2026-03-04T11:00:00']);
  assert.deepEqual(
    evidence,
    ['precedence: bulk', 'list-unsubscribe'],
    'why it was taken for one is still told',
  );
  world.noUnexpectedMail();
});

test('what is no enquiry is closed as unusable, and is open again when it was one after all; never a second lead', async () => {
  const lead = await dealer.enquiry();
  const [item] = await messages();
  await dealer.admin.post(`/api/leads/${lead.id}/no-enquiry`, { class: 'spam' });
  const closed = await world.lead(dealer.admin, lead.id);
  assert.deepEqual([closed.status, closed.closeOutcome, closed.closeReason], ['closed', 'unusable', 'spam']);
  const told = closed.history.find(({ kind }) => kind === 'reclassified');
  assert.deepEqual([told?.actor, told?.data], [dealer.admin.name, { from: 'lead', to: 'spam' }]);
  assert.equal((await messages())[0]?.class, 'spam');

  await dealer.admin.post(`/api/messages/${item?.id}/class`, { class: 'lead' });
  await world.work();
  assert.equal((await allLeads()).length, 1);
  assert.equal((await world.lead(dealer.admin, lead.id)).status, 'open');
  world.noUnexpectedMail();
});

test('the next mail of the same sender is proposed the same class, and is a lead all the same', async () => {
  const lead = await dealer.enquiry({ mail: 'werber@werbung.example', name: 'W. Erber' });
  await dealer.admin.post(`/api/leads/${lead.id}/no-enquiry`, { class: 'alert' });
  const next = await dealer.enquiry({ mail: 'werber@werbung.example', name: 'W. Erber', vehicle: 'Polo' });
  assert.notEqual(next.id, lead.id);
  assert.equal(next.status, 'new');
  const [item] = await messages();
  assert.equal((await message(item?.id ?? '')).proposedClass, 'alert');
  world.noUnexpectedMail();
});

test('completing what could not be read fills the lead, and is no handling: the clock goes on', async () => {
  await bring('From: karla@kunde.example\nSubject: Frage\n\nHallo, was kostet der?');
  const [lead] = await allLeads();
  assert.equal(lead?.needsReview, true);
  const counts = () => dealer.admin.get<{ review: number }>('/api/leads/counts');
  assert.equal((await counts()).review, 1);
  const before = await world.lead(dealer.admin, lead?.id ?? '');
  const fields = { ...before.entered, name: 'Karla Kunde', phone: '0170 1234567', vehicle: 'VW Käfer' };
  await dealer.admin.put(`/api/leads/${lead?.id}/fields`, { ...fields, wishes: ['testDrive'] });
  const page = await world.lead(dealer.admin, lead?.id ?? '');
  assert.deepEqual(
    [
      page.customer,
      page.customerPhone,
      page.vehicle,
      page.needsReview,
      page.status,
      page.dueAt,
      page.assigneeId,
    ],
    ['Karla Kunde', '+491701234567', 'VW Käfer', false, 'new', before.dueAt, null],
  );
  assert.equal(
    page.fields.find(({ path }) => path === 'customer.full')?.method,
    `person: ${dealer.admin.name}`,
  );
  const told = page.history.find(({ kind }) => kind === 'corrected');
  assert.deepEqual(told?.data['reviewed'], true);
  const changes = (told?.data['changes'] ?? []) as { path: string; new: string }[];
  assert.equal(changes.find(({ path }) => path === 'customer.phones')?.new, '+491701234567');
  assert.equal((await counts()).review, 0);
  const found = await dealer.admin.get<{ items: LeadItem[] }>('/api/leads?view=all&q=1701234567');
  assert.equal(found.items.length, 1, 'the search finds what was completed');
  const wrong = await dealer.admin.ask('PUT', `/api/leads/${lead?.id}/fields`, { ...fields, phone: 'abc' });
  assert.equal(wrong.status, 400);
  world.noUnexpectedMail();
});

/** As if an older reader had read it: the vehicle was not seen then. */
const forget = (leadId: string) =>
  world.database.acrossDealerships(async ({ sql }) => {
    const { enquiry } = await sql
      .selectFrom('leads')
      .select('enquiry')
      .where('id', '=', leadId)
      .executeTakeFirstOrThrow();
    const old = structuredClone(enquiry) as {
      vehicles: unknown[];
      parse: { fields: Record<string, unknown>; version: string };
    };
    old.vehicles = [];
    old.parse.version = '0';
    for (const path of Object.keys(old.parse.fields))
      if (path.startsWith('vehicles')) delete old.parse.fields[path];
    await sql
      .updateTable('leads')
      .set({ enquiry: JSON.stringify(old), vehicle: null })
      .where('id', '=', leadId)
      .execute();
  });

test('one message read anew: first the difference, then into the lead; the clock goes on', async () => {
  const lead = await dealer.enquiry({ vehicle: 'VW Golf' });
  await forget(lead.id);
  const { dueAt } = await world.lead(dealer.admin, lead.id);
  const [item] = await messages();
  const reread = (apply: boolean) =>
    dealer.admin.post<z.output<typeof rereadMessage.output>>(`/api/messages/${item?.id}/reread`, { apply });
  const compared = await reread(false);
  assert.equal(compared.result, 'compared');
  assert.ok(compared.leads[0]?.differences.some(({ old, new: now }) => old === null && now === 'VW Golf'));
  assert.equal((await world.lead(dealer.admin, lead.id)).vehicle, null, 'comparing changes nothing');
  await reread(true);
  const page = await world.lead(dealer.admin, lead.id);
  assert.deepEqual([page.vehicle, page.dueAt, page.status], ['VW Golf', dueAt, 'new']);
  assert.equal(page.history.filter(({ kind }) => kind === 'reread').length, 1);
  assert.deepEqual((await reread(true)).leads[0]?.differences, []);
  assert.equal(
    (await world.lead(dealer.admin, lead.id)).history.filter(({ kind }) => kind === 'reread').length,
    1,
    'the same again is nothing to tell',
  );
  assert.equal((await allLeads()).length, 1);
  world.noUnexpectedMail();
});

test('a source read anew: compared in the background, applied on demand, corrections stay', async () => {
  const ids: string[] = [];
  for (let nth = 0; nth < 25; nth += 1)
    ids.push((await dealer.enquiry({ name: `Kunde ${nth}`, mail: `k${nth}@kunde.example` })).id);
  for (const id of ids) await forget(id);
  const [corrected = '', ...others] = ids;
  const { entered } = await world.lead(dealer.admin, corrected);
  await dealer.admin.put(`/api/leads/${corrected}/fields`, { ...entered, vehicle: 'Porsche 911' });
  const sourceId = dealer.sources[0]?.id;
  const since = '2026-03-01T00:00:00Z';
  const { id } = await dealer.admin.post<{ id: string }>('/api/rereadings', { sourceId, since });
  const twice = await dealer.admin.ask('POST', '/api/rereadings', { sourceId, since });
  assert.equal(twice.status, 409, 'one at a time');
  await world.work();
  const page = () => dealer.admin.get<z.output<typeof getRereading.output>>(`/api/rereadings/${id}`);
  const compared = await page();
  assert.deepEqual([compared.state, compared.total, compared.done, compared.failed], ['compared', 25, 25, 0]);
  const vehicle = compared.fields.find(({ path }) => path === 'vehicles.title');
  assert.deepEqual([vehicle?.leads, vehicle?.kept], [24, 1]);
  assert.equal(vehicle?.examples.length, 5);
  assert.equal((await world.lead(dealer.admin, others[0] ?? '')).vehicle, null);

  const due = async () => (await allLeads()).map(({ id: leadId, dueAt }) => [leadId, dueAt]);
  const before = await due();
  await dealer.admin.post(`/api/rereadings/${id}/apply`);
  await world.work();
  assert.deepEqual([(await page()).state, (await page()).changed], ['applied', 24]);
  assert.deepEqual(await due(), before);
  assert.equal((await world.lead(dealer.admin, corrected)).vehicle, 'Porsche 911');
  for (const other of others) assert.equal((await world.lead(dealer.admin, other)).vehicle, 'VW Golf');
  world.noUnexpectedMail();
});

test('of a source that is read anew single leads are taken, and it is written down how many', async () => {
  const made: string[] = [];
  for (let nth = 0; nth < 3; nth += 1)
    made.push((await dealer.enquiry({ name: `Kunde ${nth}`, mail: `k${nth}@kunde.example` })).id);
  for (const id of made) await forget(id);
  const start = { sourceId: dealer.sources[0]?.id, since: '2026-03-01T00:00:00Z' };
  const { id } = await dealer.admin.post<{ id: string }>('/api/rereadings', start);
  await world.work();
  const list = () => dealer.admin.get<z.output<typeof listRereadLeads.output>>(`/api/rereadings/${id}/leads`);
  const found = (await list()).items;
  assert.deepEqual(
    found.map(({ id: lead, differences, changed }) => [
      lead,
      differences.find(({ path }) => path === 'vehicles.0.title')?.new,
      changed,
    ]),
    made.toReversed().map((lead) => [lead, 'VW Golf', false]),
  );
  await dealer.admin.post(`/api/rereadings/${id}/apply`, { except: [made[1]] });
  await world.work();
  const page = await dealer.admin.get<z.output<typeof getRereading.output>>(`/api/rereadings/${id}`);
  assert.deepEqual([page.state, page.leads, page.chosen, page.changed], ['applied', 3, 2, 2]);
  assert.deepEqual(
    await Promise.all(made.map(async (lead) => (await world.lead(dealer.admin, lead)).vehicle)),
    ['VW Golf', null, 'VW Golf'],
  );
  const { items: changes } = await dealer.admin.get<{ items: { subject: string; new: { leads: number } }[] }>(
    '/api/settings/changes',
  );
  assert.equal(changes.find(({ subject }) => subject === 'rereading')?.new.leads, 2);
  world.noUnexpectedMail();
});

test('the desk counts by day, class and source, and shows only what its reader oversees', async () => {
  await dealer.enquiry();
  await bring(NEWSLETTER);
  const far = await dealer.openBranch('Zweigstelle');
  await bring(NEWSLETTER, far.source.leadAddress);
  const counts = await dealer.admin.get<{
    days: { on: string; leads: number; others: number }[];
    sources: { name: string }[];
    waiting: number;
    failed: number;
  }>('/api/messages/counts?days=7');
  assert.equal(counts.days.length, 7);
  assert.deepEqual(counts.days.at(-1), { on: '2026-03-02', leads: 1, others: 2 });
  assert.deepEqual([counts.sources.length, counts.waiting, counts.failed], [2, 0, 0]);

  const dora = await dealer.hire('Dora Damm', 'dispatcher');
  const scope = { branches: [far.id], sources: [] };
  await dealer.admin.put(`/api/accounts/${dora.id}`, {
    name: dora.name,
    roles: ['dispatcher'],
    active: true,
    scope,
  });
  const { items } = await dora.get<{ items: MessageItem[] }>('/api/messages');
  assert.deepEqual(
    items.map(({ source, class: found }) => [source, found]),
    [['Homepage', 'alert']],
  );
  const [hidden] = await messages('?class=lead');
  assert.equal((await dora.ask('GET', `/api/messages/${hidden?.id}`)).status, 404);
  assert.equal((await dora.ask('POST', `/api/messages/${hidden?.id}/class`, { class: 'spam' })).status, 404);
  const vera = await dealer.hire('Vera Vogt', 'seller');
  assert.equal((await vera.ask('GET', '/api/messages')).status, 403);
  world.noUnexpectedMail();
});
