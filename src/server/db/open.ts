import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { Config } from '../../config.ts';
import type { Log } from '../log.ts';
import { startEmbeddedPostgres } from './embedded.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';

/** A migrated database that is ours to use until `close`. */
export interface OpenedPostgres {
  readonly connection: pg.PoolConfig;
  /** Where the data lies, for people; without a password. */
  readonly place: string;
  close(): Promise<void>;
}

/**
 * The database the environment names, else our own PostgreSQL in the data folder, which is then locked against a second
 * program. Brought to this program's schema. Rejects with a message for the operator.
 */
export const openPostgres = async (config: Config, log: Log): Promise<OpenedPostgres> => {
  if (config.databaseUrl !== null) {
    const connection = { connectionString: config.databaseUrl };
    await migrate(connection);
    return { connection, place: new URL(config.databaseUrl).host, close: async () => {} };
  }
  await mkdir(config.dataFolder, { recursive: true });
  const lock = await lockFolder(config.dataFolder);
  try {
    const server = await startEmbeddedPostgres({
      folder: postgresFolder(config),
      log: { info: (message) => log.info(message), warn: (message) => log.warn(message) },
    });
    const close = async (): Promise<void> => {
      await server.stop();
      await lock.release();
    };
    try {
      await migrate(server.connection);
    } catch (cause) {
      await close();
      throw cause;
    }
    return { connection: server.connection, place: config.dataFolder, close };
  } catch (cause) {
    await lock.release();
    throw cause;
  }
};

/** Where the embedded PostgreSQL lies. */
export const postgresFolder = ({ dataFolder }: Config): string => join(dataFolder, 'postgres');
