import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { domainToASCII } from 'node:url';
import {
  SMTPServer,
  type SMTPServerAddress,
  type SMTPServerDataStream,
  type SMTPServerOptions,
  type SMTPServerSession,
} from 'smtp-server';
import { DatabaseError } from 'pg';
import type { Config } from '../../config.ts';
import type { HealthPart } from '../../contract/health.ts';
import { localPartOf } from '../../domain/intake/recipient.ts';
import { isDatabaseAway } from '../db/away.ts';
import type { Database } from '../db/database.ts';
import { together } from '../db/together.ts';
import { sinceNow } from '../engine/loop.ts';
import { findRecipient, type RawMessage, type Recipient, storeRawMessages } from '../intake/store.ts';
import type { Log } from '../log.ts';
import { within } from '../within.ts';
import { readCertificate, watchCertificate } from './certificate.ts';
import { smtpMessages, smtpPutOff, smtpUnknownRecipients } from './metrics.ts';
import { watchPeers } from './peers.ts';
import { MAX_MESSAGE_BYTES, receiver } from './receive.ts';
import { notNow, reply, type SmtpReply } from './replies.ts';

const MAX_CONNECTIONS = 500;
const MAX_RECIPIENTS = 50;
/** Who asks for more addresses that do not exist is looking for those that do. */
const MAX_UNKNOWN_RECIPIENTS = 20;
const MAX_COMMAND_BYTES = 4_096;
/** How long a stop waits for messages that are being received. */
const STOP_MS = 5_000;
/** A database silent for longer counts as away: the sender shall come again, not wait. */
const DATABASE_MS = 30_000;

/** How long a client may take; sending a byte now and then lengthens only the first. */
export interface SmtpPatience {
  readonly idleMs: number;
  readonly messageMs: number;
  readonly connectionMs: number;
}
const PATIENCE: SmtpPatience = { idleMs: 300_000, messageMs: 600_000, connectionMs: 3_600_000 };

export interface SmtpNeeds {
  readonly database: Database;
  readonly config: Pick<Config, 'host' | 'smtpPort' | 'mailDomain' | 'smtpTls' | 'smtpPeers' | 'senderCheck'>;
  readonly log: Log;
  readonly patience?: SmtpPatience;
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
  const { database, config, log, patience = PATIENCE } = needs;
  const watched = watchDatabase(log);
  const peers = watchPeers(config.smtpPeers);
  const receive = receiver();
  const store = together(
    (messages: readonly RawMessage[]) =>
      watched.answer(database.acrossDealerships((work) => storeRawMessages(work, messages))),
    (error) => error instanceof DatabaseError && !isDatabaseAway(error),
  );
  const tls = config.smtpTls;
  const newCertificate = tls && (await watchCertificate(tls));
  // smtp-server hands over the very same address objects with RCPT and with the message.
  const recipients = new WeakMap<SMTPServerAddress, Recipient>();
  const guests = new WeakMap<SMTPServerSession, Guest>();

  const hangUp = ({ id }: SMTPServerSession, { responseCode = 421, message }: SmtpReply): void => {
    for (const connection of server.connections) {
      if (connection.id !== id) continue;
      connection.send(responseCode, message);
      connection.close();
    }
  };

  const admit = async (session: SMTPServerSession): Promise<void> => {
    const open = [...server.connections].map(({ remoteAddress }) => String(remoteAddress));
    if (peers.hasTooMany(session.remoteAddress, open)) {
      smtpPutOff.inc({ reason: 'connections' });
      throw reply(421, 'Too many connections from your address');
    }
    const deadline = setTimeout(() => hangUp(session, TOO_LONG), patience.connectionMs);
    guests.set(session, { deadline, unknownRecipients: 0 });
    await newCertificate?.().then(
      (certificate) => {
        if (!certificate) return;
        server.updateSecureContext(certificate);
        log.info('the certificate of STARTTLS was exchanged');
      },
      (error) =>
        log.error({ err: error }, 'the new certificate of STARTTLS cannot be used; the old one stays'),
    );
  };

  const budget = ({ remoteAddress }: SMTPServerSession): SmtpReply | null => {
    if (peers.mayBring(remoteAddress)) return null;
    smtpPutOff.inc({ reason: 'rate' });
    return reply(451, 'Too many mails from your address, please try again later');
  };

  const lookUp = async (to: SMTPServerAddress, session: SMTPServerSession): Promise<void> => {
    const localPart = localPartOf(withAsciiDomain(to.address), config.mailDomain);
    const recipient =
      localPart && (await watched.answer(database.ask((sql) => findRecipient(sql, localPart))));
    if (!recipient) {
      smtpUnknownRecipients.inc();
      const guest = guests.get(session);
      if (guest && ++guest.unknownRecipients > MAX_UNKNOWN_RECIPIENTS) {
        smtpPutOff.inc({ reason: 'unknown recipients' });
        throw reply(421, 'Too many addresses that do not exist');
      }
      throw reply(550, `<${to.address}> is not an address of this server`);
    }
    recipients.set(to, recipient);
  };

  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> => {
    const deadline = setTimeout(() => hangUp(session, TOO_LONG), patience.messageMs);
    const bytes = await receive(stream, () => hangUp(session, ENDLESS)).finally(() => clearTimeout(deadline));
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
    const ids = await store(message);
    log.info({ ids, bytes: bytes.length, peer: session.remoteAddress }, 'mail stored');
    return `Stored as ${ids[0]}`;
  };

  const server = new SMTPServer({
    ...LIMITS,
    socketTimeout: patience.idleMs,
    disabledCommands: tls ? ABSENT_COMMANDS : [...ABSENT_COMMANDS, 'STARTTLS'],
    ...(tls && (await readCertificate(tls))),
    name: config.mailDomain,
    banner: 'Leadwacht',
    disableReverseLookup: true,
    // Senders are taken as they are; only recipients decide.
    lenientAddressParsing: true,
    onConnect: (session, done) => void admit(session).then(() => done(), done),
    onClose: (session) => clearTimeout(guests.get(session)?.deadline),
    onMailFrom: (_address, session, done) => done(budget(session)),
    onRcptTo: (address, session, done) => void lookUp(address, session).then(() => done(), done),
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
    state: watched.state,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        for (const connection of server.connections) {
          if (!connection.session.envelope?.mailFrom) connection.send(421, 'Server shutting down');
        }
      }),
  };
};

/** What is remembered of a connection. */
interface Guest {
  readonly deadline: NodeJS.Timeout;
  unknownRecipients: number;
}

const LIMITS: SMTPServerOptions = {
  size: MAX_MESSAGE_BYTES,
  rejectOversized: true,
  maxClients: MAX_CONNECTIONS,
  maxRecipients: MAX_RECIPIENTS,
  maxCommandLength: MAX_COMMAND_BYTES,
  closeTimeout: STOP_MS,
  hideENHANCEDSTATUSCODES: false,
};

/** The library's relics of old sendmail answer to nobody here; there are no mailboxes to sign in to, or to ask for. */
const ABSENT_COMMANDS = ['AUTH', 'VRFY', 'XCLIENT', 'XFORWARD', 'WIZ', 'SHELL', 'KILL'];

const TOO_LONG = reply(421, 'This takes too long, please try again');
const ENDLESS = reply(552, `The message is larger than ${MAX_MESSAGE_BYTES} bytes`);

/** smtp-server shows international domains in letters; we know our own as DNS does. */
const withAsciiDomain = (address: string): string => {
  const at = address.lastIndexOf('@') + 1;
  return address.slice(0, at) + domainToASCII(address.slice(at));
};

/** Waits for the database's answers with a limit; remembers since when they come or do not. */
const watchDatabase = (log: Log) => {
  let state: HealthPart = { state: 'ok', since: sinceNow() };
  return {
    state: () => state,
    answer: async <T>(coming: Promise<T>): Promise<T> => {
      try {
        const answer = await within(DATABASE_MS, coming);
        if (state.state !== 'ok') state = { state: 'ok', since: sinceNow() };
        return answer;
      } catch (error) {
        log.error({ err: error }, 'mail cannot be stored; its sender is asked to come again');
        if (state.state === 'ok') {
          state = { state: 'failing', since: sinceNow(), detail: 'Mail cannot be stored.' };
        }
        throw notNow(error);
      }
    },
  };
};
