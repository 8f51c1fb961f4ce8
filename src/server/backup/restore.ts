import pg from 'pg';
import type { Database } from '../db/database.ts';
import { Refusal } from '../refusal.ts';
import { type BackupHead, type BackupRow, type OpenedBackup, openBackupFile } from './file.ts';
import { type BackupTable, listBackupTables, listMigrations } from './tables.ts';

const ROWS_AT_ONCE = 500;
const CHARACTERS_AT_ONCE = 8_000_000;

export interface RestoreSummary {
  readonly tables: number;
  readonly rows: number;
  readonly createdAt: string;
}

/**
 * Fills an empty database of the same schema from a backup: all of it, or, when anything does not fit, nothing.
 * Throws `Refusal` or `BackupDamaged` with a message for the operator.
 */
export const restore = async (database: Database, file: string): Promise<RestoreSummary> => {
  await requireWhole(file);
  const backup = await openBackupFile(file);
  const client = await database.systemPool.connect();
  try {
    await client.query('begin');
    await client.query('set local statement_timeout = 0');
    await requireEmpty(client);
    const tables = await requireSameSchema(client, backup.head);
    // The first start of the program made one of its own.
    await client.query('delete from installation');
    await writeAll(client, tables, backup);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
  const { tables, createdAt } = backup.head;
  return { tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows, 0), createdAt };
};

/** Read to its end once before anything is written: what is damaged never reaches the database. */
const requireWhole = async (file: string): Promise<void> => {
  const { rows } = await openBackupFile(file);
  while (!(await rows.next()).done);
};

const requireEmpty = async (client: pg.ClientBase): Promise<void> => {
  const { rows } = await client.query('select 1 from dealerships union all select 1 from auth_users limit 1');
  if (rows.length > 0) {
    throw new Refusal(
      'alreadySetUp',
      'The database is not empty. A backup is restored only into a new one: give the program another data folder ' +
        '(LEADWACHT_DATA) or another database (DATABASE_URL).',
    );
  }
};

const requireSameSchema = async (client: pg.ClientBase, head: BackupHead): Promise<BackupTable[]> => {
  const migrations = await listMigrations(client);
  const tables = await listBackupTables(client);
  const shape = (parts: readonly { name: string; columns: readonly string[] }[]): string =>
    JSON.stringify(parts.map(({ name, columns }) => [name, columns]));
  const ours = tables.map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) }));
  const isSame = String(migrations) === String(head.migrations) && shape(ours) === shape(head.tables);
  if (!isSame) {
    throw new Refusal(
      'badInput',
      `The backup was made by another version of the program (${head.migrations.at(-1)}; this one: ` +
        `${migrations.at(-1)}). Restore it with that version, then start this one: it brings the database up to date.`,
    );
  }
  return tables;
};

const writeAll = async (
  client: pg.ClientBase,
  tables: readonly BackupTable[],
  backup: OpenedBackup,
): Promise<void> => {
  for (const [index, table] of tables.entries()) {
    let left = backup.head.tables[index]?.rows ?? 0;
    while (left > 0) {
      const batch = await nextBatch(backup, left);
      await insertRows(client, table, batch);
      left -= batch.length;
    }
  }
};

const nextBatch = async ({ rows }: OpenedBackup, limit: number): Promise<BackupRow[]> => {
  const batch: BackupRow[] = [];
  let characters = 0;
  while (batch.length < Math.min(limit, ROWS_AT_ONCE) && characters < CHARACTERS_AT_ONCE) {
    const { value } = await rows.next();
    if (!value) break;
    batch.push(value);
    characters += value.reduce((sum, text) => sum + (text?.length ?? 0), 0);
  }
  return batch;
};

const insertRows = async (
  client: pg.ClientBase,
  { name, columns }: BackupTable,
  rows: readonly BackupRow[],
): Promise<void> => {
  const names = columns.map((column) => pg.escapeIdentifier(column.name));
  const values = columns.map((column, index) => `${names[index]}::${column.type}`);
  const texts = columns.map((_, index) => `$${index + 1}::text[]`);
  await client.query(
    `insert into ${pg.escapeIdentifier(name)} (${names.join(', ')})
     select ${values.join(', ')} from unnest(${texts.join(', ')}) as line (${names.join(', ')})`,
    columns.map((_, index) => rows.map((row) => row[index] ?? null)),
  );
};
