import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import pg from 'pg';
import pino from 'pino';
import { readConfig } from '../src/config.ts';
import { realClock } from '../src/server/clock.ts';
import { type Database, openDatabase } from '../src/server/db/database.ts';
import { type SetupResult, setUpDealership } from '../src/server/settings/setup.ts';
import { type SmtpListener, startSmtpListener } from '../src/server/smtp/listener.ts';
import { MAX_MESSAGE_BYTES } from '../src/server/smtp/receive.ts';
import { createTestDatabase, type TestDatabase, testServer } from './database.ts';
import { talkSmtp } from './smtp-talk.ts';

let testDatabase: TestDatabase;
let database: Database;
let listener: SmtpListener;
let north: SetupResult;
let south: SetupResult;
/** Lead addresses: two sources of one dealership, one of another. */
let NORTH: string;
let NORTH_MOBILE: string;
let SOUTH: string;

const config = readConfig({ LEADWACHT_SMTP_PORT: '0', LEADWACHT_MAIL_DOMAIN: 'leads.test' });

const setUp = (name: string): Promise<SetupResult> => {
  const admin = {
    name: 'Adam Ahrens',
    mail: `adam@${name.toLowerCase()}.example`,
    password: 'ein langes Passwort',
  };
  return setUpDealership(database, config, { name, state: 'BY', admin, people: [] }, null);
};
const addressOf = ({ sources }: SetupResult, kind: string): string =>
  sources.find((source) => source.kind === kind)?.leadAddress ?? '';
const sourceOf = ({ sources }: SetupResult, kind: string): string =>
  sources.find((source) => source.kind === kind)?.id ?? '';

before(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.config, realClock);
  north = await setUp('Nord');
  south = await setUp('Sued');
  NORTH = addressOf(north, 'homepage');
  NORTH_MOBILE = addressOf(north, 'mobile.de');
  SOUTH = addressOf(south, 'homepage');
  listener = await startSmtpListener({ database, config, log: pino({ level: 'silent' }) });
});

after(async () => {
  await listener.stop();
  await database.close();
  await testDatabase.drop();
});

const stored = () =>
  database.acrossDealerships(({ sql }) => sql.selectFrom('rawMessages').selectAll().orderBy('id').execute());

test('an unknown recipient is refused at RCPT, in a sentence', async () => {
  const talk = await talkSmtp(listener.port);
  await talk.say('EHLO test.example');
  await talk.say('MAIL FROM:<kunde@example.org>');
  for (const unknown of [
    'nobody@leads.test',
    NORTH.replace('leads.test', 'example.org'),
    'r-unknown@leads.test',
  ]) {
    assert.equal(
      await talk.say(`RCPT TO:<${unknown}>`),
      `550 5.1.1 <${unknown}> is not an address of this server`,
    );
  }
  assert.match(await talk.say('DATA'), /^503 /);
  talk.drop();
});

test('what is answered 250 is stored byte for byte, with envelope, peer and checksum', async () => {
  const before = await stored();
  // Dots at line starts, 8-bit bytes that are no UTF-8, bare line ends, no line end at the end but the last one.
  const mail = Buffer.concat([
    Buffer.from(
      'Subject: Anfrage\r\nX-Latin: M\xfcller\r\n\r\n.one\r\n..two\r\nbare\nline\rends\r\n',
      'latin1',
    ),
    randomBytes(70_000).map((byte) => (byte === 0x0a || byte === 0x0d || byte === 0x2e ? 0xfc : byte)),
    Buffer.from('\r\n.\tlast\r\n'),
  ]);
  const talk = await talkSmtp(listener.port);
  assert.match(await talk.upToData([NORTH], 'Kunde@Example.org'), /^354 /);
  talk.send(Buffer.from(mail.toString('latin1').replaceAll('\r\n.', '\r\n..'), 'latin1'));
  talk.send('.\r\n');
  const answer = await talk.answer();

  const rows = await stored();
  assert.equal(rows.length, before.length + 1);
  const row = rows.at(-1);
  assert.equal(answer, `250 2.6.0 Stored as ${row?.id}`);
  assert.deepEqual(row?.bytes, mail);
  assert.equal(row?.sha256, createHash('sha256').update(mail).digest('hex'));
  assert.equal(row?.sourceId, sourceOf(north, 'homepage'));
  assert.equal(row?.envelopeFrom, 'Kunde@Example.org');
  assert.equal(row?.envelopeTo, NORTH);
  assert.equal(row?.peer, '127.0.0.1');
  assert.equal(row?.readState, 'waiting');
  talk.drop();
});

test('case and tag of a lead address do not matter, the null sender is welcome', async () => {
  const before = await stored();
  const talk = await talkSmtp(listener.port);
  assert.match(await talk.upToData([NORTH.toUpperCase().replace('@', '+Ad.12@')], ''), /^354 /);
  talk.send('Subject: x\r\n\r\nx\r\n.\r\n');
  assert.match(await talk.answer(), /^250 /);
  const row = (await stored()).at(-1);
  assert.equal((await stored()).length, before.length + 1);
  assert.equal(row?.sourceId, sourceOf(north, 'homepage'));
  assert.equal(row?.envelopeFrom, '');
  talk.drop();
});

test('a source switched off still gets its mail', async () => {
  await database.inDealership(north.dealershipId, ({ sql }) =>
    sql
      .updateTable('sources')
      .set({ active: false })
      .where('id', '=', sourceOf(north, 'mobile.de'))
      .execute(),
  );
  const talk = await talkSmtp(listener.port);
  assert.match(await talk.upToData([NORTH_MOBILE]), /^354 /);
  talk.drop();
});

test('one message for two dealerships becomes one raw message for each source, and no more', async () => {
  const before = await stored();
  const talk = await talkSmtp(listener.port);
  await talk.upToData([NORTH, SOUTH, NORTH_MOBILE, NORTH.replace('@', '+again@')]);
  talk.send('Subject: to all\r\n\r\nHallo\r\n.\r\n');
  assert.match(await talk.answer(), /^250 /);
  const rows = (await stored()).slice(before.length);
  const targets = rows.map(({ dealershipId, sourceId }) => `${dealershipId} ${sourceId}`).sort();
  assert.deepEqual(
    targets,
    [
      `${north.dealershipId} ${sourceOf(north, 'homepage')}`,
      `${north.dealershipId} ${sourceOf(north, 'mobile.de')}`,
      `${south.dealershipId} ${sourceOf(south, 'homepage')}`,
    ].sort(),
  );
  talk.drop();
});

test('pipelined commands and several messages in one connection are all taken', async () => {
  const before = await stored();
  const talk = await talkSmtp(listener.port);
  await talk.say('EHLO test.example');
  const head = `MAIL FROM:<a@example.org>\r\nRCPT TO:<${NORTH}>\r\nRCPT TO:<who@leads.test>\r\nDATA\r\n`;
  for (const nth of [1, 2]) {
    talk.send(head);
    assert.match(await talk.answer(), /^250 /);
    assert.match(await talk.answer(), /^250 /);
    assert.match(await talk.answer(), /^550 /);
    assert.match(await talk.answer(), /^354 /);
    talk.send(`Subject: ${nth}\r\n\r\n${nth}\r\n.\r\n`);
    assert.match(await talk.answer(), /^250 /);
  }
  assert.match(await talk.say('QUIT'), /^221 /);
  await talk.closed;
  assert.equal((await stored()).length, before.length + 2);
});

test('the size limit is told, and a larger message is refused whole', async () => {
  const before = await stored();
  const talk = await talkSmtp(listener.port);
  const greeting = await talk.say('EHLO test.example');
  assert.match(greeting, new RegExp(`SIZE ${MAX_MESSAGE_BYTES}`));
  for (const feature of ['PIPELINING', '8BITMIME', 'SMTPUTF8']) assert.match(greeting, new RegExp(feature));
  assert.doesNotMatch(greeting, /AUTH|STARTTLS/);
  assert.match(await talk.say(`MAIL FROM:<a@example.org> SIZE=${MAX_MESSAGE_BYTES + 1}`), /^552 /);

  await talk.upToData([NORTH]);
  const line = Buffer.from(`${'x'.repeat(1022)}\r\n`);
  const megabyte = Buffer.concat(Array.from({ length: 1024 }, () => line));
  for (let sent = 0; sent <= MAX_MESSAGE_BYTES; sent += megabyte.length) talk.send(megabyte);
  talk.send('.\r\n');
  assert.match(await talk.answer(), /^552 5\.3\.4 /);
  assert.equal((await stored()).length, before.length);
  talk.drop();
});

test('half a mail is no mail: a connection that breaks in the middle stores nothing', async () => {
  const before = await stored();
  const broken = await talkSmtp(listener.port);
  await broken.upToData([NORTH]);
  broken.send('Subject: half\r\n\r\nonly the beg');
  broken.drop();
  await broken.closed;
  // A whole message afterwards proves that the listener is through with the half one.
  const whole = await talkSmtp(listener.port);
  await whole.upToData([NORTH]);
  whole.send('Subject: whole\r\n\r\nx\r\n.\r\n');
  assert.match(await whole.answer(), /^250 /);
  assert.equal((await stored()).length, before.length + 1);
  whole.drop();
});

test('while the database is away, senders are asked to come again, and all is well when it is back', async () => {
  const before = await stored();
  const late = await talkSmtp(listener.port);
  assert.match(await late.upToData([NORTH]), /^354 /);
  late.send('Subject: in the middle\r\n\r\n');

  const admin = new pg.Client({ ...testServer(), database: 'postgres' });
  await admin.connect();
  const name = testDatabase.config.database;
  await admin.query(`alter database ${name} allow_connections false`);
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  late.send('text\r\n.\r\n');
  assert.match(await late.answer(), /^451 4\.3\.0 /);
  const early = await talkSmtp(listener.port);
  await early.say('EHLO test.example');
  await early.say('MAIL FROM:<a@example.org>');
  assert.match(await early.say(`RCPT TO:<${NORTH}>`), /^451 4\.3\.0 /);
  assert.equal(listener.state().state, 'failing');

  await admin.query(`alter database ${name} allow_connections true`);
  await admin.end();
  assert.match(await early.say(`RCPT TO:<${NORTH}>`), /^250 /);
  await early.say('DATA');
  early.send('Subject: again\r\n\r\nx\r\n.\r\n');
  assert.match(await early.answer(), /^250 /);
  assert.equal(listener.state().state, 'ok');
  assert.equal((await stored()).length, before.length + 1);
  late.drop();
  early.drop();
});
