import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { backUp } from '../src/server/backup/backup.ts';
import { BackupDamaged } from '../src/server/backup/file.ts';
import { restore } from '../src/server/backup/restore.ts';
import { realClock } from '../src/server/clock.ts';
import { type Database, openDatabase } from '../src/server/db/database.ts';
import { createTestDatabase } from './database.ts';
import { startWorld, type World } from './harness/world.ts';

let world: World;
let folder: string;
let file: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadwacht-backup-'));
  file = join(folder, 'one.backup');
  world = await startWorld();
  await liveALittle();
  await backUp(world.database, file);
});

after(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});

/** Leads in several states, mails out, a history, and values that are easily bent on the way. */
const liveALittle = async (): Promise<void> => {
  const dealer = await world.setUp();
  const seller = await dealer.hire('Vera Vogt', 'seller', 'dispatcher');
  await dealer.hire('Clara Conrad', 'controller');
  for (const nth of [1, 2, 3])
    await dealer.enquiry({ name: `Kunde "${nth}" \\ Ä€`, vehicle: `Käfer\t${nth}` });
  const { items } = await seller.get<{ items: { id: string }[] }>('/api/leads?view=pool');
  await seller.post(`/api/leads/${items[0]?.id}/answer`, { subject: 'Ihr Käfer', text: 'Ja.\n\n„Ja“' });
  await world.bring(`Subject: raw\n\nM\u00fcller \u{1f697}`, dealer.sources[0]?.leadAddress ?? '');
  await world.passTo('2026-03-03T18:00');
  await world.database.systemPool.query(
    `update leads set arrived_at = arrived_at + interval '123457 microseconds',
            enquiry = enquiry || '{"extra": [{"key": "\\\\ \\" \\n", "value": "𝄞 \\u00e4"}]}'`,
  );
  await world.database.systemPool.query(
    `update raw_messages set bytes = decode('000102ff0d0a5c2e', 'hex') || bytes where class = 'lead'`,
  );
};

/** Runs on a fresh, migrated, empty database. */
const onEmptyDatabase = async (work: (database: Database) => Promise<void>): Promise<void> => {
  const empty = await createTestDatabase();
  const database = openDatabase(empty.config, realClock);
  try {
    await work(database);
  } finally {
    await database.close();
    await empty.drop();
  }
};

const everyRow = async ({ systemPool }: Database): Promise<Record<string, string[]>> => {
  const tables = await systemPool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_name not like 'schema_migrations%' order by 1`,
  );
  const found: Record<string, string[]> = {};
  for (const { name } of tables.rows) {
    const { rows } = await systemPool.query<{ row: string }>(
      `select t::text as row from ${name} t order by 1`,
    );
    found[name] = rows.map(({ row }) => row);
  }
  return found;
};

test('what is backed up comes back row for row: bytes, microseconds, JSON, arrays', async () => {
  await onEmptyDatabase(async (database) => {
    const { rows } = await restore(database, file);
    const there = await everyRow(database);
    assert.deepEqual(there, await everyRow(world.database));
    assert.equal(rows, Object.values(there).flat().length);
    for (const table of ['leads', 'raw_messages', 'lead_events', 'outbox', 'clocks', 'auth_credentials']) {
      assert.ok((there[table]?.length ?? 0) > 0, `${table} holds something to compare`);
    }
  });
});

test('a backup is restored into an empty database only', async () => {
  const before = await everyRow(world.database);
  await assert.rejects(restore(world.database, file), /not empty/);
  assert.deepEqual(await everyRow(world.database), before);
});

test('a damaged backup is refused, and nothing of it stays', async () => {
  const whole = await readFile(file);
  const text = gunzipSync(whole).toString();
  const damaged = {
    'cut short': whole.subarray(0, whole.length - 50),
    'a word changed': gzipSync(text.replace('Vera Vogt', 'Vera Vogd')),
    'its last row missing': gzipSync(text.replace(/\n[^\n]+\n(?=[^\n]+\n$)/, '\n')),
    'not a backup': gzipSync('{"some": "JSON"}\n'),
    'not even gzip': Buffer.from('hello'),
  };
  await onEmptyDatabase(async (database) => {
    const empty = await everyRow(database);
    for (const [how, bytes] of Object.entries(damaged)) {
      const broken = join(folder, 'broken.backup');
      await writeFile(broken, bytes);
      await assert.rejects(restore(database, broken), BackupDamaged, how);
      assert.deepEqual(await everyRow(database), empty, how);
    }
  });
});

test('a backup of another version of the program is refused with both versions named', async () => {
  const other = join(folder, 'other.backup');
  const text = gunzipSync(await readFile(file)).toString();
  const content = text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1);
  const ancient = content.replace('"migrations":["', '"migrations":["0000_ancient","');
  const sha256 = createHash('sha256').update(ancient).digest('hex');
  await writeFile(other, gzipSync(`${ancient}${JSON.stringify({ sha256 })}\n`));
  await onEmptyDatabase(async (database) => {
    await assert.rejects(restore(database, other), /another version/);
  });
});

test('the schema has nothing a backup would leave out', async () => {
  const { rows } = await world.database.systemPool.query(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind not in ('r', 'i')`,
  );
  assert.deepEqual(rows, []);
});
