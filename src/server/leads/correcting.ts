import {
  changedFields,
  correctEnquiry,
  FIELD_PATHS,
  fieldsOf,
  type LeadFields,
} from '../../domain/intake/correct.ts';
import type { Enquiry } from '../../domain/intake/enquiry.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { changeEnquiry, lastAct } from './commands.ts';
import { lockLead, recordEvent, updateLead } from './store.ts';

/**
 * Somebody completes or puts right what was read. With that the lead has been looked at; handled it has not, and its
 * clock goes on (product.md 3). Refuses with `notFound`.
 */
export const correctLead = async (
  work: DealershipWork,
  leadId: string,
  wanted: LeadFields,
  caller: Caller,
): Promise<void> => {
  const lead = await lockLead(work, leadId, caller);
  const before = lead.enquiry as Enquiry;
  const after = correctEnquiry(before, wanted, { by: caller.name, at: work.now.toString() });
  const changes = changesOf(fieldsOf(before), fieldsOf(after));
  if (changes.length === 0 && !lead.needsReview) return;
  await changeEnquiry(work, lead, after);
  await updateLead(work, leadId, { needsReview: false, ...lastAct(work, 'corrected') });
  await recordEvent(work, leadId, 'corrected', { changes, reviewed: lead.needsReview }, caller.accountId);
};

const changesOf = (before: LeadFields, after: LeadFields) =>
  changedFields(before, after).map((field) => ({
    path: FIELD_PATHS[field],
    old: textOf(before[field]),
    new: textOf(after[field]),
  }));

const textOf = (value: string | readonly string[]): string | null =>
  (typeof value === 'string' ? value : value.join(', ')) || null;
