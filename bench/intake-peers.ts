import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A mail server that takes mail and keeps it. */
export interface Taker {
  readonly name: string;
  readonly port: number;
  readonly address: string;
  /** How many mails it has put where they stay. */
  kept(): Promise<number>;
  stop(): Promise<void>;
}

export const POSTFIX = '/usr/sbin/postfix';
export const postfixIsThere = (): boolean => existsSync(POSTFIX) && process.getuid?.() === 0;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

const whenOpen = async (port: number): Promise<void> => {
  for (let tries = 0; tries < 300; tries += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('data', () => {
        resolve(true);
        socket.end('QUIT\r\n');
      });
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
    });
    if (isOpen) return;
    await pause(100);
  }
  throw new Error(`nobody answers on port ${port}`);
};

/** What begins with a dot is not there yet. */
const filesIn = async (folder: string): Promise<number> =>
  existsSync(folder) ? (await readdir(folder)).filter((name) => !name.startsWith('.')).length : 0;

/** The system's postfix with a configuration of its own, delivering to a maildir; queue and maildir as it makes them. */
export const startPostfix = async (): Promise<Taker> => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-postfix-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  for (const name of ['config', 'queue', 'data', 'mail']) await mkdir(join(folder, name));
  await run('chown', ['postfix', join(folder, 'data')]);
  await run('chown', ['nobody', join(folder, 'mail')]);
  const settings = [
    'compatibility_level = 3.6',
    `queue_directory = ${join(folder, 'queue')}`,
    `data_directory = ${join(folder, 'data')}`,
    'myhostname = mail.bench.test',
    'mydestination =',
    'mynetworks = 127.0.0.0/8',
    'inet_interfaces = loopback-only',
    'inet_protocols = ipv4',
    'virtual_mailbox_domains = bench.test',
    `virtual_mailbox_base = ${join(folder, 'mail')}`,
    'virtual_mailbox_maps = static:box/',
    'virtual_uid_maps = static:65534',
    'virtual_gid_maps = static:65534',
    'smtpd_recipient_restrictions = permit_mynetworks, reject',
    'smtpd_client_connection_count_limit = 0',
    'default_process_limit = 100',
    `maillog_file = ${join(folder, 'log')}`,
    `maillog_file_prefixes = ${folder}`,
    'alias_maps =',
    'alias_database =',
  ];
  const inner: readonly (readonly [string, string, string])[] = [
    ['pickup', 'unix', 'n - n 60 1 pickup'],
    ['cleanup', 'unix', 'n - n - 0 cleanup'],
    ['qmgr', 'unix', 'n - n 300 1 qmgr'],
    ['rewrite', 'unix', '- - n - - trivial-rewrite'],
    ['bounce', 'unix', '- - n - 0 bounce'],
    ['defer', 'unix', '- - n - 0 bounce'],
    ['trace', 'unix', '- - n - 0 bounce'],
    ['virtual', 'unix', '- n n - - virtual'],
    ['error', 'unix', '- - n - - error'],
    ['anvil', 'unix', '- - n - 1 anvil'],
    ['proxymap', 'unix', '- - n - - proxymap'],
    ['postlog', 'unix-dgram', 'n - n - 1 postlogd'],
  ];
  const services = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    ...inner.map(([name, kind, rest]) => `${name} ${kind} ${rest}`),
  ];
  const config = join(folder, 'config');
  await writeFile(join(config, 'main.cf'), `${settings.join('\n')}\n`);
  await writeFile(join(config, 'master.cf'), `${services.join('\n')}\n`);
  await run(POSTFIX, ['-c', config, 'start']);
  await whenOpen(port);
  return {
    name: 'postfix to a maildir',
    port,
    address: 'lead@bench.test',
    kept: () => filesIn(join(folder, 'mail', 'box', 'new')),
    stop: async () => {
      await run(POSTFIX, ['-c', config, 'stop']);
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const HARAKA = fileURLToPath(import.meta.resolve('Haraka/bin/haraka'));

/** Without its plugins: every mail goes to the queue on the disk, and from there nowhere. */
const HARAKA_FILES: Readonly<Record<string, string>> = {
  'config/plugins': 'queue_all',
  'plugins/queue_all.js': `exports.hook_rcpt = (next, connection) => {
    connection.relaying = true;
    next(OK);
  };`,
  'config/outbound.ini': 'disabled=true',
  'config/connection.ini':
    '[main]\n[haproxy]\n[headers]\n[max]\nbytes=26214400\n[message]\ngreeting=Haraka\n[uuid]\n',
  'config/log.ini': '[main]\nlevel=error\nformat=default\n',
  'config/me': 'mail.bench.test',
};

/** Haraka in a process of its own, queueing to disk as for a delivery that is put off. */
export const startHaraka = async (): Promise<Taker> => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-haraka-'));
  const port = await freePort();
  for (const name of ['config', 'plugins', 'queue']) await mkdir(join(folder, name));
  const files = { ...HARAKA_FILES, 'config/smtp.ini': `listen=127.0.0.1:${port}\nnodes=0\n` };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const program = spawn(process.execPath, [HARAKA, '-c', folder], { stdio: 'ignore' });
  const ended = once(program, 'exit');
  await whenOpen(port);
  return {
    name: 'Haraka to its queue',
    port,
    address: 'lead@bench.test',
    kept: () => filesIn(join(folder, 'queue')),
    stop: async () => {
      program.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
};
