import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import {
  type AcknowledgementSpec,
  FIRST_ACKNOWLEDGEMENT,
} from '../../src/domain/acknowledgement/acknowledgement.ts';
import type { LeadItem } from '../../src/contract/leads.ts';
import { headerValue } from '../../src/domain/intake/mail.ts';
import { type Dealership, localOf, startWorld, type World } from '../harness/world.ts';

// product.md 9, RFC 3834: the automatic first mail, where it is wanted, and nothing it could start a loop with.
let world: World;
let dealer: Dealership;

beforeEach(async () => {
  world = await startWorld();
  world.jumpTo('2026-03-03T09:00');
  dealer = await world.setUp();
});
afterEach(() => world.stop());

const KARLA = { mail: 'karla@kunde.example' };
const set = (spec: Partial<AcknowledgementSpec> | null, sourceId: string | null = null) =>
  dealer.admin.put('/api/acknowledgements', {
    branchId: dealer.branchId,
    sourceId,
    spec: spec && { ...FIRST_ACKNOWLEDGEMENT, on: true, ...spec },
  });

const form = async (
  headers = '',
  to = dealer.sources[0]?.leadAddress ?? '',
  from = 'karla@kunde.example',
) => {
  const id = `Message-ID: <${crypto.randomUUID()}@kunde.example>`;
  const head = `From: Karla Kunde <${from}>\nSubject: Anfrage\n${id}\n${headers}`.trimEnd();
  await world.bring(`${head}\nContent-Type: text/plain; charset=utf-8\n\nIst der Golf noch da? ${id}`, to);
  await world.work();
};

test('off until wanted; then a thank-you leaves from the lead’s address and handles nothing', async () => {
  await dealer.enquiry();
  world.noUnexpectedMail();

  await set({});
  const lead = await dealer.enquiry({ vehicle: 'VW Polo' });
  await world.work();
  const mail = world.mailTo(KARLA);
  assert.equal(mail.subject, 'Ihre Anfrage bei Autohaus Sonnenhof');
  assert.match(
    mail.text,
    /^Guten Tag Karla Kunde,\s+vielen Dank für Ihre Anfrage\. Wir haben sie erhalten und melden uns so bald/,
  );
  assert.match(mail.from, /^r-[a-z0-9]+@leads\.localhost$/);
  assert.deepEqual(
    ['auto-submitted', 'x-auto-response-suppress', 'precedence'].map((name) =>
      headerValue(mail.content, name),
    ),
    ['auto-replied', 'All', null],
  );
  const page = await world.lead(dealer.admin, lead.id);
  assert.deepEqual([page.status, localOf(page.dueAt)], ['new', '2026-03-03T11:00:00']);
  assert.deepEqual(
    page.conversation.map(({ by }) => by),
    ['customer', 'automatic'],
  );
  await world.passTo('2026-03-03T11:00');
  assert.equal((await world.lead(dealer.admin, lead.id)).symbol, 'red');
  world.noUnexpectedMail();
});

test('outside opening hours it says so', async () => {
  await set({});
  world.jumpTo('2026-03-03T21:00');
  await dealer.enquiry();
  await world.work();
  assert.match(world.mailTo(KARLA).text, /Gerade haben wir geschlossen/);
  world.noUnexpectedMail();
});

test('machines, lists, null return paths, own addresses, tests and hand-made leads get none', async () => {
  await set({});
  for (const header of [
    'Auto-Submitted: auto-generated',
    'Precedence: list',
    'List-Id: <cars.example>',
    'X-Auto-Response-Suppress: All',
    'Return-Path: <>',
    'X-Leadwacht: 1',
  ])
    await form(header);
  const [one, two] = dealer.sources;
  await form('', one?.leadAddress, two?.leadAddress);
  await form('', one?.leadAddress, 'no-reply@kunde.example');
  await dealer.admin.post(`/api/sources/${one?.id}/test-enquiry`);
  await dealer.admin.post('/api/leads', { sourceId: one?.id, name: 'Franz', mail: 'franz@fink.example' });
  await world.work();
  world.noUnexpectedMail();
});

test('a source may differ from its branch; an exchange’s relay is answered only where the source allows it', async () => {
  await set({});
  const [mobileDe, other] = dealer.sources;
  const relay = 'buyer-0a1b@kontakt.mobile.de';
  await form('', mobileDe?.leadAddress, relay);
  world.noUnexpectedMail();
  await set({ relays: true }, mobileDe?.id);
  await form('', mobileDe?.leadAddress, 'buyer-0a1c@kontakt.mobile.de');
  world.mailTo({ mail: 'buyer-0a1c@kontakt.mobile.de' });
  await set({ on: false }, other?.id);
  await form('', other?.leadAddress);
  world.noUnexpectedMail();
  await set(null, other?.id);
  await form('', other?.leadAddress);
  world.mailTo(KARLA);
  world.noUnexpectedMail();
});

test('one a day and source, three in all', async () => {
  await set({});
  const addresses = dealer.sources.map(({ leadAddress }) => leadAddress);
  for (const to of [...addresses, ...addresses]) await form('', to);
  for (const _ of addresses.slice(0, 3)) world.mailTo(KARLA);
  world.noUnexpectedMail();
  world.jumpTo('2026-03-04T09:00:01');
  await form();
  world.mailTo(KARLA);
  world.noUnexpectedMail();
});

test('the preview shows what a customer would get, and the setting is recorded', async () => {
  const { branches } = await dealer.admin.get<{ branches: { id: string; spec: AcknowledgementSpec }[] }>(
    '/api/acknowledgements',
  );
  assert.equal(branches[0]?.spec.on, false);
  const shown = await dealer.admin.post<{ inside: { text: string }; missing: string[] }>(
    '/api/acknowledgements/preview',
    { branchId: dealer.branchId, language: 'de', spec: { ...FIRST_ACKNOWLEDGEMENT, on: true } },
  );
  assert.match(shown.inside.text, /^Sehr geehrte Frau Kunde,/);
  await set({});
  const { items } = await dealer.admin.get<{ items: { subject: string }[] }>('/api/settings/changes');
  assert.equal(items[0]?.subject, 'acknowledgement');
  const vera = await dealer.hire('Vera Vogt', 'seller');
  assert.equal((await vera.ask('GET', '/api/acknowledgements')).status, 403);
  const foreign = await world.setUp('Anderes Haus');
  const theirs = { branchId: foreign.branchId, sourceId: null, spec: FIRST_ACKNOWLEDGEMENT };
  assert.equal((await dealer.admin.ask('PUT', '/api/acknowledgements', theirs)).status, 404);
  const mixed = { ...theirs, branchId: dealer.branchId, sourceId: foreign.sources[0]?.id };
  assert.equal((await dealer.admin.ask('PUT', '/api/acknowledgements', mixed)).status, 404);
});

test('a duplicate is not thanked for again', async () => {
  await set({});
  const mail = `From: Karla <karla@kunde.example>\nSubject: Anfrage\nMessage-ID: <one@kunde.example>\n\nNoch da?`;
  await world.bring(mail, dealer.sources[0]?.leadAddress ?? '');
  await world.bring(mail, dealer.sources[0]?.leadAddress ?? '');
  await world.work();
  world.mailTo(KARLA);
  const { items } = await dealer.admin.get<{ items: LeadItem[] }>('/api/leads?view=all');
  assert.equal(items.length, 1);
  world.noUnexpectedMail();
});
