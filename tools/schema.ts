/**
 * `node tools/schema.ts [--write]`: runs all migrations on a scratch database and writes what they lead to, as
 * SQL to read (schema.sql) and as types for Kysely (tables.ts). Without `--write` it only compares.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../src/server/db/migrate.ts';
import { readCatalogue } from './schema/catalogue.ts';
import { schemaDump } from './schema/dump.ts';
import { tableTypes } from './schema/types.ts';
import { withTemporaryPostgres } from './temporary-postgres.ts';

const FOLDER = join(import.meta.dirname, '../src/server/db');

const catalogue = await withTemporaryPostgres(async (connection) => {
  await migrate(connection);
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await readCatalogue(client);
  } finally {
    await client.end();
  }
});

const made = { 'schema.sql': schemaDump(catalogue), 'tables.ts': tableTypes(catalogue) };
for (const [name, wanted] of Object.entries(made)) {
  const file = join(FOLDER, name);
  if (process.argv.includes('--write')) {
    await writeFile(file, wanted);
  } else if ((await readFile(file, 'utf8').catch(() => '')) !== wanted) {
    console.error(
      `src/server/db/${name} is not what the migrations make: run "node tools/schema.ts --write".`,
    );
    process.exitCode = 1;
  }
}
