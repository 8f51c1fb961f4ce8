import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { z } from 'zod';
import type { getForm } from '../../src/contract/forms.ts';
import type { getMessage, MessageItem } from '../../src/contract/intake.ts';
import type { LeadItem } from '../../src/contract/leads.ts';
import { DEFAULT_FIELDS } from '../../src/domain/forms/homepage-form.ts';
import type { Enquiry } from '../../src/domain/intake/enquiry.ts';
import { type Dealership, startWorld, type World } from '../harness/world.ts';

// A customer sends the homepage form: kept before the thank-you, once, and read like any enquiry (product.md 7).
let world: World;
let dealer: Dealership;
let count = 0;

before(async () => {
  // Each story is a customer at an address of its own, told by a proxy; so many as one address may not send.
  world = await startWorld({ LEADWACHT_PUBLIC_URL: 'https://leads.example' });
});
after(() => world.stop());
beforeEach(async () => {
  world.jumpTo('2026-03-02T10:00');
  count += 1;
  dealer = await world.setUp(`Autohaus ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[count]} & "Söhne"`);
});

const sourceId = () => dealer.sources.find(({ kind }) => kind === 'homepage')?.id ?? '';
type Form = z.output<typeof getForm.output>;
const switchOn = async (change: Partial<Form> = {}): Promise<string> => {
  const path = `/api/sources/${sourceId()}/form`;
  await dealer.admin.put(path, { active: true, fields: DEFAULT_FIELDS, consentText: '', ...change });
  const { link } = await dealer.admin.get<Form>(path);
  return new URL(link ?? '').pathname;
};
const open = (path: string, language = 'de-DE,de;q=0.9,en;q=0.8') =>
  fetch(`${world.base}${path}`, { headers: { 'accept-language': language } });
const send = (path: string, entries: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${world.base}${path}`, {
    method: 'POST',
    headers: {
      origin: 'https://autohaus.example',
      'accept-language': 'de',
      'x-forwarded-for': `10.0.0.${count}`,
      ...headers,
    },
    body: new URLSearchParams(entries),
  });
/** What the browser would send along with what a person enters. */
const hiddenIn = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  );
const opened = async (path: string) => {
  const hidden = hiddenIn(await (await open(path)).text());
  world.jumpTo(Temporal.PlainDateTime.from(world.now()).add({ seconds: 20 }).toString());
  return hidden;
};
const leads = async () => (await dealer.admin.get<{ items: LeadItem[] }>('/api/leads?view=all')).items;
const messages = async () => (await dealer.admin.get<{ items: MessageItem[] }>('/api/messages')).items;
const enquiryOf = (id: string) =>
  world.database.inDealership(dealer.id, async ({ sql }) => {
    const row = await sql
      .selectFrom('leads')
      .select('enquiry')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return row.enquiry as Enquiry;
  });
const KARLA = { name: 'Karla Kunde', mail: 'karla@kunde.example', vehicle: 'VW Golf', message: 'Noch da?' };

test('of mail and telephone the form says that one is needed, not that either is voluntary', async () => {
  const labelsOf = async (fields: Form['fields']) => {
    const page = await (await open(await switchOn({ fields }))).text();
    return [...page.matchAll(/<label for="(?:mail|phone)">(.*?)<\/label>/g)].map(([, label]) => label);
  };
  const either: Form['fields'] = { ...DEFAULT_FIELDS, mail: 'optional', phone: 'optional' };
  assert.deepEqual(await labelsOf(either), [
    'E-Mail-Adresse <small>(oder Telefon – eines von beiden brauchen wir)</small>',
    'Telefon <small>(oder E-Mail-Adresse)</small>',
  ]);
  assert.deepEqual(await labelsOf({ ...either, mail: 'required' }), [
    'E-Mail-Adresse',
    'Telefon <small>(freiwillig)</small>',
  ]);
  assert.deepEqual(await labelsOf({ ...either, phone: 'off' }), ['E-Mail-Adresse']);
});

test('what a customer enters is kept before the thank-you and becomes a lead, a second click none', async () => {
  const path = await switchOn({
    fields: { ...DEFAULT_FIELDS, consent: 'optional', contact: 'optional' },
    consentText: 'Sie dürfen mich <b>anrufen</b>.',
  });
  const hidden = await opened(`${path}?nummer=4711&link=https://autohaus.example/golf`);
  const entries = { ...hidden, ...KARLA, contact: 'Telefon', phone: '0170 1234567', consent: 'ja' };
  const answers = await Promise.all([send(path, entries), send(path, entries)]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200],
  );
  assert.match((await answers[0]?.text()) ?? '', /Vielen Dank!/);
  assert.deepEqual(
    (await messages()).map(({ class: found }) => found),
    ['waiting', 'waiting'],
  );
  await world.work();
  const [lead, ...more] = await leads();
  assert.deepEqual(more, []);
  const enquiry = await enquiryOf(lead?.id ?? '');
  assert.deepEqual(
    [enquiry.customer.full, enquiry.wish.preferredContact, enquiry.vehicles[0]?.internalNumber],
    ['Karla Kunde', 'phone', '4711'],
  );
  assert.deepEqual(
    [enquiry.consent.given, enquiry.consent.text, enquiry.consent.source],
    [true, 'Sie dürfen mich <b>anrufen</b>.', 'form'],
  );
  assert.deepEqual(
    enquiry.extra.find(({ key }) => key === 'consent.wording'),
    { key: 'consent.wording', value: '1' },
  );
  // Back in the browser, other words: another enquiry, hidden behind none.
  await send(path, { ...entries, vehicle: 'VW Polo' });
  await world.work();
  assert.equal((await leads()).length, 2);
});

test('errors stand beside the field and what was entered stays, whatever it is', async () => {
  const path = await switchOn();
  const hidden = await opened(path);
  const bad = await send(path, {
    ...hidden,
    name: '"><script>alert(1)</script>',
    mail: 'karla@',
    message: 'x</textarea><b>',
  });
  const html = await bad.text();
  assert.equal(bad.status, 422);
  assert.match(html, /aria-describedby="mail-error"/);
  assert.match(html, /keine vollständige E-Mail-Adresse/);
  assert.match(html, /value="&quot;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;"/);
  assert.doesNotMatch(html, /<script>alert|<b>/);
  assert.match(
    await (await send(path, { ...hidden, name: 'Karla' })).text(),
    /E-Mail-Adresse oder eine Telefonnummer/,
  );
  assert.deepEqual(await messages(), []);
});

test('what a machine may have sent waits at the intake desk, and a person who says so is a lead', async () => {
  const path = await switchOn();
  const hidden = await opened(path);
  const caught = await send(path, { ...hidden, ...KARLA, website: 'https://spam.example' });
  const html = await caught.text();
  assert.match(html, /Sind Sie ein Mensch/);
  assert.match(html, /value="karla@kunde.example"/);
  await world.work();
  const [message] = await messages();
  const { class: found, evidence } = await dealer.admin.get<z.output<typeof getMessage.output>>(
    `/api/messages/${message?.id}`,
  );
  assert.deepEqual([found, evidence], ['spam', ['form: the field nobody sees was filled']]);
  assert.deepEqual(await leads(), []);
  const again = await send(path, { ...hiddenIn(html), ...KARLA });
  assert.equal(again.status, 200);
  await world.work();
  assert.equal((await leads()).length, 1);
  // And where the person went away, somebody of the dealership says so.
  const other = await switchOn();
  await send(other, { name: 'Ohne Seite', mail: 'ohne@kunde.example' });
  await world.work();
  const suspected = (await messages()).find(({ senderName }) => senderName === 'Ohne Seite');
  assert.equal(suspected?.class, 'spam');
  await dealer.admin.post(`/api/messages/${suspected?.id}/class`, { class: 'lead' });
  await world.work();
  assert.equal((await leads()).length, 2);
});

test('the form speaks German or English, may be embedded by anybody, and no other page of ours may', async () => {
  const path = await switchOn();
  const page = await open(path, 'en-GB,en;q=0.9,de;q=0.8');
  const html = await page.text();
  assert.match(html, /<html lang="en">/);
  assert.match(html, /Enquiry to Autohaus . &amp; &quot;Söhne&quot;/);
  assert.match(page.headers.get('content-security-policy') ?? '', /frame-ancestors \*/);
  assert.deepEqual([page.headers.get('x-frame-options'), page.headers.get('set-cookie')], [null, null]);
  const script = await open(`${path}.js`);
  const code = await script.text();
  assert.equal(script.headers.get('cross-origin-resource-policy'), 'cross-origin');
  assert.ok(code.length < 6_000 && code.includes(path));
  const own = await open('/api/health');
  assert.match(own.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
  assert.equal(own.headers.get('x-frame-options'), 'DENY');
});

test('too much from one address is asked to come back, too large a body is told so; unknown and closed forms say so', async () => {
  const path = await switchOn();
  const hidden = await opened(path);
  const statuses: number[] = [];
  for (let turn = 0; turn < 11; turn += 1)
    statuses.push((await send(path, { ...hidden, ...KARLA }, { 'x-forwarded-for': '10.9.9.9' })).status);
  assert.deepEqual([statuses[9], statuses[10]], [200, 429]);
  const large = await send(path, { ...hidden, ...KARLA, message: 'x'.repeat(10 * 1024 * 1024) }).catch(
    () => null,
  );
  if (large) assert.equal(large.status, 413);
  const fields = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`f${index}`, 'x']));
  assert.equal((await send(path, { ...hidden, ...KARLA, ...fields })).status, 200);
  assert.equal((await open('/formular/gibtesnicht')).status, 404);
  await switchOn({ active: false });
  const closed = await open(path);
  assert.deepEqual([closed.status, /direkt an Autohaus/.test(await closed.text())], [410, true]);
  // Whoever had it open still gets through.
  assert.equal((await send(path, { ...hidden, ...KARLA, message: 'Noch offen' })).status, 200);
});

test('a test goes through the form, passes the check and is nobody’s enquiry; settings are recorded and checked', async () => {
  const path = `/api/sources/${sourceId()}/test-enquiry`;
  assert.equal((await dealer.admin.ask('POST', path, { way: 'form' })).status, 404);
  await switchOn();
  await dealer.admin.post(path, { way: 'form' });
  await world.work();
  assert.deepEqual(
    (await messages()).map(({ class: found }) => found),
    ['test'],
  );
  const { source } = await dealer.admin.get<{ source: { checks: { step: string }[]; leads: number } }>(
    `/api/sources/${sourceId()}`,
  );
  assert.deepEqual(
    [source.checks.map(({ step }) => step).sort(), source.leads],
    [['fieldsRead', 'testReceived'], 0],
  );
  const wrong = { active: true, fields: { ...DEFAULT_FIELDS, consent: 'required' }, consentText: ' ' };
  assert.equal((await dealer.admin.ask('PUT', `/api/sources/${sourceId()}/form`, wrong)).status, 400);
  const { items } = await dealer.admin.get<{ items: { subject: string }[] }>('/api/settings/changes');
  assert.equal(items.filter(({ subject }) => subject === 'form').length, 1);
});
