import type { z } from 'zod';
import type * as contract from '../../contract/intake.ts';
import type { Enquiry } from '../../domain/intake/enquiry.ts';
import {
  type Difference,
  differencesOf,
  isReadOtherwise,
  rereadEnquiry,
} from '../../domain/intake/reread.ts';
import { messageMarks } from '../../domain/intake/thread.ts';
import type { Caller } from '../accounts/caller.ts';
import { type DealershipWork, notify } from '../db/database.ts';
import { changeEnquiry } from '../leads/commands.ts';
import {
  insertThreadMarks,
  type LeadRow,
  lockLead,
  recordEvent,
  threadMarks,
  updateLead,
} from '../leads/store.ts';
import type { Reading } from './reading.ts';
import type { ReadingThreads } from './reading-threads.ts';
import { contextOf, lockMessage, setRawMessage, type WaitingMessage } from './store.ts';

/** A lead, what its message was read to be this time, and how that differs. */
export interface RereadLead {
  readonly lead: LeadRow;
  readonly fresh: Enquiry;
  readonly differences: readonly Difference[];
}

/** What the present readers see in a message that became leads. That it was an enquiry is settled: no lead is taken back. */
export const readAnew = (raw: WaitingMessage, threads: Pick<ReadingThreads, 'read'>): Promise<Reading> =>
  threads.read(raw, { ...contextOf(raw), isEnquiry: true });

/**
 * Compares what was read anew with the leads the message became, first with first. Empty when it holds another number of
 * enquiries than before: then it is open which is which, and nothing is changed.
 */
export const compareReading = async (
  work: DealershipWork,
  rawMessageId: string,
  enquiries: readonly Enquiry[],
): Promise<RereadLead[]> => {
  const leads = await work.sql
    .selectFrom('leads')
    .select('id')
    .where('dealershipId', '=', work.dealershipId)
    .where('rawMessageId', '=', rawMessageId)
    .orderBy('number')
    .execute();
  if (enquiries.length !== leads.length) return [];
  const compared: RereadLead[] = [];
  for (const [place, { id }] of leads.entries()) {
    const fresh = enquiries[place];
    if (!fresh) continue;
    const lead = await lockLead(work, id, null);
    compared.push({ lead, fresh, differences: differencesOf(lead.enquiry as Enquiry, fresh) });
  }
  return compared;
};

/**
 * Takes the new reading into the lead. What people put right stays, the clock goes on as it is, and a lead that was marked
 * "bitte prüfen" is free of that once all of it could be read. Says whether anything changed.
 */
export const takeReading = async (
  work: DealershipWork,
  { lead, fresh, differences }: RereadLead,
  actorId: string | null,
): Promise<boolean> => {
  if (!isReadOtherwise(differences)) return false;
  const enquiry = rereadEnquiry(lead.enquiry as Enquiry, fresh);
  await changeEnquiry(work, lead, enquiry);
  if (lead.needsReview && enquiry.parse.status === 'ok')
    await updateLead(work, lead.id, { needsReview: false });
  const { reader, version } = enquiry.parse;
  const changes = differences
    .filter(({ kept }) => !kept)
    .map(({ path, old, new: now }) => ({ path, old: shortened(old), new: shortened(now) }));
  await recordEvent(work, lead.id, 'reread', { reader, version, changes }, actorId);
  return true;
};

/**
 * The lead a message became before all of it was there, compared with what it is read as now; null when there is none: it
 * goes the way of all others. Of several enquiries the lead takes the first.
 */
export const findLeadToFill = async (
  work: DealershipWork,
  raw: WaitingMessage,
  { enquiries }: Pick<Reading, 'enquiries'>,
): Promise<RereadLead | null> => {
  if (raw.class !== 'lead' && raw.class !== 'test') return null;
  const [one = null] = await compareReading(work, raw.id, enquiries.slice(0, 1));
  return one;
};

/** Takes into that lead what is there only now. */
export const fillLead = async (
  work: DealershipWork,
  found: RereadLead,
  { messageId }: Pick<Reading, 'messageId'>,
): Promise<void> => {
  const { id } = found.lead;
  await recordEvent(work, id, 'originalFetched', {}, null);
  await takeReading(work, found, null);
  await updateLead(work, id, { messageId });
  await insertThreadMarks(work, threadMarks(id, messageMarks([messageId])));
};

/** Of long texts the history keeps the beginning. */
const MOST_CHARS = 500;
const shortened = (value: unknown): unknown =>
  typeof value === 'string' && value.length > MOST_CHARS
    ? `${value.slice(0, MOST_CHARS).toWellFormed()}…`
    : value;

/** One message read anew: compared, and taken into its leads if wanted. One that still waits is tried at once. */
export const rereadMessage = async (
  work: DealershipWork,
  messageId: string,
  apply: boolean,
  caller: Caller,
  threads: Pick<ReadingThreads, 'read'>,
): Promise<z.input<typeof contract.rereadMessage.output>> => {
  const raw = await lockMessage(work, messageId, caller);
  if (raw.readState !== 'read') {
    await setRawMessage(work, messageId, { nextReadAt: work.now });
    await notify(work, 'raw');
    return { result: 'queued', leads: [], reader: null, version: null };
  }
  const compared = await compareReading(work, messageId, (await readAnew(raw, threads)).enquiries);
  const [first] = compared;
  if (!first) return { result: 'noLead', leads: [], reader: null, version: null };
  if (apply) for (const one of compared) await takeReading(work, one, caller.accountId);
  return {
    result: apply ? 'applied' : 'compared',
    leads: compared.map(({ lead, differences }) => ({
      id: lead.id,
      number: lead.number,
      customer: lead.customerName ?? lead.customerMail,
      differences: [...differences],
    })),
    reader: first.fresh.parse.reader,
    version: first.fresh.parse.version,
  };
};
