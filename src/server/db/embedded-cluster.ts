import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { connectionTo, OWNER, type Places, stepDown } from './embedded-places.ts';
import type { EmbeddedLog } from './embedded.ts';

/** `initdb` beside the final folder, then one rename: a crash in between leaves nothing half. */
export async function createCluster(places: Places, log: EmbeddedLog, fsync: boolean): Promise<void> {
  const version = await readFile(join(places.data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version !== undefined) return refuseOtherVersion(places, version.trim());
  log.info(`Creating the database in ${places.data}.`);
  const half = join(places.home, 'data.new');
  await rm(half, { recursive: true, force: true });
  // Locale "C.UTF-8" of PostgreSQL itself: the same order and case rules on every operating system.
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8'];
  const access = [`--username=${OWNER}`, '--auth=trust', '--data-checksums'];
  const initdb = spawn(
    join(places.programs, 'initdb'),
    [`--pgdata=${half}`, ...locale, ...access, ...(fsync ? [] : ['--no-sync'])],
    { ...stepDown(places), stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const [complaint, [code, signal]] = await Promise.all([text(initdb.stderr), once(initdb, 'exit')]);
  if (code !== 0)
    throw new Error(`PostgreSQL could not create its database (${code ?? signal}).\n${complaint}`);
  await rename(half, places.data);
}

function refuseOtherVersion(places: Places, version: string): void {
  const ours = places.version.split('.')[0];
  if (version === ours) return;
  throw new Error(
    `The data in ${places.data} was made by PostgreSQL ${version}, but this program brings PostgreSQL ${ours}. ` +
      'Make a backup with the earlier program (cli backup), then restore it into an empty data folder with this one.',
  );
}

/** Our own database in it; repeated on every start, should the first one have been cut off in between. */
export async function createDatabase(places: Places): Promise<void> {
  const client = new pg.Client(connectionTo(places, 'postgres'));
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [OWNER]);
    if (rowCount === 0) await client.query(`create database ${OWNER}`);
  } finally {
    await client.end();
  }
}
