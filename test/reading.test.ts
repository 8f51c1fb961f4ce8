import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import pino from 'pino';
import { readConfig } from '../src/config.ts';
import { type Database, openDatabase } from '../src/server/db/database.ts';
import { openReadAhead } from '../src/server/intake/read-ahead.ts';
import { type ReadingThreads, startReadingThreads } from '../src/server/intake/reading-threads.ts';
import { storeRawMessage } from '../src/server/intake/store.ts';
import { sweepRaw } from '../src/server/intake/sweep.ts';
import { setUpDealership } from '../src/server/settings/setup.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

const HOSTILE = new URL('programs/hostile-reader.ts', import.meta.url);
const LIMIT_MS = 1_500;

let testDatabase: TestDatabase;
let database: Database;
let threads: ReadingThreads;
let at: Temporal.Instant;
let target: { dealershipId: string; sourceId: string };

beforeEach(async () => {
  at = Temporal.Instant.from('2026-03-02T09:00Z');
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.config, () => at);
  threads = startReadingThreads({ limitMs: LIMIT_MS, worker: HOSTILE });
  const admin = { name: 'Adam Ahrens', mail: 'adam@muster.example', password: 'ein langes Passwort' };
  const { dealershipId, sources } = await setUpDealership(
    database,
    readConfig({}),
    { name: 'Autohaus Muster', state: 'BY', admin, people: [] },
    null,
  );
  target = { dealershipId, sourceId: sources[0]?.id ?? '' };
});
afterEach(async () => {
  await threads.stop();
  await database.close();
  await testDatabase.drop();
});

const arrives = (text: string) =>
  database.acrossDealerships((work) =>
    storeRawMessage(work, {
      channel: 'smtp',
      bytes: Buffer.from(
        `From: Wirt <wirt@example.org>\r\nReply-To: kunde@example.org\r\nSubject: Anfrage\r\n\r\n${text}`,
      ),
      envelopeFrom: 'kunde@example.org',
      peer: '127.0.0.1',
      to: [{ address: 'a@leads.localhost', recipient: { ...target, replyLeadId: null } }],
    }),
  );

const sweep = () =>
  sweepRaw({
    database,
    ahead: openReadAhead(threads),
    house: { secret: 'secret', mailDomain: 'leads.localhost', mailFrom: 'leadwacht@leads.localhost' },
    log: pino({ level: 'silent' }),
  });
const later = (seconds: number) => {
  at = at.add({ seconds });
};
const leads = () =>
  database.acrossDealerships(({ sql }) => sql.selectFrom('leads').selectAll().orderBy('number').execute());
const raws = () =>
  database.acrossDealerships(({ sql }) =>
    sql
      .selectFrom('rawMessages')
      .select(['id', 'readState', 'readAttempts', 'readError', 'class'])
      .orderBy('id')
      .execute(),
  );

for (const [what, word] of [
  ['hangs', 'HANG'],
  ['ends its thread', 'EXIT'],
  ['breaks its thread', 'BREAK'],
  ['cannot be read', 'REFUSE'],
] as const) {
  test(`a mail that ${what} is tried three times, then becomes a lead "bitte prüfen"; the others are read meanwhile`, async () => {
    const arrivedAt = at;
    await arrives(`Bitte melden. ${word}`);
    await arrives('Ist der Golf noch da?');
    await sweep();
    assert.deepEqual(
      (await raws()).map(({ readState, readAttempts }) => [readState, readAttempts]),
      [
        ['waiting', 1],
        ['read', 0],
      ],
    );
    assert.equal((await leads()).length, 1);

    assert.equal(await sweep(), 0, 'it waits for its next try');
    later(10);
    assert.equal(await sweep(), 1);
    later(10);
    assert.equal(await sweep(), 0, 'the pauses grow');
    later(50);
    assert.equal(await sweep(), 1);

    const [raw] = await raws();
    assert.deepEqual([raw?.readState, raw?.class], ['read', 'lead']);
    assert.ok(raw?.readError);
    const lead = (await leads()).at(-1);
    assert.equal(lead?.needsReview, true);
    assert.equal(lead?.customerMail, 'kunde@example.org');
    assert.equal(lead?.message, `Bitte melden. ${word}`);
    assert.equal(lead?.arrivedAt.toString(), arrivedAt.toString(), 'its clock counts from when it arrived');
    assert.equal(await sweep(), 0);
  });
}

test('mails that arrive together become leads in the order in which they came, but for one that cannot be kept', async () => {
  for (const name of ['Eins', 'Zwei FAULT', 'Drei', 'Vier', 'Fünf']) await arrives(`Ich bin ${name}.`);
  await sweep();
  const kept = async () => (await leads()).map(({ number, message }) => `${number} ${message}`);
  const others = ['1 Ich bin Eins.', '2 Ich bin Drei.', '3 Ich bin Vier.', '4 Ich bin Fünf.'];
  assert.deepEqual(await kept(), others);
  later(10);
  await sweep();
  later(60);
  await sweep();
  assert.deepEqual(await kept(), [...others, '5 Ich bin Zwei FAULT.']);
});

test('many readers at once make one lead of each mail', async () => {
  for (let nth = 0; nth < 30; nth++) await arrives(`Anfrage Nummer ${nth}`);
  const counts = await Promise.all([sweep(), sweep(), sweep()]);
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    30,
  );
  const made = await leads();
  assert.deepEqual(
    made.map(({ number }) => number),
    Array.from({ length: 30 }, (_, index) => index + 1),
  );
  assert.deepEqual(
    made.map(({ rawMessageId }) => rawMessageId),
    (await raws()).map(({ id }) => id),
    'numbered as they came',
  );
});

test('the same mail read twice at the same moment is one lead', async () => {
  for (let copy = 0; copy < 8; copy++) await arrives('Ich bin dieselbe.');
  await sweep();
  assert.equal((await leads()).length, 1);
  assert.equal((await raws()).filter((raw) => raw.class === 'duplicate').length, 7);
});
