import { type Enquiry, needsReview } from '../../domain/intake/enquiry.ts';
import { marksOfEnquiry } from '../../domain/intake/thread.ts';
import type { ArrivalFlag } from '../../domain/leads/arrival.ts';
import { acknowledgeEnquiries, type WayIn } from '../acknowledgement/commands.ts';
import type { Caller } from '../accounts/caller.ts';
import { insertStated, recogniseCustomers, type RecognisedCustomer } from '../customers/commands.ts';
import type { DealershipWork } from '../db/database.ts';
import { distributeNewLeads } from '../distribution/commands.ts';
import { startClocks } from '../escalation/commands.ts';
import { newId, newToken } from '../ids.ts';
import { columnsOf, setTaker } from './commands.ts';
import { insertThreadMarks, type LeadEvent, takeLeadNumbers, recordEvents, threadMarks } from './store.ts';

/** An enquiry that has been read, and where it came from. */
export interface ReceivedEnquiry {
  readonly sourceId: string;
  /** null when somebody entered it by hand. */
  readonly rawMessageId: string | null;
  readonly enquiry: Enquiry;
  readonly messageId: string | null;
  /** The mail's own. */
  readonly subject?: string;
  readonly arrivedAt: Temporal.Instant;
  /** The clock counts from here; unless said (`decideArrival`), from the arrival, not from when it was read. */
  readonly clockFrom?: Temporal.Instant;
  readonly flags?: readonly ArrivalFlag[];
  /** What the way it came says about answering it by itself; not of what was entered by hand. */
  readonly wayIn?: WayIn;
  /** Who entered it by hand. */
  readonly enteredBy?: Caller;
  /** Whether whoever entered it keeps it. */
  readonly takeIt?: boolean;
  /** An old enquiry that is brought over to be looked up: closed since it came, it has no clock, and nobody hears of it. */
  readonly settled?: boolean;
}

/** Makes a lead of an enquiry; see `receiveEnquiries`. */
export const receiveEnquiry = async (
  work: DealershipWork,
  received: ReceivedEnquiry,
): Promise<{ leadId: string; number: number }> => {
  const [lead] = await receiveEnquiries(work, [received]);
  if (!lead) throw new Error('No lead was made of the enquiry.');
  return lead;
};

/**
 * Makes leads of enquiries, numbered in their order, with their clocks running since they arrived, and gives them to whom they
 * belong; unless they are settled. Several must be of different customers and matters: none of them decides about another.
 */
export const receiveEnquiries = async (
  work: DealershipWork,
  received: readonly ReceivedEnquiry[],
): Promise<{ leadId: string; number: number }[]> => {
  if (received.length === 0) return [];
  const placeOf = await readPlaces(work, received);
  const firstNumber = await takeLeadNumbers(work, received.length);
  const enquiries = received.map((one) => ({ ...one, enquiry: withWarnings(one) }));
  const recognised = await recogniseCustomers(work, enquiries);
  const leads = recognised.map(
    (one, at): NewLead => ({
      ...one,
      ...placeOf(one.sourceId),
      id: newId(),
      number: firstNumber + at,
      generation: 1,
      replyToken: newToken(),
      startedAt: one.clockFrom ?? one.arrivedAt,
    }),
  );
  await work.sql
    .insertInto('leads')
    .values(leads.map((lead) => ({ dealershipId: work.dealershipId, ...rowOf(lead) })))
    .execute();
  await insertStated(work, leads);
  const marksOf = ({ id, messageId, enquiry }: NewLead) =>
    threadMarks(id, marksOfEnquiry(messageId, enquiry));
  await insertThreadMarks(work, leads.flatMap(marksOf));
  const running = leads.filter(({ settled }) => !settled);
  await startClocks(work, 'answer', running);
  await recordEvents(work, 'arrived', leads.map(arrivalOf));
  await giveAway(work, running);
  await acknowledgeEnquiries(work, running);
  return leads.map(({ id, number }) => ({ leadId: id, number }));
};

interface NewLead extends ReceivedEnquiry {
  readonly id: string;
  readonly number: number;
  readonly branchId: string;
  readonly sourceName: string;
  readonly customer: RecognisedCustomer;
  readonly generation: number;
  readonly replyToken: string;
  readonly startedAt: Temporal.Instant;
}

/** What is strange about the arrival stands with what was strange in the reading. */
const withWarnings = ({ enquiry, flags = [] }: ReceivedEnquiry): Enquiry => ({
  ...enquiry,
  parse: { ...enquiry.parse, warnings: [...enquiry.parse.warnings, ...flags.map((code) => ({ code }))] },
});

/** What the sources are called to which enquiries came, and whose they are. */
const readPlaces = async (work: DealershipWork, received: readonly ReceivedEnquiry[]) => {
  const sources = await work.sql
    .selectFrom('sources')
    .select(['id', 'name as sourceName', 'branchId'])
    .where('dealershipId', '=', work.dealershipId)
    .where('id', 'in', [...new Set(received.map(({ sourceId }) => sourceId))])
    .execute();
  return (sourceId: string) => {
    const source = sources.find(({ id }) => id === sourceId);
    if (!source) throw new Error('The enquiry came to no source of the dealership.');
    return { sourceName: source.sourceName, branchId: source.branchId };
  };
};

const rowOf = (lead: NewLead) => ({
  id: lead.id,
  number: lead.number,
  branchId: lead.branchId,
  sourceId: lead.sourceId,
  generation: lead.generation,
  ...columnsOf(lead.enquiry, lead.number),
  customerId: lead.customer.id,
  rawMessageId: lead.rawMessageId,
  ...(lead.settled
    ? { status: 'closed', closedAt: lead.arrivedAt, closeOutcome: 'settled' }
    : { status: 'new' }),
  needsReview: needsReview(lead.enquiry),
  messageId: lead.messageId,
  replyToken: lead.replyToken,
  arrivedAt: lead.arrivedAt,
});

const arrivalOf = (lead: NewLead): LeadEvent<'arrived'> => ({
  leadId: lead.id,
  data: {
    source: lead.sourceName,
    channel: lead.enquiry.source.channel,
    ...(lead.subject && { subject: lead.subject }),
    ...(lead.flags && lead.flags.length > 0 && { flags: lead.flags }),
  },
  actorId: lead.enteredBy?.accountId ?? null,
});

const giveAway = async (work: DealershipWork, leads: readonly NewLead[]): Promise<void> => {
  for (const { id, takeIt, enteredBy } of leads) if (takeIt && enteredBy) await setTaker(work, id, enteredBy);
  // Who tries out a source wants to see it arrive; it is nobody's work and nobody's turn.
  const free = leads.filter(({ takeIt, enquiry }) => !takeIt && !enquiry.source.isTest);
  await distributeNewLeads(work, free);
};
