import { z } from 'zod';
import { MAILBOX_FAILURES, SECURITIES, STARTS } from '../domain/intake/mailbox.ts';
import { done, endpoint, id, idParams, instant } from './endpoint.ts';

const host = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9]([a-z0-9.:-]{0,250}[a-z0-9])?$/);
const secretText = z.string().max(8000);

/** How a mailbox is signed in to. Secrets are only ever taken, never given out; left out, the stored one stays. */
const key = z.discriminatedUnion('auth', [
  z.object({ auth: z.literal('password'), password: secretText.min(1).optional() }),
  z.object({
    auth: z.literal('oauth2'),
    tokenUrl: z.url(),
    clientId: z.string().trim().min(1).max(500),
    scope: z.string().trim().max(1000).nullable(),
    clientSecret: secretText.optional(),
    refreshToken: secretText.min(1).optional(),
  }),
]);

export const mailboxSettings = z.object({
  sourceId: id,
  host,
  port: z.number().int().min(1).max(65_535),
  security: z.enum(SECURITIES),
  username: z.string().trim().min(1).max(300),
  folder: z.string().trim().min(1).max(300),
  key,
});
export type MailboxSettings = z.output<typeof mailboxSettings>;

const failure = z.enum(MAILBOX_FAILURES);

const mailbox = z.object({
  id,
  ...mailboxSettings.omit({ key: true }).shape,
  source: z.string(),
  key: z.discriminatedUnion('auth', [
    z.object({ auth: z.literal('password') }),
    z.object({
      auth: z.literal('oauth2'),
      tokenUrl: z.string(),
      clientId: z.string(),
      scope: z.string().nullable(),
    }),
  ]),
  paused: z.boolean(),
  /** `waiting`: nobody has connected yet. */
  state: z.enum(['connected', 'waiting', 'failing', 'paused']),
  connectedAt: instant.nullable(),
  lookedAt: instant,
  lastMessageAt: instant.nullable(),
  failing: z.object({ failure, since: instant, detail: z.string(), nextTryAt: instant }).nullable(),
});
export type MailboxView = z.output<typeof mailbox>;

export const listMailboxes = endpoint({
  method: 'GET',
  path: '/api/mailboxes',
  who: ['admin'],
  summary: 'Mailboxes that are read by IMAP, and how each of them stands.',
  output: z.object({ items: z.array(mailbox) }),
});

export const listFailingMailboxes = endpoint({
  method: 'GET',
  path: '/api/mailboxes/failing',
  who: 'signedIn',
  summary: 'Mailboxes that cannot be read at the moment: enquiries may be waiting in them.',
  output: z.object({ items: z.array(z.object({ id, username: z.string(), failure, since: instant })) }),
});

export const addMailbox = endpoint({
  method: 'POST',
  path: '/api/mailboxes',
  who: ['admin'],
  summary: 'Read a further mailbox from now on, or with everything in it that is unread.',
  body: mailboxSettings.extend({ startWith: z.enum(STARTS) }),
  output: z.object({ id }),
});

export const changeMailbox = endpoint({
  method: 'PUT',
  path: '/api/mailboxes/:id',
  who: ['admin'],
  summary: 'Change how a mailbox is reached. Another account or folder is read from now on.',
  params: idParams,
  body: mailboxSettings,
  output: done,
});

export const pauseMailbox = endpoint({
  method: 'POST',
  path: '/api/mailboxes/:id/pause',
  who: ['admin'],
  summary: 'Stop reading a mailbox, or go on where it was stopped.',
  params: idParams,
  body: z.object({ paused: z.boolean() }),
  output: done,
});

export const removeMailbox = endpoint({
  method: 'DELETE',
  path: '/api/mailboxes/:id',
  who: ['admin'],
  summary: 'Read a mailbox no more. What came from it stays, and so does everything in it.',
  params: idParams,
  output: done,
});

export const checkMailbox = endpoint({
  method: 'POST',
  path: '/api/mailboxes/check',
  who: ['admin'],
  summary:
    'Connect to a mailbox now and say what is there, or what is wrong. Nothing in it is changed. Mails of a known mailbox that could not be fetched are tried again.',
  /** With the id of a mailbox, secrets left out are the stored ones. */
  body: mailboxSettings.omit({ sourceId: true }).extend({ id: id.optional() }),
  output: z.discriminatedUnion('ok', [
    z.object({
      ok: z.literal(true),
      folders: z.array(z.string()),
      messages: z.number().int(),
      unread: z.number().int(),
      idle: z.boolean(),
    }),
    z.object({ ok: z.literal(false), failure, detail: z.string() }),
  ]),
});
