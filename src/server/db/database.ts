import { createHash } from 'node:crypto';
import { Socket } from 'node:net';
import { CamelCasePlugin, Kysely, PostgresDialect, type RawBuilder, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { Clock } from '../clock.ts';
import { within } from '../within.ts';
import { newerSchema } from './migrate.ts';
import type { Database as Tables } from './tables.ts';

export type Sql = Transaction<Tables>;

/** One transaction: the statements, and the one instant everything in it happens at. */
export interface Work {
  readonly sql: Sql;
  readonly now: Temporal.Instant;
}

/** Work inside one dealership; row-level security hides every other one. */
export interface DealershipWork extends Work {
  readonly dealershipId: string;
}

export interface Database {
  /** One transaction as `leadwacht_app`, bound to one dealership. */
  inDealership<T>(dealershipId: string, work: (work: DealershipWork) => Promise<T>): Promise<T>;
  /** One transaction as `leadwacht_system`, for sweeps and for what comes before a dealership is known. */
  acrossDealerships<T>(work: (work: Work) => Promise<T>): Promise<T>;
  /** A question of single selects outside of any transaction, as `leadwacht_system`; each costs one round trip. */
  ask<T>(question: (sql: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** The one value of a short, fixed select and the present instant, as `leadwacht_system`: is there anything to do? */
  look<T>(select: string): Promise<{ now: Temporal.Instant; found: T }>;
  /**
   * The same database for an engine that knows no migration newer than `newestKnown`: once there is one, every
   * transaction throws `SchemaError` before it does anything, in the very instant the migration commits (cases.md T43).
   */
  upTo(newestKnown: string): Database;
  /** Calls back on every NOTIFY; a hint only, polling stays the guarantee. Returns the way to stop. */
  listen(channel: string, onNotice: (payload: string) => void): Promise<() => Promise<void>>;
  /** For libraries that need a pool of their own; acts as `leadwacht_system`. */
  readonly systemPool: pg.Pool;
  close(): Promise<void>;
}

/** Opens the two doors to the database. `connection` comes from the embedded server or from DATABASE_URL. */
export const openDatabase = (connection: pg.PoolConfig, clock: Clock): Database => {
  const appPool = openPool(connection, 'leadwacht_app');
  const systemPool = openPool(connection, 'leadwacht_system');
  const app = openKysely(appPool);
  const system = openKysely(systemPool);

  const doors = (newestKnown: string | null): Database => ({
    systemPool,
    inDealership: (dealershipId, work) =>
      app.transaction().execute(async (trx) => {
        const bind = sql`set_config('leadwacht.dealership_id', ${dealershipId}, true)`;
        return work({ sql: trx, now: clock(await begin(trx, newestKnown, bind)), dealershipId });
      }),
    acrossDealerships: (work) =>
      system
        .transaction()
        .execute(async (trx) => work({ sql: trx, now: clock(await begin(trx, newestKnown)) })),
    ask: (question) => question(system),
    look: async <T>(select: string) => {
      const text = `select clock_timestamp() as now, ${NEWEST_MIGRATION} as newest, (${select}) as found`;
      // Asked every second: prepared, it costs hardly more than a statement that asks for nothing. A name has 63 characters.
      const name = createHash('md5').update(text).digest('hex');
      const { rows } = await systemPool.query<Told & { found: T }>({ name, text });
      const { now, found } = heard(rows, newestKnown);
      return { now: clock(now), found };
    },
    upTo: doors,
    listen: (channel, onNotice) => listen(connection, channel, onNotice),
    close: async () => {
      await Promise.all([app.destroy(), system.destroy()]);
    },
  });
  return doors(null);
};

/** What every transaction hears first. */
interface Told {
  readonly now: Temporal.Instant;
  readonly newest: string | null;
}

const NOTHING = sql`null`;
/** A migration under way holds the table: who reads it waits, and then sees what has become of it. */
const NEWEST_MIGRATION = '(select max(name) from schema_migrations)';

/** The first statement of every transaction: tells the time, does what else must come first, finds a newer schema. */
const begin = async (
  trx: Sql,
  newestKnown: string | null,
  also: RawBuilder<unknown> = NOTHING,
): Promise<Temporal.Instant> => {
  const newest = newestKnown === null ? NOTHING : sql.raw(NEWEST_MIGRATION);
  const { rows } = await sql<Told>`select clock_timestamp() as now, ${newest} as newest, ${also}`.execute(
    trx,
  );
  return heard(rows, newestKnown).now;
};

const heard = <Row extends Told>([row]: readonly Row[], newestKnown: string | null): Row => {
  if (!row) throw new Error('The database did not tell the time.');
  if (newestKnown !== null && row.newest !== null && row.newest > newestKnown) throw newerSchema(row.newest);
  return row;
};

export type NoticeChannel = 'leads' | 'outbox' | 'raw' | 'messages';

/** Tells other processes and open browsers that something changed. Delivered when the transaction commits. */
export const notify = (work: Work, channel: NoticeChannel, ...payloads: readonly string[]): Promise<void> => {
  const told = payloads.length === 0 ? [''] : payloads;
  return notifyAll(
    work,
    told.map((payload) => [channel, payload]),
  );
};

/** The same on several channels, in one statement. */
export const notifyAll = async (
  work: Work,
  notices: readonly (readonly [channel: NoticeChannel, payload: string])[],
): Promise<void> => {
  const channels = notices.map(([channel]) => channel);
  const payloads = notices.map(([, payload]) => payload);
  await sql`
    select pg_notify(channel, payload)
    from unnest(${channels}::text[], ${payloads}::text[]) as notice (channel, payload)`.execute(work.sql);
};

const openKysely = (pool: pg.Pool): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });

/** No statement may take longer. */
const STATEMENT_MS = 15_000;
/** A server that has been silent for longer is gone, even where the connection does not show it (cases.md T42). */
const SILENCE_MS = 20_000;

const openSocket = (): Socket => {
  const socket = new Socket();
  const silent = new Error(`Connection terminated: the server was silent for ${SILENCE_MS} ms`);
  return socket.setTimeout(SILENCE_MS, () => socket.destroy(silent));
};

const openPool = (connection: pg.PoolConfig, role: string): pg.Pool => {
  const pool = new pg.Pool({
    max: 12,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    stream: openSocket,
    ...connection,
    types: TYPES,
    options: `-c role=${role} -c timezone=UTC -c statement_timeout=${STATEMENT_MS} -c idle_in_transaction_session_timeout=60s`,
  });
  // A connection that dies, idle or in use, is replaced by the pool, and its statement fails; without listeners it would
  // end the program.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
};

// pg asks every value it does not know for `toPostgres`; instants answer with their ISO form.
Object.defineProperty(Temporal.Instant.prototype, 'toPostgres', {
  value(this: Temporal.Instant): string {
    return this.toString();
  },
});

const TIMESTAMPTZ = 1184;
const DATE = 1082;
const INT8 = 20;

/** int8 -> number, timestamptz -> Temporal.Instant, date -> ISO text; everything else as pg does. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary');
    if (oid === TIMESTAMPTZ) return parseTimestamp;
    if (oid === INT8) return Number;
    if (oid === DATE) return String;
    return pg.types.getTypeParser(oid, 'text');
  },
};

const LENGTH_TO_THE_MILLISECOND = '2026-03-06 15:00:00.123+00'.length;

/** `2026-03-06 15:00:00.123456+00` as PostgreSQL writes it; kept to the millisecond. */
const parseTimestamp = (text: string): Temporal.Instant => {
  const instant = Temporal.Instant.from(text);
  if (text.length <= LENGTH_TO_THE_MILLISECOND) return instant;
  return Temporal.Instant.fromEpochMilliseconds(instant.epochMilliseconds);
};

const RECONNECT_AFTER_MS = 1_000;
/** Notices may be rare: being asked now and then tells a quiet server from one that is gone. */
const ASK_EVERY_MS = 10_000;
const ANSWER_MS = 10_000;

const listen = async (
  connection: pg.PoolConfig,
  channel: string,
  onNotice: (payload: string) => void,
): Promise<() => Promise<void>> => {
  let client: pg.Client | null = null;
  let stopped = false;
  let retry: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const socket = new Socket();
    const next = new pg.Client({
      ...connection,
      connectionTimeoutMillis: ANSWER_MS,
      keepAlive: true,
      stream: () => socket,
    });
    // A broken connection shows as 'error', then 'end'; only the latter leads to a new one.
    next.on('error', () => {});
    next.on('notification', (message) => onNotice(message.payload ?? ''));
    const ask = (): Promise<unknown> => within(ANSWER_MS, next.query('select')).catch(() => socket.destroy());
    try {
      await next.connect();
      await within(ANSWER_MS, next.query(`listen ${pg.escapeIdentifier(channel)}`));
    } catch (cause) {
      socket.destroy();
      throw cause;
    }
    if (stopped) return next.end();
    const asking = setInterval(ask, ASK_EVERY_MS);
    next.on('end', () => {
      clearInterval(asking);
      reconnectLater();
    });
    client = next;
  };
  const reconnectLater = (): void => {
    if (!stopped) retry = setTimeout(() => connect().catch(reconnectLater), RECONNECT_AFTER_MS);
  };

  await connect();
  return async () => {
    stopped = true;
    clearTimeout(retry);
    await client?.end();
  };
};
