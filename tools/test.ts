/**
 * `npm test [-- [file …] [--grep words] [node --test options]]`: one temporary PostgreSQL for the whole run,
 * then node's own test runner. Its summary is the last thing on the screen.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { withTemporaryPostgres } from './temporary-postgres.ts';

const EVERY_TEST = ['src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'];

const { options, files } = readArguments(process.argv.slice(2));
const interrupted = new AbortController();
// Ctrl-C reaches the runner as well; we stay to clear away after it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort());
process.once('disconnect', () => interrupted.abort());

// Every test file is a program of its own: what one has compiled the others find here.
const COMPILED = fileURLToPath(new URL('../node_modules/.cache/tests', import.meta.url));

process.exitCode = await withTemporaryPostgres(({ host, port, user }) =>
  runTests({
    LEADWACHT_TEST_POSTGRES: JSON.stringify({ host, port, user }),
    NODE_COMPILE_CACHE: COMPILED,
  }),
);
if (process.connected) process.disconnect?.();

async function runTests(env: Record<string, string>): Promise<number> {
  if (interrupted.signal.aborted) return 1;
  const runner = spawn(
    process.execPath,
    ['--test', '--test-reporter=spec', '--test-concurrency=2', ...options, ...files],
    { stdio: 'inherit', env: { ...process.env, ...env } },
  );
  interrupted.signal.addEventListener('abort', () => runner.kill('SIGINT'));
  const [code] = await once(runner, 'exit');
  return typeof code === 'number' ? code : 1;
}

function readArguments(given: readonly string[]): { options: string[]; files: string[] } {
  const options: string[] = [];
  const named: string[] = [];
  for (let at = 0; at < given.length; at++) {
    const word = given[at] ?? '';
    if (word === '--grep') options.push('--test-name-pattern', given[++at] ?? '');
    else if (word.startsWith('-')) options.push(word);
    else named.push(word);
  }
  return { options, files: named.length > 0 ? named : EVERY_TEST };
}
