import { parseArgs } from 'node:util';
import { ConfigError, readDemoConfig } from './config.ts';
import { realClock, wallClock } from './server/clock.ts';
import { openDatabase } from './server/db/database.ts';
import { openPostgres } from './server/db/open.ts';
import { ADMIN, DEALERSHIP, mailOf, PASSWORD, STAFF } from './server/demo/cast.ts';
import { demoClock, isQuiet } from './server/demo/demo-clock.ts';
import { liveThroughHistory } from './server/demo/history.ts';
import { openPlay } from './server/demo/play.ts';
import { startLoop } from './server/engine/loop.ts';
import { openLog } from './server/log.ts';
import { type Program, startProgram } from './server/program.ts';
import { submitMail } from './server/smtp/submit.ts';
import { ZONE } from './server/settings/branches.ts';

const MAX_SPEED = 3_600;
/** The engine and the people of the demo look this often; ten minutes of the day pass meanwhile at 600 times. */
const EVERY_MS = 100;

/** `npm run demo -- --speed 600 [--fresh] [--seed 1]`: the example dealership, 90 days old, with a fast clock. */
const main = async (): Promise<void> => {
  const { speed, seed, fresh } = readOptions();
  const config = readDemoConfig();
  const log = openLog();
  const stopping = untilAskedToStop();
  const postgres = await openPostgres(config, log);
  try {
    const { connection } = postgres;
    process.stderr.write(`${DEALERSHIP} lives through 90 days …\n`);
    const history = { config, connection, seed, fresh, log, startAfter, onProgress: progressLine() };
    const { startAt, house } = await liveThroughHistory(history);
    process.stderr.write('\n');

    const clock = demoClock({ realAt: await databaseNow(connection), shownAt: startAt }, speed);
    const program = await startProgram({
      config,
      connection,
      clock,
      clockSpeed: speed,
      log,
      engineEveryMs: EVERY_MS,
    });
    const { database, smtpPort } = program;
    const listener = { host: config.host, port: smtpPort ?? config.smtpPort };
    const play = await openPlay({
      database,
      house,
      mailDomain: config.mailDomain,
      seed,
      post: async (mail) => void (await submitMail(listener, mail)),
      from: startAt,
    });
    const people = startLoop({
      name: 'demo',
      everyMs: EVERY_MS,
      round: async () => {
        await play.look();
        const now = await database.acrossDealerships(async (work) => work.now);
        return play.act(now);
      },
      log,
    });
    process.stdout.write(welcome(config.publicUrl.replace(/:0$/, `:${program.httpPort}`), speed, program));
    await stopping;
    process.stdout.write('\nStopping …\n');
    await people.stop();
    await program.stop();
  } finally {
    await postgres.close();
  }
};

const readOptions = (): { speed: number; seed: number; fresh: boolean } => {
  const { values } = parseArgs({
    options: {
      speed: { type: 'string', default: '600' },
      seed: { type: 'string', default: '1' },
      fresh: { type: 'boolean', default: false },
    },
  });
  const speed = Number(values.speed);
  if (!Number.isInteger(speed) || speed < 1 || speed > MAX_SPEED) {
    throw new Error(`--speed takes a whole number from 1 to ${MAX_SPEED}, not "${values.speed}".`);
  }
  return { speed, seed: Number(values.seed) || 1, fresh: values.fresh };
};

/** A working morning: of today, or of the first working day after what the example has already lived through. */
const startAfter = (lastAt: Temporal.Instant | null): Temporal.Instant => {
  const after = lastAt ?? wallClock().subtract({ hours: 24 });
  let morning = wallClock().toZonedDateTimeISO(ZONE).with({ hour: 8, minute: 30 }).round('minute');
  while (isQuiet(morning.toInstant()) || Temporal.Instant.compare(morning.toInstant(), after) <= 0) {
    morning = morning.add({ days: 1 });
  }
  return morning.toInstant();
};

const databaseNow = async (connection: Parameters<typeof openDatabase>[0]): Promise<Temporal.Instant> => {
  const database = openDatabase(connection, realClock);
  try {
    return await database.acrossDealerships(async ({ now }) => now);
  } finally {
    await database.close();
  }
};

/** Says every tenth of the way, once. */
const progressLine = (): ((share: number) => void) => {
  let said = 0;
  return (share) => {
    while (said + 0.1 <= share) {
      said += 0.1;
      process.stderr.write(`${Math.round(said * 100)} % `);
    }
  };
};

const welcome = (address: string, speed: number, { smtpPort }: Program): string => {
  const rows = [ADMIN, ...STAFF].map(
    (person) => `    ${mailOf(person).padEnd(38)} ${person.roles.join(', ')}`,
  );
  return [
    `The demo runs at ${speed} times the speed, ten times that at night.`,
    `  Open:      ${address}`,
    `  Password:  ${PASSWORD}`,
    '  Sign in as:',
    ...rows,
    '  Look at:   Pool and Eskaliert (they change by themselves), Postausgang (the mails to the controllers).',
    `  Mail in:   127.0.0.1:${smtpPort}. Stop with Ctrl-C.`,
    '',
  ].join('\n');
};

const untilAskedToStop = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    process.once('disconnect', () => resolve());
  });

try {
  await main();
  process.exit(0);
} catch (cause) {
  const message = cause instanceof Error ? cause.message : String(cause);
  process.stderr.write(`${cause instanceof ConfigError ? 'The environment is wrong:\n' : ''}${message}\n`);
  process.exit(1);
}
