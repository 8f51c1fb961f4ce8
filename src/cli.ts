import { parseArgs } from 'node:util';
import { type Command, UsageError } from './cli/command.ts';
import { ConfigError } from './config.ts';
import { Refusal } from './server/refusal.ts';

/** Loaded when asked for: "explain" needs no database, and nobody waits for what they do not use. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  setup: async () => (await import('./cli/setup.ts')).setup,
  account: async () => (await import('./cli/account.ts')).account,
  operator: async () => (await import('./cli/operator.ts')).operator,
  'send-test-mail': async () => (await import('./cli/send-test-mail.ts')).sendTestMail,
  doctor: async () => (await import('./cli/doctor.ts')).doctor,
  backup: async () => (await import('./cli/backup.ts')).backup,
  restore: async () => (await import('./cli/restore.ts')).restore,
  explain: async () => (await import('./cli/explain.ts')).explain,
};

/** Every command takes these too. */
const COMMON_OPTIONS = {
  help: { type: 'boolean' },
  json: { type: 'boolean' },
  debug: { type: 'boolean' },
} as const;

const runCommand = async ([name, ...words]: readonly string[]): Promise<string> => {
  if (name === undefined || name === '--help') return listCommands();
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load)
    throw new UsageError(`"${name}" is no command; commands are ${Object.keys(COMMANDS).join(', ')}`);
  const command = await load();
  const { values, positionals } = readWords(command, words);
  if (values['help']) return helpOf(command);
  const result = await command.run(values, positionals);
  return values['json'] ? JSON.stringify(result) : command.describe(result);
};

const readWords = (command: Command, words: readonly string[]) => {
  try {
    const options = { ...command.options, ...COMMON_OPTIONS };
    return parseArgs({ args: [...words], options, allowPositionals: command.positionals !== undefined });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`${command.name}: ${error.message}`);
    throw error;
  }
};

const listCommands = async (): Promise<string> => {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(16)} ${summary}`);
  return ['Usage: npm run cli -- <command> [options]', '', ...lines, '', 'Each has --help and --json.'].join(
    '\n',
  );
};

const helpOf = ({ summary, usage }: Command): string =>
  [
    summary,
    '',
    'Usage:',
    ...usage.map((line) => `  ${line}`.trimEnd()),
    '',
    '  --json   only the result, as JSON',
    '  --debug  say more when something fails',
  ].join('\n');

/** One line for the operator; wrong input is theirs to mend (2), everything else is not (1). */
const reportFailure = (error: unknown): void => {
  const wrongInput = error instanceof UsageError || error instanceof Refusal || error instanceof ConfigError;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message.trim().replace(/\s*\n\s*/g, ' ')}\n`);
  if (process.argv.includes('--debug') && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = wrongInput ? 2 : 1;
};

try {
  process.stdout.write(`${await runCommand(process.argv.slice(2))}\n`);
} catch (error) {
  reportFailure(error);
}
