import {
  type AttachmentInfo,
  type Enquiry,
  customerMail,
  customerName,
  customerPhone,
  vehicleTitle,
} from '../../domain/intake/enquiry.ts';
import { conversationMarks, messageMarks } from '../../domain/intake/thread.ts';
import type { LeadEventKind } from '../../domain/leads/events.ts';
import { sees } from '../../domain/leads/sight.ts';
import type { Caller } from '../accounts/caller.ts';
import { readSight } from '../accounts/store.ts';
import { recogniseCustomer } from '../customers/commands.ts';
import type { DealershipWork } from '../db/database.ts';
import { distributeLead, letOthersFollow, waitsForDispatcher } from '../distribution/commands.ts';
import { settleClock, startClock, tellNewcomers } from '../escalation/commands.ts';
import { Refusal } from '../refusal.ts';
import {
  insertThreadMarks,
  type LeadRow,
  lockLead,
  lockSurvivor,
  recordEvent,
  threadMarks,
  updateLead,
} from './store.ts';

/**
 * The customer wrote again: an answer is due from now, whatever the lead waited for (product.md 3). What is written to a
 * merged lead belongs to the one it goes on in.
 */
export const customerWrote = async (work: DealershipWork, message: CustomersMessage): Promise<void> => {
  const { rawMessageId, messageId = null, enquiry, subject, text, arrivedAt } = message;
  const lead = await lockSurvivor(work, message.leadId);
  const { files = [] } = message;
  const said = {
    subject,
    text,
    rawMessageId,
    ...(messageId !== null && { messageId }),
    ...(files.length > 0 && { files }),
  };
  await recordEvent(work, lead.id, 'customerWrote', said, null);
  const marks = [...messageMarks([messageId]), ...(enquiry ? conversationMarks(enquiry) : [])];
  await insertThreadMarks(work, threadMarks(lead.id, marks));
  if (message.settled) return;
  await updateLead(work, lead.id, { ...lastAct(work, 'customerWrote'), ...addressAfter(lead, enquiry) });
  await answerIsDue(work, lead, arrivedAt);
};

/** What a customer wrote to a lead that is there already. */
export interface CustomersMessage {
  readonly leadId: string;
  readonly rawMessageId: string;
  readonly messageId?: string | null;
  /** The mail as an enquiry would have been read from it. */
  readonly enquiry?: Enquiry | undefined;
  readonly subject: string;
  /** What was newly written. */
  readonly text: string;
  readonly files?: readonly AttachmentInfo[];
  readonly arrivedAt: Temporal.Instant;
  /** It was written and answered long ago: the history has it, nothing is due. */
  readonly settled?: boolean;
}

/**
 * An answer is due from `since`, whatever the lead waited for. Where one is due already, and has been for longer, the
 * clock is not stretched. The lead stays with whoever has it, and with whoever stands in for them; when their access has
 * ended, it is given away like a new one.
 */
export const answerIsDue = async (
  work: DealershipWork,
  lead: LeadRow,
  since: Temporal.Instant,
): Promise<void> => {
  if (lead.status === 'new' || lead.status === 'open') return;
  await settleClock(work, lead.id);
  const generation = lead.generation + 1;
  await updateLead(work, lead.id, {
    status: 'open',
    generation,
    closedAt: null,
    closeOutcome: null,
    closeReason: null,
  });
  await startClock(work, { ...lead, generation }, 'answer', since);
  if (lead.assigneeId !== null && !(await hasAccess(work, lead.assigneeId)))
    await distributeLead(work, lead.id);
};

/**
 * Who writes can be reached again. Of the addresses by which an exchange relays a conversation the latest is the one it
 * wants to be answered (formats.md 2.2); an address of the customer's own stays as it is.
 */
const addressAfter = (lead: LeadRow, enquiry: Enquiry | undefined): Partial<LeadRow> => {
  const from = enquiry && customerMail(enquiry);
  if (!from) return {};
  const isRelayed = enquiry.customer.emails.every(({ relay }) => relay);
  const wasRelayed = (lead.enquiry as Enquiry).customer.emails.every(({ relay }) => relay);
  const address = isRelayed && wasRelayed ? from : (lead.customerMail ?? from);
  return {
    customerMail: address,
    ...(lead.unreachableAddress !== null && isSameAddress(from, address) && REACHABLE),
  };
};

const isSameAddress = (one: string, other: string | null): boolean =>
  one.toLowerCase() === other?.toLowerCase();

const REACHABLE = { unreachableAddress: null, unreachableReason: null, unreachableAt: null };

/**
 * First come, first served: of many takers in the same instant exactly one gets the lead; the others hear who it was
 * (`alreadyTaken`), though they no longer see it.
 */
export const takeLead = async (work: DealershipWork, leadId: string, caller: Caller): Promise<void> => {
  const lead = await lockLead(work, leadId, null);
  const inPool = { ...lead, assigneeId: null };
  const sight = await readSight(work, caller);
  if (!sees(sight, lead) && !sees(sight, inPool)) throw new Refusal('notFound', 'There is no such lead.');
  requireOpen(lead);
  if (lead.assigneeId === caller.accountId) return;
  if (lead.assigneeId !== null) {
    const winner = await accountName(work, lead.assigneeId);
    throw new Refusal('alreadyTaken', `${winner} was faster.`, [], { name: winner });
  }
  await setTaker(work, leadId, caller);
};

/** Whoever enters an enquiry may keep it, whichever pools they see. */
export const setTaker = async (
  work: DealershipWork,
  leadId: string,
  { accountId }: Caller,
): Promise<void> => {
  await updateLead(work, leadId, { assigneeId: accountId, toDistribute: false, ...lastAct(work, 'taken') });
  await recordEvent(work, leadId, 'taken', {}, accountId);
  await letOthersFollow(work, leadId, accountId);
};

/**
 * Gives the lead to a person, or back to the pool; where dispatchers give leads to people, back to them. Never restarts or
 * stretches its clock (product.md 3).
 */
export const assignLead = async (
  work: DealershipWork,
  leadId: string,
  assigneeId: string | null,
  caller: Caller,
): Promise<void> => {
  const lead = await lockLead(work, leadId, caller);
  requireOpen(lead);
  const toDistribute = assigneeId === null && (await waitsForDispatcher(work, lead));
  if (lead.assigneeId === assigneeId && lead.toDistribute === toDistribute) return;
  const toName = assigneeId === null ? null : await accountName(work, assigneeId, 'active');
  await updateLead(work, leadId, { assigneeId, toDistribute, ...lastAct(work, 'assigned') });
  await recordEvent(work, leadId, 'assigned', { to: assigneeId, toName }, caller.accountId);
  await letOthersFollow(work, leadId, caller.accountId);
  // Who gives a lead to themselves knows of it.
  if (assigneeId !== caller.accountId) await tellNewcomers(work, [leadId]);
};

export const requireOpen = (lead: LeadRow): void => {
  if (lead.status === 'closed') throw new Refusal('leadClosed', 'The lead is closed. Reopen it first.');
};

/** The columns every act leaves on the lead, for the list. */
export const lastAct = (work: DealershipWork, kind: LeadEventKind) => ({
  lastAct: kind,
  lastActAt: work.now,
});

const hasAccess = async (work: DealershipWork, accountId: string): Promise<boolean> => {
  const account = await work.sql
    .selectFrom('accounts')
    .select('active')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', accountId)
    .executeTakeFirst();
  return account?.active ?? false;
};

export const accountName = async (
  work: DealershipWork,
  accountId: string,
  state?: 'active',
): Promise<string> => {
  const account = await work.sql
    .selectFrom('accounts')
    .select('name')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', accountId)
    .$if(state === 'active', (query) => query.where('active', '=', true))
    .executeTakeFirst();
  if (!account) throw new Refusal('notFound', 'There is no such person.');
  return account.name;
};

/** What a lead's own columns say of its enquiry. */
export const columnsOf = (enquiry: Enquiry, number: number) => {
  const named = {
    customerName: customerName(enquiry),
    customerMail: customerMail(enquiry),
    customerPhone: customerPhone(enquiry),
    vehicle: vehicleTitle(enquiry),
  };
  return {
    ...named,
    message: enquiry.message?.text ?? '',
    enquiry: JSON.stringify(enquiry),
    search: searchText([...Object.values(named), `#${number}`, ...internalNumbers(enquiry)]),
  };
};

/** What is now known of a lead replaces what its enquiry said; a later address its exchange has given stays. */
export const changeEnquiry = async (work: DealershipWork, lead: LeadRow, enquiry: Enquiry): Promise<void> => {
  const { customerMail: address, ...columns } = columnsOf(enquiry, lead.number);
  const isNewAddress = address !== customerMail(lead.enquiry as Enquiry);
  await updateLead(work, lead.id, {
    ...columns,
    ...(isNewAddress && {
      customerMail: address,
      unreachableAddress: null,
      unreachableReason: null,
      unreachableAt: null,
    }),
  });
  await recogniseCustomer(work, lead, enquiry);
  await insertThreadMarks(work, threadMarks(lead.id, conversationMarks(enquiry)));
};

/** What the search looks through: lower case, numbers of telephones without their spacing. */
const searchText = (parts: readonly (string | null | undefined)[]): string =>
  parts
    .filter((part) => part)
    .join(' ')
    .toLowerCase();

const internalNumbers = (enquiry: Enquiry): string[] =>
  enquiry.vehicles
    .flatMap(({ internalNumber, listingId, vin }) => [internalNumber, listingId, vin])
    .filter((part) => part !== undefined);
