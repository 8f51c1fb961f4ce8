import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { Connection } from './bench-server.ts';

/** Workers that are ready; `work` lets them do everything there is and says how many pieces that was. */
export interface Crew {
  work(): Promise<number>;
  stop(): Promise<void>;
}

const QUEUE = 'nothing';
const STORED_AT_ONCE = 10_000;

/** Job numbers the workers were handed; all of them once is what is expected. */
const openTally = (expected: number) => {
  const seen = new Set<number>();
  let handed = 0;
  const complete = Promise.withResolvers<void>();
  return {
    complete: complete.promise,
    handed: () => handed,
    take(number: number): void {
      handed += 1;
      if (seen.has(number)) complete.reject(new Error(`job ${number} was handed out twice`));
      seen.add(number);
      if (seen.size === expected) complete.resolve();
    },
  };
};

// ---------------------------------------------------------------- pg-boss

/** Of 100, 500, 1000, 2000 and 5000 the fastest here; the next batch follows at once while they come full. */
const PG_BOSS_WORK = { batchSize: 2_000, burstWhenBatchFull: true };

/** Without schedules, supervision and statistics, which nothing here needs. */
const openPgBoss = async (connection: Connection): Promise<PgBoss> => {
  const boss = new PgBoss({ ...connection, supervise: false, schedule: false });
  boss.on('error', console.error);
  await boss.start();
  return boss;
};

export const storePgBossJobs = async (connection: Connection, count: number): Promise<void> => {
  const boss = await openPgBoss(connection);
  await boss.createQueue(QUEUE);
  for (const numbers of inPortions(count))
    await boss.insert(
      QUEUE,
      numbers.map((number) => ({ data: { number } })),
    );
  await boss.stop();
};

export const startPgBosses = async (connection: Connection, workers: number, jobs: number): Promise<Crew> => {
  const bosses = await Promise.all(Array.from({ length: workers }, () => openPgBoss(connection)));
  return {
    async work() {
      const tally = openTally(jobs);
      for (const boss of bosses)
        await boss.work<{ number: number }>(QUEUE, PG_BOSS_WORK, async (batch) => {
          for (const { data } of batch) tally.take(data.number);
        });
      await tally.complete;
      // Returns when the last batch is recorded as done.
      await Promise.all(bosses.map((boss) => boss.offWork(QUEUE, { wait: true })));
      return tally.handed();
    },
    stop: async () => void (await Promise.all(bosses.map((boss) => boss.stop()))),
  };
};

// ---------------------------------------------------------------- graphile-worker

/** As its documentation on performance recommends for many quick jobs: fetched and completed in batches. */
const GRAPHILE_WORKER = {
  concurrentJobs: 24,
  localQueue: { size: 500 },
  completeJobBatchDelay: 0,
  failJobBatchDelay: 0,
};

/** Says nothing: its log has a line for every job. */
const QUIET = new Logger(() => () => {});

const openPool = (connection: Connection): pg.Pool => {
  const pool = new pg.Pool({ ...connection, max: 20 });
  // The worker asks for these two listeners; a connection may also be cut off when its database is dropped.
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
};

export const storeGraphileJobs = async (connection: Connection, count: number): Promise<void> => {
  const pgPool = openPool(connection);
  const utils = await makeWorkerUtils({ pgPool, logger: QUIET });
  await utils.migrate();
  for (const numbers of inPortions(count))
    await utils.addJobs(numbers.map((number) => ({ identifier: QUEUE, payload: { number } })));
  await utils.release();
  await pgPool.end();
};

export const startGraphileWorkers = async (
  connection: Connection,
  workers: number,
  jobs: number,
): Promise<Crew> => {
  const pools = Array.from({ length: workers }, () => openPool(connection));
  return {
    async work() {
      const tally = openTally(jobs);
      const taskList = { [QUEUE]: (payload: unknown) => tally.take((payload as { number: number }).number) };
      const runners = await Promise.all(
        pools.map((pgPool) =>
          run({
            pgPool,
            taskList,
            crontab: '',
            noHandleSignals: true,
            logger: QUIET,
            preset: { worker: GRAPHILE_WORKER },
          }),
        ),
      );
      await tally.complete;
      // Returns when the last batch is recorded as done.
      await Promise.all(runners.map((runner) => runner.stop()));
      return tally.handed();
    },
    stop: async () => void (await Promise.all(pools.map((pool) => pool.end()))),
  };
};

const inPortions = (count: number): number[][] =>
  Array.from({ length: Math.ceil(count / STORED_AT_ONCE) }, (_, portion) =>
    Array.from(
      { length: Math.min(STORED_AT_ONCE, count - portion * STORED_AT_ONCE) },
      (_, index) => portion * STORED_AT_ONCE + index,
    ),
  );
