import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { z } from 'zod';
import type { getMessage, MessageItem, rereadMessage } from '../../src/contract/intake.ts';
import type { LeadItem } from '../../src/contract/leads.ts';
import { storeRawMessage } from '../../src/server/intake/store.ts';
import { type Dealership, startWorld, type World } from '../harness/world.ts';

// What comes without a mail around it is kept, read, shown and read anew like a mail (product.md 7.1-7.6).
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

const bring = async (document: object | string | Buffer, mediaType = 'application/json') => {
  const bytes = Buffer.isBuffer(document)
    ? document
    : Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));
  const recipient = { dealershipId: dealer.id, sourceId: dealer.sources[0]?.id ?? '', replyLeadId: null };
  const [id] = await world.database.acrossDealerships((work) =>
    storeRawMessage(work, {
      channel: 'http',
      mediaType,
      bytes,
      envelopeFrom: '',
      peer: '127.0.0.1',
      to: [{ address: '/api/in', recipient }],
    }),
  );
  await world.work();
  return id ?? '';
};
const leads = async () => (await dealer.admin.get<{ items: LeadItem[] }>('/api/leads?view=all')).items;
const classes = async () =>
  (await dealer.admin.get<{ items: MessageItem[] }>('/api/messages')).items.map(({ class: found }) => found);

const ENQUIRY = {
  externalId: 'F-1',
  name: 'Karla Kunde',
  mail: 'karla@kunde.example',
  message: 'Noch da?',
  vehicle: { title: 'VW Golf' },
};
const adf = (id: string, mail = 'karla@kunde.example', model = 'Polo') =>
  `<?xml version="1.0" encoding="ISO-8859-1"?><adf><prospect><id source="Agentur">${id}</id><vehicle><make>VW</make><model>${model}</model></vehicle>` +
  `<customer><contact><name part="full">Jürgen Groß</name><email>${mail}</email></contact><comments>Schöne Grüße</comments></customer></prospect></adf>`;

test('a document becomes a lead, and its original is shown and handed out byte for byte', async () => {
  const bytes = Buffer.from(adf('1'), 'latin1');
  const id = await bring(bytes, 'application/x-adf+xml');
  const [lead] = await leads();
  assert.deepEqual([lead?.customer, lead?.needsReview], ['Jürgen Groß', false]);
  const page = await dealer.admin.get<z.output<typeof getMessage.output>>(`/api/messages/${id}`);
  assert.deepEqual(
    [page.class, page.senderName, page.shown.html, page.shown.text],
    ['lead', 'Jürgen Groß', null, adf('1')],
  );
  const original = await dealer.admin.get<{ text: string }>(`/api/leads/${lead?.id}/original`);
  assert.equal(original.text, adf('1'));
  for (const path of [`/api/messages/${id}/mail`, `/api/leads/${lead?.id}/mail`]) {
    const answer = await dealer.admin.ask('GET', path);
    assert.match(
      answer.headers.get('content-disposition') ?? '',
      /^attachment; filename="Nachricht 2026-03-02.xml"/,
    );
    assert.match(answer.headers.get('content-type') ?? '', /^application\/x-adf\+xml/);
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), bytes);
  }
  world.noUnexpectedMail();
});

test('the id of a JSON enquiry decides alone whether it is the same, whenever it comes again', async () => {
  await bring(ENQUIRY);
  world.jumpTo('2026-04-20T10:00');
  await bring({ ...ENQUIRY, message: 'Andere Worte', name: 'K. Kunde' });
  assert.deepEqual(await classes(), ['duplicate', 'lead']);
  await bring({ ...ENQUIRY, externalId: 'F-2' });
  assert.equal((await leads()).length, 2);
});

test('an id in ADF counts for one customer and vehicle only; without an id the same words of a day are the same', async () => {
  await bring(adf('7'), 'text/xml');
  await bring(`${adf('7')}\n`, 'text/xml');
  await bring(adf('7', 'other@kunde.example'), 'text/xml');
  await bring(adf('7', 'karla@kunde.example', 'Golf'), 'text/xml');
  assert.deepEqual(await classes(), ['lead', 'lead', 'duplicate', 'lead']);
  const { externalId: _, ...nameless } = ENQUIRY;
  await bring(nameless);
  await bring({ ...nameless, sentBy: 'a second click' });
  world.jumpTo('2026-03-04T10:00');
  await bring(nameless);
  assert.deepEqual((await classes()).slice(0, 3), ['lead', 'duplicate', 'lead']);
});

test('a test says so itself or bears the code of its source; it is nobody’s work and hides no enquiry', async () => {
  await bring({ ...ENQUIRY, test: true });
  await bring({ ...ENQUIRY, test: true });
  await bring(ENQUIRY);
  const { code } = await dealer.admin.get<{ code: string }>(
    `/api/sources/${dealer.sources[0]?.id}/test-code`,
  );
  await bring({ name: 'Probe', message: code });
  assert.deepEqual(await classes(), ['test', 'lead', 'test', 'test']);
});

test('what nobody can read is a lead "bitte prüfen" with all of its text, and can be read anew', async () => {
  const id = await bring('{"name": "Karla\n\nKunde, 0170', 'application/json');
  const [lead] = await leads();
  assert.equal(lead?.needsReview, true);
  assert.match((await world.lead(dealer.admin, lead?.id ?? '')).message, /"Karla\n\nKunde, 0170$/);
  const again = await dealer.admin.post<z.output<typeof rereadMessage.output>>(`/api/messages/${id}/reread`, {
    apply: false,
  });
  assert.deepEqual([again.result, again.leads[0]?.differences], ['compared', []]);
});
