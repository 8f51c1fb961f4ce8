import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { z } from 'zod';
import type { MessageItem } from '../../src/contract/intake.ts';
import type { getInterface, SourceWays } from '../../src/contract/interfaces.ts';
import { FIRST_ACKNOWLEDGEMENT } from '../../src/domain/acknowledgement/acknowledgement.ts';
import type { Health, HealthPart } from '../../src/contract/health.ts';
import type { LeadItem } from '../../src/contract/leads.ts';
import type { listFailingMeta, MetaView } from '../../src/contract/meta.ts';
import type { Problem } from '../../src/contract/problem.ts';
import { type MetaGraph, startMetaGraph } from '../harness/meta-graph.ts';
import { type Dealership, localOf, startWorld, type World } from '../harness/world.ts';

// Leads of Facebook and Instagram (product.md 7): Meta tells of them, what they say is fetched afterwards.
let graph: MetaGraph;
let world: World;
let dealer: Dealership;
let sourceId: string;
let count = 0;

before(async () => {
  graph = await startMetaGraph();
  world = await startWorld({ LEADWACHT_META_GRAPH: graph.url });
});
after(async () => {
  await world.stop();
  await graph.stop();
});
beforeEach(async () => {
  world.jumpTo('2026-03-02T10:00');
  count += 1;
  dealer = await world.setUp(`Autohaus ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[count]}`);
  sourceId = dealer.sources[0]?.id ?? '';
  graph.mood = 'open';
  await connect({ appSecret: graph.appSecret, pageToken: graph.token });
});

const PAGE = '201';
const connect = (secrets: { appSecret?: string; pageToken?: string }) =>
  dealer.admin.put(`/api/sources/${sourceId}/meta`, { pageIds: [PAGE], ...secrets });
const view = () => dealer.admin.get<MetaView>(`/api/sources/${sourceId}/meta`);
const refusals = async () =>
  (await dealer.admin.get<z.output<typeof getInterface.output>>(`/api/sources/${sourceId}/interface`))
    .refused;

/** An enquiry at Meta; its id. */
const enquire = (lead: Readonly<Record<string, string>>): string => {
  const id = String(1_000_000_000_000_000 + graph.leads.size);
  graph.leads.set(id, lead);
  return id;
};
const KARLA = { full_name: 'Karla Kunde', email: 'karla@kunde.example', 'welches_modell?': 'ID.3' };

const change = (leadgenId: string, pageId = PAGE) => ({
  field: 'leadgen',
  value: { leadgen_id: leadgenId, page_id: pageId, form_id: '301', created_time: 1_772_442_000 },
});
const tell = async (changes: readonly object[], sign = graph.signatureOf): Promise<Problem | null> => {
  const body = JSON.stringify({ object: 'page', entry: [{ id: PAGE, time: 1_772_442_000, changes }] });
  const answer = await fetch(`${world.base}/api/in/${sourceId}/meta`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': sign(body) },
    body,
  });
  const said = await answer.json();
  return answer.status === 200 ? null : (said as Problem);
};
const leads = async () =>
  (await dealer.admin.get<{ items: LeadItem[] }>('/api/leads?view=all')).items.map(
    ({ customer, needsReview, arrivedAt, id }) => ({
      customer,
      needsReview,
      arrivedAt: localOf(arrivedAt),
      id,
    }),
  );
const triesOf = (ids: readonly string[]): number => graph.asked.filter((id) => ids.includes(id)).length;
const outages = async () =>
  (await dealer.admin.get<z.output<typeof listFailingMeta.output>>('/api/meta/failing')).items.map(
    ({ sourceId: id, failure, since }) => [id, failure, localOf(since)],
  );
const intake = async (): Promise<HealthPart> =>
  ((await (await fetch(`${world.base}/api/health`)).json()) as Health).intake;
const thanked = () => world.relay.mails.map(({ to }) => to).filter((to) => to.endsWith('@kunde.example'));
const messages = async () => (await dealer.admin.get<{ items: MessageItem[] }>('/api/messages')).items;

test('Meta asks whether the webhook is ours, and hears its challenge for the right token only', async () => {
  const { webhookUrl, verifyToken } = await view();
  assert.equal(new URL(webhookUrl).pathname, `/api/in/${sourceId}/meta`);
  const ask = (token: string) =>
    fetch(
      `${world.base}/api/in/${sourceId}/meta?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1158201444`,
    );
  const answer = await ask(verifyToken);
  assert.deepEqual([answer.status, await answer.text()], [200, '1158201444']);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/plain/);
  for (const token of ['falsch', '', 'ä']) assert.equal((await ask(token)).status, 401);
});

test('a notification is believed with the signature of the app only, and for pages that are entered', async () => {
  const id = enquire(KARLA);
  const wrong = [() => 'sha256=00', () => '', (body: string) => graph.signatureOf(`${body} `)];
  for (const sign of wrong) assert.equal((await tell([change(id)], sign))?.code, 'wrongSecret');
  const strange = await tell([change(id, '202')]);
  assert.deepEqual([strange?.status, strange?.code], [422, 'unknownPage']);
  assert.match(strange?.detail ?? '', /Page 202/);
  await world.work();
  assert.deepEqual([await messages(), triesOf([id])], [[], 0]);
  assert.deepEqual((await refusals()).map(({ code, count: times }) => [code, times]).sort(), [
    ['unknownPage', 1],
    ['wrongSecret', 3],
  ]);
});

test('a lead is fetched and read, its clock runs since the notification, and told again it is the same', async () => {
  const id = enquire(KARLA);
  assert.equal(await tell([change(id)]), null);
  assert.equal((await messages()).length, 1, 'kept before it is fetched');
  world.jumpTo('2026-03-02T10:02');
  await world.work();
  const [lead, ...more] = await leads();
  assert.deepEqual(more, []);
  assert.deepEqual(
    [lead?.customer, lead?.needsReview, lead?.arrivedAt],
    ['Karla Kunde', false, '2026-03-02T10:00:00'],
  );
  assert.equal(await tell([change(id), change(id)]), null);
  await world.work();
  assert.equal((await leads()).length, 1);
  assert.equal(triesOf([id]), 1);
  assert.equal(localOf((await view()).connection?.fetchedAt ?? null), '2026-03-02T10:02:00');
});

test('several leads in one notification, one of a page nobody entered, and what a page tells beside leads', async () => {
  const [one, two] = [enquire(KARLA), enquire({ full_name: 'Otto Offen', phone_number: '+491701234567' })];
  const refused = await tell([change(one), change(two), change(enquire(KARLA), '202')]);
  assert.equal(refused?.code, 'unknownPage', 'so that Meta tells again of what is not kept');
  assert.equal(await tell([{ field: 'feed', value: { item: 'post' } }]), null);
  await world.work();
  assert.deepEqual((await leads()).map(({ customer }) => customer).sort(), ['Karla Kunde', 'Otto Offen']);
});

test('while Meta is away the enquiry is work for a person after five minutes, and filled when Meta is back', async () => {
  graph.mood = 'broken';
  const id = enquire(KARLA);
  await tell([change(id)]);
  await world.passTo('2026-03-02T10:04');
  assert.deepEqual(await leads(), []);
  await world.passTo('2026-03-02T10:06');
  const [standIn] = await leads();
  assert.deepEqual(
    [standIn?.customer, standIn?.needsReview, standIn?.arrivedAt],
    [null, true, '2026-03-02T10:00:00'],
  );
  const { warnings, fields } = await world.lead(dealer.admin, standIn?.id ?? '');
  assert.ok(warnings.includes('notFetched'));
  assert.equal(fields.find(({ path }) => path === 'external.leadId')?.value, id, 'by which Meta finds it');
  assert.equal((await view()).connection?.failing?.failure, 'unreachable');
  await world.passTo('2026-03-02T12:00');
  const tries = triesOf([id]);
  assert.ok(tries < 40, `${tries} tries in two hours`);
  graph.mood = 'open';
  await world.passTo('2026-03-02T13:01');
  assert.deepEqual(await leads(), [{ ...standIn, customer: 'Karla Kunde', needsReview: false }]);
  const { connection } = await view();
  assert.deepEqual([connection?.failing, connection?.waiting], [null, 0]);
});

test('an access that has expired is told; with a new token all that waited is filled, and nothing is twice', async () => {
  const expired = graph.token;
  graph.token = `${expired}-neu`;
  const ids = [enquire(KARLA), enquire({ full_name: 'Otto Offen', email: 'otto@offen.example' })];
  for (const id of ids) await tell([change(id)]);
  await world.passTo('2026-03-02T10:10');
  assert.deepEqual(
    (await leads()).map(({ customer, needsReview }) => [customer, needsReview]),
    [
      [null, true],
      [null, true],
    ],
  );
  const failing = (await view()).connection?.failing;
  assert.deepEqual(
    [failing?.failure, localOf(failing?.since ?? null)],
    ['accessExpired', '2026-03-02T10:00:00'],
  );
  assert.match(failing?.detail ?? '', /Session has expired/);
  assert.deepEqual(await outages(), [[sourceId, 'accessExpired', '2026-03-02T10:00:00']]);
  const { state, reason, since } = await intake();
  assert.deepEqual([state, reason, localOf(since)], ['failing', 'meta', '2026-03-02T10:00:00']);
  const { items } = await dealer.admin.get<{ items: SourceWays[] }>('/api/interfaces');
  const ways = items.find(({ id }) => id === sourceId)?.ways ?? [];
  assert.deepEqual(
    ways.map(({ way, at, state, lastAt }) => [way, at, state, localOf(lastAt)]),
    [
      ['mail', dealer.sources[0]?.leadAddress, 'open', null],
      ['meta', PAGE, 'failing', '2026-03-02T10:00:00'],
    ],
  );
  assert.ok(triesOf(ids) <= 4, 'nobody knocks all the time');
  await connect({ pageToken: graph.token });
  await world.work();
  assert.deepEqual((await leads()).map(({ customer }) => customer).sort(), ['Karla Kunde', 'Otto Offen']);
  for (const id of ids) await tell([change(id)]);
  await world.work();
  assert.deepEqual([(await leads()).length, (await view()).connection?.failing], [2, null]);
  assert.deepEqual([await outages(), (await intake()).reason], [[], undefined]);
});

test('who enquired while Meta was away is thanked when the details come, once, unless a person was faster', async () => {
  const spec = { ...FIRST_ACKNOWLEDGEMENT, on: true };
  await dealer.admin.put('/api/acknowledgements', { branchId: dealer.branchId, sourceId: null, spec });
  graph.mood = 'broken';
  const otto = enquire({ full_name: 'Otto Offen', email: 'otto@kunde.example' });
  await tell([change(otto)]);
  await world.passTo('2026-03-02T10:06');
  const [called] = await leads();
  await dealer.admin.post(`/api/leads/${called?.id}/call`, { reached: true, text: 'Über Meta gefunden' });
  const ids = [enquire(KARLA), enquire({ full_name: 'Robo', email: 'noreply@kunde.example' })];
  for (const id of ids) await tell([change(id)]);
  await world.passTo('2026-03-02T10:13');
  assert.deepEqual([(await leads()).length, thanked()], [3, []]);
  graph.mood = 'open';
  await world.passTo('2026-03-02T10:30');
  assert.match(world.mailTo({ mail: KARLA.email }).text, /vielen Dank für Ihre Anfrage/);
  for (const id of ids) await tell([change(id)]);
  await world.work();
  assert.deepEqual((await leads()).map(({ customer }) => customer).sort(), [
    'Karla Kunde',
    'Otto Offen',
    'Robo',
  ]);
  assert.deepEqual(thanked(), [KARLA.email]);
});

test('calls beyond Meta’s limit end at once and go on later; a lead Meta does not know holds up no other', async () => {
  graph.mood = 'limited';
  const ids = [enquire(KARLA), enquire({ full_name: 'Otto Offen', email: 'otto@offen.example' })];
  await tell([change('999'), ...ids.map((id) => change(id))]);
  await world.passTo('2026-03-02T10:03');
  assert.equal(triesOf(['999', ...ids]), 1);
  graph.mood = 'open';
  await world.passTo('2026-03-02T10:20');
  assert.deepEqual(
    (await leads()).map(({ customer }) => customer).sort(),
    ['Karla Kunde', 'Otto Offen', null].sort(),
  );
  const { connection } = await view();
  assert.deepEqual([connection?.failing, connection?.waiting], [null, 1]);
});

test('secrets are needed once, kept through changes, and told to nobody; without a connection nothing is taken', async () => {
  const other = dealer.sources[1]?.id ?? '';
  const missing = await dealer.admin.ask('PUT', `/api/sources/${other}/meta`, { pageIds: [PAGE] });
  assert.equal(missing.status, 400);
  const changes = await dealer.admin.get('/api/settings/changes');
  const told = JSON.stringify([await view(), changes]);
  assert.doesNotMatch(told, new RegExp(`${graph.appSecret}|${graph.token}`));
  const seller = await dealer.hire('Vera Vogt', 'seller');
  assert.equal((await seller.ask('GET', `/api/sources/${sourceId}/meta`)).status, 403);
  const id = enquire(KARLA);
  await dealer.admin.ask('DELETE', `/api/sources/${sourceId}/meta`);
  assert.equal((await view()).connection, null);
  assert.equal((await tell([change(id)]))?.code, 'wrongSecret');
});
