import pg from 'pg';
import type { Database } from '../db/database.ts';
import { type BackupRow, writeBackupFile } from './file.ts';
import { type BackupTable, listBackupTables, listMigrations } from './tables.ts';

/** Rows fetched at once; few where a row may hold a whole mail. */
const ROWS = 1_000;
const ROWS_WITH_BYTES = 8;

export interface BackupSummary {
  readonly tables: number;
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Writes everything the database holds at one instant into a file, while the program goes on working: one snapshot,
 * no locks anybody waits for.
 */
export const backUp = async (database: Database, file: string): Promise<BackupSummary> => {
  const client = await database.systemPool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query('set local statement_timeout = 0');
    await client.query('set local idle_in_transaction_session_timeout = 0');
    const migrations = await listMigrations(client);
    const tables = await listBackupTables(client);
    const counts = await countRows(client, tables);
    const { rows: time } = await client.query<{ now: string }>('select now()::text as now');
    const head = {
      format: 'leadwacht-backup',
      version: 1,
      createdAt: String(time[0]?.now),
      migrations,
      tables: tables.map(({ name, columns }, index) => ({
        name,
        columns: columns.map((column) => column.name),
        rows: counts[index] ?? 0,
      })),
    } as const;
    const bytes = await writeBackupFile(file, head, allRows(client, tables));
    return { tables: tables.length, rows: counts.reduce((sum, count) => sum + count, 0), bytes };
  } finally {
    // Nothing was written; a connection that failed halfway is not used again.
    await client.query('rollback').catch(() => {});
    client.release();
  }
};

const countRows = async (client: pg.ClientBase, tables: readonly BackupTable[]): Promise<number[]> => {
  const counts: number[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ count: string }>(
      `select count(*)::text as count from ${pg.escapeIdentifier(name)}`,
    );
    counts.push(Number(rows[0]?.count));
  }
  return counts;
};

async function* allRows(client: pg.ClientBase, tables: readonly BackupTable[]): AsyncGenerator<BackupRow> {
  for (const { name, columns, key } of tables) {
    const texts = columns.map((column) => `${pg.escapeIdentifier(column.name)}::text`).join(', ');
    const order = key.map((column) => pg.escapeIdentifier(column)).join(', ');
    await client.query(
      `declare backup no scroll cursor for select ${texts} from ${pg.escapeIdentifier(name)} order by ${order}`,
    );
    const count = columns.some(({ type }) => type === 'bytea') ? ROWS_WITH_BYTES : ROWS;
    for (;;) {
      const { rows } = await client.query<(string | null)[]>({
        text: `fetch ${count} from backup`,
        rowMode: 'array',
      });
      yield* rows;
      if (rows.length < count) break;
    }
    await client.query('close backup');
  }
}
