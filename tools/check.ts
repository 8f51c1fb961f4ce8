/**
 * `npm run check [-- name …]`: everything a machine can hold us to, each with one line, all failures at the end.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { findBreaches } from './check/borders.ts';
import { findTextProblems } from './check/i18n.ts';
import { findLongFiles } from './check/lengths.ts';
import { ROOT, readSources } from './check/sources.ts';

interface Findings {
  readonly problems: readonly string[];
  readonly hints?: readonly string[];
}

const CHECKS: Readonly<Record<string, () => Promise<Findings>>> = {
  format: () => tool('biome', 'format', '--max-diagnostics=none', '--reporter=summary', '.'),
  lint: () => tool('oxlint', '--type-aware', '--deny-warnings', '--format=unix'),
  borders: async () => ({ problems: findBreaches(readSources('src/**/*.{ts,tsx}')) }),
  types: () => tool('tsc', '--noEmit', '--pretty', 'false', '-p', 'tsconfig.json'),
  texts: async () => ({ problems: await findTextProblems() }),
  schema: () => run(process.execPath, [join(ROOT, 'tools/schema.ts')]),
  lengths: async () => findLongFiles(readSources('{src,test,tools}/**/*.{ts,tsx,js}')),
  unused: () => tool('knip', '--no-progress', '--no-config-hints'),
};

const tool = (name: string, ...words: string[]) => run(join(ROOT, 'node_modules/.bin', name), words);

/** A program that finds fault by its exit code; what it says are the problems. */
async function run(program: string, words: readonly string[]): Promise<Findings> {
  const child = spawn(program, words, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  const [output, complaints, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { problems: code === 0 ? [] : [`${output}${complaints}`.trim()] };
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(CHECKS, name));
if (unknown.length > 0) {
  console.error(
    `There is no check "${unknown.join('", "')}". Say some of: ${Object.keys(CHECKS).join(', ')}.`,
  );
  process.exit(2);
}

const failures: string[] = [];
for (const [name, check] of Object.entries(CHECKS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const startedMs = performance.now();
  const { problems, hints = [] } = await check();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`${problems.length === 0 ? '✔' : '✖'} ${name} (${seconds} s)`);
  for (const hint of hints) console.log(`    ${hint}`);
  if (problems.length > 0) failures.push(`── ${name}\n${problems.join('\n')}`);
}

if (failures.length > 0) {
  console.error(`\n${failures.join('\n\n')}\n`);
  process.exitCode = 1;
}
