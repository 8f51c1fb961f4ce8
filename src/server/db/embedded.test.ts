import assert from 'node:assert/strict';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { startProgram } from '../../../test/programs/start.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts';
import { lockFolder } from './folder-lock.ts';
import { isAlive } from './process-table.ts';

const log = { info: () => {}, warn: () => {} };
const start = (folder: string) => startEmbeddedPostgres({ folder, log, fsync: false });
const startDurable = (folder: string) => startEmbeddedPostgres({ folder, log });

const inFolder = (work: (folder: string) => Promise<void>) => async () => {
  const folder = await mkdtemp(join(tmpdir(), 'leadwacht-embedded-'));
  await chmod(folder, 0o755);
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

type Reachable = Pick<EmbeddedPostgres, 'pid' | 'connection'>;

async function query(server: Reachable, sql: string): Promise<unknown[]> {
  const client = new pg.Client(server.connection);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test(
  'what was committed is there after a stop and a new start',
  inFolder(async (folder) => {
    const first = await start(folder);
    await query(first, 'create table kept (word text)');
    await query(first, `insert into kept values ('Übergabe')`);
    await first.stop();
    assert.equal(isAlive(first.pid), false);

    const second = await start(folder);
    assert.deepEqual(await query(second, 'select upper(word) as word from kept'), [{ word: 'ÜBERGABE' }]);
    assert.equal(second.adopted, false);
    await second.stop();
  }),
);

test(
  'the server writes durably, checks its pages and listens on no network address',
  inFolder(async (folder) => {
    const server = await startDurable(folder);
    const names = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'listen_addresses'];
    const rows = await query(
      server,
      `select ${names.map((name) => `current_setting('${name}') as ${name}`).join()}`,
    );
    await server.stop();
    assert.deepEqual(rows, [
      {
        fsync: 'on',
        full_page_writes: 'on',
        synchronous_commit: 'on',
        data_checksums: 'on',
        listen_addresses: '',
      },
    ]);
  }),
);

test(
  'the folder of the socket, the only way in, is closed to everybody else',
  inFolder(async (folder) => {
    const server = await start(folder);
    const { mode } = await stat(server.connection.host);
    await server.stop();
    assert.equal(mode & 0o777, 0o700);
  }),
);

test(
  'T44 after kill -9 of the program its folder is taken over, its PostgreSQL adopted, its data still there',
  inFolder(async (folder) => {
    const program = await startProgram('hold-folder.ts', [folder, 'with-postgres']);
    const left = JSON.parse(program.firstLine) as Reachable;
    await query(left, 'create table kept as select 42 as answer');
    await program.kill();
    assert.equal(isAlive(left.pid), true);

    const lock = await lockFolder(folder);
    const server = await start(join(folder, 'postgres'));
    assert.equal(server.adopted, true);
    assert.equal(server.pid, left.pid);
    assert.deepEqual(await query(server, 'select answer from kept'), [{ answer: 42 }]);
    await server.stop();
    assert.equal(isAlive(left.pid), false);
    await lock.release();
  }),
);

test(
  'a PostgreSQL that was killed itself is started again, with everything committed before',
  inFolder(async (folder) => {
    const first = await startDurable(folder);
    await query(first, 'create table kept as select 42 as answer');
    process.kill(first.pid, 'SIGKILL');
    await nextServer(first);
    assert.deepEqual(await query(first, 'select answer from kept'), [{ answer: 42 }]);
    await first.stop();
  }),
);

test(
  'a stale postmaster.pid naming a living, innocent process does not stop the start, nor that process',
  inFolder(async (folder) => {
    const server = await start(folder);
    const pidFile = await readFile(join(folder, 'data/postmaster.pid'), 'utf8');
    await server.stop();
    const innocent = spawn('sleep', ['60'], { stdio: 'ignore' });
    await once(innocent, 'spawn');
    await writeFile(join(folder, 'data/postmaster.pid'), pidFile.replace(/^\d+/, String(innocent.pid)));

    const again = await start(folder);
    assert.equal(again.adopted, false);
    assert.equal(innocent.exitCode, null);
    await again.stop();
    innocent.kill();
  }),
);

test(
  'a first start cut off in the middle leaves nothing half: the next one begins anew',
  inFolder(async (folder) => {
    await mkdir(join(folder, 'data.new/base'), { recursive: true });
    await writeFile(join(folder, 'data.new/PG_VERSION'), '18\n');
    const server = await start(folder);
    assert.deepEqual(await query(server, 'select 1 as one'), [{ one: 1 }]);
    await server.stop();
    assert.equal((await readdir(folder)).includes('data.new'), false);
  }),
);

test(
  'data of another PostgreSQL version is refused with both versions named',
  inFolder(async (folder) => {
    const server = await start(folder);
    await server.stop();
    await writeFile(join(folder, 'data/PG_VERSION'), '17\n');
    await assert.rejects(start(folder), /made by PostgreSQL 17, .* brings PostgreSQL 18/);
  }),
);

test(
  "a server that does not start is explained with PostgreSQL's own last words",
  inFolder(async (folder) => {
    const server = await start(folder);
    await server.stop();
    await rm(join(folder, 'data/global/pg_control'));
    await assert.rejects(start(folder), /did not start[^]*pg_control/);
  }),
);

test(
  'a folder path too long for a socket, with a space and a quote in it, works',
  inFolder(async (folder) => {
    const deep = join(folder, 'Autohaus "Muster"', 'x'.repeat(90));
    const server = await start(deep);
    assert.deepEqual(await query(server, 'select 1 as one'), [{ one: 1 }]);
    await server.stop();
    await rm(server.connection.host, { recursive: true });

    const near = join(folder, 'Leads "neu"');
    const second = await start(near);
    assert.equal(second.connection.host, join(near, 'socket'));
    await second.stop();
  }),
);

test('as root below a closed home, the server keeps its data where its user can reach it', {
  skip: process.getuid?.() === 0 ? false : 'only root steps down to another user',
}, async () => {
  const closedHome = await mkdtemp(join(tmpdir(), 'leadwacht-closed-'));
  const warnings: string[] = [];
  const server = await startEmbeddedPostgres({
    folder: join(closedHome, 'data'),
    log: { info: () => {}, warn: (message) => warnings.push(message) },
  });
  assert.deepEqual(await query(server, 'select 1 as one'), [{ one: 1 }]);
  await server.stop();
  const home = join(server.connection.host, '..');
  assert.equal(warnings.length, 1);
  assert.ok(warnings[0]?.includes(closedHome) && warnings[0].includes(home));
  await rm(home, { recursive: true });
  await rm(closedHome, { recursive: true });
});

/** Resolves once the supervisor has replaced the server that died. */
async function nextServer(server: EmbeddedPostgres): Promise<void> {
  const dead = server.pid;
  const deadline = performance.now() + 60_000;
  while (server.pid === dead && performance.now() < deadline)
    await new Promise((resolve) => setImmediate(resolve));
  assert.notEqual(server.pid, dead);
}
