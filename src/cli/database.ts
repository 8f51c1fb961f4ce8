import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import pino from 'pino';
import type { Config } from '../config.ts';
import { realClock, stopwatchMs } from '../server/clock.ts';
import { isDatabaseAway } from '../server/db/away.ts';
import { type Database, openDatabase } from '../server/db/database.ts';
import { connectionTo, OWNER, preparePlaces } from '../server/db/embedded-places.ts';
import { FolderInUse, type FolderLock, lockFolder } from '../server/db/folder-lock.ts';
import { migrate } from '../server/db/migrate.ts';
import { type OpenedPostgres, openPostgres, postgresFolder } from '../server/db/open.ts';

const POLL_MS = 100;
/** The program may just be starting, or another command working: so long it is waited for. */
const PATIENCE_MS = 60_000;

/** A command speaks with its result or its one error; what fails here is thrown. */
const log = pino({ level: 'silent' });

/** Does a command's work on the installation's database, whether the program runs or not. */
export const withDatabase = async <Result>(
  config: Config,
  work: (database: Database) => Promise<Result>,
): Promise<Result> => {
  const turn = config.databaseUrl === null ? await takeTurn(config) : undefined;
  try {
    const postgres = await openOrJoin(config);
    const database = openDatabase(postgres.connection, realClock);
    try {
      return await work(database);
    } finally {
      await database.close();
      await postgres.close();
    }
  } finally {
    await turn?.release();
  }
};

/** Commands go one after the other: none may stop the PostgreSQL it started while another still works with it. */
const takeTurn = ({ dataFolder }: Config): Promise<FolderLock> =>
  patiently(
    () => lockFolder(join(dataFolder, 'command')),
    (error) => error instanceof FolderInUse,
  );

const openOrJoin = async (config: Config): Promise<OpenedPostgres> => {
  try {
    return await openPostgres(config, log);
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    return joinRunning(config);
  }
};

/** The PostgreSQL of the program that holds the data folder. */
const joinRunning = async (config: Config): Promise<OpenedPostgres> => {
  const connection = connectionTo(await preparePlaces(postgresFolder(config), log), OWNER);
  await patiently(() => knock(connection), isDatabaseAway);
  await migrate(connection);
  return { connection, place: config.dataFolder, close: async () => {} };
};

const knock = async (connection: pg.ClientConfig): Promise<void> => {
  const client = new pg.Client(connection);
  try {
    await client.connect();
  } finally {
    await client.end();
  }
};

/** Tries again while the failure is one that passes. */
const patiently = async <Result>(
  attempt: () => Promise<Result>,
  passes: (error: unknown) => boolean,
): Promise<Result> => {
  const startedMs = stopwatchMs();
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!passes(error) || stopwatchMs() - startedMs > PATIENCE_MS) throw error;
      await pause(POLL_MS);
    }
  }
};
