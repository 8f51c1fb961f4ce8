import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { OWN_HEADER } from '../../domain/intake/auto-answer.ts';
import type { OutgoingFile } from './outbox.ts';
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';

/** A mail as it goes over the wire. */
export interface Transmission {
  /** Its id in the outbox, by which it is known should it come back. */
  readonly id: string;
  readonly from: { readonly name: string; readonly address: string } | string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly files: readonly OutgoingFile[];
  /** Whether a person wrote it (`no`); else nobody's auto-responder shall answer it (RFC 3834). */
  readonly automatic: 'no' | 'auto-generated' | 'auto-replied';
}

/**
 * What the relay said of the mail. `unknown`: it may or may not have it. `unreachable`: there was no talk with the
 * relay, or it does not let us in, so nothing is said about this mail.
 */
export interface TransmissionResult {
  readonly result: 'accepted' | 'refusedForNow' | 'refused' | 'unknown' | 'unreachable';
  readonly answer: string;
}

export interface Relay {
  /** Never throws: whatever goes wrong is a result. */
  transmit(mail: Transmission): Promise<TransmissionResult>;
  /** Cuts what is still being transmitted. */
  close(): void;
}

const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
/** For one mail from the first byte to the last answer: shorter than a claim, so that no claim runs out by itself. */
const TRANSMISSION_LIMIT_MS = 60_000;

/** A relay as LEADWACHT_SMTP_RELAY names it. */
export const openRelay = (relay: URL, limitMs = TRANSMISSION_LIMIT_MS): Relay => {
  const closing = new AbortController();
  return {
    transmit: async (mail) => {
      const limit = new AbortController();
      const timer = setTimeout(
        () => limit.abort(new Error(`No answer within ${limitMs / 1_000} s`)),
        limitMs,
      );
      try {
        return await transmit(relay, mail, AbortSignal.any([closing.signal, limit.signal]));
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => closing.abort(new Error('Cut off, as the program stopped')),
  };
};

/** Connects and signs in without sending anything; throws when that fails. */
export const checkRelay = async (relay: URL): Promise<void> => {
  const transporter = createTransport({ ...optionsOf(relay), ...authOf(relay) });
  try {
    await transporter.verify();
  } finally {
    transporter.close();
  }
};

const optionsOf = (relay: URL): SMTPConnectionOptions => ({
  host: relay.hostname.replace(/^\[|\]$/g, ''),
  port: Number(relay.port) || (relay.protocol === 'smtps:' ? 465 : 587),
  secure: relay.protocol === 'smtps:',
  ...TIMEOUTS,
});

const authOf = (relay: URL): { auth?: { user: string; pass: string } } =>
  relay.username === ''
    ? {}
    : { auth: { user: decodeURIComponent(relay.username), pass: decodeURIComponent(relay.password) } };

const WRITER = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

/** The bytes of the mail, and between whom it goes. */
const writeMessage = async (mail: Transmission) => {
  const { id, from, to, subject, text, html, messageId, inReplyTo, references, files, automatic } = mail;
  const { message, envelope } = await WRITER.sendMail({
    from,
    to,
    subject,
    text,
    messageId,
    ...(html !== null && { html }),
    ...(inReplyTo !== null && { inReplyTo: `<${inReplyTo}>` }),
    ...(references.length > 0 && { references: references.map((one) => `<${one}>`) }),
    ...(files.length > 0 && { attachments: files.map(attachmentOf) }),
    headers: {
      [OWN_HEADER]: id,
      ...(automatic !== 'no' && { 'Auto-Submitted': automatic, 'X-Auto-Response-Suppress': 'All' }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { bytes: message as Buffer, envelope };
};

const attachmentOf = ({ name, mediaType, content }: OutgoingFile) => ({
  filename: name,
  contentType: mediaType,
  content: Buffer.from(content),
  contentDisposition: 'attachment' as const,
});

/** How far it came; decides what a failure means. */
type Stage = 'writing' | 'connecting' | 'envelope' | 'content';

const transmit = async (relay: URL, mail: Transmission, cut: AbortSignal): Promise<TransmissionResult> => {
  let stage: Stage = 'writing';
  try {
    const { bytes, envelope } = await writeMessage(mail);
    stage = 'connecting';
    const connection = new SMTPConnection(optionsOf(relay));
    const { auth } = authOf(relay);
    try {
      const answer = await new Promise<string>((resolve, reject) => {
        const orReject = (then: () => void) => (cause?: Error | null) => (cause ? reject(cause) : then());
        const send = (): void => {
          stage = 'envelope';
          const content = readFrom(bytes, () => {
            stage = 'content';
          });
          connection.send(envelope, content, (cause, info) =>
            cause ? reject(cause) : resolve(info.response),
          );
        };
        const signIn = (): void =>
          auth && connection.allowsAuth ? connection.login(auth, orReject(send)) : send();
        cut.addEventListener('abort', () => reject(cut.reason));
        connection.on('error', reject);
        connection.connect(orReject(signIn));
      });
      return { result: 'accepted', answer };
    } finally {
      connection.close();
    }
  } catch (cause) {
    return judge(cause, stage);
  }
};

/** The relay asks for the message at its own time; from then on it may have it. */
const readFrom = (bytes: Buffer, onAsked: () => void): Readable =>
  Readable.from(
    (function* () {
      onAsked();
      yield bytes;
    })(),
  );

/** Answers of a relay that wants us to sign in first, or does not believe our password. */
const NOT_LET_IN = [530, 534, 535, 538];
/** Found wrong before the relay was asked: an address that is none, a message larger than it takes. */
const WRONG_BY_ITSELF = ['EENVELOPE', 'EMESSAGE'];

/** What nodemailer throws. */
interface SmtpFailure {
  readonly message: string;
  readonly response?: string;
  readonly code?: string;
  readonly responseCode?: number;
}

/** Before the message itself went out, a failure means it did not arrive; after that, only the relay's word counts. */
const judge = (cause: unknown, stage: Stage): TransmissionResult => {
  const { message, response, code = '', responseCode = 0 } = cause as SmtpFailure;
  // What the relay said itself, where it said something.
  const says = (result: TransmissionResult['result']): TransmissionResult => ({
    result,
    answer: response || message,
  });
  if (stage === 'writing') return says('refused');
  if (stage === 'connecting' || NOT_LET_IN.includes(responseCode)) return says('unreachable');
  if (responseCode >= 500) return says('refused');
  if (responseCode >= 400) return says('refusedForNow');
  if (WRONG_BY_ITSELF.includes(code)) return says('refused');
  return says(stage === 'content' ? 'unknown' : 'refusedForNow');
};
