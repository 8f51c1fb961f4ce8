import pg from 'pg';
import { withTemporaryPostgres } from '../tools/temporary-postgres.ts';

export type Connection = Parameters<Parameters<typeof withTemporaryPostgres>[0]>[0];

/** One PostgreSQL for all contenders: the product's own embedded one, with its own settings and fsync. */
export interface BenchServer {
  connectionTo(database: string): Connection;
  createDatabase(name: string): Promise<void>;
  /** To be copied from now on: analysed, and without anything left for the vacuum to do. */
  finishTemplate(name: string): Promise<void>;
  /** A fresh copy, so that every round begins with the same files; dirty pages of the last one are written before. */
  copyTemplate(template: string, name: string): Promise<void>;
}

export const withBenchServer = <T>(work: (server: BenchServer) => Promise<T>): Promise<T> =>
  withTemporaryPostgres(
    async (connection) => {
      const connectionTo = (database: string): Connection => ({ ...connection, database });
      const admin = (statement: string) => runStatement(connectionTo('postgres'), statement);
      return work({
        connectionTo,
        createDatabase: (name) => admin(`create database ${name}`),
        finishTemplate: (name) => runStatement(connectionTo(name), 'vacuum analyze'),
        copyTemplate: async (template, name) => {
          await admin(`drop database if exists ${name} with (force)`);
          await admin(`create database ${name} template ${template} strategy file_copy`);
          await admin('checkpoint');
        },
      });
    },
    { fsync: true },
  );

const runStatement = (connection: Connection, statement: string): Promise<void> =>
  withClient(connection, async (client) => void (await client.query(statement)));

export const withClient = async <T>(
  connection: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
