import { z } from 'zod';
import { WISHES } from '../domain/intake/correct.ts';
import { MESSAGE_CLASSES } from '../domain/intake/message-class.ts';
import { FAILURE_REASONS } from '../domain/leads/delivery-failure.ts';
import { CLOSE_OUTCOMES, LEAD_STATUSES, LEAD_SYMBOLS, LEAD_VIEWS } from '../domain/leads/lead.ts';
import { MANUAL_KINDS } from '../domain/sources/kinds.ts';
import { conversationMessage, FILES_BODY_BYTES, letter, sentFiles } from './conversation.ts';
import { courseStep } from './escalation.ts';
import { done, endpoint, id, idParams, instant } from './endpoint.ts';

export const leadItem = z.object({
  id,
  number: z.number().int(),
  status: z.enum(LEAD_STATUSES),
  symbol: z.enum(LEAD_SYMBOLS),
  escalated: z.boolean(),
  needsReview: z.boolean(),
  /** Display texts; null when the enquiry did not say. */
  customer: z.string().nullable(),
  vehicle: z.string().nullable(),
  source: z.string(),
  branch: z.string(),
  /** IANA zone of the branch: every instant of the lead is shown in it. */
  zone: z.string(),
  arrivedAt: instant,
  /** Start of the running clock: arrival, the customer's new message, or the moment the follow-up was set; null when closed. */
  clockStartedAt: instant.nullable(),
  dueAt: instant.nullable(),
  escalatedAt: instant.nullable(),
  closedAt: instant.nullable(),
  assignee: z.string().nullable(),
  assigneeId: id.nullable(),
  /** Nobody has it, and a dispatcher shall give it to somebody. */
  toDistribute: z.boolean(),
  lastAct: z.string().nullable(),
  lastActAt: instant.nullable(),
});
export type LeadItem = z.infer<typeof leadItem>;

export const listLeads = endpoint({
  method: 'GET',
  path: '/api/leads',
  who: 'signedIn',
  summary: 'Leads of one view, what must be done first on top.',
  query: z.object({
    view: z.enum(LEAD_VIEWS).default('mine'),
    q: z.string().max(200).optional(),
    symbol: z.enum(LEAD_SYMBOLS).optional(),
    source: id.optional(),
    /** Only leads that are marked "bitte prüfen". */
    review: z.stringbool().optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(leadItem), nextCursor: z.string().nullable() }),
});

export const countLeads = endpoint({
  method: 'GET',
  path: '/api/leads/counts',
  who: 'signedIn',
  summary: 'How many leads each view holds (closed ones are not counted).',
  output: z.object({
    mine: z.number().int(),
    pool: z.number().int(),
    /** What nobody has and the reader, as a dispatcher, gives to somebody. */
    toDistribute: z.number().int(),
    team: z.number().int(),
    escalated: z.number().int(),
    followUps: z.number().int(),
    /** Marked "bitte prüfen", in any of the views. */
    review: z.number().int(),
  }),
});

/** A step of the lead's own course; `reached` in the past, `planned` ahead, `void` when handling came first. */
export const timelineStep = courseStep.extend({
  state: z.enum(['reached', 'planned', 'void']),
});
export type TimelineStep = z.infer<typeof timelineStep>;

/** One line of the Verlauf. `data` depends on `kind`; see domain/leads/events.ts. */
export const historyEntry = z.object({
  /** Unique within the lead. */
  id: z.string(),
  at: instant,
  kind: z.string(),
  actor: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

export const readField = z.object({
  path: z.string(),
  /** As the enquiry keeps it: a text, a number, yes or no, or a group of them. */
  value: z.unknown(),
  method: z.string(),
  raw: z.string().nullable(),
});

/** The fields people complete and put right; an empty text is "not stated". */
export const leadFields = z.object({
  name: z.string().trim().max(200),
  mail: z.union([z.literal(''), z.email().max(254)]),
  phone: z
    .string()
    .trim()
    .max(50)
    .refine((text) => text === '' || text.replaceAll(/\D/g, '').length >= 5, 'no telephone number'),
  vehicle: z.string().trim().max(200),
  text: z.string().trim().max(20_000),
  wishes: z.array(z.enum(WISHES)),
});

export const leadPage = leadItem.extend({
  sourceId: id,
  customerMail: z.string().nullable(),
  customerMailIsRelay: z.boolean(),
  customerPhone: z.string().nullable(),
  /** The customer's address at which mail does not arrive. */
  unreachable: z.object({ address: z.string(), reason: z.enum(FAILURE_REASONS), at: instant }).nullable(),
  message: z.string(),
  conversation: z.array(conversationMessage),
  /** Subject of an answer to the customer's latest mail; null when the customer wrote none. */
  replySubject: z.string().nullable(),
  closeOutcome: z.string().nullable(),
  closeReason: z.string().nullable(),
  /** The lead in which this one goes on (outcome `merged`). */
  mergedInto: z.object({ id, number: z.number().int() }).nullable(),
  /** Fields as read from the enquiry with their origin, and what could not be mapped. */
  fields: z.array(readField),
  extra: z.array(z.object({ key: z.string(), value: z.string() })),
  warnings: z.array(z.string()),
  /** What stands in the form that completes and corrects the lead. */
  entered: leadFields,
  /** Which reader read it, and by what it was chosen. */
  reading: z.object({
    reader: z.string(),
    version: z.string(),
    reason: z.string().nullable(),
    /** How sure the reader was, 0..1; null for the last resort and where nothing was read. */
    confidence: z.number().nullable(),
  }),
  rawMessageId: id.nullable(),
  hasOriginal: z.boolean(),
  timeline: z.array(timelineStep),
  /** Whose times the running clock goes by; `former`: the branch and source have others by now. null when closed. */
  timesOf: z.enum(['dealership', 'branch', 'source', 'former']).nullable(),
  history: z.array(historyEntry),
  otherLeads: z.array(leadItem),
  /** What the product sets when a person names no next step. */
  proposedFollowUpAt: instant,
});
export type LeadPage = z.infer<typeof leadPage>;

export const getLead = endpoint({
  method: 'GET',
  path: '/api/leads/:id',
  who: 'signedIn',
  summary: 'One lead with its time line and history.',
  params: idParams,
  output: leadPage,
});

/** A message fit to be shown to people. */
export const shownMail = z.object({
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Cleaned, for a frame that may do nothing; null when it has none. */
  html: z.string().nullable(),
  text: z.string(),
  /** What else of it is text and was read: documents attached or hidden in the HTML, the HTML's own text. */
  documents: z.array(z.object({ name: z.string(), text: z.string() })),
});
export type ShownMail = z.infer<typeof shownMail>;

export const getOriginal = endpoint({
  method: 'GET',
  path: '/api/leads/:id/original',
  who: 'signedIn',
  summary: 'The mail as it arrived: headers, safe HTML for display, and its text.',
  params: idParams,
  /** Another mail of the customer than the first. */
  query: z.object({ message: id.optional() }),
  output: shownMail.extend({
    receivedAt: instant,
    /** What it was taken for, and by which marks (`<header>: <value>`). */
    class: z.enum(MESSAGE_CLASSES),
    evidence: z.array(z.string()),
  }),
});

/** What follows an act: a follow-up, a closing, or nothing said (then the product's proposal is set). */
export const nextStep = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('followUp'), at: instant }),
    z.object({ kind: z.literal('close'), outcome: z.enum(CLOSE_OUTCOMES), reason: z.string().max(100) }),
  ])
  .optional();
export type NextStep = z.infer<typeof nextStep>;

const text = z.string().trim().min(1).max(20_000);

const act = <Body extends z.ZodType>(name: string, summary: string, body: Body, maxBodyBytes?: number) =>
  endpoint({
    method: 'POST',
    path: `/api/leads/:id/${name}`,
    who: 'signedIn',
    summary,
    params: idParams,
    body,
    ...(maxBodyBytes !== undefined && { maxBodyBytes }),
    output: done,
  });

export const takeLead = act('take', 'Take a lead from the pool; first come, first served.', z.object({}));
export const assignLead = act(
  'assign',
  'Give a lead to a person, or back to the pool. Never changes its clock.',
  z.object({ assigneeId: id.nullable() }),
);
export const answerLead = act(
  'answer',
  'Answer the customer by mail; counts as handled.',
  letter.extend({
    files: sentFiles,
    /** Although mail did not arrive at this address before. */
    despiteUnreachable: z.boolean().default(false),
    next: nextStep,
  }),
  FILES_BODY_BYTES,
);
export const logCall = act(
  'call',
  'Record a call or a visit; counts as handled.',
  z.object({
    what: z.enum(['call', 'visit']).default('call'),
    reached: z.boolean().default(true),
    text: text.optional(),
    next: nextStep,
  }),
);
export const noteLead = act('note', 'Write an internal note; does not count as handled.', z.object({ text }));
export const setFollowUp = act(
  'follow-up',
  'Let the lead come back at a date; counts as handled.',
  z.object({ at: instant, text: text.optional() }),
);
export const closeLead = act(
  'close',
  'Close the lead; its clock ends.',
  z.object({
    outcome: z.enum(CLOSE_OUTCOMES),
    reason: z.string().trim().min(1).max(100),
    text: text.optional(),
  }),
);
export const mergeLead = act(
  'merge',
  'Close the lead as merged into another one, which goes on with the clock of the two that is due first.',
  z.object({ into: id }),
);
export const reopenLead = act(
  'reopen',
  'Open a closed lead again; an answer is due from now. One that was merged is on its own again.',
  z.object({ text: text.optional() }),
);

export const createLead = endpoint({
  method: 'POST',
  path: '/api/leads',
  who: 'signedIn',
  summary: 'Enter an enquiry by hand (telephone, showroom, letter).',
  body: z
    .object({
      sourceId: id.optional(),
      /** Instead of a source: how the customer came. The source of that kind is made when it is first needed. */
      kind: z.enum(MANUAL_KINDS).optional(),
      /** With `kind`: whose customer it is; the first branch's unless said. */
      branchId: id.optional(),
      name: z.string().trim().min(1).max(200),
      mail: z.email().optional(),
      phone: z.string().trim().max(50).optional(),
      vehicle: z.string().trim().max(200).optional(),
      text: z.string().trim().max(20_000).default(''),
      /** When it came in; now unless said. */
      arrivedAt: instant.optional(),
      /** An old lead that is brought over: its clock counts from now. */
      imported: z.boolean().default(false),
      takeIt: z.boolean().default(false),
    })
    .refine(({ sourceId, kind }) => (sourceId === undefined) !== (kind === undefined), {
      path: ['sourceId'],
      message: 'either sourceId or kind',
    }),
  output: z.object({ id }),
});
