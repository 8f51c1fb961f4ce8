import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Explained, lastLines } from './explain.js';

const SOURCES = [
  'src/web',
  'src/contract',
  'src/domain',
  'src/i18n',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
];

/** `vite build` into dist/web when the web app's sources are not those of the last build. */
export async function buildWeb(root, node) {
  if (!existsSync(join(root, 'src/web'))) return;
  const stampFile = join(root, 'dist', 'web-built.json');
  const built = readStamp(stampFile);
  const files = SOURCES.flatMap((source) => listFiles(root, source));
  const times = hash(files.map(({ path, mtimeMs, size }) => `${path} ${mtimeMs} ${size}`));
  if (built.times === times) return;
  // A checkout changes times without changing a line: only the content decides.
  const content = hash(files.map(({ path }) => `${path} ${hash([readFileSync(join(root, path))])}`));
  if (built.content !== content) {
    process.stderr.write('Building the web app …\n');
    await viteBuild(root, node);
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ times, content }));
}

function readStamp(stampFile) {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}

function listFiles(root, path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [{ path, mtimeMs: found.mtimeMs, size: found.size }];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => listFiles(root, `${path}/${name}`));
}

function hash(parts) {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part).update('\n');
  return sum.digest('hex');
}

async function viteBuild(root, node) {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const child = spawn(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
  const code = await new Promise((resolve) =>
    child.once('exit', (status, signal) => resolve(status ?? signal)),
  );
  if (code !== 0) throw new Explained(`The web app could not be built:\n${lastLines(output, 25)}`);
}
