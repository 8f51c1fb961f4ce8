import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Where somebody listens: a TCP address, or the folder and number of PostgreSQL's socket. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Stops a connection at a piece of talk: `before` it gets through, or `after` it was done, its answer withheld. */
export interface Halt {
  readonly moment: 'before' | 'after';
  /** Called once the moment has come; the connection says nothing more in either direction. */
  reached(): void;
}

/** Looks at each piece of talk on its way to the server: one SQL statement, one SMTP command, the end of a message. */
export type Watch = (said: string) => Halt | null;

/** A TCP line to a server that a test can listen in on, cut, and let go dead without a word. */
export interface Link {
  readonly port: number;
  watch: Watch;
  /** Every connection is closed in the middle of whatever it was saying. */
  cut(): void;
  /** What is connected now stays so, but nothing passes any more: nobody is told. New connections work. */
  freeze(): void;
  stop(): Promise<void>;
}

type Language = 'postgres' | 'smtp';

export const startLink = async (to: Place, language: Language): Promise<Link> => {
  const calls = new Set<Call>();
  const server = createServer((client) => {
    const [watch, onEnd] = [(said: string) => link.watch(said), () => calls.delete(call)];
    const call = connectThrough(client, to, PIECES[language](), watch, onEnd);
    calls.add(call);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const link: Link = {
    port: (server.address() as AddressInfo).port,
    watch: () => null,
    cut: () => calls.forEach((call) => call.cut()),
    freeze: () => calls.forEach((call) => call.freeze()),
    stop: () => {
      link.cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return link;
};

interface Call {
  cut(): void;
  freeze(): void;
}

const connectThrough = (client: Socket, to: Place, cutUp: Cutter, watch: Watch, onEnd: () => void): Call => {
  const server = to.host.startsWith('/')
    ? connect(`${to.host}/.s.PGSQL.${to.port}`)
    : connect(to.port, to.host);
  let frozen = false;
  let answerHalt: Halt | null = null;
  const freeze = (): void => {
    frozen = true;
  };
  const halt = (at: Halt): void => {
    freeze();
    at.reached();
  };
  client.on('data', (chunk: Buffer) => {
    for (const { bytes, said } of cutUp(chunk)) {
      if (frozen) return;
      const stop = said === null || answerHalt ? null : watch(said);
      if (stop?.moment === 'before') return halt(stop);
      if (stop) answerHalt = stop;
      server.write(bytes);
    }
  });
  server.on('data', (chunk: Buffer) => {
    if (frozen) return;
    if (answerHalt) return halt(answerHalt);
    client.write(chunk);
  });
  const cut = (): void => {
    client.destroy();
    server.destroy();
  };
  for (const end of [client, server]) {
    end.on('error', () => {});
    // A dead line does not tell one end that the other has hung up.
    end.on('close', () => {
      if (!frozen) cut();
      if (client.closed && server.closed) onEnd();
    });
  }
  return { cut, freeze };
};

interface Piece {
  readonly bytes: Buffer;
  /** null: nothing a watcher wants to hear of. */
  readonly said: string | null;
}
type Cutter = (chunk: Buffer) => readonly Piece[];

/**
 * PostgreSQL's messages: a type and a length, but for the first one, which has no type. A statement is said by Q, or by
 * the B that asks for a run of what a P has made known, which may be long ago.
 */
const cutPostgres = (): Cutter => {
  const prepared = new Map<string, string>();
  let rest = Buffer.alloc(0);
  let greeted = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const pieces: Piece[] = [];
    for (;;) {
      const head = greeted ? 1 : 0;
      if (rest.length < head + 4) return pieces;
      const length = head + rest.readUInt32BE(head);
      if (rest.length < length) return pieces;
      const bytes = rest.subarray(0, length);
      pieces.push({ bytes, said: greeted ? statementIn(bytes, prepared) : null });
      rest = rest.subarray(length);
      greeted = true;
    }
  };
};

const statementIn = (message: Buffer, prepared: Map<string, string>): string | null => {
  const type = String.fromCharCode(message[0] ?? 0);
  const [first = '', second = ''] = message.subarray(5).toString('utf8').split('\0');
  if (type === 'P') prepared.set(first, second);
  if (type === 'B') return prepared.get(second) ?? null;
  return type === 'Q' ? first : null;
};

/** SMTP's lines: its commands, and of a message only the dot that ends it. */
const cutSmtp = (): Cutter => {
  let rest = '';
  let inMessage = false;
  return (chunk) => {
    const lines = (rest + chunk.toString('latin1')).split(/(?<=\n)/);
    rest = lines.at(-1)?.endsWith('\n') ? '' : (lines.pop() ?? '');
    return lines.map((line) => {
      const word = line.trimEnd();
      const said = inMessage && word !== '.' ? null : word;
      inMessage = inMessage ? word !== '.' : word === 'DATA';
      return { bytes: Buffer.from(line, 'latin1'), said };
    });
  };
};

const PIECES: Readonly<Record<Language, () => Cutter>> = { postgres: cutPostgres, smtp: cutSmtp };
