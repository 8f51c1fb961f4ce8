import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import type { z } from 'zod';
import type { getMessage, MessageItem } from '../../src/contract/intake.ts';
import { type getInterface, handIn, handInGoogleLead } from '../../src/contract/interfaces.ts';
import type { LeadItem } from '../../src/contract/leads.ts';
import type { Problem } from '../../src/contract/problem.ts';
import type { SourceView } from '../../src/contract/sources.ts';
import { type Dealership, localOf, startWorld, type World } from '../harness/world.ts';

// Agencies, homepages and Google hand enquiries over by HTTP (product.md 7): kept before accepted, read afterwards.
let world: World;
let dealer: Dealership;
let sourceId: string;
let secret: string;
let count = 0;

before(async () => {
  world = await startWorld();
});
after(() => world.stop());
beforeEach(async () => {
  world.jumpTo('2026-03-02T10:00');
  count += 1;
  dealer = await world.setUp(`Autohaus ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[count]}`);
  sourceId = dealer.sources[0]?.id ?? '';
  secret = await makeSecret();
});

const makeSecret = async (id = sourceId) =>
  (await dealer.admin.post<{ secret: string }>(`/api/sources/${id}/secrets`)).secret;
const theInterface = () =>
  dealer.admin.get<z.output<typeof getInterface.output>>(`/api/sources/${sourceId}/interface`);

interface Sending {
  readonly type?: string;
  readonly headers?: Record<string, string>;
  readonly to?: string;
}

const send = (body: object | string | Buffer, { type = 'application/json', headers, to }: Sending = {}) =>
  fetch(`${world.base}${handIn.path.replace(':id', to ?? sourceId)}`, {
    method: 'POST',
    headers: { 'content-type': type, authorization: `Bearer ${secret}`, ...headers },
    body: Buffer.isBuffer(body)
      ? new Uint8Array(body)
      : typeof body === 'string'
        ? body
        : JSON.stringify(body),
  });
const accepted = async (...args: Parameters<typeof send>): Promise<string> => {
  const answer = await send(...args);
  const text = await answer.text();
  assert.equal(answer.status, 202, text);
  return JSON.parse(text).id;
};
const refused = async (...args: Parameters<typeof send>): Promise<Problem> => {
  const answer = await send(...args);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
  return (await answer.json()) as Problem;
};
const leads = async () => {
  await world.work();
  return (await dealer.admin.get<{ items: LeadItem[] }>('/api/leads?view=all')).items;
};
const messages = async () => {
  await world.work();
  return (await dealer.admin.get<{ items: MessageItem[] }>('/api/messages')).items;
};

const ENQUIRY = {
  externalId: 'F-1001',
  submittedAt: '2026-03-02T09:58:00+01:00',
  name: 'Karla Kunde',
  mail: 'karla@kunde.example',
  message: 'Ist der Wagen noch da?',
  vehicle: { make: 'VW', model: 'Golf' },
};
const ADF = `<?xml version="1.0" encoding="ISO-8859-1"?><?adf version="1.0"?>
<adf><prospect><id source="Agentur">7</id><vehicle><make>VW</make><model>Polo</model></vehicle>
<customer><contact><name part="full">Jürgen Groß</name><email>j@kunde.example</email></contact></customer></prospect></adf>`;

test('our own JSON becomes a lead with its clock from the moment it was accepted, and the source has delivered', async () => {
  const id = await accepted(ENQUIRY);
  const [lead] = await leads();
  assert.deepEqual([lead?.customer, lead?.vehicle, lead?.needsReview], ['Karla Kunde', 'VW Golf', false]);
  const page = await dealer.admin.get<z.output<typeof getMessage.output>>(`/api/messages/${id}`);
  assert.deepEqual([page.channel, page.class, page.reading?.reader], ['http', 'lead', 'json']);
  assert.equal(page.shown.text, JSON.stringify(ENQUIRY), 'the original is as it came');
  assert.equal(localOf((await theInterface()).lastReceivedAt), '2026-03-02T10:00:00');
  const { items } = await dealer.admin.get<{ items: SourceView[] }>('/api/sources');
  assert.equal(
    localOf(items.find(({ id: one }) => one === sourceId)?.lastLeadAt ?? null),
    '2026-03-02T10:00:00',
  );
});

test('ADF is taken in its own charset, also by who cannot say what it sends, and broken XML is looked at', async () => {
  await accepted(Buffer.from(ADF, 'latin1'), { type: 'application/x-adf+xml' });
  await accepted(ADF.replace('ISO-8859-1', 'UTF-8').replace('>7<', '>8<'), {
    type: 'application/octet-stream',
  });
  await accepted('<adf><prospect>\n\n<customer><contact>Karla, 0170', { type: 'text/xml' });
  assert.deepEqual(
    (await leads()).map(({ customer, needsReview }) => [customer, needsReview]).sort(),
    [
      ['Jürgen Groß', false],
      ['Jürgen Groß', false],
      [null, true],
    ].sort(),
  );
});

test('the same enquiry has the same id: unchanged it is kept once, in other words as a double', async () => {
  const id = await accepted(ENQUIRY);
  assert.equal(await accepted(ENQUIRY), id);
  await world.work();
  world.jumpTo('2026-05-09T10:00');
  assert.equal(await accepted({ ...ENQUIRY, message: 'Noch einmal.' }), id);
  assert.deepEqual(
    (await messages()).map(({ class: found }) => found),
    ['duplicate', 'lead'],
  );
  const key = { headers: { 'idempotency-key': 'k-1' } };
  const other = await accepted({ name: 'Otto', phone: '0170 7654321' }, key);
  assert.equal(await accepted({ name: 'Otto', phone: '0170 7654321' }, key), other);
  const again = await refused({ name: 'Emil', phone: '0170 7654321' }, key);
  assert.deepEqual([again.status, again.code], [409, 'keyReused']);
  assert.equal((await leads()).length, 2);
});

test('twenty that come at the same instant under one id are one lead', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => accepted(ENQUIRY)));
  assert.equal(new Set(ids).size, 1);
  assert.equal((await leads()).length, 1);
});

test('a lead form of Google is taken with its key, its test as one, and the key is kept nowhere', async () => {
  const google = (key: unknown, isTest: boolean, leadId: string) =>
    fetch(`${world.base}${handInGoogleLead.path.replace(':id', sourceId)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        lead_id: leadId,
        google_key: key,
        is_test: isTest,
        user_column_data: [
          { column_id: 'FULL_NAME', string_value: 'Karla Kunde' },
          { column_id: 'EMAIL', string_value: 'karla@kunde.example' },
          { column_name: 'Wunschfarbe', string_value: 'Rot' },
        ],
      }),
    });
  assert.equal((await google(secret, true, 'L-1')).status, 200);
  assert.equal((await google(secret, false, 'L-1')).status, 200);
  assert.equal((await google(secret, false, 'L-1')).status, 200);
  for (const key of ['falsch', '', null, 7]) assert.equal((await google(key, false, 'L-2')).status, 401);
  const kept = await messages();
  assert.deepEqual(
    kept.map(({ class: found }) => found),
    ['lead', 'test'],
  );
  const page = await dealer.admin.get<z.output<typeof getMessage.output>>(`/api/messages/${kept[0]?.id}`);
  assert.deepEqual(page.reading?.extra, [{ key: 'Wunschfarbe', value: 'Rot' }]);
  assert.ok(!page.shown.text.includes(secret));
});

test('a wrong secret, none, another source’s, or no such source: one answer, nothing kept, and the dealership sees it', async () => {
  const other = await world.setUp(`Autohaus ${count} Zwei`);
  const wrong: Sending[] = [
    { headers: { authorization: 'Bearer falsch' } },
    { headers: { authorization: '' } },
    { headers: { authorization: '', 'x-api-key': 'falsch' } },
    { headers: { authorization: `Basic ${secret}` } },
    { to: other.sources[0]?.id ?? '' },
    { to: dealer.sources[1]?.id ?? '' },
    { to: '01900000-0000-7000-8000-000000000000' },
    { to: 'nix' },
  ];
  const answers = await Promise.all(wrong.map((sending) => refused(ENQUIRY, sending)));
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  assert.deepEqual([answers[0]?.status, answers[0]?.code], [401, 'wrongSecret']);
  assert.deepEqual(await messages(), []);
  const seen = await theInterface();
  assert.deepEqual(
    seen.refused.map(({ code, count: times }) => [code, times]),
    [['wrongSecret', 4]],
  );
});

test('while a secret is changed two are valid; the ended one is not, and the change log tells no secret', async () => {
  const second = await makeSecret();
  assert.equal((await dealer.admin.ask('POST', `/api/sources/${sourceId}/secrets`)).status, 409);
  await accepted(ENQUIRY);
  const origin = 'https://www.autohaus.example';
  await accepted(ENQUIRY, { headers: { authorization: '', 'x-api-key': second, origin } });
  const [, first] = (await theInterface()).secrets;
  await dealer.admin.post(`/api/sources/${sourceId}/secrets/end`, { secretId: first?.id });
  assert.equal((await refused(ENQUIRY)).status, 401);
  await accepted(ENQUIRY, { headers: { authorization: `Bearer ${second}` } });
  const { items } = await dealer.admin.get<{ items: { subject: string }[] }>('/api/settings/changes');
  assert.equal(items.filter(({ subject }) => subject === 'interface').length, 3);
  assert.doesNotMatch(JSON.stringify(items), new RegExp(`${secret}|${second}`));
  const seller = await dealer.hire('Vera Vogt', 'seller');
  assert.equal((await seller.ask('GET', `/api/sources/${sourceId}/interface`)).status, 403);
  assert.equal((await seller.ask('POST', `/api/sources/${sourceId}/secrets`)).status, 403);
});

test('what can be no enquiry is refused in clear words, and nothing is kept', async () => {
  const answers = [
    [await refused('{"name": '), 422, 'noEnquiry', /^The body is no JSON/],
    [await refused('[]'), 422, 'noEnquiry', /one JSON object/],
    [await refused({ externalId: '1', name: '  ' }), 422, 'noEnquiry', /says nothing/],
    [await refused(''), 422, 'noEnquiry', /empty/],
    [await refused('  ', { type: 'text/xml' }), 422, 'noEnquiry', /empty/],
    [
      await refused('name=Karla', { type: 'application/x-www-form-urlencoded' }),
      422,
      'noEnquiry',
      /application\/json/,
    ],
    [await refused({ message: 'x'.repeat(1_100_000) }), 413, 'badInput', /large/],
  ] as const;
  for (const [{ status, code, detail }, ...[wanted, name, words]] of answers) {
    assert.deepEqual([status, code], [wanted, name]);
    assert.match(detail ?? '', words);
  }
  assert.deepEqual(await messages(), []);
});

test('a source that is flooded is asked to come back, and holds up no other; guessing secrets is slowed down sooner', async () => {
  const other = dealer.sources[1]?.id ?? '';
  const otherSecret = await makeSecret(other);
  // Refused for their content, so that nothing piles up; counted all the same.
  const calls = async (number: number, headers = {}) =>
    Promise.all(Array.from({ length: number }, () => send('', { headers })));
  const statuses = (await calls(300)).map(({ status }) => status);
  assert.deepEqual([...new Set(statuses)], [422]);
  const held = await send(ENQUIRY);
  assert.equal(held.status, 429);
  const pause = Number(held.headers.get('retry-after'));
  assert.ok(pause > 0 && pause <= 60, `${pause} s`);
  assert.equal(((await held.json()) as Problem).code, 'tooManyRequests');
  await accepted(ENQUIRY, { to: other, headers: { authorization: `Bearer ${otherSecret}` } });

  const guesses = (await calls(40, { authorization: 'Bearer lw_geraten' })).map(({ status }) => status);
  assert.deepEqual([...new Set(guesses)].sort(), [401, 429]);
  await accepted(
    { ...ENQUIRY, externalId: 'F-1002' },
    { to: other, headers: { authorization: `Bearer ${otherSecret}` } },
  );
  assert.deepEqual(
    (await leads()).map(({ source }) => source),
    [dealer.sources[1]?.name, dealer.sources[1]?.name],
  );
});

test('whatever comes with the right secret is kept or refused in words, never a fault', async () => {
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.json().map((text) => ({ text, type: 'application/json' })),
        fc
          .dictionary(fc.string(), fc.jsonValue())
          .map((value) => ({ text: JSON.stringify(value), type: 'application/json' })),
        fc.nat(ADF.length).map((end) => ({ text: ADF.slice(0, end), type: 'application/xml' })),
        fc.string().map((text) => ({ text, type: 'text/plain' })),
      ),
      async ({ text, type }) => {
        const { status } = await send(text, { type });
        assert.ok(status === 202 || status === 422, `${status} for ${text}`);
        if (status === 202) kept += 1;
      },
    ),
    { numRuns: 120, seed: 20_261_128 },
  );
  let found = 0;
  let cursor: string | null = '';
  await world.work();
  while (cursor !== null) {
    const page: { items: MessageItem[]; nextCursor: string | null } = await dealer.admin.get(
      `/api/messages?cursor=${encodeURIComponent(cursor)}`,
    );
    assert.ok(page.items.every(({ state }) => state === 'read'));
    found += page.items.length;
    cursor = page.nextCursor;
  }
  assert.ok(kept > 30);
  assert.equal(found, kept);
});
