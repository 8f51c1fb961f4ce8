/**
 * First step of every npm script. Plain JavaScript for the Node that npm itself runs on (20 or newer): installs
 * what the lockfile says, builds the web app when its sources changed, and hands over to our own Node 26.
 * Everything said here goes to standard error; standard output belongs to the command.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, installBench } from './bootstrap/install.js';
import { findNode, requirePlatform } from './bootstrap/platform.js';
import { Explained, explain } from './bootstrap/explain.js';
import { runProgram } from './bootstrap/run.js';
import { buildWeb } from './bootstrap/web.js';

const root = fileURLToPath(new URL('..', import.meta.url));

const COMMANDS = {
  start: { script: 'src/main.ts', needsWeb: true },
  demo: { script: 'src/demo.ts', needsWeb: true },
  test: { script: 'tools/test.ts', needsWeb: true },
  dev: { script: 'tools/dev.ts' },
  cli: { script: 'src/cli.ts' },
  check: { script: 'tools/check.ts' },
  bench: { script: 'bench/run.ts', needsBench: true },
  chaos: { script: 'test/chaos/run.ts' },
};

try {
  const [name, ...words] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined;
  if (command === undefined) throw new Explained(`Say one of: ${Object.keys(COMMANDS).join(', ')}.`);
  requirePlatform();
  await install(root);
  const node = findNode(root);
  if (command.needsBench) await installBench(root);
  if (command.needsWeb) await buildWeb(root, node);
  const script = join(root, command.script);
  if (!existsSync(script))
    throw new Explained(`${command.script} is missing: this copy of Leadwacht is not complete.`);
  process.exitCode = await runProgram(root, node, [script, ...words]);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
