import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { test } from 'node:test';
import pg from 'pg';
import { testServer } from '../../../test/database.ts';
import { isDatabaseAway } from './away.ts';

const failureOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('this should have failed');
};

const connect = async (config: pg.ClientConfig): Promise<void> => {
  const client = new pg.Client(config);
  await client.connect();
};

test('a server that does not listen is away, by port and by socket', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  closed.close();
  await once(closed, 'close');
  assert.ok(isDatabaseAway(await failureOf(connect({ host: '127.0.0.1', port }))));
  assert.ok(isDatabaseAway(await failureOf(connect({ host: import.meta.dirname, port: 5432 }))));
});

test('a connection that ends under a statement is away', async () => {
  const [victim, killer] = [
    new pg.Client({ ...testServer(), database: 'postgres' }),
    new pg.Client({ ...testServer(), database: 'postgres' }),
  ];
  victim.on('error', () => {});
  await Promise.all([victim.connect(), killer.connect()]);
  const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid');
  const failure = failureOf(victim.query('select pg_sleep(60)'));
  await killer.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  assert.ok(isDatabaseAway(await failure));
  await killer.end();
});

test('a wrong statement is a mistake, not an absence', async () => {
  const client = new pg.Client({ ...testServer(), database: 'postgres' });
  await client.connect();
  assert.ok(!isDatabaseAway(await failureOf(client.query('select nonsense'))));
  await client.end();
});
