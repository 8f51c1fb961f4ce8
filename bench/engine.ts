import pg from 'pg';
import { openDatabase } from '../src/server/db/database.ts';
import { newestMigration } from '../src/server/db/migrate.ts';
import { CLOCKS_PER_BATCH, sweepClocks } from '../src/server/escalation/sweep.ts';
import { type BenchServer, type Connection, withBenchServer, withClient } from './bench-server.ts';
import {
  type Crew,
  startGraphileWorkers,
  startPgBosses,
  storeGraphileJobs,
  storePgBossJobs,
} from './engine-peers.ts';
import { type BenchOptions, type Contender, type Measured, measureInTurns, type Report } from './measure.ts';
import { BARE_STATEMENT, checkAdvanced, makeRunningClocks, NOW } from './running-clocks.ts';

/** One way of doing all that is due: its template database, and workers upon a copy of it. */
interface Way {
  readonly name: string;
  readonly template: string;
  start(connection: Connection, workers: number, due: number): Promise<Crew>;
  check?(client: pg.Client): Promise<void>;
}

const WORKERS = [1, 4];
/** What is noticed later is late, and is entered as such besides. */
const DUE_WITHIN_S = 50;
const OURS = 'Leadwacht';
const BARE = 'bare statement';

/**
 * Bringing due clocks on (quality.md, bench `engine`): state, ledger and notices of 100 000 due among 1 000 000 running
 * clocks, against as many jobs that do nothing, and against the same rows written by one statement. All workers are
 * concurrent loops in this process, each with connections of its own.
 */
export const benchEngine = ({ quick }: BenchOptions): Promise<Report> =>
  withBenchServer(async (server) => {
    const size = quick ? { running: 100_000, due: 10_000 } : { running: 1_000_000, due: 100_000 };
    await makeRunningClocks(server, 'clocks', {
      ...size,
      firstDueAt: NOW.subtract({ seconds: DUE_WITHIN_S }),
      dueEveryMs: (DUE_WITHIN_S * 1_000) / size.due,
    });
    await makeTemplate(server, 'pg_boss', (connection) => storePgBossJobs(connection, size.due));
    await makeTemplate(server, 'graphile_worker', (connection) => storeGraphileJobs(connection, size.due));
    const check = (client: pg.Client) => checkAdvanced(client, size.due);
    const ways: Way[] = [
      { name: OURS, template: 'clocks', start: startSweeps, check },
      { name: BARE, template: 'clocks', start: startBareStatements, check },
      { name: 'pg-boss', template: 'pg_boss', start: startPgBosses },
      { name: 'graphile-worker', template: 'graphile_worker', start: startGraphileWorkers },
    ];
    const contenders = WORKERS.flatMap((workers) =>
      ways.map((way) => contenderOf(server, way, workers, size.due)),
    );
    const measured = await measureInTurns(contenders, quick ? 3 : 5);
    return reportOf(measured);
  });

const makeTemplate = async (
  server: BenchServer,
  name: string,
  fill: (connection: Connection) => Promise<void>,
): Promise<void> => {
  await server.createDatabase(name);
  await fill(server.connectionTo(name));
  await server.finishTemplate(name);
};

const startSweeps = async (connection: Connection, workers: number): Promise<Crew> => {
  const databases = Array.from({ length: workers }, () => openDatabase(connection, () => NOW));
  const newestKnown = await newestMigration();
  return {
    work: () =>
      inParallel(databases, (database) => untilNothingIsLeft(() => sweepClocks(database.upTo(newestKnown)))),
    stop: async () => void (await Promise.all(databases.map((database) => database.close()))),
  };
};

const startBareStatements = async (connection: Connection, workers: number): Promise<Crew> => {
  const clients = Array.from({ length: workers }, () => new pg.Client(connection));
  await Promise.all(clients.map((client) => client.connect()));
  const statement = { name: 'bare', text: BARE_STATEMENT, values: [NOW, CLOCKS_PER_BATCH] };
  return {
    work: () =>
      inParallel(clients, (client) =>
        untilNothingIsLeft(async () => Number((await client.query<{ due: string }>(statement)).rows[0]?.due)),
      ),
    stop: async () => void (await Promise.all(clients.map((client) => client.end()))),
  };
};

const inParallel = async <One>(all: readonly One[], work: (one: One) => Promise<number>): Promise<number> =>
  (await Promise.all(all.map(work))).reduce((sum, done) => sum + done, 0);

const untilNothingIsLeft = async (batch: () => Promise<number>): Promise<number> => {
  let sum = 0;
  for (let done = await batch(); done > 0; done = await batch()) sum += done;
  return sum;
};

/** Every round works upon a fresh copy of the template; anything left over or done twice ends the bench. */
const contenderOf = (server: BenchServer, way: Way, workers: number, due: number): Contender => {
  const connection = server.connectionTo('round');
  let crew: Crew;
  return {
    name: nameOf(way.name, workers),
    async prepare() {
      await server.copyTemplate(way.template, connection.database);
      crew = await way.start(connection, workers, due);
    },
    async round() {
      const done = await crew.work();
      if (done !== due) throw new Error(`${way.name} did ${done} pieces of work instead of ${due}`);
      return done;
    },
    async check() {
      await crew.stop();
      if (way.check) await withClient(connection, way.check);
    },
  };
};

const nameOf = (way: string, workers: number): string =>
  `${way}, ${workers} ${workers === 1 ? 'worker' : 'workers'}`;

const reportOf = (measured: readonly Measured[]): Report => {
  const perSecond = (name: string) =>
    1e9 / (measured.find((one) => one.name === name)?.medianNs ?? Number.NaN);
  const bars = WORKERS.flatMap((workers) => {
    const timesAsFastAs = (way: string) => perSecond(nameOf(OURS, workers)) / perSecond(nameOf(way, workers));
    const peers = Math.min(timesAsFastAs('pg-boss'), timesAsFastAs('graphile-worker'));
    const limit = timesAsFastAs(BARE);
    return [
      { bar: nameOf('faster than both peers', workers), measured: `${peers.toFixed(2)} x`, held: peers > 1 },
      {
        bar: nameOf('>= 0.5 of the bare statement', workers),
        measured: limit.toFixed(2),
        held: limit >= 0.5,
      },
    ];
  });
  return {
    rows: measured.map(({ name, medianNs, fastestNs, slowestNs }) => ({
      contender: name,
      'per second': Math.round(1e9 / medianNs),
      'slowest .. fastest round': `${Math.round(1e9 / slowestNs)} .. ${Math.round(1e9 / fastestNs)}`,
    })),
    bars: [...bars, { bar: 'nothing done twice or left behind', measured: 'in no round', held: true }],
  };
};
