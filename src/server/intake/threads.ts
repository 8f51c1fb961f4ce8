import { customerMail } from '../../domain/intake/enquiry.ts';
import { localPartOf, replyTokenOf } from '../../domain/intake/recipient.ts';
import { conversationMarks, messageMarks } from '../../domain/intake/thread.ts';
import type { LeadEvents } from '../../domain/leads/events.ts';
import type { DealershipWork } from '../db/database.ts';
import type { Reading } from './reading.ts';
import type { WaitingMessage } from './store.ts';

/** How long an exchange's conversation is taken for the same one: relay addresses may be given out again. */
const CONVERSATION_DAYS = 180;

/**
 * The lead a mail to a lead address goes on with, null when it is a new enquiry (product.md 3, formats.md 2.2, 4): it
 * answers a mail of ours, or an own one of the same customer, or comes in an exchange's conversation with the same
 * source. Only such marks decide, never a name or a vehicle; and a mail that holds several enquiries is no reply.
 */
export const findLeadOfThread = async (
  work: DealershipWork,
  { sourceId, receivedAt }: Pick<WaitingMessage, 'sourceId' | 'receivedAt'>,
  { answers, enquiries }: Pick<Reading, 'answers' | 'enquiries'>,
): Promise<string | null> => {
  const [enquiry, ...more] = enquiries;
  if (more.length > 0) return null;
  const answered = await leadOfOurMail(work, answers);
  if (answered !== null || !enquiry) return answered;
  const marked = () =>
    work.sql
      .selectFrom('threadMarks as marks')
      .innerJoin('leads', (join) =>
        join.onRef('leads.dealershipId', '=', 'marks.dealershipId').onRef('leads.id', '=', 'marks.leadId'),
      )
      .select('leads.id')
      .where('marks.dealershipId', '=', work.dealershipId)
      .orderBy('marks.markedAt', 'desc')
      .orderBy('leads.id', 'desc')
      .limit(1);
  const ownMarks = messageMarks(answers);
  const from = customerMail(enquiry);
  // A gateway may thread the mails of all its customers: who writes must be who wrote.
  const ownMail =
    ownMarks.length > 0 && from !== null
      ? await marked()
          .where('marks.mark', 'in', ownMarks)
          .where((eb) => eb(eb.fn('lower', ['leads.customerMail']), '=', from.toLowerCase()))
          .executeTakeFirst()
      : undefined;
  if (ownMail) return ownMail.id;
  const conversation = conversationMarks(enquiry);
  if (conversation.length === 0) return null;
  const going = await marked()
    .where('marks.mark', 'in', conversation)
    .where('leads.sourceId', '=', sourceId)
    .where('marks.markedAt', '>', receivedAt.subtract({ hours: CONVERSATION_DAYS * 24 }))
    .executeTakeFirst();
  return going?.id ?? null;
};

/** The lead of the first of these Message-IDs that is of a mail we wrote to its customer. */
const leadOfOurMail = async (work: DealershipWork, messageIds: readonly string[]): Promise<string | null> => {
  if (messageIds.length === 0) return null;
  const mails = await work.sql
    .selectFrom('outbox')
    .select(['leadId', 'messageId'])
    .where('dealershipId', '=', work.dealershipId)
    .where(
      'messageId',
      'in',
      messageIds.map((id) => `<${id}>`),
    )
    .where('leadId', 'is not', null)
    .execute();
  const nearest = messageIds.map((id) => mails.find(({ messageId }) => messageId === `<${id}>`));
  return nearest.find((mail) => mail !== undefined)?.leadId ?? null;
};

/**
 * Whether a mail is one the dealership wrote itself, come back by a forwarding or a loop: by the id of the outbox it
 * carries, or because it comes from the reply address of one of its leads. Says which lead it was written for, if any.
 */
export const findOwnMail = async (
  work: DealershipWork,
  { ownMailId, sender }: Pick<Reading, 'ownMailId' | 'sender'>,
  mailDomain: string,
): Promise<{ leadId: string | null } | undefined> => {
  const mail =
    ownMailId === null
      ? undefined
      : await work.sql
          .selectFrom('outbox')
          .select('leadId')
          .where('dealershipId', '=', work.dealershipId)
          .where('id', '=', ownMailId)
          .executeTakeFirst();
  if (mail) return mail;
  const replyToken = replyTokenOf(localPartOf(sender.address, mailDomain) ?? '');
  if (replyToken === null) return undefined;
  return work.sql
    .selectFrom('leads')
    .select('id as leadId')
    .where('dealershipId', '=', work.dealershipId)
    .where('replyToken', '=', replyToken)
    .executeTakeFirst();
};

/** Whether that mail, with the same bytes or the same id and words, is in the lead's history as its customer's already. */
export const isReplyKnown = async (
  work: DealershipWork,
  { sha256 }: Pick<WaitingMessage, 'sha256'>,
  leadId: string,
  { messageId, text }: Pick<Reading, 'messageId' | 'text'>,
): Promise<boolean> => {
  const events = await work.sql
    .selectFrom('leadEvents')
    .select('data')
    .where('dealershipId', '=', work.dealershipId)
    .where('leadId', '=', leadId)
    .where('kind', '=', 'customerWrote')
    .execute();
  const written = events.map(({ data }) => data as LeadEvents['customerWrote']);
  if (written.length === 0) return false;
  if (messageId !== null && written.some((said) => said.messageId === messageId && said.text === text))
    return true;
  const sameBytes = await work.sql
    .selectFrom('rawMessages')
    .select('id')
    .where('dealershipId', '=', work.dealershipId)
    .where(
      'id',
      'in',
      written.map(({ rawMessageId }) => rawMessageId),
    )
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return sameBytes !== undefined;
};
