import { parseArgs } from 'node:util';
import { readDemoConfig } from './config.ts';
import { runProgram, untilAskedToStop } from './run.ts';
import { openPostgres } from './server/db/open.ts';
import { ADMIN, DEALERSHIP, mailOf, PASSWORD, STAFF } from './server/demo/cast.ts';
import { demoClock } from './server/demo/demo-clock.ts';
import { liveThroughHistory } from './server/demo/history.ts';
import { askTime, openingAfter } from './server/demo/opening.ts';
import { startShow } from './server/demo/show.ts';
import { openLog } from './server/log.ts';
import { startProgram } from './server/program.ts';
import { ZONE } from './server/settings/branches.ts';

/** The play is always the same. */
const SEED = 2012;
const DAYS_OF_HISTORY = 90;

/** `npm run demo -- [--speed 600] [--fresh]`: an example dealership with a past, and a clock that runs faster. */
const main = async (): Promise<void> => {
  const { speed, fresh } = readArguments();
  const config = readDemoConfig();
  const log = openLog();
  log.level = 'warn';
  for (const warning of config.warnings) log.warn(warning);
  const stopped = new AbortController();
  const stopping = untilAskedToStop().then(() => stopped.abort());
  const postgres = await openPostgres(config, log);
  const { connection } = postgres;
  try {
    const today = (await askTime(connection)).toZonedDateTimeISO(ZONE).toPlainDate();
    const lived = await liveThroughHistory({
      config,
      connection,
      seed: SEED,
      days: DAYS_OF_HISTORY,
      fresh,
      log,
      startAfter: (lastAt) => openingAfter(lastAt, today),
      onProgress: tellProgress(),
      stop: stopped.signal,
    });
    if (lived === null) return;
    const { startAt, house } = lived;
    const program = await startProgram({
      config,
      connection,
      clock: demoClock({ realAt: await askTime(connection), shownAt: startAt }, speed),
      clockSpeed: speed,
      engineEveryMs: engineEveryMs(speed),
      log,
    });
    const endShow = await startShow({ program, config, house, seed: SEED, from: startAt, log });
    const address = config.publicUrl.replace(/:0$/, `:${program.httpPort}`);
    process.stdout.write(welcome(address, speed, startAt));
    await stopping;
    process.stdout.write('\nStopping …\n');
    await endShow();
    await program.stop();
  } finally {
    await postgres.close();
  }
};

const readArguments = (): { speed: number; fresh: boolean } => {
  const { values } = parseArgs({
    options: { speed: { type: 'string', default: '600' }, fresh: { type: 'boolean', default: false } },
  });
  const speed = Number(values.speed);
  if (!Number.isInteger(speed) || speed < 1 || speed > 3_600) {
    throw new Error(
      `--speed ${values.speed}: a whole number from 1 (as time passes) to 3600 (an hour a second).`,
    );
  }
  return { speed, fresh: values.fresh };
};

/** Three times in a minute of the demo's time, so that nothing counts as late; as far as the machine can. */
const engineEveryMs = (speed: number): number => Math.min(Math.max(Math.round(20_000 / speed), 10), 1_000);

const tellProgress = (): ((share: number) => void) => {
  let told = 0;
  return (share) => {
    const percent = Math.floor(share * 10) * 10;
    if (percent <= told) return;
    told = percent;
    process.stderr.write(`The example dealership lives through its last weeks: ${percent} %\n`);
  };
};

const welcome = (address: string, speed: number, startAt: Temporal.Instant): string => {
  const day = startAt.toLocaleString('en-GB', { timeZone: ZONE, dateStyle: 'full', timeStyle: 'short' });
  const having = (role: string) => [ADMIN, ...STAFF].filter(({ roles }) => roles.some((one) => one === role));
  const mails = (role: string) => `    ${role.padEnd(11)}${having(role).map(mailOf).slice(0, 2).join('  ')}`;
  return [
    `${DEALERSHIP} is open. It is ${day}, and the clock runs ${speed} times as fast.`,
    `  Sign in:   ${address}   password of everybody: ${PASSWORD}`,
    ...['seller', 'dispatcher', 'controller', 'admin'].map(mails),
    `  Watch:     an enquiry arrives, is red after 2 opening hours (${inSeconds(2, speed)}), stands at the controller`,
    `             4 later (${inSeconds(4, speed)}), and 2 more later (${inSeconds(2, speed)}) the controller's mail lies in the outbox.`,
    '  Ctrl-C stops it; the next start goes on from there, with --fresh it begins anew.',
    '',
  ].join('\n');
};

const inSeconds = (hours: number, speed: number): string => `${Math.round((hours * 3_600) / speed)} s`;

await runProgram(main);
