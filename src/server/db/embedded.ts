import type { EmbeddedConnection } from './embedded-places.ts';
import { connectionTo, OWNER, preparePlaces } from './embedded-places.ts';
import { createCluster, createDatabase } from './embedded-cluster.ts';
import { adoptOrStart, stopPostmaster } from './embedded-postmaster.ts';
import { isAlive } from './process-table.ts';

export interface EmbeddedLog {
  info(message: string): void;
  warn(message: string): void;
}

export interface EmbeddedPostgres {
  readonly connection: EmbeddedConnection;
  /** The postmaster's process id; another one after a crash of PostgreSQL itself. */
  readonly pid: number;
  /** The server of an earlier run of this program, which was killed, is used on. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly folder: string;
  readonly log: EmbeddedLog;
  /** Off only where the data may be lost: tests. */
  readonly fsync?: boolean;
}

const WATCH_MS = 1_000;

/**
 * Starts PostgreSQL from the npm package in `folder`, or goes on with the one an earlier, killed run left
 * there, and restarts it should it die. The caller holds the folder's lock (`lockFolder`). Rejects with a
 * message for the operator, PostgreSQL's own last words included.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { folder, log, fsync = true } = options;
  const places = await preparePlaces(folder, log);
  await createCluster(places, log, fsync);
  let server = await adoptOrStart(places, log, fsync);
  await createDatabase(places);

  let restart: Promise<void> | undefined;
  const watch = setInterval(() => {
    if (restart !== undefined || isAlive(server.pid)) return;
    log.warn('PostgreSQL has died; starting it again.');
    restart = adoptOrStart(places, log, fsync)
      .then((next) => void (server = next))
      .catch((error: Error) => log.warn(error.message))
      .finally(() => void (restart = undefined));
  }, WATCH_MS);
  watch.unref();

  return {
    connection: connectionTo(places, OWNER),
    get pid() {
      return server.pid;
    },
    adopted: server.adopted,
    async stop() {
      clearInterval(watch);
      await restart;
      await stopPostmaster(server.pid);
    },
  };
}
