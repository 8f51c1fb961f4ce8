import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/server/db/embedded.ts';

/** A PostgreSQL of its own for the time of `work`, gone without a trace afterwards. `fsync` only where it is measured. */
export async function withTemporaryPostgres<T>(
  work: (connection: EmbeddedPostgres['connection']) => Promise<T>,
  { fsync = false }: { fsync?: boolean } = {},
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'leadwacht-temporary-'));
  const log = { info: () => {}, warn: console.error };
  const postgres = await startEmbeddedPostgres({ folder, log, fsync });
  try {
    return await work(postgres.connection);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
