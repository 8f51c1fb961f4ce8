import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { ConversationMessage } from '../../src/contract/conversation.ts';
import type { LeadItem } from '../../src/contract/leads.ts';
import { headerValue } from '../../src/domain/intake/mail.ts';
import type { Person } from '../harness/person.ts';
import { type Dealership, startWorld, type World } from '../harness/world.ts';

// product.md 9: answers leave from the lead's own address, in the customer's thread, with files and text blocks.
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

const KARLA = { mail: 'karla@kunde.example' };
const PDF = Buffer.from('%PDF-1.7 Angebot').toString('base64');
const firstAddress = () => dealer.sources[0]?.leadAddress ?? '';
const answer = (id: string, more: object = {}) =>
  vera.ask('POST', `/api/leads/${id}/answer`, { subject: 'Ihr Golf', text: 'Ja.', ...more });
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;
const conversationOf = async (id: string): Promise<ConversationMessage[]> =>
  (await world.lead(vera, id)).conversation;

/** A letter of the customer's own, and the lead it became. */
const letter = async (headers = 'Message-ID: <first@kunde.example>', body = 'Ist der Golf noch da?') => {
  const head = `From: Karla Kunde <karla@kunde.example>\nSubject: AW: Ihr Golf\n${headers}`;
  await world.bring(`${head}\n\n${body}`, firstAddress());
  await world.work();
  const { items } = await vera.get<{ items: LeadItem[] }>('/api/leads?view=pool');
  const lead = items.at(-1);
  assert.ok(lead);
  return lead;
};

test('files go with the answer, as they are, and can be downloaded from the conversation', async () => {
  const lead = await dealer.enquiry();
  const files = [
    { name: 'Angebot Golf', content: PDF },
    { name: '../Grüße.txt', content: Buffer.from('Grüße').toString('base64') },
  ];
  assert.equal((await answer(lead.id, { files })).status, 200);
  await world.work();
  const { content } = world.mailTo(KARLA);
  assert.deepEqual(
    content.attachments.map(({ name, type, size }) => [name, type, size]),
    [
      ['Angebot Golf.pdf', 'application/pdf', 16],
      ['Grüße.txt', 'text/plain', 7],
    ],
  );
  const said = (await conversationOf(lead.id)).at(-1);
  assert.deepEqual(
    [said?.by, said?.name, said?.delivery, said?.files.map(({ name, bytes }) => [name, bytes])],
    [
      'dealership',
      'Vera Vogt',
      'sent',
      [
        ['Angebot Golf.pdf', 16],
        ['Grüße.txt', 7],
      ],
    ],
  );
  const file = await vera.ask('GET', `/api/leads/${lead.id}/attachment?answer=${said?.answerId}&position=1`);
  assert.equal(await file.text(), 'Grüße');
  assert.match(
    file.headers.get('content-disposition') ?? '',
    /^attachment; .*filename\*=UTF-8''Gr%C3%BC%C3%9Fe\.txt$/,
  );
  world.noUnexpectedMail();
});

test('programs, too much and nothing at all are refused, and then nothing is sent or handled', async () => {
  const lead = await dealer.enquiry();
  const program = { name: 'Foto.jpg', content: Buffer.from('MZ program').toString('base64') };
  assert.equal(await codeOf(await answer(lead.id, { files: [program] })), 'attachmentRisky');
  assert.equal(
    await codeOf(await answer(lead.id, { files: [{ name: 'a.pdf', content: '' }] })),
    'attachmentEmpty',
  );
  const many = Array.from({ length: 11 }, () => ({ name: 'a.pdf', content: PDF }));
  assert.equal(await codeOf(await answer(lead.id, { files: many })), 'attachmentsTooLarge');
  const half = { name: 'a.pdf', content: Buffer.alloc(5 * 1024 * 1024 + 1, '%PDF-').toString('base64') };
  assert.equal(await codeOf(await answer(lead.id, { files: [half, half] })), 'attachmentsTooLarge');
  assert.equal((await world.lead(vera, lead.id)).status, 'new');
  await world.work();
  world.noUnexpectedMail();
});

test('an answer stands in the customer’s thread: Re:, In-Reply-To and all references', async () => {
  const lead = await letter();
  const page = await world.lead(vera, lead.id);
  assert.equal(page.replySubject, 'Re: Ihr Golf');
  await answer(lead.id);
  await world.work();
  const first = world.mailTo(KARLA);
  assert.deepEqual(
    [first.content.inReplyTo, first.content.references],
    [['first@kunde.example'], ['first@kunde.example']],
  );
  assert.deepEqual(first.content.from, [{ name: 'Vera Vogt, Autohaus Sonnenhof', address: first.from }]);
  assert.equal(headerValue(first.content, 'auto-submitted'), null, 'a person wrote it');

  const reply = `From: karla@kunde.example\nSubject: Probefahrt\nMessage-ID: <second@kunde.example>\nIn-Reply-To: <${first.messageId}>\n\nMorgen?`;
  await world.bring(reply, first.from);
  await world.work();
  assert.equal((await world.lead(vera, lead.id)).replySubject, 'Re: Probefahrt');
  await answer(lead.id, { subject: 'Re: Probefahrt', quote: true });
  await world.work();
  const second = world.mailTo(KARLA);
  assert.deepEqual(second.content.inReplyTo, ['second@kunde.example']);
  assert.deepEqual(second.content.references, [
    'first@kunde.example',
    first.messageId,
    'second@kunde.example',
  ]);
  assert.match(second.text, /^Ja\.\s+Am 03\.03\.2026, 09:00 schrieb Karla Kunde:\s+> Morgen\?/);
  assert.deepEqual(
    (await conversationOf(lead.id)).map(({ by, text }) => [by, text]),
    [
      ['customer', 'Ist der Golf noch da?'],
      ['dealership', 'Ja.'],
      ['customer', 'Morgen?'],
      ['dealership', 'Ja.'],
    ],
  );
  world.noUnexpectedMail();
});

test('text blocks are the house’s or one’s own, filled for the lead, and the signature stands below', async () => {
  const lead = await dealer.enquiry();
  const house = {
    name: 'Dank',
    text: '{Anrede},\n\ndanke für Ihr Interesse am {Fahrzeug}. {Verkäufer}',
    own: false,
  };
  assert.equal((await vera.ask('POST', '/api/text-blocks', house)).status, 403);
  const { id } = await dealer.admin.post<{ id: string }>('/api/text-blocks', house);
  await vera.post('/api/text-blocks', { name: 'Meiner', text: 'Bis {Wochentag}', own: true });
  assert.deepEqual(
    (await dealer.admin.get<{ items: { name: string }[] }>('/api/text-blocks')).items.map(({ name }) => name),
    ['Dank'],
    'nobody sees another person’s own',
  );
  const { items } = await vera.get<{ items: { text: string; missing: string[] }[] }>(
    `/api/leads/${lead.id}/text-blocks`,
  );
  assert.deepEqual(
    items.map(({ text, missing }) => [text, missing]),
    [
      ['Guten Tag Karla Kunde,\n\ndanke für Ihr Interesse am VW Golf. Vera Vogt', []],
      ['Bis {Wochentag}', ['Wochentag']],
    ],
  );
  await dealer.admin.put('/api/signatures', { branchId: dealer.branchId, text: '{Autohaus}' });
  const draft = { subject: 'Ihr {Fahrzeug}', text: house.text };
  const shown = await vera.post<{ text: string; subject: string; to: string }>(
    `/api/leads/${lead.id}/answer/preview`,
    draft,
  );
  assert.deepEqual([shown.subject, shown.to], ['Ihr VW Golf', KARLA.mail]);
  await vera.post(`/api/leads/${lead.id}/answer`, draft);
  await world.work();
  const mail = world.mailTo(KARLA);
  assert.equal(mail.text.trim(), shown.text, 'as it was previewed');
  assert.match(mail.text, /\n\n-- \nAutohaus Sonnenhof/);
  await vera.put('/api/signatures', { branchId: null, text: 'Ihre Vera' });
  const own = await vera.post<{ text: string }>(`/api/leads/${lead.id}/answer/preview`, draft);
  assert.match(own.text, /-- \nIhre Vera$/);

  await dealer.admin.ask('DELETE', `/api/text-blocks/${id}`, {});
  const { items: changes } = await dealer.admin.get<{ items: { subject: string }[] }>(
    '/api/settings/changes',
  );
  assert.deepEqual(
    changes.map(({ subject }) => subject).filter((subject) => /textBlock|signature/.test(subject)),
    ['textBlock', 'signature', 'textBlock'],
  );
  world.noUnexpectedMail();
});

test('nobody writes to an address at which mail does not arrive without knowing it', async () => {
  const lead = await dealer.enquiry();
  world.relay.mood = 550;
  await answer(lead.id);
  await world.work();
  world.relay.mood = 'accepting';
  assert.equal(await codeOf(await answer(lead.id)), 'addressUnreachable');
  assert.equal((await answer(lead.id, { despiteUnreachable: true })).status, 200);
  await world.work();
  world.mailTo(KARLA);
  world.noUnexpectedMail();
});

test('a relayed answer goes to the exchange, from the lead’s address, without Reply-To; foreign links are pointed out', async () => {
  const relay = 'buyer-0a1b@kontakt.mobile.de';
  const mail = `From: Karla Kunde <${relay}>\nSubject: Anfrage\nMessage-ID: <x@kontakt.mobile.de>\n\nNachricht:\nNoch da?\n`;
  await world.bring(mail, firstAddress());
  await world.work();
  const { items } = await vera.get<{ items: LeadItem[] }>('/api/leads?view=pool');
  const id = items[0]?.id ?? '';
  const text = 'Siehe https://www.sonnenhof.example/golf und https://suchen.mobile.de/1';
  const draft = { subject: 'Re: Anfrage', text };
  const shown = await vera.post<{ to: string; foreignLinks: string[] }>(
    `/api/leads/${id}/answer/preview`,
    draft,
  );
  assert.deepEqual([shown.to, shown.foreignLinks], [relay, ['https://www.sonnenhof.example/golf']]);
  await answer(id, draft);
  await world.work();
  const sent = world.mailTo({ mail: relay });
  assert.deepEqual(sent.content.replyTo, []);
  assert.match(sent.from, /^r-[a-z0-9]+@leads\.localhost$/);
  world.noUnexpectedMail();
});

test('files that came are typed by their bytes and handed out harmlessly; the mail itself is there byte by byte', async () => {
  const gif = Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1').toString('base64');
  const part = (name: string, type: string, base64: string) =>
    `--b\nContent-Type: ${type}; name="${name}"\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${base64}\n`;
  const page = Buffer.from('<html><script>alert(1)</script>').toString('base64');
  const body =
    `--b\nContent-Type: text/plain\n\nMein Auto\n${part('auto.gif', 'text/html', gif)}` +
    `${part('bild.png', 'image/png', page)}--b--`;
  const lead = await letter('MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b', body);
  const [said] = await conversationOf(lead.id);
  assert.deepEqual(
    said?.files.map(({ name, mediaType, isPicture, isRisky }) => [name, mediaType, isPicture, isRisky]),
    [
      ['auto.gif', 'image/gif', true, false],
      ['bild.png.html', 'text/html', false, true],
    ],
  );
  const file = (query: string) => vera.ask('GET', `/api/leads/${lead.id}/attachment?${query}`);
  const picture = await file('position=0&show=true');
  assert.deepEqual(
    [picture.headers.get('content-type'), picture.headers.get('content-disposition')?.split(';')[0]],
    ['image/gif', 'inline'],
  );
  const script = await file(`message=${said?.messageId}&position=1&show=true`);
  assert.match(script.headers.get('content-disposition') ?? '', /^attachment;/);
  assert.match(script.headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox/);
  assert.equal(script.headers.get('x-content-type-options'), 'nosniff');
  assert.equal((await file('position=7')).status, 404);

  const raw = await vera.ask('GET', `/api/leads/${lead.id}/mail`);
  assert.equal(raw.headers.get('content-type'), 'message/rfc822');
  assert.match(await raw.text(), /^From: Karla Kunde <karla@kunde\.example>\r\n[^]*Mein Auto\r\n/);
  world.noUnexpectedMail();
});

test('whatever a file is called, its mail becomes a lead, and a name that leaves is one line without a folder', async () => {
  const names = ['🚗'.repeat(90) + '.jpeg', '..\\..\\boot.ini', '', 'Brief.js'];
  const part = (name: string) =>
    `--b\nContent-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}\nContent-Transfer-Encoding: base64\n\n//5hAA==\n`;
  const lead = await letter(
    'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b',
    `--b\nContent-Type: text/plain\n\nMein Auto\n${names.map(part).join('')}--b--`,
  );
  const [said] = await conversationOf(lead.id);
  assert.deepEqual(
    said?.files.map(({ name, isRisky }) => [name, isRisky]),
    [
      ['🚗'.repeat(75) + '.jpeg', false],
      ['boot.ini', false],
      ['Anhang 3', false],
      ['Brief.js', true],
    ],
  );
  const files = [{ name: 'halb\ud83d\r\nX-Kopf: \u202egpj.pdf', content: PDF }];
  assert.equal((await answer(lead.id, { files })).status, 200);
  await world.work();
  const [sent] = world.mailTo(KARLA).content.attachments;
  assert.equal(sent?.name, 'halbX-Kopf_ gpj.pdf');
  world.noUnexpectedMail();
});

test('mails and files of another person’s lead are nobody else’s', async () => {
  const otto = await dealer.hire('Otto Ohm', 'seller');
  const other = await letter();
  const lead = await dealer.enquiry();
  await answer(other.id, { files: [{ name: 'a.pdf', content: PDF }] });
  await world.work();
  world.mailTo(KARLA);
  const said = (await conversationOf(other.id)).at(-1);
  assert.equal((await otto.ask('GET', `/api/leads/${other.id}/mail`)).status, 404);
  const [first] = await conversationOf(other.id);
  const paths = [`mail?message=${first?.messageId}`, `attachment?answer=${said?.answerId}`];
  for (const path of paths)
    assert.equal((await otto.ask('GET', `/api/leads/${lead.id}/${path}`)).status, 404, path);
  world.noUnexpectedMail();
});
