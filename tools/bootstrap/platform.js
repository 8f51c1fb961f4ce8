import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Explained } from './explain.js';

const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

export function requirePlatform() {
  const platform = `${process.platform}-${process.arch}`;
  if (!PLATFORMS.includes(platform)) {
    throw new Explained(
      `Leadwacht runs on ${PLATFORMS.join(', ')}; this is ${platform}.` +
        (process.platform === 'win32' ? '\nOn Windows, use it inside WSL 2.' : ''),
    );
  }
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Explained(
      `Node ${process.versions.node} is too old.\nInstall Node 20 or newer and run the command again.`,
    );
  }
}

/** Our own Node 26 from the lockfile, proved to run on this machine. */
export function findNode(root) {
  const node = join(root, 'node_modules', '.bin', 'node');
  const { status, stderr, error } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (status === 0) return node;
  if (/libatomic/.test(stderr ?? '')) {
    throw new Explained(
      'Node 26 needs the system library libatomic, which is missing.\n' +
        'Install it: "apt-get install libatomic1" (Debian, Ubuntu) or "dnf install libatomic" (Fedora).',
    );
  }
  if (error?.code === 'ENOENT' && existsSync(node)) {
    throw new Explained(
      'This Linux has no glibc (Alpine and other musl systems), which Node 26 and PostgreSQL need here.\n' +
        'Use Debian, Ubuntu, Fedora or another glibc system.',
    );
  }
  throw new Explained(
    `Node 26 from node_modules does not run here: ${(stderr ?? '').trim() || error?.code || 'unknown reason'}.\n` +
      'Delete node_modules and run the command again.',
  );
}
