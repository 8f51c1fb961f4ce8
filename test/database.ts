import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../src/server/db/migrate.ts';

/** The server `npm test` started for all test files of the run (tools/test.ts). */
export interface TestServer {
  readonly host: string;
  readonly port: number;
  readonly user: string;
}

export interface TestDatabase {
  readonly config: TestServer & { readonly database: string };
  /** The same as a DATABASE_URL, for programs started by a test. */
  readonly url: string;
  drop(): Promise<void>;
}

const TEMPLATE = 'leadwacht_template';
/** Any number, the same in all test processes: one of them builds the template, the others wait. */
const TEMPLATE_LOCK = 7_283_001;

/** A fresh, migrated, empty database of its own for one test or one test file. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = testServer();
  const database = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(server, async (admin) => {
    await ensureTemplate(admin, server);
    // Ten times as fast as the usual way through the log, which would only matter in a crash.
    await admin.query(`create database ${database} template ${TEMPLATE} strategy file_copy`);
  });
  return {
    config: { ...server, database },
    url: `postgresql://${server.user}@localhost:${server.port}/${database}?host=${encodeURIComponent(server.host)}`,
    drop: () => asAdmin(server, (admin) => admin.query(`drop database ${database} with (force)`)),
  };
}

/** The bare server, for tests of migration and start-up that need an empty database. */
export function testServer(): TestServer {
  const handedDown = process.env['LEADWACHT_TEST_POSTGRES'];
  if (handedDown === undefined)
    throw new Error('Run tests by "npm test [-- <file> …]": it starts PostgreSQL for them.');
  return JSON.parse(handedDown) as TestServer;
}

async function asAdmin(server: TestServer, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ ...server, database: 'postgres' });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

/** Built under another name and renamed, so that a template always is a finished one. */
async function ensureTemplate(admin: pg.Client, server: TestServer): Promise<void> {
  await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (rowCount !== 0) return;
    const half = `${TEMPLATE}_half`;
    await admin.query(`drop database if exists ${half}`);
    await admin.query(`create database ${half}`);
    await migrate({ ...server, database: half });
    await admin.query(`alter database ${half} rename to ${TEMPLATE}`);
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}
