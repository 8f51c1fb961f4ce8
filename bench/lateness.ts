import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { type Person, signIn } from '../test/harness/person.ts';
import { type BenchServer, type Connection, withBenchServer, withClient } from './bench-server.ts';
import { type BenchOptions, median, type Report } from './measure.ts';
import { ADMINS, makeRunningClocks, NOW } from './running-clocks.ts';

const DUE_EVERY_MS = 5;
/** For signing in and for the first, slow requests, before anything falls due. */
const WARM_UP_MS = 10_000;
const CLIENTS = 8;
/** How far a clock may seem later than it was, because it is looked for no more often. */
const LOOK_EVERY_MS = 20;

interface Run {
  readonly running: number;
  /** From the due instant to when another connection could see it in the ledger; ascending. */
  readonly latenessMs: readonly number[];
  readonly requestMs: readonly number[];
  readonly seconds: number;
}

/**
 * How late the engine is (quality.md, bench `lateness`): 200 clocks falling due every second for a minute, while clients
 * ask the HTTP API of the same process one request after the other; and how that grows with the number of clocks.
 */
export const benchLateness = ({ quick }: BenchOptions): Promise<Report> =>
  withBenchServer(async (server) => {
    const seconds = quick ? 10 : 60;
    const runs: Run[] = [];
    for (const running of quick ? [10_000, 100_000] : [10_000, 1_000_000])
      runs.push(await runWith(server, running, seconds));
    return reportOf(runs);
  });

const runWith = async (server: BenchServer, running: number, seconds: number): Promise<Run> => {
  const name = `clocks_${running}`;
  const due = (seconds * 1_000) / DUE_EVERY_MS;
  await makeRunningClocks(server, name, {
    running: running + due,
    due,
    firstDueAt: NOW,
    dueEveryMs: DUE_EVERY_MS,
  });
  const connection = server.connectionTo(name);
  // The clock of the program shows NOW when the warm-up is over.
  const aheadMs = NOW.epochMilliseconds - WARM_UP_MS - Date.now();
  const program = fork(join(import.meta.dirname, 'lateness-program.ts'), [
    JSON.stringify(connection),
    String(aheadMs),
  ]);
  try {
    const [port] = await once(program, 'message');
    const clients = await openClients(`http://127.0.0.1:${String(port)}`);
    const over = new AbortController();
    const asking = Promise.all(clients.map((ask) => askAgainAndAgain(ask, over.signal)));
    const latenessMs = await watchLedger(connection, due, aheadMs).finally(() => over.abort());
    const requestMs = (await asking).flat().sort((a, b) => a - b);
    return { running, latenessMs, requestMs, seconds: seconds + WARM_UP_MS / 1_000 };
  } finally {
    program.disconnect();
    await once(program, 'exit');
  }
};

/** Each an admin of another dealership, who looks at the lists and at leads. */
const openClients = async (base: string): Promise<(() => Promise<void>)[]> =>
  Promise.all(
    ADMINS.slice(0, CLIENTS).map(async (mail) => {
      const person = await signIn(base, { id: '', name: 'Adam Ahrens', mail });
      const { items } = await person.get<{ items: { id: string }[] }>('/api/leads?view=team');
      const paths = [
        '/api/leads?view=team',
        ...items.slice(0, 5).map(({ id }) => `/api/leads/${id}`),
        '/api/leads?view=escalated',
        ...items.slice(5, 10).map(({ id }) => `/api/leads/${id}`),
      ];
      return oneAfterTheOther(person, paths);
    }),
  );

const oneAfterTheOther = (person: Person, paths: readonly string[]): (() => Promise<void>) => {
  let asked = 0;
  return async () => void (await person.get(paths[asked++ % paths.length] ?? ''));
};

/** Milliseconds each request took. */
const askAgainAndAgain = async (ask: () => Promise<void>, over: AbortSignal): Promise<number[]> => {
  const took: number[] = [];
  while (!over.aborted) {
    const startedMs = performance.now();
    await ask();
    took.push(performance.now() - startedMs);
  }
  return took;
};

/** Looks into the ledger again and again until all due clocks are in it. */
const watchLedger = (connection: Connection, due: number, aheadMs: number): Promise<readonly number[]> =>
  withClient(connection, async (client) => {
    const latenessMs = new Map<string, number>();
    let lookFromAt = NOW;
    while (latenessMs.size < due) {
      await pause(LOOK_EVERY_MS);
      const rows = await readEntries(client, lookFromAt, aheadMs);
      for (const { lead, lateMs } of rows) if (!latenessMs.has(lead)) latenessMs.set(lead, lateMs);
      if (rows.some(({ lateMs }) => lateMs > 60_000)) throw new Error('a clock is more than a minute late');
      // What commits later may have been begun a little earlier.
      lookFromAt = Temporal.Instant.fromEpochMilliseconds(Date.now() + aheadMs - 5_000);
    }
    return [...latenessMs.values()].sort((a, b) => a - b);
  });

const readEntries = async (
  client: pg.Client,
  fromAt: Temporal.Instant,
  aheadMs: number,
): Promise<readonly { lead: string; lateMs: number }[]> => {
  const { rows } = await client.query<{ lead: string; lateMs: number }>(
    `select lead_id as lead, date_part('epoch', clock_timestamp() - due_at) * 1000 + $2::float8 as "lateMs"
     from escalation_ledger where stage = 'E1' and recorded_at >= $1`,
    [fromAt, aheadMs],
  );
  return rows;
};

const percentile = (ascending: readonly number[], share: number): number =>
  ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;

const inMs = (ms: number): string => `${ms.toFixed(0)} ms`;

const reportOf = (runs: readonly Run[]): Report => {
  const p99 = runs.map(({ latenessMs }) => percentile(latenessMs, 0.99));
  const [smallest = Number.NaN] = p99;
  const largest = p99.at(-1) ?? Number.NaN;
  const growth = largest / smallest;
  return {
    rows: runs.map(({ running, latenessMs, requestMs, seconds }) => ({
      'other clocks': running,
      'fell due': latenessMs.length,
      'late, median': inMs(median(latenessMs)),
      'late, p99': inMs(percentile(latenessMs, 0.99)),
      'late, most': inMs(latenessMs.at(-1) ?? Number.NaN),
      'requests per second': Math.round(requestMs.length / seconds),
      'request, p99': inMs(percentile(requestMs, 0.99)),
    })),
    bars: [
      { bar: 'p99 <= 1 s after the due instant', measured: inMs(largest), held: largest <= 1_000 },
      {
        bar: 'flat: not more than 1.5 x as late with the most clocks',
        measured: `${growth.toFixed(2)} x`,
        held: growth <= 1.5,
      },
    ],
  };
};
