import { z } from 'zod';
import { done, endpoint, id, idParams, instant } from './endpoint.ts';

export const OUTBOX_STATES = [
  'pending',
  'sending',
  'sent',
  'retry',
  'dead',
  'uncertain',
  'obsolete',
] as const;

/** What the product writes: to the people of a dealership, and to its customers (answer, acknowledgement). */
export const MAIL_KINDS = [
  'escalation',
  'answer',
  'acknowledgement',
  'invitation',
  'passwordReset',
  'monitor',
  'earlyWarning',
  'notice',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

const outboxItem = z.object({
  id,
  kind: z.enum(MAIL_KINDS),
  state: z.enum(OUTBOX_STATES),
  toName: z.string(),
  toAddress: z.string(),
  subject: z.string().nullable(),
  leadId: id.nullable(),
  attempts: z.number().int(),
  lastAnswer: z.string().nullable(),
  createdAt: instant,
  nextAt: instant.nullable(),
  sentAt: instant.nullable(),
  /** Undeliverable, and somebody has taken note of it. */
  dismissed: z.boolean(),
});

export const listOutbox = endpoint({
  method: 'GET',
  path: '/api/outbox',
  who: ['controller', 'admin'],
  summary: 'Mails that left, wait, or could not be delivered.',
  query: z.object({ state: z.enum(OUTBOX_STATES).optional(), cursor: id.optional() }),
  output: z.object({ items: z.array(outboxItem), nextCursor: z.string().nullable(), relaySet: z.boolean() }),
});

export const getOutboxMail = endpoint({
  method: 'GET',
  path: '/api/outbox/:id',
  who: ['controller', 'admin'],
  summary: 'One mail with its text and every attempt.',
  params: idParams,
  output: outboxItem.extend({
    text: z.string().nullable(),
    html: z.string().nullable(),
    messageId: z.string(),
    attemptLog: z.array(
      z.object({
        attempt: z.number().int(),
        startedAt: instant,
        endedAt: instant.nullable(),
        result: z.string().nullable(),
        answer: z.string().nullable(),
      }),
    ),
  }),
});

export const resendMail = endpoint({
  method: 'POST',
  path: '/api/outbox/:id/resend',
  who: ['controller', 'admin'],
  summary: 'Send a dead or uncertain mail again at once; its tries begin anew.',
  params: idParams,
  output: done,
});

export const listUndelivered = endpoint({
  method: 'GET',
  path: '/api/outbox/undelivered',
  who: ['controller', 'admin'],
  summary: 'Mails that could not be delivered and that nobody has taken note of, newest first.',
  output: z.object({ items: z.array(outboxItem) }),
});

export const dismissMail = endpoint({
  method: 'POST',
  path: '/api/outbox/:id/dismiss',
  who: ['controller', 'admin'],
  summary: 'Take note of a dead mail: it is no longer announced.',
  params: idParams,
  output: done,
});
