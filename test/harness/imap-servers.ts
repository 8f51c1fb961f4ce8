import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { freePort } from './free-port.ts';

export const USER = 'testuser';
export const USER_PASSWORD = 'testpass';
export const ACCESS_TOKEN = 'testtoken';

/** A real IMAP server with one account and an empty INBOX. */
export interface ImapServer {
  readonly port: number;
  /** Gives all messages of the INBOX new numbers under another UIDVALIDITY. */
  renumber(): Promise<void>;
  stop(): Promise<void>;
}

/** Looks into the INBOX as a person's mail program does, past the product. */
export const inInbox = async <T>(port: number, work: (client: ImapFlow) => Promise<T>): Promise<T> => {
  const auth = { user: USER, pass: USER_PASSWORD };
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth, logger: false });
  await client.connect();
  try {
    await client.mailboxOpen('INBOX');
    return await work(client);
  } finally {
    client.close();
  }
};

interface HoodiecrowMessage {
  uid: number;
}
interface HoodiecrowConnection {
  readonly socket: Socket;
  readonly inputHandler: ((line: string) => void) | false;
}
interface Hoodiecrow {
  readonly server: Server;
  readonly connectionHandlers: ((connection: HoodiecrowConnection) => void)[];
  listen(port: number, host: string): void;
  getMailbox(path: string): { uidvalidity: number; uidnext: number; messages: HoodiecrowMessage[] };
}

/** Hoodiecrow: an IMAP server in JavaScript. `plugins`: what it can do. */
export const startHoodiecrow = async (plugins: readonly string[]): Promise<ImapServer> => {
  const hoodiecrow = createRequire(import.meta.url)('hoodiecrow-imap') as (options: object) => Hoodiecrow;
  const imap = hoodiecrow({ plugins, storage: { INBOX: { messages: [] } } });
  const sockets = new Set<Socket>();
  imap.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    // A client that hangs up in the middle is what is tested.
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  // Who hangs up while idling leaves a timer of half an hour behind.
  imap.connectionHandlers.push((connection) => {
    connection.socket.once('close', () => {
      if (connection.inputHandler) connection.inputHandler('DONE');
    });
  });
  imap.listen(0, '127.0.0.1');
  await once(imap.server, 'listening');
  return {
    port: (imap.server.address() as AddressInfo).port,
    renumber: async () => {
      const inbox = imap.getMailbox('INBOX');
      inbox.uidvalidity += 1;
      for (const [index, message] of inbox.messages.entries()) message.uid = index + 1;
      inbox.uidnext = inbox.messages.length + 1;
      for (const socket of sockets) socket.destroy();
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      imap.server.close();
      await once(imap.server, 'close');
    },
  };
};

const DOVECOT = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'].find(
  existsSync,
);
/** Whether this machine has Dovecot; null says why the tests with it are left out. */
export const dovecotLeftOut = DOVECOT ? false : 'dovecot is not installed here';

/** Nobody's number where the tests run as root: Dovecot serves no mailbox of root. */
const NOBODY = 65_534;

/** Dovecot, with everything it needs in a folder of its own. */
export const startDovecot = async (): Promise<ImapServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'dovecot-'));
  const port = await freePort();
  const isRoot = process.getuid?.() === 0;
  const [uid, gid] = isRoot ? [NOBODY, NOBODY] : [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  const me = execFileSync('id', ['-un', String(uid)], { encoding: 'utf8' }).trim();
  const group = execFileSync('id', ['-gn', String(uid)], { encoding: 'utf8' }).trim();
  const home = join(folder, 'home');
  await mkdir(home);
  if (isRoot) {
    chownSync(home, uid, gid);
    chownSync(folder, uid, gid);
  }
  const config = join(folder, 'dovecot.conf');
  await writeFile(
    config,
    `protocols = imap
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:${home}/Maildir
default_internal_user = ${me}
default_internal_group = ${group}
default_login_user = ${me}
first_valid_uid = ${uid}
first_valid_gid = ${gid}
passdb {
  driver = static
  args = user=${USER} password=${USER_PASSWORD}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${home}
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`,
  );
  let running = await launchDovecot(config, port);
  const stop = async (): Promise<void> => {
    const ended = once(running, 'exit');
    running.kill();
    await ended;
  };
  return {
    port,
    renumber: async () => {
      await stop();
      const mails = join(home, 'Maildir');
      for (const name of await readdir(mails)) {
        if (/^dovecot(?:-uidlist|\.index)/.test(name)) await rm(join(mails, name));
      }
      running = await launchDovecot(config, port);
    },
    stop: async () => {
      await stop();
      await rm(folder, { recursive: true });
    },
  };
};

const launchDovecot = async (config: string, port: number): Promise<ChildProcess> => {
  const child = spawn(DOVECOT ?? '', ['-F', '-c', config], { stdio: 'ignore' });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`dovecot ended with ${child.exitCode}`);
    if (await greets(port)) return child;
    await pause(20);
  }
};

const greets = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1');
  const greeting = await once(socket, 'data').catch(() => null);
  socket.destroy();
  return greeting !== null;
};

/** A line to a server that can be cut in the middle of what the server says. */
export interface Wire {
  readonly port: number;
  /** Cuts all connections after so many further bytes from the server, and takes no new one until `mend`. */
  cutAfter(bytes: number): void;
  /** What the server is asked for like this it refuses, or breaks off or falls silent in the middle of the answer; until `mend`. */
  withhold(how: Withholding, requests: RegExp): void;
  mend(): void;
  /** Connections taken since the start. */
  connections(): number;
  stop(): Promise<void>;
}

type Withholding = 'refuses' | 'breaks' | 'hangs';

export const startWire = async (to: number): Promise<Wire> => {
  let left = Number.POSITIVE_INFINITY;
  let count = 0;
  let withheld: { how: Withholding; requests: RegExp } | null = null;
  const sockets = new Set<Socket>();
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    if (left <= 0) {
      client.destroy();
      return;
    }
    count += 1;
    const upstream = connect(to, '127.0.0.1');
    let broken: Withholding | null = null;
    let isSilent = false;
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    client.on('data', (chunk: Buffer) => {
      const said = chunk.toString('latin1');
      const how = withheld?.requests.test(said) ? withheld.how : null;
      if (how === 'refuses') {
        client.write(`${said.split(' ', 1)[0]} NO [SERVERBUG] This message is damaged.\r\n`);
        return;
      }
      broken ??= how;
      upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      if (broken !== null) {
        const half = chunk.subarray(0, chunk.length / 2);
        if (broken === 'breaks') client.end(half);
        else if (!isSilent) client.write(half);
        isSilent = true;
        return;
      }
      client.write(chunk.subarray(0, Math.min(chunk.length, left)));
      left -= chunk.length;
      if (left <= 0) cut();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cutAfter: (bytes) => {
      left = bytes;
      if (left <= 0) cut();
    },
    withhold: (how, requests) => {
      withheld = { how, requests };
    },
    mend: () => {
      left = Number.POSITIVE_INFINITY;
      withheld = null;
    },
    connections: () => count,
    stop: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
};
