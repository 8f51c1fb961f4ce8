import { type AttachedFile, attachmentProblem, fileNameFor } from '../../domain/conversation/attachments.ts';
import { fileTypeOf } from '../../domain/conversation/file-type.ts';
import type { Bounce } from '../../domain/intake/bounce.ts';
import {
  failureReasonOf,
  type FailureReason,
  isAddressAtFault,
  isAnswerDueAgain,
} from '../../domain/leads/delivery-failure.ts';
import type { LeadEventKind, LeadEvents } from '../../domain/leads/events.ts';
import type { CloseOutcome } from '../../domain/leads/lead.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { answerIsDue, lastAct } from '../leads/commands.ts';
import { type LeadRow, lockSurvivor, recordEvent, updateLead } from '../leads/store.ts';
import { enqueueMail } from '../mail/outbox.ts';
import { Refusal } from '../refusal.ts';
import { type Draft, writeLetter } from './letter.ts';
import { findSentMail, type SentMail } from './store.ts';

/** What is known of a mail that did not arrive. */
interface Failure {
  readonly address: string;
  readonly reason: FailureReason;
  /** Whether the fault lies with the address, so that it is marked. */
  readonly marksAddress: boolean;
}

/**
 * The relay gave up a mail to a customer. An answer that never left was no answer: the lead shows why, and one is due
 * again (product.md 3). Mails to the dealership's own people are told of elsewhere.
 */
export const mailGivenUp = async (work: DealershipWork, outboxId: string): Promise<void> => {
  const mail = await findSentMail(work, { outboxId });
  if (!mail) return;
  const said = mail.lastAnswer ?? '';
  const reason = failureReasonOf(null, said);
  // Whether the relay has it nobody knows: that says nothing of the address.
  const marksAddress = mail.lastResult !== 'unknown' && isAddressAtFault(reason);
  const lead = await lockSurvivor(work, mail.leadId);
  const data = { outboxId, subject: mail.subject ?? '', address: mail.toAddress, reason, said };
  await failed(work, lead, mail, { address: mail.toAddress, reason, marksAddress }, 'undelivered', data);
};

/**
 * A report on one of our mails to the customer came in. A delay is only noted; a failure marks the address, and when it
 * was an answer, one is due again. The report may not say which mail it speaks of: then it is the last one.
 */
export const reportArrived = async (
  work: DealershipWork,
  leadId: string,
  { subject, rawMessageId, bounce }: { subject: string; rawMessageId: string; bounce: Bounce },
): Promise<void> => {
  const lead = await lockSurvivor(work, leadId);
  const named =
    bounce.messageId === null ? undefined : await findSentMail(work, { messageId: bounce.messageId });
  const mail = named ?? (await findSentMail(work, { lastOfLead: lead.id }));
  const address = bounce.recipient ?? mail?.toAddress ?? lead.customerMail ?? '';
  const { said } = bounce;
  const reason = failureReasonOf(bounce.status, said);
  const data = { subject, rawMessageId, address, reason, said, delayed: bounce.kind === 'delayed' };
  if (data.delayed) return recordEvent(work, lead.id, 'bounced', data, null);
  const marksAddress = isAddressAtFault(reason) && address !== '';
  await failed(work, lead, mail ?? null, { address, reason, marksAddress }, 'bounced', data);
};

const failed = async <Kind extends 'undelivered' | 'bounced'>(
  work: DealershipWork,
  lead: LeadRow,
  mail: SentMail | null,
  { address, reason, marksAddress }: Failure,
  kind: Kind,
  data: LeadEvents[Kind],
): Promise<void> => {
  await recordEvent(work, lead.id, kind, data, null);
  await updateLead(work, lead.id, {
    ...lastAct(work, kind),
    ...(marksAddress && {
      unreachableAddress: address,
      unreachableReason: reason,
      unreachableAt: work.now,
    }),
  });
  if (mail?.kind !== 'answer') return;
  const since = await actsSince(work, lead.id, mail.createdAt);
  if (!isAnswerDueAgain(lead.closeOutcome as CloseOutcome | 'merged' | null, since)) return;
  if (lead.firstHandledAt?.equals(mail.createdAt)) await updateLead(work, lead.id, { firstHandledAt: null });
  await answerIsDue(work, lead, work.now);
};

/** What happened on the lead after that instant; what belongs to the act of the instant itself is no part of it. */
const actsSince = async (work: DealershipWork, leadId: string, at: Temporal.Instant) => {
  const events = await work.sql
    .selectFrom('leadEvents')
    .select(['kind', 'data'])
    .where('dealershipId', '=', work.dealershipId)
    .where('leadId', '=', leadId)
    .where('happenedAt', '>', at)
    .execute();
  return events.map(({ kind, data }) => ({
    kind: kind as LeadEventKind,
    reached: (data as Partial<LeadEvents['called']>).reached ?? false,
  }));
};

/** An answer a person sends. */
export interface Answer extends Draft {
  readonly files: readonly AttachedFile[];
  /** Although mail did not arrive at this address before. */
  readonly despiteUnreachable: boolean;
}

/**
 * Puts an answer to the customer into the outbox and says what the history keeps of it. It goes to the lead's present
 * address only: of a relayed conversation that is the exchange's latest (formats.md 2.2), and From, not Reply-To, leads
 * back to the lead. Refuses with `noMailAddress`, `addressUnreachable` or what is wrong with the files.
 */
export const sendAnswer = async (
  work: DealershipWork,
  lead: LeadRow,
  answer: Answer,
  caller: Caller,
): Promise<LeadEvents['answered']> => {
  const { customerMail } = lead;
  if (!customerMail) throw new Refusal('noMailAddress', 'The enquiry names no mail address of the customer.');
  if (lead.unreachableAddress?.toLowerCase() === customerMail.toLowerCase() && !answer.despiteUnreachable)
    throw new Refusal('addressUnreachable', 'A mail did not arrive at this address before.');
  const problem = attachmentProblem(answer.files);
  if (problem) throw new Refusal(ATTACHMENT_CODES[problem.problem], problem.name ?? 'Too much at once.');
  const letter = await writeLetter(work, lead, answer, caller);
  const files = answer.files.map(({ name, content }, position) => {
    const type = fileTypeOf(content);
    return { name: fileNameFor(name, type, position), mediaType: type.mediaType, content };
  });
  const outboxId = await enqueueMail(work, {
    kind: 'answer',
    leadId: lead.id,
    toName: lead.customerName ?? '',
    toAddress: customerMail,
    from: letter.from,
    subject: letter.subject,
    text: letter.text,
    ...(letter.inReplyTo !== null && { inReplyTo: letter.inReplyTo }),
    references: letter.references,
    attachments: files,
  });
  const kept = files.map(({ name, mediaType, content }) => ({
    name,
    type: mediaType,
    bytes: content.length,
  }));
  const { subject, own: text } = letter;
  return { outboxId, subject, text, ...(kept.length > 0 && { files: kept }) };
};

const ATTACHMENT_CODES = {
  tooMany: 'attachmentsTooLarge',
  tooLarge: 'attachmentsTooLarge',
  empty: 'attachmentEmpty',
  risky: 'attachmentRisky',
} as const;
