import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { migrate, newestMigration, SchemaError } from '../../src/server/db/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { eventually, type House, type Running, setUpHouse, startRunning } from './running.ts';

let store: TestDatabase;
let old: Running;
let house: House;
let newerFolder: string;

before(async () => {
  store = await createTestDatabase();
  old = await startRunning(store.config);
  house = await setUpHouse(old);
  newerFolder = await mkdtemp(join(tmpdir(), 'leadwacht-newer-'));
  await cp(join(import.meta.dirname, '../../src/server/db/migrations'), newerFolder, { recursive: true });
  await writeFile(join(newerFolder, '9999_later.sql'), 'alter table leads add column later text;');
});
after(async () => {
  await old.stop();
  await store.drop();
  await rm(newerFolder, { recursive: true });
});

test('T43: a newer program’s migration waits for the old engine’s transaction, which then gets no further work', async () => {
  const engine = old.program.database.upTo(await newestMigration());
  const watcher = new pg.Client(store.config);
  await watcher.connect();
  const isMigrationWaiting = async () =>
    (await watcher.query(`select from pg_locks where not granted and mode = 'AccessExclusiveLock'`))
      .rowCount === 1;

  let migrating = Promise.resolve();
  let begunMeanwhile = Promise.resolve<unknown>(null);
  await engine.acrossDealerships(async ({ sql }) => {
    migrating = migrate(store.config, newerFolder);
    await eventually('the migration waits', isMigrationWaiting);
    begunMeanwhile = engine.acrossDealerships(async () => 'worked').catch((cause: unknown) => cause);
    await sql.updateTable('leads').set({ needsReview: true }).execute();
  });
  await migrating;
  assert.ok(
    (await begunMeanwhile) instanceof SchemaError,
    'what began during the migration finds the newer schema',
  );
  await watcher.end();

  await eventually('health says so', async () => (await old.health()).engine.state === 'failing');
  const { engine: part, database } = await old.health();
  assert.match(part.detail ?? '', /newer version \(9999_later\)/);
  assert.equal(database.state, 'ok');
  await assert.rejects(old.program.step(), SchemaError);
});

test('T43: the old program goes on taking mail in; it waits for the newer engine', async () => {
  assert.match(await old.enquire('Karla Kunde', house.leadAddress), /^250 /);
  await assert.rejects(old.program.step(), SchemaError);
  const { rows } = await old.program.database.systemPool.query('select read_state from raw_messages');
  assert.deepEqual(rows, [{ read_state: 'waiting' }]);
});

test('T43: an old program does not start on a newer database', async () => {
  await assert.rejects(migrate(store.config), /Start the newer program instead/);
});
