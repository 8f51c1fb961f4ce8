import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** A name server of our own that knows texts (TXT) and nothing else. */
export interface NameServer {
  /** As `LEADWACHT_DNS` wants it. */
  readonly address: string;
  readonly texts: Map<string, string>;
  /** Whether it only says that it cannot answer at the moment. */
  failing: boolean;
  stop(): Promise<void>;
}

const TXT = 16;
const HEADER_BYTES = 12;
const ANSWER = 0x8180;
const SERVER_FAILURE = 2;
const NO_SUCH_NAME = 3;

export const startNameServer = async (): Promise<NameServer> => {
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const { name, type, end } = question(query);
    const text = type === TXT ? server.texts.get(name) : undefined;
    const problem = server.failing ? SERVER_FAILURE : server.texts.has(name) ? 0 : NO_SUCH_NAME;
    const answers = text !== undefined && problem === 0 ? [textRecord(text)] : [];
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt16BE(query.readUInt16BE(0), 0);
    header.writeUInt16BE(ANSWER | problem, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(answers.length, 6);
    socket.send(Buffer.concat([header, query.subarray(HEADER_BYTES, end), ...answers]), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const server: NameServer = {
    address: `127.0.0.1:${socket.address().port}`,
    texts: new Map(),
    failing: false,
    stop: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
  return server;
};

const question = (query: Buffer): { name: string; type: number; end: number } => {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('ascii', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
};

/** For the name asked about, in pieces of at most 255 bytes. */
const textRecord = (text: string): Buffer => {
  const pieces = text.match(/.{1,255}/g) ?? [];
  const data = Buffer.concat(pieces.map((piece) => Buffer.from([piece.length, ...Buffer.from(piece)])));
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc000 | HEADER_BYTES, 0);
  head.writeUInt16BE(TXT, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
};
