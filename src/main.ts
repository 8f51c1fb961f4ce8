import { type Config, readConfig } from './config.ts';
import { runProgram, untilAskedToStop } from './run.ts';
import { realClock } from './server/clock.ts';
import { type OpenedPostgres, openPostgres } from './server/db/open.ts';
import { openLog } from './server/log.ts';
import { type Program, startProgram } from './server/program.ts';

/** `npm start`: configuration -> database -> migrations -> the chosen services; stops all of it in reverse. */
const main = async (): Promise<void> => {
  const config = readConfig();
  const log = openLog();
  for (const warning of config.warnings) log.warn(warning);
  const stopping = untilAskedToStop();
  const postgres = await openPostgres(config, log);
  try {
    const program = await startProgram({ config, connection: postgres.connection, clock: realClock, log });
    process.stdout.write(await welcome(config, program, postgres));
    await stopping;
    process.stdout.write('\nStopping …\n');
    await program.stop();
  } finally {
    await postgres.close();
  }
};

const welcome = async (config: Config, program: Program, postgres: OpenedPostgres): Promise<string> => {
  const address = config.publicUrl.replace(/:0$/, `:${program.httpPort}`);
  const setUp = await program.database.acrossDealerships(({ sql }) =>
    sql.selectFrom('dealerships').select('dealershipId').limit(1).executeTakeFirst(),
  );
  const code = config.exposed ? `?code=${program.installation.setupCode}` : '';
  const lines = [
    'Leadwacht is ready.',
    ...(program.httpPort === null
      ? []
      : [setUp ? `  Sign in:    ${address}` : `  First step: ${address}/start${code}`]),
    ...(program.smtpPort === null
      ? []
      : [`  Mail in:    ${config.host}:${program.smtpPort} for …@${config.mailDomain}`]),
    `  Mail out:   ${config.smtpRelay ? config.smtpRelay.host : 'no relay set, mails stay readable in the outbox'}`,
    `  Data:       ${postgres.place}`,
    '  Stop with Ctrl-C.',
  ];
  return `${lines.join('\n')}\n`;
};

await runProgram(main);
