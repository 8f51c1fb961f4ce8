import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { domainToASCII } from 'node:url';
import {
  SMTPServer,
  type SMTPServerAddress,
  type SMTPServerDataStream,
  type SMTPServerOptions,
  type SMTPServerSession,
} from 'smtp-server';
import type { Config } from '../../config.ts';
import type { HealthPart } from '../../contract/health.ts';
import { localPartOf } from '../../domain/intake/recipient.ts';
import type { Database, Work } from '../db/database.ts';
import { sinceNow } from '../engine/loop.ts';
import { findRecipient, type Recipient, storeRawMessage } from '../intake/store.ts';
import type { Log } from '../log.ts';
import { within } from '../within.ts';
import { smtpMessages, smtpUnknownRecipients } from './metrics.ts';

export const MAX_MESSAGE_BYTES = 25 * 1024 * 1024;
/** All messages being received at one moment; who comes on top of it is asked to come again. */
const MAX_BYTES_IN_FLIGHT = 16 * MAX_MESSAGE_BYTES;
const MAX_CONNECTIONS = 500;
const MAX_CONNECTIONS_PER_PEER = 100;
const MAX_RECIPIENTS = 50;
const IDLE_MS = 120_000;
/** How long a stop waits for messages that are being received. */
const STOP_MS = 5_000;
/** A database silent for longer counts as away: the sender shall come again, not wait. */
const DATABASE_MS = 30_000;

export interface SmtpNeeds {
  readonly database: Database;
  readonly config: Pick<Config, 'host' | 'smtpPort' | 'mailDomain' | 'smtpTls' | 'senderCheck'>;
  readonly log: Log;
}

export interface SmtpListener {
  readonly port: number;
  state(): HealthPart;
  /** Takes no new connection, lets messages that are being received finish, closes the rest. */
  stop(): Promise<void>;
}

/**
 * Takes mail in (product.md 7.1): 250 when the bytes are committed, 451 when they cannot be, never anything
 * in between. Knows the lead addresses and reply addresses of all dealerships, and nobody else.
 */
export const startSmtpListener = async (needs: SmtpNeeds): Promise<SmtpListener> => {
  const { config, log } = needs;
  const database = watchDatabase(needs);
  const receive = receiver();
  // smtp-server hands over the very same address objects with RCPT and with the message.
  const recipients = new WeakMap<SMTPServerAddress, Recipient>();

  const admit = async ({ remoteAddress }: SMTPServerSession): Promise<void> => {
    const ofPeer = [...server.connections].filter((connection) => connection.remoteAddress === remoteAddress);
    if (ofPeer.length > MAX_CONNECTIONS_PER_PEER) throw reply(421, 'Too many connections from your address');
  };

  const lookUp = async (to: SMTPServerAddress): Promise<void> => {
    const localPart = localPartOf(withAsciiDomain(to.address), config.mailDomain);
    const recipient = localPart && (await database.ask((work) => findRecipient(work, localPart)));
    if (!recipient) {
      smtpUnknownRecipients.inc();
      throw reply(550, `<${to.address}> is not an address of this server`);
    }
    recipients.set(to, recipient);
  };

  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> => {
    const bytes = await receive(stream);
    const { mailFrom, rcptTo } = session.envelope;
    const to = rcptTo.flatMap((address) => {
      const recipient = recipients.get(address);
      return recipient ? [{ address: address.address, recipient }] : [];
    });
    const message = {
      channel: 'smtp' as const,
      bytes,
      to,
      envelopeFrom: mailFrom ? mailFrom.address : '',
      peer: session.remoteAddress,
      peerName: session.hostNameAppearsAs || '',
      checkSender: config.senderCheck !== 'off',
    };
    const ids = await database.ask((work) => storeRawMessage(work, message));
    log.info({ ids, bytes: bytes.length, peer: session.remoteAddress }, 'mail stored');
    return `Stored as ${ids[0]}`;
  };

  const server = new SMTPServer({
    ...LIMITS,
    ...(await tlsOptions(config.smtpTls)),
    name: config.mailDomain,
    banner: 'Leadwacht',
    disableReverseLookup: true,
    // Senders are taken as they are; only recipients decide.
    lenientAddressParsing: true,
    onConnect: (session, done) => void admit(session).then(() => done(), done),
    onRcptTo: (address, _session, done) => void lookUp(address).then(() => done(), done),
    onData: (stream, session, done) =>
      void take(stream, session).then(
        (answer) => {
          smtpMessages.inc({ answer: '250' });
          done(null, answer);
        },
        (error: SmtpReply) => {
          smtpMessages.inc({ answer: String(error.responseCode ?? 'dropped') });
          done(error);
        },
      ),
  });
  // What one client does wrong ends its connection, not the program.
  server.on('error', (error) => log.debug({ err: error }, 'an SMTP connection broke'));

  server.listen(config.smtpPort, config.host);
  await once(server.server, 'listening');

  return {
    port: (server.server.address() as AddressInfo).port,
    state: database.state,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        for (const connection of server.connections) {
          if (!connection.session.envelope?.mailFrom) connection.send(421, 'Server shutting down');
        }
      }),
  };
};

const LIMITS: SMTPServerOptions = {
  size: MAX_MESSAGE_BYTES,
  rejectOversized: true,
  maxClients: MAX_CONNECTIONS,
  maxRecipients: MAX_RECIPIENTS,
  socketTimeout: IDLE_MS,
  closeTimeout: STOP_MS,
  hideENHANCEDSTATUSCODES: false,
};

/** The library's relics of old sendmail answer to nobody here; there are no mailboxes to sign in to. */
const ABSENT_COMMANDS = ['AUTH', 'WIZ', 'SHELL', 'KILL'];

const tlsOptions = async (files: Config['smtpTls']): Promise<SMTPServerOptions> => {
  if (files === null) return { disabledCommands: [...ABSENT_COMMANDS, 'STARTTLS'] };
  const [cert, key] = await Promise.all([readFile(files.certFile), readFile(files.keyFile)]);
  return { disabledCommands: ABSENT_COMMANDS, cert, key };
};

type SmtpReply = Error & { readonly responseCode?: number };

/** smtp-server answers the client with the code and text of such an error. */
const reply = (responseCode: number, text: string): SmtpReply =>
  Object.assign(new Error(text), { responseCode });

const TOO_LARGE = reply(552, `The message is larger than ${MAX_MESSAGE_BYTES} bytes`);
const TOO_BUSY = reply(451, 'Too much mail at once, please try again later');

/** smtp-server shows international domains in letters; we know our own as DNS does. */
const withAsciiDomain = (address: string): string => {
  const at = address.lastIndexOf('@') + 1;
  return address.slice(0, at) + domainToASCII(address.slice(at));
};

/** Reads messages into memory, none larger than allowed, and not too many at once. */
const receiver = (): ((stream: SMTPServerDataStream) => Promise<Buffer>) => {
  let bytesInFlight = 0;
  return async (stream) => {
    let chunks: Buffer[] = [];
    let size = 0;
    let refusal: SmtpReply | null = null;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        if (size + chunk.length > MAX_MESSAGE_BYTES) refusal = TOO_LARGE;
        else if (bytesInFlight > MAX_BYTES_IN_FLIGHT) refusal ??= TOO_BUSY;
        // What is refused is read to its end all the same: before that, no client listens.
        if (refusal) {
          chunks = [];
        } else {
          chunks.push(chunk);
          size += chunk.length;
          bytesInFlight += chunk.length;
        }
      }
      if (refusal) throw refusal;
      return Buffer.concat(chunks, size);
    } finally {
      bytesInFlight -= size;
    }
  };
};

/** Asks the database with a limit; remembers since when it answers or does not. */
const watchDatabase = ({ database, log }: SmtpNeeds) => {
  let state: HealthPart = { state: 'ok', since: sinceNow() };
  return {
    state: () => state,
    ask: async <T>(question: (work: Work) => Promise<T>): Promise<T> => {
      try {
        const answer = await within(DATABASE_MS, database.acrossDealerships(question));
        if (state.state !== 'ok') state = { state: 'ok', since: sinceNow() };
        return answer;
      } catch (error) {
        log.error({ err: error }, 'mail cannot be stored; its sender is asked to come again');
        if (state.state === 'ok') {
          state = { state: 'failing', since: sinceNow(), detail: 'Mail cannot be stored.' };
        }
        throw reply(451, 'Mail cannot be stored at the moment, please try again later');
      }
    },
  };
};
