import type { SettableClass } from '../../contract/intake.ts';
import type { MessageClass } from '../../domain/intake/message-class.ts';
import type { Caller } from '../accounts/caller.ts';
import { type DealershipWork, notify } from '../db/database.ts';
import { lockMessage, type MessageRow, setRawMessage } from '../intake/store.ts';
import { Refusal } from '../refusal.ts';
import { closeLead, reopenLead } from './handling.ts';
import { lockLead, recordEvent } from './store.ts';

/**
 * A person says what a message is; that stays, however often it is read anew. What is an enquiry after all becomes a lead
 * by the way every message does, or its lead, closed as unusable before, is open again. The leads of what is no enquiry
 * are closed as unusable. Refuses with `notFound`, and `badInput` for what only its address decides.
 */
export const sayMessageClass = async (
  work: DealershipWork,
  messageId: string,
  said: SettableClass,
  caller: Caller,
): Promise<void> => {
  const raw = await lockMessage(work, messageId, caller);
  if (raw.sourceId === null || raw.class === 'test')
    throw new Refusal('badInput', 'Only what came to a lead address can be an enquiry or not.');
  if (raw.class === said) return;
  const from = (raw.class ?? 'waiting') as MessageClass;
  const leads = await leadsOf(work, messageId);
  await setRawMessage(work, messageId, {
    class: said,
    classFound: raw.classSetBy === null ? raw.class : raw.classFound,
    classSetBy: caller.accountId,
    classSetAt: work.now,
    ...(said === 'lead' && leads.length === 0 ? anewAt(work.now) : settledAt(raw, work.now)),
  });
  if (said === 'lead' && leads.length === 0) await notify(work, 'raw');
  for (const { id, closeOutcome } of leads) {
    if (said === 'lead' && closeOutcome === 'unusable') await reopenLead(work, id, undefined, caller);
    if (said !== 'lead' && closeOutcome === null) await closeAsNoEnquiry(work, id, said, caller);
    await recordEvent(work, id, 'reclassified', { from, to: said }, caller.accountId);
  }
};

/** The same from the lead's page, for whoever sees the lead; one without a message is only closed. */
export const markNoEnquiry = async (
  work: DealershipWork,
  leadId: string,
  said: Exclude<SettableClass, 'lead'>,
  caller: Caller,
): Promise<void> => {
  const lead = await lockLead(work, leadId, caller);
  if (lead.rawMessageId === null) return closeAsNoEnquiry(work, leadId, said, caller);
  if (lead.status === 'closed') throw new Refusal('leadClosed', 'The lead is closed. Reopen it first.');
  const leads = await leadsOf(work, lead.rawMessageId);
  // One mail with several prospects stays an enquiry as long as one of them is.
  if (leads.some(({ id, closeOutcome }) => id !== leadId && closeOutcome !== 'unusable'))
    return closeAsNoEnquiry(work, leadId, said, caller);
  const raw = await lockMessage(work, lead.rawMessageId, null);
  await setRawMessage(work, raw.id, {
    class: said,
    classFound: raw.classSetBy === null ? raw.class : raw.classFound,
    classSetBy: caller.accountId,
    classSetAt: work.now,
  });
  await closeAsNoEnquiry(work, leadId, said, caller);
  const from = (raw.class ?? 'waiting') as MessageClass;
  await recordEvent(work, leadId, 'reclassified', { from, to: said }, caller.accountId);
};

const closeAsNoEnquiry = (
  work: DealershipWork,
  leadId: string,
  said: Exclude<SettableClass, 'lead'>,
  caller: Caller,
): Promise<void> => {
  const reason = said === 'spam' ? 'spam' : 'noCustomer';
  return closeLead(work, leadId, { outcome: 'unusable', reason, text: undefined }, caller);
};

const leadsOf = (work: DealershipWork, rawMessageId: string) =>
  work.sql
    .selectFrom('leads')
    .select(['id', 'closeOutcome'])
    .where('dealershipId', '=', work.dealershipId)
    .where('rawMessageId', '=', rawMessageId)
    .orderBy('id')
    .execute();

/** It waits for the reader once more, which sees by whom it was said to be an enquiry. */
const anewAt = (now: Temporal.Instant) => ({
  readState: 'waiting',
  nextReadAt: now,
  readAttempts: 0,
  readAt: null,
  readError: null,
});

const settledAt = (raw: MessageRow, now: Temporal.Instant) =>
  raw.readState === 'waiting' ? { readState: 'read', nextReadAt: null, readAt: now } : {};
