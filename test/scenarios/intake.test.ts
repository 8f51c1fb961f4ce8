import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { LeadItem, LeadPage } from '../../src/contract/leads.ts';
import { type Dealership, localOf, startWorld, type World } from '../harness/world.ts';

let world: World;
let dealer: Dealership;
let count = 0;

before(async () => {
  world = await startWorld();
});
after(() => world.stop());
beforeEach(async () => {
  world.jumpTo('2026-03-02T15:00');
  count += 1;
  dealer = await world.setUp(`Autohaus ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[count]}`);
});

const firstAddress = () => dealer.sources[0]?.leadAddress ?? '';
const allLeads = async () => (await dealer.admin.get<{ items: LeadItem[] }>('/api/leads?view=all')).items;
const classes = async () =>
  world.database.acrossDealerships(async ({ sql }) => {
    const rows = await sql
      .selectFrom('rawMessages')
      .select(['class', 'readState'])
      .where('dealershipId', '=', dealer.id)
      .orderBy('id')
      .execute();
    return rows.map((row) => row.class ?? row.readState);
  });

const mail = (parts: { id?: string; headers?: string; text?: string }): string =>
  [
    'From: Karla Kunde <karla@kunde.example>',
    'Subject: Anfrage',
    ...(parts.id ? [`Message-ID: <${parts.id}@kunde.example>`] : []),
    ...(parts.headers ? [parts.headers] : []),
    'Content-Type: text/plain; charset=utf-8',
    '',
    parts.text ?? 'Ist der Käfer noch da?',
  ].join('\n');

test('the clock counts from when the mail was accepted, not from when it was read', async () => {
  await world.bring(mail({}), firstAddress());
  world.jumpTo('2026-03-02T16:45');
  await world.work();
  const [lead] = await allLeads();
  assert.equal(localOf(lead?.arrivedAt ?? ''), '2026-03-02T15:00:00');
  assert.equal(localOf(lead?.dueAt ?? null), '2026-03-02T17:00:00');
  world.noUnexpectedMail();
});

test('the same mail again within a day is linked to its lead, not doubled and not dropped', async () => {
  await world.bring(mail({ id: 'one' }), firstAddress());
  await world.work();
  world.jumpTo('2026-03-03T14:59');
  await world.bring(mail({ id: 'one', headers: 'Received: from another.example' }), firstAddress());
  await world.work();
  const [lead, ...more] = await allLeads();
  assert.deepEqual(more, []);
  assert.deepEqual(await classes(), ['lead', 'duplicate']);
  const page = await world.lead(dealer.admin, lead?.id ?? '');
  assert.ok(page.history.some(({ kind }) => kind === 'duplicateArrived'));
  assert.equal(localOf(page.dueAt), '2026-03-02T17:00:00', 'the clock is not touched');

  world.jumpTo('2026-03-03T15:01');
  await world.bring(mail({ id: 'one', headers: 'Received: from a.third.example' }), firstAddress());
  await world.work();
  assert.equal((await allLeads()).length, 2, 'after a day it is a new enquiry');
  world.noUnexpectedMail();
});

test('the same bytes without a Message-ID are the same mail; another source makes another lead', async () => {
  await world.bring(mail({}), firstAddress());
  await world.bring(mail({}), firstAddress());
  await world.bring(mail({}), dealer.sources[1]?.leadAddress ?? '');
  await world.work();
  assert.deepEqual((await classes()).sort(), ['duplicate', 'lead', 'lead']);
  assert.deepEqual((await allLeads()).map(({ source }) => source).sort(), ['AutoScout24', 'mobile.de']);
  world.noUnexpectedMail();
});

test('a form that gives all its mails the same Message-ID hides nobody', async () => {
  await world.bring(mail({ id: 'constant', text: 'Ist der Golf noch da?' }), firstAddress());
  await world.bring(mail({ id: 'constant', text: 'Ist der Passat noch da?' }), firstAddress());
  await world.work();
  assert.deepEqual(await classes(), ['lead', 'lead']);
  world.noUnexpectedMail();
});

test('the same reply delivered twice is in the history once, and once as a duplicate', async () => {
  const lead = await dealer.enquiry();
  await dealer.admin.post(`/api/leads/${lead.id}/answer`, { subject: 'Ihr Golf', text: 'Ja.' });
  await world.work();
  const { from } = world.mailTo({ mail: 'karla@kunde.example' });
  const reply = mail({ id: 'reply', text: 'Passt morgen?\n\nAm 02.03.2026 um 15:00 schrieb Adam:\n> Ja.' });
  await world.bring(reply, from);
  await world.bring(reply, from);
  await world.work();
  const { history, status } = await world.lead(dealer.admin, lead.id);
  const wrote = history.filter(({ kind }) => kind === 'customerWrote');
  assert.deepEqual(
    wrote.map(({ data }) => data.text),
    ['Passt morgen?'],
    'without what is quoted',
  );
  assert.equal(history.filter(({ kind }) => kind === 'duplicateArrived').length, 1);
  assert.equal(status, 'open');
  world.noUnexpectedMail();
});

test('N8: a test enquiry walks the real way, becomes a lead, and is no sign of life of its source', async () => {
  const [source] = dealer.sources;
  const { code } = await dealer.admin.post<{ code: string }>(`/api/sources/${source?.id}/test-enquiry`);
  await world.work();
  const [lead] = await allLeads();
  assert.equal(lead?.customer, 'Leadwacht Testanfrage');
  assert.ok(
    JSON.stringify(await world.lead(dealer.admin, lead?.id ?? '')).includes(code),
    'the code is to be seen',
  );
  assert.deepEqual(await classes(), ['test']);
  const { items } = await dealer.admin.get<{
    items: { id: string; leads: number; lastLeadAt: string | null }[];
  }>('/api/sources');
  const listed = items.find(({ id }) => id === source?.id);
  assert.deepEqual([listed?.leads, listed?.lastLeadAt], [0, null]);
  world.noUnexpectedMail();
});

test('nobody can pass an enquiry off as a test of ours', async () => {
  await world.bring(mail({ headers: 'X-Leadwacht-Test: abcdefgh-0123456789abcdef' }), firstAddress());
  await world.work();
  assert.deepEqual(await classes(), ['lead']);
  const { items } = await dealer.admin.get<{ items: { leads: number }[] }>('/api/sources');
  assert.equal(items[0]?.leads, 1);
  world.noUnexpectedMail();
});

test('an enquiry entered by hand is a lead with a running clock; who enters it may take it at once', async () => {
  const entry = {
    sourceId: dealer.sources[0]?.id,
    name: 'Franz Fink',
    phone: '089 12345678',
    vehicle: 'Passat',
    text: 'Rückruf bitte',
  };
  const { id } = await dealer.admin.post<{ id: string }>('/api/leads', { ...entry, takeIt: true });
  const page = await world.lead(dealer.admin, id);
  assert.deepEqual(
    [page.customer, page.customerPhone, page.vehicle, page.message, page.needsReview, page.assigneeId],
    ['Franz Fink', '+498912345678', 'Passat', 'Rückruf bitte', false, dealer.admin.id],
  );
  assert.equal(localOf(page.dueAt), '2026-03-02T17:00:00');
  assert.equal(page.hasOriginal, false);
  const foreign = await world.setUp(`Anderes Haus ${count}`);
  const answer = await foreign.admin.ask('POST', '/api/leads', entry);
  assert.equal(answer.status, 404, 'a foreign source is no source');
  world.noUnexpectedMail();
});

test('the original is shown safely, to those who may see the lead', async () => {
  const html =
    '<p onclick="steal()">Guten <b>Tag</b></p><script>steal()</script><img src="https://spy.example/p.gif">' +
    '<a href="javascript:steal()">hier</a><form action="https://spy.example"><input name="x"></form>';
  await world.bring(
    `From: karla@kunde.example\nSubject: =?utf-8?Q?K=C3=A4fer?=\nContent-Type: text/html; charset=utf-8\n\n${html}`,
    firstAddress(),
  );
  await world.work();
  const [lead] = await allLeads();
  const path = `/api/leads/${lead?.id}/original`;
  const shown = await dealer.admin.get<{
    headers: { name: string; value: string }[];
    html: string;
    text: string;
  }>(path);
  assert.match(shown.html, /<b>Tag<\/b>/);
  assert.doesNotMatch(shown.html, /script|onclick|spy\.example|javascript|<form|<input|<img/i);
  assert.match(shown.text, /Guten Tag/);
  assert.ok(shown.headers.some(({ name, value }) => name === 'subject' && value === 'Käfer'));

  const vera = await dealer.hire('Vera Vogt', 'seller');
  const otto = await dealer.hire('Otto Ohm', 'seller');
  await vera.post(`/api/leads/${lead?.id}/take`);
  assert.equal((await otto.ask('GET', path)).status, 404);
  assert.equal((await vera.ask('GET', path)).status, 200);
  world.noUnexpectedMail();
});

test('what cannot be read at all is a lead to look at, with its clock', async () => {
  await world.bring('\u0000\u0001 no mail at all', firstAddress());
  await world.work();
  const [lead] = await allLeads();
  assert.equal(lead?.needsReview, true);
  assert.equal(localOf(lead?.dueAt ?? null), '2026-03-02T17:00:00');
  const page: LeadPage = await world.lead(dealer.admin, lead?.id ?? '');
  assert.ok(page.hasOriginal);
  world.noUnexpectedMail();
});

test('searches, newsletters and spam are kept with their class and become no leads', async () => {
  const alert = 'From: noreply@dein.mobile.de\nSubject: mobile.de Suchauftrag: 3 neue\n\nGolf';
  const notice = 'From: service@kleinanzeigen.de\nSubject: Deine Rechnung\n\nAnbei';
  for (const text of [alert, notice, mail({ headers: 'X-Spam-Flag: YES' })]) {
    await world.bring(text, firstAddress());
    await world.work();
  }
  assert.deepEqual(await classes(), ['alert', 'notice', 'spam']);
  assert.deepEqual(await allLeads(), []);
  world.noUnexpectedMail();
});

test('a customer who answers at the lead’s own address is heard, whatever a filter thinks of it', async () => {
  await world.bring(mail({}), firstAddress());
  await world.work();
  const [lead] = await allLeads();
  await dealer.admin.post(`/api/leads/${lead?.id}/answer`, { subject: 'Ihr Käfer', text: 'Ja.' });
  await world.work();
  const { from } = world.mailTo({ mail: 'karla@kunde.example' });
  await world.bring(mail({ headers: 'X-Spam-Flag: YES', text: 'Dann komme ich.' }), from);
  await world.work();
  assert.deepEqual(await classes(), ['lead', 'reply']);
});
