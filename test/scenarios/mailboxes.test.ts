import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import i18next from 'i18next';
import pino from 'pino';
import type { z } from 'zod';
import type { MessageItem } from '../../src/contract/intake.ts';
import type { LeadItem } from '../../src/contract/leads.ts';
import type { listMailboxes } from '../../src/contract/mailboxes.ts';
import type { listChanges } from '../../src/contract/settings.ts';
import { de } from '../../src/i18n/de/de.ts';
import { changeLines } from '../../src/web/settings/change-lines.ts';
import { openSecretBox } from '../../src/server/mailboxes/secrets.ts';
import { type MailboxService, startMailboxService } from '../../src/server/mailboxes/service.ts';
import { ensureInstallation } from '../../src/server/settings/installation.ts';
import { eventually } from '../faults/running.ts';
import {
  type ImapServer,
  inInbox,
  startHoodiecrow,
  startWire,
  USER,
  USER_PASSWORD,
  type Wire,
} from '../harness/imap-servers.ts';
import { type Dealership, startWorld, type World } from '../harness/world.ts';

// What lies in a mailbox becomes enquiries like what is brought, and nothing in it is lost (product.md 7).
const t = await i18next
  .createInstance()
  .init({ lng: 'de', resources: { de: { translation: de } }, interpolation: { escapeValue: false } });

let world: World;
let dealer: Dealership;
let server: ImapServer;
let wire: Wire;
let service: MailboxService;
let count = 0;

before(async () => {
  world = await startWorld();
});
after(() => world.stop());
beforeEach(async () => {
  world.jumpTo('2026-03-02T10:00');
  count += 1;
  dealer = await world.setUp(`Autohaus ${'ABCDEFGH'[count]}`);
  server = await startHoodiecrow(['IDLE', 'UIDPLUS']);
  wire = await startWire(server.port);
  const { authSecret } = await ensureInstallation(world.database);
  service = startMailboxService({
    database: world.database,
    mailDomain: 'leads.localhost',
    checkSender: false,
    secrets: openSecretBox(authSecret),
    log: pino({ level: 'silent' }),
    everyMs: 20,
    lookEveryMs: 50,
    silenceMs: 3_000,
  });
});
afterEach(async () => {
  await service.stop();
  await wire.stop();
  await server.stop();
  world.noUnexpectedMail();
});

const door = () => ({
  host: '127.0.0.1',
  port: wire.port,
  security: 'none',
  username: USER,
  folder: 'INBOX',
  key: { auth: 'password', password: USER_PASSWORD },
});
const readMailbox = () =>
  dealer.admin.post<{ id: string }>('/api/mailboxes', {
    ...door(),
    sourceId: dealer.sources[0]?.id,
    startWith: 'unread',
  });
const arrive = (message: string) =>
  inInbox(server.port, (client) => client.append('INBOX', message.replaceAll('\n', '\r\n')));
const mailFrom = (name: string) =>
  `From: ${name} <${name.toLowerCase()}@kunde.example>\nTo: ${dealer.sources[0]?.leadAddress}\nSubject: Anfrage Golf\n` +
  `Message-ID: <${name}@kunde.example>\n\nName: ${name} Kunde\nE-Mail: ${name.toLowerCase()}@kunde.example\nFahrzeug: Golf\n` +
  'Nachricht: Ist er noch da?\n';
const leads = async (): Promise<readonly LeadItem[]> => {
  await world.work();
  return (await dealer.admin.get<{ items: LeadItem[] }>('/api/leads?view=all')).items;
};
const messages = async () => (await dealer.admin.get<{ items: MessageItem[] }>('/api/messages')).items;
/** Lets the pauses between the tries pass, until it is so. */
const whilePausesPass = (what: string, isSo: () => Promise<boolean>) =>
  eventually(what, async () => {
    world.jumpTo(Temporal.PlainDateTime.from(world.now()).add({ minutes: 1 }).toString());
    return isSo();
  });
const whenStoodIn = () =>
  whilePausesPass('something stands in for it', async () => (await leads()).length === 1);

test('a mail that the server does not give becomes work for somebody, and the enquiry itself once it can be fetched', async () => {
  await arrive(mailFrom('Karla'));
  wire.withhold('refuses', /UID FETCH 1 .*BODY/);
  const { id } = await readMailbox();
  await whenStoodIn();
  const [unfetched] = await leads();
  assert.equal(unfetched?.needsReview, true);
  assert.equal(unfetched?.customer, 'Karla');
  const page = await world.lead(dealer.admin, unfetched?.id ?? '');
  assert.match(
    page.message,
    /^Diese E-Mail konnte nicht abgerufen werden\. Bitte prüfen Sie sie im Postfach\./,
  );
  assert.match(page.message, /ungelesen im Postfach testuser, Ordner INBOX/);
  assert.match(page.message, /Betreff: Anfrage Golf/);

  wire.mend();
  const { folder, ...rest } = door();
  assert.equal(
    (await dealer.admin.post<{ ok: boolean }>('/api/mailboxes/check', { ...rest, folder, id })).ok,
    true,
  );
  await eventually('the mail itself is there', async () => (await leads())[0]?.needsReview === false);
  const [fetched, ...more] = await leads();
  assert.deepEqual(more, []);
  assert.equal(fetched?.id, unfetched?.id);
  assert.equal(fetched?.customer, 'Karla Kunde');
  assert.equal(fetched?.vehicle, 'Golf');
  // It was work all the time.
  assert.equal(fetched?.dueAt, unfetched?.dueAt);
  const { message, history } = await world.lead(dealer.admin, unfetched?.id ?? '');
  assert.equal(message, 'Ist er noch da?');
  assert.ok(history.some(({ kind }) => kind === 'originalFetched'));
  // And it is known again when somebody sends it on.
  await world.bring(`Received: from forward\n${mailFrom('Karla')}`, dealer.sources[0]?.leadAddress ?? '');
  assert.equal((await leads()).length, 1);
});

for (const [told, how, asked] of [
  ['the server told of', 'refuses', /UID FETCH 1 .*BODY/],
  ['nothing is known of', 'breaks', /UID FETCH 1 /],
] as const)
  test(`numbered anew, a mail ${told} is ${how === 'refuses' ? 'the enquiry it was' : 'an enquiry of its own, and the other one says so'}`, async () => {
    await arrive(mailFrom('Karla'));
    wire.withhold(how, asked);
    await readMailbox();
    await whenStoodIn();
    const [unfetched] = await leads();
    await server.renumber();
    wire.mend();
    await whilePausesPass('the mail itself is there', async () =>
      (await leads()).some(({ vehicle }) => vehicle === 'Golf'),
    );
    const fetched = (await leads()).filter(({ id }) => id !== unfetched?.id);
    const { history, needsReview } = await world.lead(dealer.admin, unfetched?.id ?? '');
    const likely = history.find(({ kind }) => kind === 'numberedAnew');
    if (how === 'refuses') {
      assert.deepEqual([fetched, needsReview, likely], [[], false, undefined]);
      assert.ok(history.some(({ kind }) => kind === 'originalFetched'));
    } else {
      assert.deepEqual([fetched.length, fetched[0]?.customer, needsReview], [1, 'Karla Kunde', true]);
      assert.deepEqual([likely?.data['from'], likely?.data['subject']], ['Karla', 'Anfrage Golf']);
    }
  });

test('a server that falls silent in the middle of a mail is left, told of and asked again; other mailboxes go on', async (t) => {
  await arrive(mailFrom('Karla'));
  await arrive(mailFrom('Silke'));
  wire.withhold('hangs', /UID FETCH 2 .*BODY/);
  await readMailbox();
  const other = await startHoodiecrow(['IDLE', 'UIDPLUS']);
  t.after(() => other.stop());
  await dealer.admin.post('/api/mailboxes', {
    ...door(),
    port: other.port,
    sourceId: dealer.sources[0]?.id,
    startWith: 'unread',
  });
  const customers = async () => (await leads()).map(({ customer }) => customer).toSorted();
  const failures = async () =>
    (await dealer.admin.get<z.output<typeof listMailboxes.output>>('/api/mailboxes')).items.map(
      ({ failing }) => failing?.failure ?? null,
    );
  await eventually('its silence is told', async () => (await failures()).includes('unreachable'));
  await inInbox(other.port, (client) => client.append('INBOX', mailFrom('Otto').replaceAll('\n', '\r\n')));
  await eventually('the other is read', async () => (await customers()).length === 2);
  assert.deepEqual(await customers(), ['Karla Kunde', 'Otto Kunde']);
  wire.mend();
  await whilePausesPass('nothing is missing', async () => (await customers()).length === 3);
  assert.deepEqual(await customers(), ['Karla Kunde', 'Otto Kunde', 'Silke Kunde']);
  await eventually('it works again', async () => (await failures()).every((failure) => failure === null));
});

test('whatever is changed of a mailbox stands in the change log in words, and its password nowhere', async () => {
  const { id } = await readMailbox();
  const { key, ...rest } = door();
  const sourceId = dealer.sources[1]?.id;
  const changed = { host: 'imap.neu.example', port: 994, security: 'tls', username: 'neu', folder: 'Neu' };
  await dealer.admin.put(`/api/mailboxes/${id}`, { ...rest, ...changed, sourceId, key });
  await dealer.admin.post(`/api/mailboxes/${id}/pause`, { paused: true });
  await dealer.admin.ask('DELETE', `/api/mailboxes/${id}`);
  const { items, names } = await dealer.admin.get<z.output<typeof listChanges.output>>(
    '/api/settings/changes?subject=mailbox',
  );
  const words = { t, language: 'de', zone: 'Europe/Berlin', names };
  const labels = items.map((change) => changeLines(change, words).map(({ label }) => label));
  assert.deepEqual(
    labels.map(({ length }) => length),
    [6, 1, 7, 7],
  );
  const known: readonly string[] = Object.values(de.settings.changes.field);
  assert.deepEqual(
    labels.flat().filter((label) => !known.includes(label)),
    [],
  );
  assert.doesNotMatch(JSON.stringify(items), new RegExp(USER_PASSWORD));
});

for (const [order, first, second] of [
  ['by SMTP and then by IMAP', ['smtp'], ['imap']],
  ['by IMAP and then by SMTP', ['imap'], ['smtp']],
  ['by SMTP and by IMAP at once', ['smtp', 'imap'], []],
] as const)
  test(`the same mail ${order} is one enquiry with one clock, and both arrivals can be seen`, async () => {
    await readMailbox();
    const ways = {
      smtp: () => world.bring(mailFrom('Karla'), dealer.sources[0]?.leadAddress ?? ''),
      // A mail server on the way writes its own lines.
      imap: () => arrive(`Received: from mx.autohaus.example\n${mailFrom('Karla')}`),
    };
    for (const together of [first, second]) {
      const before = (await messages()).length;
      await Promise.all(together.map((way) => ways[way]()));
      await eventually('it is kept', async () => (await messages()).length === before + together.length);
      await leads();
    }
    const [lead, ...more] = await leads();
    assert.deepEqual(more, []);
    const { history, timeline } = await world.lead(dealer.admin, lead?.id ?? '');
    assert.equal(timeline.filter(({ stage }) => stage === 'E1').length, 1);
    assert.equal(history.filter(({ kind }) => kind === 'duplicateArrived').length, 1);
    assert.deepEqual((await messages()).map((message) => message.class).sort(), ['duplicate', 'lead']);
    assert.deepEqual((await messages()).map(({ channel }) => channel).sort(), ['imap', 'smtp']);
  });
