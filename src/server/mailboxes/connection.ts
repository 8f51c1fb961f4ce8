import { ImapFlow } from 'imapflow';
import type { MailboxFailure, Security } from '../../domain/intake/mailbox.ts';
import { within } from '../within.ts';
import { fetchAccessToken, type TokenPlace } from './access-token.ts';
import { MailboxError } from './error.ts';

/** How a mailbox is reached. */
export interface MailboxDoor {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  readonly username: string;
  readonly key: MailboxKey;
}

/** What opens it: a password, or a refresh token for which access tokens are fetched. */
export type MailboxKey =
  | { readonly auth: 'password'; readonly password: string }
  | {
      readonly auth: 'oauth2';
      readonly token: TokenPlace;
      readonly clientSecret: string;
      readonly refreshToken: string;
    };

const CONNECT_MS = 15_000;
/** A server silent for longer in the middle of something is left. */
const SILENCE_MS = 60_000;
/** What goes on for longer counts as no answer, too: a large mail over a slow line takes minutes. */
const ANSWER_MS = 600_000;
/** Fetched in one piece; what is larger is cut before (catch-up.ts). */
const MOST_LITERAL_BYTES = 32 * 1024 * 1024;

/** A signed-in client, and the refresh token the sign-in service gave in place of ours, if it did. */
export interface OpenMailbox {
  readonly client: ImapFlow;
  readonly newRefreshToken: string | null;
  /** Why the connection broke, once it has. */
  readonly fault: () => MailboxError | null;
}

/** Throws `MailboxError`. */
export const openMailbox = async (door: MailboxDoor, silenceMs = SILENCE_MS): Promise<OpenMailbox> => {
  const { host, port, security, username: user, key } = door;
  const token = key.auth === 'oauth2' ? await fetchAccessToken(key) : null;
  const client = new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    ...(security === 'startTls' && { doSTARTTLS: true }),
    ...(security === 'none' && { doSTARTTLS: false }),
    auth:
      key.auth === 'password'
        ? { user, pass: key.password }
        : { user, accessToken: token?.accessToken ?? '' },
    logger: false,
    disableAutoIdle: true,
    clientInfo: { name: 'Leadwacht' },
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: silenceMs,
    maxLiteralSize: MOST_LITERAL_BYTES,
  });
  // What breaks later breaks the command under way, or shows in 'close', but says only here why.
  let fault: MailboxError | null = null;
  client.on('error', (cause) => {
    fault = mailboxError(cause);
  });
  try {
    await within(CONNECT_MS * 2, client.connect());
  } catch (cause) {
    client.close();
    throw mailboxError(cause);
  }
  return { client, newRefreshToken: token?.refreshToken ?? null, fault: () => fault };
};

/** Waits for an answer of the mail server, not for ever. Throws `MailboxError`. */
export const asked = async <T>(question: Promise<T>): Promise<T> => {
  try {
    return await within(ANSWER_MS, question);
  } catch (cause) {
    throw mailboxError(cause);
  }
};

interface ImapCause extends Error {
  readonly code?: string;
  readonly authenticationFailed?: boolean;
  readonly tlsFailed?: boolean;
  readonly responseText?: string;
  readonly mailboxMissing?: boolean;
}

const mailboxError = (cause: unknown): MailboxError => {
  if (cause instanceof MailboxError) return cause;
  const error = cause as ImapCause;
  const detail = [error.message, error.responseText].filter(Boolean).join(' ').slice(0, 500);
  return new MailboxError(failureOf(error), detail);
};

const UNREACHABLE = [
  'ECONNREFUSED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEOUT',
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
];

const failureOf = ({
  code = '',
  message,
  authenticationFailed,
  tlsFailed,
  mailboxMissing,
}: ImapCause): MailboxFailure => {
  if (authenticationFailed) return 'signInRefused';
  if (mailboxMissing) return 'folderMissing';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unknownHost';
  if (UNREACHABLE.includes(code) || message.startsWith('No answer within')) return 'unreachable';
  if (tlsFailed || /^(?:ERR_TLS|ERR_SSL|CERT_|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code))
    return 'encryption';
  return 'broken';
};
