import { composeAnswer, referencesOf } from '../../domain/conversation/compose.ts';
import { fillPlaceholders, placeholderValues } from '../../domain/conversation/placeholders.ts';
import { mailLanguageOf } from '../../domain/conversation/salutation.ts';
import type { Enquiry } from '../../domain/intake/enquiry.ts';
import { replyAddress } from '../../domain/intake/recipient.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import type { LeadRow } from '../leads/store.ts';

/** What is written into an answer's fields. */
export interface Draft {
  readonly subject: string;
  readonly text: string;
  /** Whether the customer's latest message stands below. */
  readonly quote: boolean;
  readonly mailDomain: string;
}

/** An answer as its customer gets it. */
export interface Letter {
  readonly from: { readonly name: string; readonly address: string };
  readonly subject: string;
  /** What the person wrote, with its placeholders filled. */
  readonly own: string;
  /** The same with signature and quote. */
  readonly text: string;
  readonly missing: readonly string[];
  /** Of the customer's latest mail, without angle brackets, as the references. */
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
}

/** Writes an answer to the customer of a lead: from the person and house, in the thread of the customer's own mails. */
export const writeLetter = async (
  work: DealershipWork,
  lead: LeadRow,
  { subject, text, quote, mailDomain }: Draft,
  caller: Caller,
): Promise<Letter> => {
  const house = await readHouse(work, lead.branchId, caller.accountId);
  const { dealership, zone, signature } = house;
  const { language, fill } = fillerFor(lead, house, caller);
  const filled = fill(text);
  const filledSubject = fill(subject);
  const thread = await readThread(work, lead);
  const quoted =
    quote && thread.latest.text !== ''
      ? {
          from: lead.customerName ?? lead.customerMail ?? '',
          at: thread.latest.at
            .toZonedDateTimeISO(zone)
            .toPlainDateTime()
            .toLocaleString(language === 'de' ? 'de-DE' : 'en-GB', {
              dateStyle: 'medium',
              timeStyle: 'short',
            }),
          text: thread.latest.text,
        }
      : null;
  return {
    from: { name: `${caller.name}, ${dealership}`, address: replyAddress(lead.replyToken, mailDomain) },
    subject: filledSubject.text.replaceAll(/\s+/g, ' ').trim(),
    own: filled.text,
    text: composeAnswer(filled.text, fill(signature).text, quoted, language),
    missing: [...new Set([...filledSubject.missing, ...filled.missing])],
    inReplyTo: thread.latest.messageId,
    references: referencesOf(thread.messageIds),
  };
};

/** Puts the values of a lead in place of the placeholders of any text. */
export const fillForLead = async (work: DealershipWork, lead: LeadRow, caller: Caller) =>
  fillerFor(lead, await readHouse(work, lead.branchId, caller.accountId), caller).fill;

const fillerFor = (
  lead: LeadRow,
  { dealership, branch }: { dealership: string; branch: string },
  caller: Caller,
) => {
  const enquiry = lead.enquiry as Enquiry;
  const language = mailLanguageOf(enquiry.locale);
  const values = placeholderValues(enquiry, language, { dealership, branch, seller: caller.name });
  return { language, fill: (text: string) => fillPlaceholders(text, values) };
};

/** Names and signature that stand in a mail: the person's own signature, else the branch's. */
const readHouse = async (work: DealershipWork, branchId: string, accountId: string) => {
  const { ownSignature, branchSignature, ...house } = await work.sql
    .selectFrom('branches')
    .innerJoin('dealerships', 'dealerships.dealershipId', 'branches.dealershipId')
    .leftJoin('accounts', (join) =>
      join.onRef('accounts.dealershipId', '=', 'branches.dealershipId').on('accounts.id', '=', accountId),
    )
    .select([
      'branches.name as branch',
      'branches.zone',
      'branches.signature as branchSignature',
      'dealerships.name as dealership',
      'accounts.signature as ownSignature',
    ])
    .where('branches.dealershipId', '=', work.dealershipId)
    .where('branches.id', '=', branchId)
    .executeTakeFirstOrThrow();
  return { ...house, signature: ownSignature || branchSignature };
};

/** The mails of the conversation so far, oldest first, and what the customer wrote last. */
const readThread = async (work: DealershipWork, lead: LeadRow) => {
  const events = await work.sql
    .selectFrom('leadEvents')
    .select(['kind', 'data', 'happenedAt'])
    .where('dealershipId', '=', work.dealershipId)
    .where('leadId', '=', lead.id)
    .where('kind', 'in', ['customerWrote', 'answered'])
    .orderBy('happenedAt')
    .orderBy('id')
    .execute();
  const sent = await work.sql
    .selectFrom('outbox')
    .select(['id', 'messageId'])
    .where('dealershipId', '=', work.dealershipId)
    .where('leadId', '=', lead.id)
    .execute();
  const idsOfSent = new Map(sent.map(({ id, messageId }) => [id, messageId.replaceAll(/[<>]/g, '')]));
  let latest = { messageId: lead.messageId, text: lead.message, at: lead.arrivedAt };
  const messageIds = lead.messageId === null ? [] : [lead.messageId];
  for (const { kind, data, happenedAt } of events) {
    const { messageId = null, text, outboxId = '' } = data as Said;
    if (kind === 'customerWrote') latest = { messageId, text, at: happenedAt };
    const id = kind === 'customerWrote' ? messageId : idsOfSent.get(outboxId);
    if (id) messageIds.push(id);
  }
  return { latest, messageIds };
};

/** What both kinds of entries of a thread may hold. */
interface Said {
  readonly text: string;
  readonly messageId?: string;
  readonly outboxId?: string;
}
