import { z } from 'zod';
import { ATTACHMENT_LIMITS } from '../domain/conversation/attachments.ts';
import { endpoint, id, idParams, instant } from './endpoint.ts';
import { OUTBOX_STATES } from './outbox.ts';

/** A file at a message, typed by its bytes. */
export const messageFile = z.object({
  position: z.number().int(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  /** A picture browsers show; `attachment` with `show` gives it to look at. */
  isPicture: z.boolean(),
  /** Runs when it is opened, or may bring something that does. */
  isRisky: z.boolean(),
});
export type MessageFile = z.infer<typeof messageFile>;

/** What customer and dealership wrote to each other; everything else stands in the history. */
export const conversationMessage = z.object({
  id: z.string(),
  at: instant,
  by: z.enum(['customer', 'dealership', 'automatic']),
  /** Who wrote it; null where nobody is named. */
  name: z.string().nullable(),
  subject: z.string().nullable(),
  /** Without what was quoted. */
  text: z.string(),
  files: z.array(messageFile),
  /** The mail as it came, to be asked for as `message`; null when there is none. */
  messageId: id.nullable(),
  /** Our mail in the outbox, to be asked for as `answer`. */
  answerId: id.nullable(),
  /** How far our mail came. */
  delivery: z.enum(OUTBOX_STATES).nullable(),
});
export type ConversationMessage = z.infer<typeof conversationMessage>;

/** Base64 grows by a third. */
const FILE_CHARS = Math.ceil(ATTACHMENT_LIMITS.bytes / 3) * 4 + 100;

const text = z.string().trim().min(1).max(20_000);
export const letter = z.object({
  subject: z.string().trim().min(1).max(300),
  text,
  /** Whether the customer's latest message stands below. */
  quote: z.boolean().default(false),
});
export const sentFiles = z
  .array(z.object({ name: z.string().max(255), content: z.base64() }))
  // More than allowed, here and by the body's limit, so that the refusal can say what is wrong.
  .max(ATTACHMENT_LIMITS.files + 10)
  .default([]);
/** Of a call that may bring as many files as an answer may have. */
export const FILES_BODY_BYTES = FILE_CHARS + 200_000;

export const previewAnswer = endpoint({
  method: 'POST',
  path: '/api/leads/:id/answer/preview',
  who: 'signedIn',
  summary: 'An answer as the customer would get it. Sends nothing.',
  params: idParams,
  body: letter,
  output: z.object({
    from: z.string(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    /** Words in braces that have no value for this lead. */
    missing: z.array(z.string()),
    /** Links that an exchange, which relays the answer, may remove or refuse. */
    foreignLinks: z.array(z.string()),
  }),
});

/** Which mail of a lead: one that came (the first unless said), or an answer of ours. */
const which = z.object({ message: id.optional(), answer: id.optional() });

export const getAttachment = endpoint({
  method: 'GET',
  path: '/api/leads/:id/attachment',
  who: 'signedIn',
  summary: 'A file at a message, as a download; with `show`, a picture to look at.',
  params: idParams,
  query: which.extend({
    position: z.coerce.number().int().min(0).max(10_000).default(0),
    show: z.stringbool().default(false),
  }),
  sendsFile: true,
  output: z.unknown(),
});

export const getMailFile = endpoint({
  method: 'GET',
  path: '/api/leads/:id/mail',
  who: 'signedIn',
  summary: 'A message as it came, byte by byte (.eml, .json, .xml).',
  params: idParams,
  query: z.object({ message: id.optional() }),
  sendsFile: true,
  output: z.unknown(),
});
