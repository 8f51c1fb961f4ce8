import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { z } from 'zod';
import type { getImport, Import } from '../../src/contract/imports.ts';
import type { MessageItem } from '../../src/contract/intake.ts';
import type { LeadItem } from '../../src/contract/leads.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/server/log.ts';
import { startProgram } from '../../src/server/program.ts';
import { type Dealership, instantOf, localOf, startWorld, type World } from '../harness/world.ts';

type ImportPage = z.output<typeof getImport.output>;

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

const handIn = (file: string | Uint8Array, fileName: string, as = 'new') => {
  const query = new URLSearchParams({ sourceId: dealer.sources[0]?.id ?? '', fileName, as });
  return dealer.admin.send(`/api/imports?${query}`, typeof file === 'string' ? Buffer.from(file) : file);
};
const page = (id: string) => dealer.admin.get<ImportPage>(`/api/imports/${id}`);
/** Hands in a file and waits for what is found in it. */
const bring = async (...[file, fileName, as]: Parameters<typeof handIn>): Promise<ImportPage> => {
  const answer = await handIn(file, fileName, as);
  const { id } = (await answer.json()) as { id: string };
  assert.equal(answer.status, 200);
  await world.work();
  return page(id);
};
const take = async ({ id }: Pick<Import, 'id'>): Promise<ImportPage> => {
  await dealer.admin.post(`/api/imports/${id}/take`);
  await world.work();
  return page(id);
};
const leads = async () => (await dealer.admin.get<{ items: LeadItem[] }>('/api/leads?view=all')).items;
const messages = async () => (await dealer.admin.get<{ items: MessageItem[] }>('/api/messages')).items;
const classes = ({ classes: found }: ImportPage) =>
  Object.fromEntries(found.map(({ class: name, count: of }) => [name, of]));
const sources = async () =>
  (await dealer.admin.get<{ items: Record<string, unknown>[] }>('/api/sources')).items;

const KARLA = `From: Karla Kunde <karla@kunde.example>
Subject: Anfrage VW Golf
Date: Mon, 5 Jan 2026 09:30:00 +0100
Message-ID: <1@kunde.example>
Content-Type: text/plain; charset=utf-8

Name: Karla Kunde
E-Mail: karla@kunde.example
Telefon: 0170 1234567
Fahrzeug: VW Golf
Nachricht: Ist der Wagen noch da?
>From Monday on I am away.
`;
const LETTER = `From: Bruno Brief <bruno@brief.example>
Subject: Frage
Date: Tue, 6 Jan 2026 09:30:00 +0100
Message-ID: <2@brief.example>

Guten Tag, haben Sie einen Polo?
`;
const NEWSLETTER = `From: Blech-Nachrichten <news@blech.example>
Subject: Angebote
Date: Wed, 7 Jan 2026 09:30:00 +0100
Message-ID: <3@blech.example>
Precedence: bulk
List-Unsubscribe: <https://blech.example/ab>

Winterreifen, jetzt billig.
`;
const AWAY = `From: a@weg.example
Subject: Abwesend
Date: Thu, 8 Jan 2026 09:30:00 +0100
Auto-Submitted: auto-replied

Bin nicht da.
`;
const REPLY = `From: Karla Kunde <karla@kunde.example>
Subject: Re: Anfrage VW Golf
Date: Fri, 9 Jan 2026 09:30:00 +0100
Message-ID: <4@kunde.example>
In-Reply-To: <1@kunde.example>

Ich habe es mir anders überlegt: lieber den Polo.
`;
const mbox = (...mails: string[]) =>
  mails.map((mail) => `From x@y.example Mon Jan  5 09:30:00 2026\n${mail}\n`).join('');
const MAILBOX = mbox(KARLA, LETTER, NEWSLETTER, AWAY, REPLY);

test('a mailbox is shown before anything is taken over; then each mail goes the way of a mail that comes in', async () => {
  const shown = await bring(MAILBOX, 'alt.mbox');
  assert.deepEqual(
    [shown.state, shown.format, shown.total, shown.fresh, shown.known, shown.unreadable],
    ['read', 'mbox', 5, 5, 0, 0],
  );
  assert.deepEqual(classes(shown), { lead: 3, alert: 1, automaticReply: 1 });
  assert.deepEqual(
    [shown.items[0]?.customer, shown.items[0]?.mail, shown.items[0]?.phone, shown.items[0]?.vehicle],
    ['Karla Kunde', 'karla@kunde.example', '+491701234567', 'VW Golf'],
  );
  assert.match(shown.items[0]?.message ?? '', /\nFrom Monday on/);
  assert.deepEqual(await leads(), [], 'nothing is taken over by looking');
  assert.deepEqual(await messages(), []);

  const taken = await take(shown);
  assert.deepEqual([taken.state, taken.taken], ['taken', 5]);
  assert.deepEqual(classes(taken), { lead: 2, alert: 1, automaticReply: 1, reply: 1 });
  const made = (await leads()).toSorted((a, b) => a.number - b.number);
  assert.deepEqual(
    made.map(({ customer, status }) => [customer, status]),
    [
      ['Karla Kunde', 'new'],
      ['Bruno Brief', 'new'],
    ],
  );
  const lead = await world.lead(dealer.admin, made[0]?.id ?? '');
  assert.deepEqual(
    [localOf(lead.arrivedAt), localOf(lead.dueAt)],
    ['2026-03-02T10:00:00', '2026-03-02T12:00:00'],
    'its clock runs from now',
  );
  assert.deepEqual(lead.history[0]?.data['flags'], ['imported']);
  assert.ok(lead.history.some(({ kind }) => kind === 'customerWrote'));
  assert.equal(taken.items[0]?.lead?.id, lead.id);
  world.noUnexpectedMail();
});

test('the same mailbox once more brings nothing new, nor does a mail that came by itself before', async () => {
  assert.match(
    await world.bring(KARLA.replace('>From', 'From'), dealer.sources[0]?.leadAddress ?? ''),
    /^250 /,
  );
  await world.work();
  const first = await bring(MAILBOX, 'alt.mbox');
  assert.deepEqual([first.fresh, first.known], [4, 1]);
  await take(first);
  const ids = async () => [...(await leads()), ...(await messages())].map(({ id }) => id);
  const before = await ids();
  world.jumpTo('2026-03-05T09:00');
  const again = await bring(MAILBOX, 'noch einmal.mbox');
  assert.deepEqual([again.fresh, again.known], [0, 5]);
  await take(again);
  assert.deepEqual(await ids(), before);
});

const TABLE = [
  'Eingang;Anrede;Vorname;Nachname;E-Mail;Mobil;Fahrzeug;Lieblingsfarbe;Nachricht',
  '05.01.2026 14:30;Frau;Ilse;Böhm;ilse@boehm.example;0170 7654321;VW Käfer;Grün;"Ist er da?\nGrüße"',
  ';;;Grünwald;;0171 1112223;Opel Corsa;;',
  ';;;;;;;;',
  ';;Ohne;;;;;;"Wer bin ich?"',
].join('\r\n');
const latin1 = (text: string) => Buffer.from(text, 'latin1');

test('a table of Windows is read by the labels of its columns; what has no field is kept, what says too little is looked at', async () => {
  const shown = await bring(latin1(TABLE), 'Anfragen 2025.csv');
  assert.deepEqual([shown.format, shown.fresh, shown.unreadable], ['csv', 3, 0]);
  assert.deepEqual(
    shown.columns.filter(({ isKnown }) => !isKnown).map(({ label }) => label),
    ['Lieblingsfarbe'],
  );
  assert.deepEqual(
    shown.items.map(({ place, customer, needsReview }) => [place, customer, needsReview]),
    [
      [2, 'Ilse Böhm', false],
      [4, 'Grünwald', false],
      [6, 'Ohne', true],
    ],
  );
  await take(shown);
  const made = await leads();
  assert.equal(made.length, 3);
  const idOf = (name: string) => made.find(({ customer }) => customer === name)?.id ?? '';
  const lead = await world.lead(dealer.admin, idOf('Ilse Böhm'));
  assert.deepEqual(
    [lead.customer, lead.customerMail, lead.customerPhone, lead.vehicle],
    ['Ilse Böhm', 'ilse@boehm.example', '+491707654321', 'VW Käfer'],
  );
  assert.ok(lead.extra.some(({ key, value }) => key === 'Lieblingsfarbe' && value === 'Grün'));
  assert.equal((await world.lead(dealer.admin, idOf('Ohne'))).needsReview, true);
  const again = await bring(latin1(TABLE), 'Anfragen 2025.csv');
  assert.deepEqual([again.fresh, again.known], [0, 3]);
  world.noUnexpectedMail();
});

test('settled enquiries are there to be looked up: no clock, no mail, nothing for the source monitor', async () => {
  await dealer.hire('Vera Verkauf', 'seller');
  const before = await sources();
  await take(await bring(latin1(TABLE), 'alt.csv', 'settled'));
  await take(await bring(MAILBOX, 'alt.mbox', 'settled'));
  const made = (await leads()).toSorted((a, b) => Date.parse(a.arrivedAt) - Date.parse(b.arrivedAt));
  assert.deepEqual(
    made.map(({ status, dueAt, assignee }) => [status, dueAt, assignee]),
    made.map(() => ['closed', null, null]),
  );
  assert.deepEqual(
    made.map(({ customer, arrivedAt }) => [customer, localOf(arrivedAt)]).slice(0, 3),
    [
      ['Karla Kunde', '2026-01-05T09:30:00'],
      ['Ilse Böhm', '2026-01-05T14:30:00'],
      ['Bruno Brief', '2026-01-06T09:30:00'],
    ],
    'each arrived when it was written',
  );
  assert.equal(made.length, 5);
  const karla = await world.lead(dealer.admin, made[0]?.id ?? '');
  assert.ok(
    karla.history.some(({ kind }) => kind === 'customerWrote'),
    'what she wrote then is told',
  );
  const monitored = (items: Record<string, unknown>[]) =>
    items.map(({ deliveredAt, state }) => [deliveredAt, state]);
  assert.deepEqual(monitored(await sources()), monitored(before));
  await world.passTo('2026-03-05T10:00');
  world.noUnexpectedMail();
});

test('a file that is none of these is refused, and one without a known column says so', async () => {
  const refusal = async (file: Uint8Array, name: string) => {
    const answer = await handIn(file, name);
    return [answer.status, ((await answer.json()) as { code: string }).code];
  };
  assert.deepEqual(await refusal(Buffer.from('PK\u0003\u0004\0\0\0\0'), 'alt.xlsx'), [422, 'importUnknown']);
  assert.deepEqual(await refusal(Buffer.alloc(0), 'leer.csv'), [422, 'importEmpty']);
  const strange = await bring('a;b\n1;2\n', 'fremd.csv');
  assert.deepEqual([strange.state, strange.fault], ['refused', 'noKnownColumn']);
  assert.deepEqual([(await bring('Name;E-Mail\n', 'kopf.csv')).fault], ['noRows']);
});

test('a row that cannot be read stays behind with its number and reason; the others come in', async () => {
  const shown = await bring(
    'Name,E-Mail\nAnna Auer,anna@auer.example\nUrs Uhl,urs@uhl.example\nBert "Berti" Bär,"bert@baer.example\nCora Cohn,cora@cohn.example\n',
    'kaputt.csv',
  );
  assert.deepEqual([shown.total, shown.fresh, shown.unreadable], [4, 3, 1]);
  assert.deepEqual(shown.faults, [
    { place: 4, fault: 'quoteOpen', text: 'Bert "Berti" Bär,"bert@baer.example' },
  ]);
  const taken = await take(shown);
  assert.deepEqual((await leads()).map(({ customer }) => customer).toSorted(), [
    'Anna Auer',
    'Cora Cohn',
    'Urs Uhl',
  ]);
  assert.deepEqual(taken.faults, shown.faults, 'it can still be seen afterwards');
});

test('two files at once do not mix, and one that is given up leaves nothing', async () => {
  const [one, two] = await Promise.all([handIn(KARLA, 'karla.eml'), handIn(LETTER, 'bruno.eml')]);
  const ids = [await one.json(), await two.json()] as { id: string }[];
  await world.work();
  const [karla, bruno] = await Promise.all(ids.map(({ id }) => page(id)));
  assert.deepEqual(
    [karla?.format, karla?.items[0]?.customer, bruno?.items[0]?.customer],
    ['mail', 'Karla Kunde', 'Bruno Brief'],
  );
  await Promise.all(
    ids.map(({ id }) => dealer.admin.post(`/api/imports/${id}/${id === karla?.id ? 'take' : 'drop'}`)),
  );
  await world.work();
  assert.deepEqual(
    (await leads()).map(({ customer }) => customer),
    ['Karla Kunde'],
  );
  assert.equal((await dealer.admin.ask('POST', `/api/imports/${bruno?.id}/take`)).status, 404);
});

test('what a stopped program has left half done another goes on with; two of them do nothing twice', async () => {
  const rows = Array.from({ length: 50 }, (_, row) => `Kunde ${row},kunde${row}@kunde.example`);
  const answer = await handIn(['Name,E-Mail', ...rows].join('\n'), 'viele.csv');
  const { id } = (await answer.json()) as { id: string };
  await world.program.step();
  await world.program.step();
  assert.deepEqual([(await page(id)).state, (await page(id)).read], ['reading', 20]);
  const config = readConfig({ LEADWACHT_SERVICES: 'web', LEADWACHT_HTTP_PORT: '0' });
  const other = await startProgram({
    config,
    connection: world.connection,
    clock: () => instantOf(world.now()),
    log: openLog(false),
  });
  const workTogether = async () => {
    const programs = [world.program, other];
    let worked = 1;
    while (worked > 0) worked = Math.max(...(await Promise.all(programs.map((program) => program.step()))));
  };
  await workTogether();
  assert.deepEqual([(await page(id)).state, (await page(id)).fresh], ['read', 50]);
  await dealer.admin.post(`/api/imports/${id}/take`);
  await workTogether();
  await other.stop();
  assert.deepEqual([(await page(id)).state, classes(await page(id))], ['taken', { lead: 50 }]);
  const { pool } = await dealer.admin.get<{ pool: number }>('/api/leads/counts');
  assert.equal(pool, 50);
  world.noUnexpectedMail();
});
