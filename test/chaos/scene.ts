import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Config, readConfig } from '../../src/config.ts';
import type { Caller } from '../../src/server/accounts/caller.ts';
import { createAccount } from '../../src/server/accounts/commands.ts';
import { realClock } from '../../src/server/clock.ts';
import { type OpenedPostgres, openPostgres } from '../../src/server/db/open.ts';
import { changeSettings, readSettings } from '../../src/server/escalation/settings.ts';
import { openLog } from '../../src/server/log.ts';
import { type Program, startProgram } from '../../src/server/program.ts';
import { setUpDealership } from '../../src/server/settings/setup.ts';
import { createTestDatabase } from '../database.ts';
import { SHADOWS, shadowSearchPath } from '../faults/shadow.ts';
import { type Link, startLink } from '../harness/link.ts';
import { type MailSink, startMailSink } from '../harness/mail-sink.ts';

/** An installation whose program is killed again and again, and what the world outside knows of it. */
export interface Scene {
  /** Environment of the program that is to be killed. */
  readonly env: Record<string, string>;
  /** Between program and PostgreSQL; null where only the program's own socket leads there. */
  readonly line: Link | null;
  /** Between program and relay. */
  readonly relayLine: Link;
  readonly relay: MailSink;
  readonly leadAddress: string;
  /** Message-IDs that were answered with 250. */
  readonly accepted: Set<string>;
  /** Message-IDs whose fate the sender does not know: it would send them again. */
  readonly unsure: Set<string>;
  /** Looks past the program. Rejects while PostgreSQL is away. */
  query<Row extends pg.QueryResultRow>(statement: string): Promise<Row[]>;
  /** PostgreSQL's clock goes ahead, and everybody looks what is due. */
  passMinutes(minutes: number): Promise<void>;
  /** SIGKILL for PostgreSQL itself, where it is the program's own. */
  killPostgres(): Promise<void>;
  /** Lets everything be done that was left; returns what `count` makes of the installation then. */
  settled<T>(count: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const log = openLog(false);
log.level = 'silent';

/** A dealership around the clock whose controller is told in the minute of the escalation. */
const prepareHouse = async (program: Program, config: Config): Promise<string> => {
  const admin = { name: 'Adam Ahrens', mail: 'adam@standhaft.example', password: 'ein langes Passwort' };
  const house = { name: 'Autohaus Standhaft', state: 'none', hours: '24/7', admin, people: [] };
  const { dealershipId, adminId, sources } = await setUpDealership(program.database, config, house, null);
  const caller: Caller = {
    accountId: adminId,
    dealershipId,
    name: admin.name,
    roles: ['admin'],
    language: 'de',
  };
  await program.database.acrossDealerships(async (work) => {
    const inDealership = { ...work, dealershipId };
    const clara = { name: 'Clara Conrad', mail: 'clara@standhaft.example', password: admin.password };
    await createAccount(inDealership, { ...clara, roles: ['controller'] }, adminId);
    const { settings, version } = await readSettings(inDealership, caller);
    const stages = { ...settings.stages, 'EM2.1': { on: true, minutes: 0, unit: 'clockHours' as const } };
    const change = { settings: { ...settings, stages }, basedOnVersion: version, openLeads: 'keep' as const };
    await changeSettings(inDealership, change, caller);
  });
  return sources[0]?.leadAddress ?? '';
};

/** The product on this database, in this process, asleep: it works when it is told to. */
const startAsleep = (connection: pg.PoolConfig, config: Config): Promise<Program> =>
  startProgram({ config: { ...config, services: [] }, connection, clock: realClock, log });

/**
 * What was not yet due comes, the minute of its mails ends; claims of the dead run out and become uncertain, then those
 * are sent again.
 */
const PASSING_MINUTES = [6 * 60 + 1, 3, 3, 3];

const workUntilQuiet = async (program: Program, passMinutes: Scene['passMinutes']): Promise<void> => {
  for (const minutes of PASSING_MINUTES) {
    while ((await program.step()) > 0);
    await passMinutes(minutes);
  }
  while ((await program.step()) > 0);
};

const openRelay = async () => {
  const relay = await startMailSink();
  const { hostname, port } = new URL(relay.url);
  const relayLine = await startLink({ host: hostname, port: Number(port) }, 'smtp');
  const env = {
    LEADWACHT_SERVICES: 'smtp,engine',
    LEADWACHT_SMTP_RELAY: `smtp://127.0.0.1:${relayLine.port}`,
  };
  const close = async (): Promise<void> => {
    await relayLine.stop();
    await relay.stop();
  };
  return { relay, relayLine, env, close };
};

const passMinutesBy =
  (query: Scene['query']): Scene['passMinutes'] =>
  async (minutes) => {
    await query(`update shadow.faults set clock_shift = clock_shift + interval '${minutes} minutes'`);
    await query(`select pg_notify('leads', ''), pg_notify('outbox', '')`);
  };

/** On the PostgreSQL server that `createTestDatabase` knows, reached over a line that counts statements. */
export const openServerScene = async (): Promise<Scene> => {
  const store = await createTestDatabase();
  const { relay, relayLine, env, close } = await openRelay();
  const line = await startLink(store.config, 'postgres');
  const config = readConfig({ LEADWACHT_SMTP_RELAY: relay.url });
  const asleep = await startAsleep(store.config, config);
  const leadAddress = await prepareHouse(asleep, config);
  const observer = new pg.Client(store.config);
  await observer.connect();
  await observer.query(SHADOWS);
  await observer.query(shadowSearchPath(store.config.database));
  await asleep.stop();
  // Anew: only new connections see the shadowed clock.
  const worker = await startAsleep(store.config, config);
  await observer.query('set search_path = shadow, pg_catalog, public');
  const query: Scene['query'] = async (statement) => (await observer.query(statement)).rows;
  const passMinutes = passMinutesBy(query);
  const { user, database } = store.config;
  return {
    env: { ...env, DATABASE_URL: `postgresql://${user}@127.0.0.1:${line.port}/${database}` },
    line,
    relayLine,
    relay,
    leadAddress,
    accepted: new Set(),
    unsure: new Set(),
    query,
    passMinutes,
    killPostgres: async () => {},
    settled: async (count) => {
      await workUntilQuiet(worker, passMinutes);
      return count();
    },
    close: async () => {
      await worker.stop();
      await observer.end();
      await line.stop();
      await close();
      await store.drop();
    },
  };
};

/** With the product's own PostgreSQL in a folder of its own. */
export const openEmbeddedScene = async (): Promise<Scene> => {
  const folder = await mkdtemp(join(tmpdir(), 'leadwacht-chaos-'));
  const { relay, relayLine, env, close } = await openRelay();
  const config = readConfig({ LEADWACHT_DATA: folder, LEADWACHT_SMTP_RELAY: relay.url });
  let connection: pg.PoolConfig = {};
  const inside = async <T>(work: (postgres: OpenedPostgres) => Promise<T>): Promise<T> => {
    const postgres = await openPostgres(config, log);
    connection = postgres.connection;
    try {
      return await work(postgres);
    } finally {
      await postgres.close();
    }
  };
  const query: Scene['query'] = async (statement) => {
    const observer = new pg.Client(connection);
    observer.on('error', () => {});
    await observer.connect();
    try {
      return (await observer.query(statement)).rows;
    } finally {
      await observer.end();
    }
  };
  const leadAddress = await inside(async () => {
    const program = await startAsleep(connection, config);
    const address = await prepareHouse(program, config);
    await program.stop();
    await query(SHADOWS);
    await query(shadowSearchPath(String(connection.database)));
    return address;
  });
  const passMinutes = passMinutesBy(query);
  return {
    env: { ...env, LEADWACHT_DATA: folder },
    line: null,
    relayLine,
    relay,
    leadAddress,
    accepted: new Set(),
    unsure: new Set(),
    query,
    passMinutes,
    killPostgres: async () => {
      const file = await readFile(join(folder, 'postgres/data/postmaster.pid'), 'utf8').catch(() => '');
      const pid = Number(file.split('\n')[0]);
      if (pid > 0) process.kill(pid, 'SIGKILL');
    },
    settled: (count) =>
      inside(async () => {
        const program = await startAsleep(connection, config);
        try {
          await workUntilQuiet(program, passMinutes);
          return await count();
        } finally {
          await program.stop();
        }
      }),
    close: async () => {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
