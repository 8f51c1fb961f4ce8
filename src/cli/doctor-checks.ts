import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { access, mkdir, readFile, stat, statfs } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { createSecureContext } from 'node:tls';
import type { Config } from '../config.ts';
import { health } from '../contract/health.ts';
import type { CalendarSpec } from '../domain/time/opening-hours.ts';
import { wallClock } from '../server/clock.ts';
import type { Work } from '../server/db/database.ts';
import { postgresFolder } from '../server/db/open.ts';
import { checkRelay } from '../server/mail/transmission.ts';
import { within } from '../server/within.ts';
import { withDatabase } from './database.ts';

/** One thing looked at; `doThis` tells the way out, where one is needed. */
export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly says: string;
  readonly doThis?: string;
}

const NODE_MAJOR = 26;
const PATIENCE_MS = 5_000;
const LITTLE_DISK_BYTES = 2e9;
const NO_DISK_BYTES = 2e8;
const CERTIFICATE_DAYS = 14;

/** Everything the installation stands on, in the order in which one thing needs the other. */
export const checkInstallation = async (config: Config): Promise<Check[]> => [
  checkNode(),
  checkTimeZone(),
  checkSettings(config),
  ...(config.databaseUrl === null ? await checkFolder(config) : []),
  ...(await checkDatabase(config)),
  await checked(
    'web port',
    () => checkWebPort(config),
    'Choose another LEADWACHT_HTTP_PORT or LEADWACHT_HOST.',
  ),
  await checked(
    'mail port',
    () => checkMailPort(config),
    'Choose another LEADWACHT_SMTP_PORT or LEADWACHT_HOST.',
  ),
  await checked(
    'certificate',
    () => checkCertificate(config),
    'Check LEADWACHT_SMTP_TLS_CERT and LEADWACHT_SMTP_TLS_KEY.',
  ),
  await checked(
    'relay',
    () => checkOutgoing(config),
    'Check LEADWACHT_SMTP_RELAY and whether the relay lets this machine in.',
  ),
];

type Finding = Omit<Check, 'name'>;

/** A check that throws has found something, too. */
const checked = async (name: string, check: () => Promise<Finding>, wayOut: string): Promise<Check> => {
  try {
    return { name, ...(await check()) };
  } catch (error) {
    return {
      name,
      state: 'fail',
      says: error instanceof Error ? error.message : String(error),
      doThis: wayOut,
    };
  }
};

const ok = (says: string): Finding => ({ state: 'ok', says });

const checkNode = (): Check => {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) >= NODE_MAJOR) return { name: 'Node', ...ok(node) };
  const doThis = 'Start it by "npm run cli", which brings the right one.';
  return { name: 'Node', state: 'fail', says: `${node} is too old, ${NODE_MAJOR} is needed.`, doThis };
};

const checkTimeZone = (): Check => {
  const name = 'time zones';
  try {
    const summer = Temporal.ZonedDateTime.from('2026-07-01T12:00[Europe/Berlin]').offset;
    if (summer === '+02:00') return { name, ...ok('Europe/Berlin is known.') };
    return {
      name,
      state: 'fail',
      says: `Europe/Berlin is ${summer} in summer.`,
      doThis: 'Use the Node of "npm run cli".',
    };
  } catch {
    return {
      name,
      state: 'fail',
      says: 'Europe/Berlin is missing.',
      doThis: 'Use the Node of "npm run cli".',
    };
  }
};

const checkSettings = ({ warnings }: Config): Check => {
  const name = 'settings';
  if (warnings.length === 0) return { name, ...ok('The environment is understood.') };
  return { name, state: 'warn', says: warnings.join(' '), doThis: 'Correct the names of these variables.' };
};

/** Where the embedded database lies; another one looks after itself. */
const checkFolder = async (config: Config): Promise<Check[]> => [
  await checked(
    'data folder',
    () => checkDataFolder(config),
    'Give LEADWACHT_DATA a folder this user may write to.',
  ),
  await checked('disk', () => checkDisk(config), 'Create the data folder, or set LEADWACHT_DATA.'),
];

const checkDataFolder = async ({ dataFolder }: Config): Promise<Finding> => {
  await mkdir(dataFolder, { recursive: true });
  await access(dataFolder, constants.W_OK);
  return ok(`${dataFolder} can be written to.`);
};

const checkDisk = async ({ dataFolder }: Config): Promise<Finding> => {
  const { bavail, bsize } = await statfs(dataFolder);
  const free = bavail * bsize;
  const says = `${(free / 1e9).toFixed(1)} GB free.`;
  if (free > LITTLE_DISK_BYTES) return ok(says);
  return {
    state: free > NO_DISK_BYTES ? 'warn' : 'fail',
    says,
    doThis: 'Make room: with a full disk no mail is taken.',
  };
};

const checkDatabase = async (config: Config): Promise<Check[]> => {
  const name = 'database';
  if (config.databaseUrl === null && !(await isThere(postgresFolder(config)))) {
    return [{ name, ...ok('Not made yet; the first "npm start" makes it.') }];
  }
  try {
    return await withDatabase(config, (database) =>
      database.acrossDealerships(async (work) => [
        { name, ...ok('Reachable, with the schema of this program.') },
        await checkHolidays(work),
      ]),
    );
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    const doThis = config.databaseUrl
      ? 'Check DATABASE_URL and the server.'
      : 'Look into the log in the data folder.';
    return [{ name, state: 'fail', says, doThis }];
  }
};

/** Clocks count by stored holidays only; a year without any has not been stored. */
const checkHolidays = async ({ sql, now }: Work): Promise<Check> => {
  const name = 'holidays';
  const nextYear = now.toZonedDateTimeISO('Europe/Berlin').year + 1;
  const branches = await sql
    .selectFrom('branches')
    .innerJoin('calendars', (join) =>
      join
        .onRef('calendars.dealershipId', '=', 'branches.dealershipId')
        .onRef('calendars.id', '=', 'branches.calendarId'),
    )
    .select(['branches.name', 'calendars.spec'])
    .where('branches.state', '<>', 'none')
    .orderBy('branches.name')
    .orderBy('branches.id')
    .execute();
  const without = branches.filter(
    ({ spec }) => !Object.keys((spec as CalendarSpec).days).some((on) => on.startsWith(`${nextYear}-`)),
  );
  if (without.length === 0) return { name, ...ok(`Stored for ${nextYear}.`) };
  const says = `Not stored for ${nextYear}: ${without.map((branch) => branch.name).join(', ')}.`;
  return {
    name,
    state: 'warn',
    says,
    doThis: 'Store the proposed holidays in the opening hours of the branch.',
  };
};

const checkWebPort = async ({ host, httpPort }: Config): Promise<Finding> => {
  if (await isFree(host, httpPort)) return ok(`${host}:${httpPort} is free; the program does not run.`);
  const answer = await fetch(`http://${bracketed(host)}:${httpPort}/api/health`, {
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const told = health.safeParse(await answer.json().catch(() => null));
  if (!told.success) throw new Error(`${host}:${httpPort} is held by another program.`);
  if (told.data.status === 'ok') return ok('The program runs and is well.');
  return {
    state: 'fail',
    says: `The program runs, but is not well: ${JSON.stringify(told.data)}`,
    doThis: 'Read its log.',
  };
};

const checkMailPort = async ({ host, smtpPort }: Config): Promise<Finding> => {
  if (await isFree(host, smtpPort)) return ok(`${host}:${smtpPort} is free; the program does not run.`);
  const socket = connect(smtpPort, host);
  try {
    const [greeting] = await within(PATIENCE_MS, once(socket, 'data'));
    if (/^220 .*Leadwacht/.test(String(greeting))) return ok('The program takes mail.');
    throw new Error(`${host}:${smtpPort} is held by another program: ${String(greeting).trim()}`);
  } finally {
    socket.destroy();
  }
};

const isFree = async (host: string, port: number): Promise<boolean> => {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  } finally {
    server.close();
  }
};

const checkCertificate = async ({ smtpTls }: Config): Promise<Finding> => {
  if (smtpTls === null) return ok('None set; mail comes in without STARTTLS.');
  const [cert, key] = await Promise.all([readFile(smtpTls.certFile), readFile(smtpTls.keyFile)]);
  createSecureContext({ cert, key });
  const { validTo } = new X509Certificate(cert);
  const daysLeft = (Date.parse(validTo) - wallClock().epochMilliseconds) / 86_400_000;
  if (daysLeft > CERTIFICATE_DAYS) return ok(`Valid until ${validTo}.`);
  return {
    state: daysLeft > 0 ? 'warn' : 'fail',
    says: `Valid until ${validTo}.`,
    doThis: 'Renew the certificate and restart.',
  };
};

const checkOutgoing = async ({ smtpRelay }: Config): Promise<Finding> => {
  if (smtpRelay === null) {
    return {
      state: 'warn',
      says: 'None set: mails stay readable in the outbox.',
      doThis: 'Set LEADWACHT_SMTP_RELAY to send them.',
    };
  }
  await within(PATIENCE_MS, checkRelay(smtpRelay));
  return ok(`${smtpRelay.host} answers.`);
};

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
