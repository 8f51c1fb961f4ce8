import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { LeadItem } from '../../src/contract/leads.ts';
import type { Person } from '../harness/person.ts';
import { type Dealership, localOf, startWorld, type World } from '../harness/world.ts';

// product.md 3 and 7.4: a reply finds its lead, wherever it was sent to; everything else is a lead of its own.
let world: World;
let dealer: Dealership;
let vera: Person;

beforeEach(async () => {
  world = await startWorld();
  world.jumpTo('2026-03-03T09:00');
  dealer = await world.setUp();
  vera = await dealer.hire('Vera Vogt', 'seller');
});
afterEach(() => world.stop());

const addressOf = (kind: string): string => {
  const source = dealer.sources.find((one) => one.kind === kind);
  assert.ok(source, kind);
  return source.leadAddress;
};

interface Letter {
  readonly from?: string;
  readonly subject?: string;
  readonly headers?: readonly string[];
  readonly text?: string;
}

const letter = ({
  from = 'Karla Kunde <karla@kunde.example>',
  subject,
  headers = [],
  text,
}: Letter): string =>
  [
    `From: ${from}`,
    `Subject: ${subject ?? 'Re: Ihre Anfrage'}`,
    'Content-Type: text/plain; charset=utf-8',
    ...headers,
    '',
    text ?? 'Passt morgen um zehn?',
  ].join('\n');

const bring = async (mail: Letter, to: string): Promise<void> => {
  assert.match(await world.bring(letter(mail), to), /^250/);
  await world.work();
};

const leads = async (): Promise<LeadItem[]> =>
  (await dealer.admin.get<{ items: LeadItem[] }>('/api/leads?view=all')).items;

/** An enquiry that was answered on Tuesday morning; the answer as its customer got it. */
const answeredEnquiry = async () => {
  const lead = await dealer.enquiry();
  await vera.post(`/api/leads/${lead.id}/answer`, { subject: 'Ihr Golf', text: 'Ja.' });
  await world.work();
  const answer = world.mailTo({ mail: 'karla@kunde.example' });
  world.jumpTo('2026-03-04T15:00');
  return { lead, answer };
};

const historyOf = async (id: string) => (await world.lead(dealer.admin, id)).history;
const kindsOf = async (id: string) => (await historyOf(id)).map(({ kind }) => kind);

const mobileDe = (token: string, { listing = '412345678', buyer = 'a', text = 'Noch da?' } = {}): Letter => ({
  from: `Karla Kunde <buyer-${token}@kontakt.mobile.de>`,
  subject: 'Anfrage',
  headers: [`X-MOBILEDE-BUYER-ID: ${buyer.repeat(64)}`],
  text: `Nachricht:\n${text}\n\nInseratsnummer: ${listing}\n`,
});

test('a customer who answers to the lead address instead of the reply address is found by the answered mail', async () => {
  const { lead, answer } = await answeredEnquiry();
  await bring({ headers: [`In-Reply-To: <${answer.messageId}>`] }, addressOf('homepage'));
  assert.equal((await leads()).length, 1);
  const page = await world.lead(vera, lead.id);
  assert.deepEqual([page.status, localOf(page.dueAt)], ['open', '2026-03-04T17:00:00']);
  assert.equal(page.history.find(({ kind }) => kind === 'customerWrote')?.data.text, 'Passt morgen um zehn?');
  world.noUnexpectedMail();
});

test('references alone are enough, and the copy that comes by another way is a duplicate', async () => {
  const { lead, answer } = await answeredEnquiry();
  const headers = ['Message-ID: <reply@kunde.example>', `References: <x@y> <${answer.messageId}>`];
  await bring({ headers }, addressOf('homepage'));
  await bring({ headers: [...headers, 'Received: by another.example'] }, answer.from);
  assert.equal((await leads()).length, 1);
  const kinds = await kindsOf(lead.id);
  assert.equal(kinds.filter((kind) => kind === 'customerWrote').length, 1);
  assert.equal(kinds.filter((kind) => kind === 'duplicateArrived').length, 1);
  world.noUnexpectedMail();
});

test('a mail that answers another dealership’s mail is an enquiry here', async () => {
  const { answer } = await answeredEnquiry();
  const other = await world.setUp('Autohaus Gegenüber');
  const to = other.sources[0]?.leadAddress ?? '';
  await bring({ headers: [`In-Reply-To: <${answer.messageId}>`] }, to);
  const { items } = await other.admin.get<{ items: LeadItem[] }>('/api/leads?view=all');
  assert.equal(items.length, 1);
  world.noUnexpectedMail();
});

test('a customer who adds to an own mail goes on; a gateway that threads all its customers hides nobody', async () => {
  const first = { headers: ['Message-ID: <first@gateway.example>'], text: 'Ist der Golf noch da?' };
  await bring(first, addressOf('homepage'));
  const [lead] = await leads();
  await vera.post(`/api/leads/${lead?.id}/call`, { text: 'Rückruf' });
  const headers = ['In-Reply-To: <first@gateway.example>'];
  await bring({ headers, text: 'Und hat er Winterreifen?' }, addressOf('homepage'));
  assert.equal((await leads()).length, 1);
  assert.equal((await world.lead(vera, lead?.id ?? '')).status, 'open');
  await bring({ from: 'otto@ohm.example', headers, text: 'Ist der Passat noch da?' }, addressOf('homepage'));
  assert.equal((await leads()).length, 2);
  world.noUnexpectedMail();
});

test('a known customer who asks for another vehicle is a lead of its own', async () => {
  await answeredEnquiry();
  await dealer.enquiry({ vehicle: 'VW Polo' });
  assert.equal((await leads()).length, 2);
  world.noUnexpectedMail();
});

test('a conversation at mobile.de goes on in its lead; another advertisement is another lead', async () => {
  const to = addressOf('mobile.de');
  await bring(mobileDe('one'), to);
  const [lead] = await leads();
  await vera.post(`/api/leads/${lead?.id}/answer`, { subject: 'Ja', text: 'Ja.' });
  await world.work();
  world.mailTo({ mail: 'buyer-one@kontakt.mobile.de' });

  world.jumpTo('2026-03-04T15:00');
  await bring({ ...mobileDe('one'), text: 'Passt morgen?\n\nHinweis: Diese Nachricht enthält' }, to);
  const page = await world.lead(vera, lead?.id ?? '');
  assert.equal(page.status, 'open');
  assert.equal(page.history.find(({ kind }) => kind === 'customerWrote')?.data.text, 'Passt morgen?');

  await bring(mobileDe('two', { listing: '498765432' }), to);
  assert.equal((await leads()).length, 2, 'the same buyer, another advertisement');
  await bring(mobileDe('three', { buyer: 'b' }), to);
  assert.equal((await leads()).length, 3, 'another buyer, the same advertisement');
  await bring(mobileDe('one', { text: 'Noch einmal' }), addressOf('autoscout24'));
  assert.equal((await leads()).length, 4, 'another source');
  world.noUnexpectedMail();
});

test('the exchange is answered at the address it relayed the conversation by last', async () => {
  const to = addressOf('mobile.de');
  await bring(mobileDe('one'), to);
  const [lead] = await leads();
  await bring(mobileDe('fresh', { text: 'Hallo?' }), to);
  assert.equal((await leads()).length, 1, 'the same buyer and advertisement');
  await vera.post(`/api/leads/${lead?.id}/answer`, { subject: 'Ja', text: 'Ja.' });
  await world.work();
  world.mailTo({ mail: 'buyer-fresh@kontakt.mobile.de' });
  world.noUnexpectedMail();
});

test('after half a year a relay address may be somebody else’s', async () => {
  const to = addressOf('mobile.de');
  await bring(mobileDe('one'), to);
  world.jumpTo('2026-09-15T09:00');
  await bring(mobileDe('one', { text: 'Ist er noch da?' }), to);
  assert.equal((await leads()).length, 2);
});

test('a machine that answers to the lead address is noted at its lead and wakes nobody', async () => {
  const { lead, answer } = await answeredEnquiry();
  const headers = [`In-Reply-To: <${answer.messageId}>`, 'Auto-Submitted: auto-replied'];
  await bring({ headers, text: 'Bin im Urlaub.' }, addressOf('homepage'));
  assert.equal((await leads()).length, 1);
  assert.equal((await world.lead(vera, lead.id)).status, 'followUp');
  assert.equal((await kindsOf(lead.id)).at(-1), 'automaticReply');
  world.noUnexpectedMail();
});

test('a test enquiry is never taken for a reply', async () => {
  const [source] = dealer.sources;
  await dealer.admin.post(`/api/sources/${source?.id}/test-enquiry`);
  await world.work();
  await dealer.admin.post(`/api/sources/${source?.id}/test-enquiry`);
  await world.work();
  assert.equal((await leads()).length, 2);
  world.noUnexpectedMail();
});
