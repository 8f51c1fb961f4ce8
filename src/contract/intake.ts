import { z } from 'zod';
import { MESSAGE_CLASSES } from '../domain/intake/message-class.ts';
import { done, endpoint, id, idParams, instant } from './endpoint.ts';
import { leadFields, readField, shownMail } from './leads.ts';

/** Where a message stands: `failed` could not be read yet and is tried again. */
export const MESSAGE_STATES = ['waiting', 'failed', 'read'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** What a person may say a message is; the rest is what it is by where it came. */
export const SETTABLE_CLASSES = ['lead', 'alert', 'notice', 'automaticReply', 'bounce', 'spam'] as const;
export type SettableClass = (typeof SETTABLE_CLASSES)[number];

const DESK = ['controller', 'admin', 'dispatcher'] as const;
const messageClass = z.enum(MESSAGE_CLASSES);

const leadLink = z.object({ id, number: z.number().int(), customer: z.string().nullable() });

const messageItem = z.object({
  id,
  receivedAt: instant,
  channel: z.string(),
  source: z.string().nullable(),
  senderName: z.string(),
  senderAddress: z.string(),
  /** null as long as it is not read. */
  subject: z.string().nullable(),
  class: messageClass,
  state: z.enum(MESSAGE_STATES),
  /** What it was found to be, where a person said otherwise. */
  foundClass: messageClass.nullable(),
  /** What became of it; null when nothing did, or when the reader may not see it. */
  lead: leadLink.nullable(),
});
export type MessageItem = z.infer<typeof messageItem>;

export const listMessages = endpoint({
  method: 'GET',
  path: '/api/messages',
  who: DESK,
  summary: 'What came in, newest first, with what it was found to be and what became of it.',
  query: z.object({
    class: messageClass.optional(),
    state: z.enum(MESSAGE_STATES).optional(),
    source: id.optional(),
    q: z.string().max(200).optional(),
    cursor: z.string().max(200).optional(),
  }),
  output: z.object({ items: z.array(messageItem), nextCursor: z.string().nullable() }),
});

export const countMessages = endpoint({
  method: 'GET',
  path: '/api/messages/counts',
  who: DESK,
  summary: 'How many messages came in the last days, by day, source and class; what waits and what failed.',
  query: z.object({ days: z.coerce.number().int().min(1).max(90).default(7) }),
  output: z.object({
    /** Every calendar day of the dealership's zone, oldest first. */
    days: z.array(z.object({ on: z.iso.date(), leads: z.number().int(), others: z.number().int() })),
    classes: z.array(z.object({ class: messageClass, count: z.number().int() })),
    sources: z.array(
      z.object({
        id: id.nullable(),
        name: z.string().nullable(),
        leads: z.number().int(),
        others: z.number().int(),
      }),
    ),
    waiting: z.number().int(),
    failed: z.number().int(),
  }),
});

/** A field before and after; null is "not stated". `kept`: a person put it right, so it stays as it is. */
export const difference = z.object({
  path: z.string(),
  old: z.unknown(),
  new: z.unknown(),
  kept: z.boolean(),
});

const senderVerdict = z.object({
  state: z.enum(['confirmed', 'unconfirmed', 'refuted', 'unknown']),
  domain: z.string().nullable(),
  proof: z.enum(['dkim', 'spf']).nullable(),
});

export const getMessage = endpoint({
  method: 'GET',
  path: '/api/messages/:id',
  who: DESK,
  summary: 'One message: fit to be shown, its class with the reason, and what was read from it.',
  params: idParams,
  output: messageItem.extend({
    envelopeFrom: z.string(),
    envelopeTo: z.string(),
    /** Whether the mail comes from where it says; null while nobody has found out. */
    senderVerdict: senderVerdict.nullable(),
    /** What spoke for the class found, as `<header>: <value>`. */
    evidence: z.array(z.string()),
    classSet: z.object({ by: z.string(), at: instant }).nullable(),
    /** What an earlier message of this sender and source was said to be, where this one is something else. */
    proposedClass: z.enum(SETTABLE_CLASSES).nullable(),
    /** Whether a person may say what it is: replies to a lead's own address are what they are. */
    settable: z.boolean(),
    attempts: z.number().int(),
    nextAttemptAt: instant.nullable(),
    error: z.string().nullable(),
    reading: z
      .object({
        reader: z.string(),
        version: z.string(),
        reason: z.string().nullable(),
        confidence: z.number().nullable(),
        fields: z.array(readField),
        extra: z.array(z.object({ key: z.string(), value: z.string() })),
        warnings: z.array(z.string()),
      })
      .nullable(),
    shown: shownMail,
  }),
});

export const getMessageFile = endpoint({
  method: 'GET',
  path: '/api/messages/:id/mail',
  who: DESK,
  summary: 'The message itself, byte for byte, as a file.',
  params: idParams,
  output: z.unknown(),
  sendsFile: true,
});

export const setMessageClass = endpoint({
  method: 'POST',
  path: '/api/messages/:id/class',
  who: DESK,
  summary: 'Say what a message is; an enquiry becomes a lead, leads of anything else are closed as unusable.',
  params: idParams,
  body: z.object({ class: z.enum(SETTABLE_CLASSES) }),
  output: done,
});

export const rereadMessage = endpoint({
  method: 'POST',
  path: '/api/messages/:id/reread',
  who: DESK,
  summary:
    'Read a message anew with the present readers: first the differences, then, if wanted, into its lead.',
  params: idParams,
  body: z.object({ apply: z.boolean().default(false) }),
  output: z.object({
    /** `queued`: it was not read yet and is tried at once; `noLead`: it is kept as something else. */
    result: z.enum(['compared', 'applied', 'queued', 'noLead']),
    leads: z.array(leadLink.extend({ differences: z.array(difference) })),
    reader: z.string().nullable(),
    version: z.string().nullable(),
  }),
});

const REREADING_STATES = ['comparing', 'compared', 'applying', 'applied', 'dropped'] as const;

const rereading = z.object({
  id,
  sourceId: id,
  source: z.string(),
  since: instant,
  state: z.enum(REREADING_STATES),
  total: z.number().int(),
  done: z.number().int(),
  /** Messages that could not be read this time; their leads stay as they are. */
  failed: z.number().int(),
  /** Leads that would be, or have been, changed. */
  leads: z.number().int(),
  /** Of those, what somebody wants taken; all, until they say otherwise. */
  chosen: z.number().int(),
  changed: z.number().int(),
  createdAt: instant,
  createdBy: z.string(),
});
export type Rereading = z.infer<typeof rereading>;

export const listRereadings = endpoint({
  method: 'GET',
  path: '/api/rereadings',
  who: ['controller', 'admin'],
  summary: 'Sources read anew, newest first, with their progress.',
  output: z.object({ items: z.array(rereading) }),
});

export const getRereading = endpoint({
  method: 'GET',
  path: '/api/rereadings/:id',
  who: ['controller', 'admin'],
  summary: 'What reading a source anew would change: by field, with counts and examples.',
  params: idParams,
  output: rereading.extend({
    fields: z.array(
      z.object({
        path: z.string(),
        leads: z.number().int(),
        kept: z.number().int(),
        examples: z.array(difference.extend({ lead: leadLink })),
      }),
    ),
  }),
});

export const listRereadLeads = endpoint({
  method: 'GET',
  path: '/api/rereadings/:id/leads',
  who: ['controller', 'admin'],
  summary: 'The leads that reading anew would change, newest first, each with its fields before and after.',
  params: idParams,
  query: z.object({ cursor: id.optional() }),
  output: z.object({
    items: z.array(leadLink.extend({ differences: z.array(difference), changed: z.boolean() })),
    nextCursor: id.nullable(),
  }),
});

export const startRereading = endpoint({
  method: 'POST',
  path: '/api/rereadings',
  who: ['controller', 'admin'],
  summary:
    'Compare all messages of a source since a date with what the present readers see; changes nothing.',
  body: z.object({ sourceId: id, since: instant }),
  output: z.object({ id }),
});

export const applyRereading = endpoint({
  method: 'POST',
  path: '/api/rereadings/:id/apply',
  who: ['controller', 'admin'],
  summary: 'Take what was compared into the leads; what people put right stays, no clock starts anew.',
  params: idParams,
  /** Only these leads, or all but these; without either, all. */
  body: z.object({ only: z.array(id).max(5_000).optional(), except: z.array(id).max(5_000).optional() }),
  output: done,
});

export const dropRereading = endpoint({
  method: 'POST',
  path: '/api/rereadings/:id/drop',
  who: ['controller', 'admin'],
  summary: 'Leave everything as it is.',
  params: idParams,
  output: done,
});

export const correctLead = endpoint({
  method: 'PUT',
  path: '/api/leads/:id/fields',
  who: 'signedIn',
  summary: 'Complete or put right what was read; is no handling and never changes the clock.',
  params: idParams,
  body: leadFields,
  output: done,
});

export const markUnusable = endpoint({
  method: 'POST',
  path: '/api/leads/:id/no-enquiry',
  who: 'signedIn',
  summary: 'Say that it is no enquiry: the lead is closed as unusable, its message keeps the class.',
  params: idParams,
  body: z.object({ class: z.enum(SETTABLE_CLASSES).exclude(['lead']) }),
  output: done,
});
