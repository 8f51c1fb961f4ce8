import { spawn } from 'node:child_process';
import { chown, open, readFile, rename, stat } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { stopwatchMs } from '../clock.ts';
import { connectionTo, PORT, type Places, stepDown } from './embedded-places.ts';
import type { EmbeddedLog } from './embedded.ts';
import { commandLineOf, isAlive } from './process-table.ts';

const POLL_MS = 10;
/** Recovery after a crash may read gigabytes of log. */
const START_LIMIT_MS = 10 * 60_000;
/** A postmaster that does not answer for so long has lost its socket: better a new one. */
const ADOPT_LIMIT_MS = 30_000;
const FAST_STOP_LIMIT_MS = 60_000;
const LOG_LIMIT_BYTES = 10_000_000;

export interface Postmaster {
  readonly pid: number;
  readonly adopted: boolean;
}

/** The postmaster of an earlier run if it lives, answers and is of our version; else a new one. */
export async function adoptOrStart(places: Places, log: EmbeddedLog, fsync: boolean): Promise<Postmaster> {
  const left = await findPostmaster(places);
  if (left !== undefined) {
    const version = await waitUntilReady(places, () => isAlive(left), ADOPT_LIMIT_MS);
    if (version === places.version) {
      log.info(`Going on with the PostgreSQL of an earlier run (process ${left}).`);
      return { pid: left, adopted: true };
    }
    await stopPostmaster(left);
  }
  return { pid: await startPostmaster(places, fsync), adopted: false };
}

/** The living postmaster of this data folder; its `postmaster.pid` may name a process long gone or reused. */
async function findPostmaster(places: Places): Promise<number | undefined> {
  const pid = Number((await readPidFile(places))[0]);
  if (!(pid > 0) || !isAlive(pid)) return undefined;
  const line = await commandLineOf(pid);
  return line.includes('postgres') && line.includes(places.data) ? pid : undefined;
}

async function readPidFile(places: Places): Promise<string[]> {
  const file = await readFile(join(places.data, 'postmaster.pid'), 'utf8').catch(() => '');
  return file.split('\n');
}

async function startPostmaster(places: Places, fsync: boolean): Promise<number> {
  const output = await openLog(places);
  const before = (await output.stat()).size;
  const [stalePid] = await readPidFile(places);
  const postmaster = spawn(join(places.programs, 'postgres'), serverArguments(places, fsync), {
    ...stepDown(places),
    // A group of its own: Ctrl-C in the terminal is for us, and we stop PostgreSQL after our own work.
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
    // A pid file may name a process id that now belongs to an innocent process of the same user.
    // PostgreSQL skips its check for this id, and still makes sure that nobody has the data open.
    env: { ...stepDown(places).env, ...(stalePid ? { PG_GRANDPARENT_PID: stalePid } : {}) },
  });
  let ended: string | undefined;
  postmaster.once('error', (error) => (ended = error.message));
  postmaster.once('exit', (code, signal) => (ended = `ended with ${code ?? signal}`));
  postmaster.unref();
  try {
    const version = await waitUntilReady(places, () => ended === undefined, START_LIMIT_MS);
    if (version === undefined || postmaster.pid === undefined) {
      const words = (await readFile(places.logFile))
        .subarray(before)
        .toString()
        .trim()
        .split('\n')
        .slice(-10);
      throw new Error(
        `PostgreSQL did not start (${ended ?? 'it does not answer'}). Its last words:\n${words.join('\n')}`,
      );
    }
    return postmaster.pid;
  } finally {
    await output.close();
  }
}

/** Appends to the log of earlier runs, of which one full file is kept. */
async function openLog({ logFile, user }: Places) {
  const size = (await stat(logFile).catch(() => undefined))?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) await rename(logFile, `${logFile}.1`);
  const file = await open(logFile, 'a', 0o600);
  if (user !== undefined) await chown(logFile, user.uid, user.gid);
  return file;
}

function serverArguments(places: Places, fsync: boolean): string[] {
  const settings = {
    listen_addresses: '',
    port: PORT,
    unix_socket_directories: `"${places.sockets.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    max_connections: 100,
    shared_buffers: totalmem() > 3e9 ? '256MB' : '128MB',
    effective_cache_size: '1GB',
    work_mem: '8MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    random_page_cost: 1.1,
    jit: 'off',
    TimeZone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m ',
    log_checkpoints: 'off',
    ...(fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return [
    '-D',
    places.data,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/** The server's version once it answers; `undefined` when it ended before, or takes longer than the limit. */
async function waitUntilReady(
  places: Places,
  lives: () => boolean,
  limitMs: number,
): Promise<string | undefined> {
  const startedMs = stopwatchMs();
  while (lives() && stopwatchMs() - startedMs < limitMs) {
    const version = await askVersion(places);
    if (version !== undefined) return version;
    await pause(POLL_MS);
  }
  return undefined;
}

const NOT_YET = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P03'];

async function askVersion(places: Places): Promise<string | undefined> {
  const client = new pg.Client(connectionTo(places, 'postgres'));
  client.on('error', () => {}); // a connection cut off: the pending promise tells
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (NOT_YET.includes(code)) return undefined;
    throw error;
  } finally {
    await client.end();
  }
}

/** Fast shutdown: clients are disconnected, everything is written. Should that hang, the log repairs the rest. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    const startedMs = stopwatchMs();
    while (isAlive(pid) && stopwatchMs() - startedMs < FAST_STOP_LIMIT_MS) await pause(POLL_MS);
  }
}
