import type { ConversationMessage, MessageFile } from '../../contract/conversation.ts';
import type { HistoryEntry } from '../../contract/leads.ts';
import type { OUTBOX_STATES } from '../../contract/outbox.ts';
import { replySubject } from '../../domain/conversation/compose.ts';
import { isPreviewable } from '../../domain/conversation/file-type.ts';
import type { AttachmentInfo, Enquiry } from '../../domain/intake/enquiry.ts';
import type { LeadEvents } from '../../domain/leads/events.ts';
import { type Selectable, sql } from 'kysely';
import type { Caller } from '../accounts/caller.ts';
import { readSight } from '../accounts/store.ts';
import type { DealershipWork } from '../db/database.ts';
import type { RawMessages } from '../db/tables.ts';
import { type LeadRow, visibleTo } from '../leads/store.ts';
import { Refusal } from '../refusal.ts';

type OutboxState = (typeof OUTBOX_STATES)[number];

/** A mail to a customer, as far as its delivery is concerned. */
export type SentMail = NonNullable<Awaited<ReturnType<typeof findSentMail>>>;

/** How a mail is asked for; a Message-ID without angle brackets. */
interface By {
  readonly outboxId?: string;
  readonly messageId?: string;
  readonly lastOfLead?: string;
}

/** One of our mails to a customer, by its own id or by what a report says of it; undefined when there is none. */
export const findSentMail = async (work: DealershipWork, { outboxId, messageId, lastOfLead }: By) => {
  const mail = await work.sql
    .selectFrom('outbox')
    .select(['id', 'kind', 'leadId', 'toAddress', 'subject', 'lastAnswer', 'createdAt'])
    .select((eb) =>
      eb
        .selectFrom('outboxAttempts as attempt')
        .select('attempt.result')
        .whereRef('attempt.dealershipId', '=', 'outbox.dealershipId')
        .whereRef('attempt.outboxId', '=', 'outbox.id')
        .orderBy('attempt.attempt', 'desc')
        .limit(1)
        .as('lastResult'),
    )
    .where('dealershipId', '=', work.dealershipId)
    .where('leadId', 'is not', null)
    .where('kind', 'in', ['answer', 'acknowledgement'])
    .$if(outboxId !== undefined, (query) => query.where('id', '=', outboxId ?? ''))
    .$if(messageId !== undefined, (query) => query.where('messageId', '=', `<${messageId}>`))
    .$if(lastOfLead !== undefined, (query) => query.where('leadId', '=', lastOfLead ?? ''))
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return mail?.leadId ? { ...mail, leadId: mail.leadId } : undefined;
};

/** A line of the history, as the lead's page reads it. */
type Entry = Pick<HistoryEntry, 'id' | 'at' | 'kind' | 'actor' | 'data'>;

/** What customer and dealership wrote to each other, oldest first, out of the lead and its history. */
export const listConversation = async (
  work: DealershipWork,
  lead: LeadRow,
  history: readonly Entry[],
): Promise<ConversationMessage[]> => {
  const answerIds = history.flatMap(({ data }) => (typeof data.outboxId === 'string' ? [data.outboxId] : []));
  const mails = await deliveriesOf(work, answerIds);
  return history.flatMap((entry): ConversationMessage[] => {
    const message = { id: entry.id, at: entry.at, ...NOTHING_SAID };
    switch (entry.kind) {
      case 'arrived': {
        const { attachments } = lead.enquiry as Enquiry;
        const said = { text: lead.message, files: attachments.map(fileView) };
        const { subject = null } = entry.data as Partial<LeadEvents['arrived']>;
        const at = lead.arrivedAt.toString();
        return [{ ...message, ...said, at, subject, name: lead.customerName, messageId: lead.rawMessageId }];
      }
      case 'mergedFrom': {
        const { text } = entry.data as Partial<LeadEvents['mergedFrom']>;
        return text ? [{ ...message, text, name: lead.customerName }] : [];
      }
      case 'customerWrote': {
        const { subject, text, rawMessageId, files = [] } = entry.data as LeadEvents['customerWrote'];
        const said = { subject, text, files: files.map(fileView) };
        return [{ ...message, ...said, name: lead.customerName, messageId: rawMessageId }];
      }
      case 'answered':
      case 'acknowledged': {
        const {
          outboxId = null,
          subject = null,
          text = '',
          files = [],
        } = entry.data as Partial<LeadEvents['answered']>;
        const by = entry.kind === 'answered' ? ('dealership' as const) : ('automatic' as const);
        const delivery = mails.get(outboxId ?? '') ?? null;
        const said = { subject, text, files: files.map(fileView) };
        return [{ ...message, ...said, by, name: entry.actor, answerId: outboxId, delivery }];
      }
      default:
        return [];
    }
  });
};

const NOTHING_SAID = {
  by: 'customer' as const,
  subject: null,
  files: [],
  messageId: null,
  answerId: null,
  delivery: null,
};

const fileView = (
  { name, type, bytes, risky = false }: Pick<AttachmentInfo, 'name' | 'type' | 'bytes' | 'risky'>,
  position: number,
): MessageFile => ({
  position,
  name,
  mediaType: type,
  bytes,
  isPicture: isPreviewable({ mediaType: type }),
  isRisky: risky,
});

const deliveriesOf = async (
  work: DealershipWork,
  ids: readonly string[],
): Promise<Map<string, OutboxState>> => {
  if (ids.length === 0) return new Map();
  const mails = await work.sql
    .selectFrom('outbox')
    .select(['id', 'state'])
    .where('dealershipId', '=', work.dealershipId)
    .where('id', 'in', ids)
    .execute();
  return new Map(mails.map(({ id, state }) => [id, state as OutboxState]));
};

/** "Re: …" of the customer's latest mail; null when a form or a person wrote the enquiry down, not the customer. */
export const replySubjectOf = (lead: LeadRow, history: readonly Entry[]): string | null => {
  const latest = history.findLast(({ kind }) => kind === 'customerWrote');
  if (latest) return replySubject((latest.data as LeadEvents['customerWrote']).subject);
  const arrived = history.find(({ kind }) => kind === 'arrived');
  const { subject } = (arrived?.data ?? {}) as Partial<LeadEvents['arrived']>;
  const { customer, parse } = lead.enquiry as Enquiry;
  const place = customer.emails.findIndex(({ address }) => address === lead.customerMail);
  return subject && parse.fields[`customer.emails.${place}`]?.path === 'from' ? replySubject(subject) : null;
};

/**
 * A mail of a lead as it came, for somebody who may see the lead: the first one, or one its history speaks of. Refuses
 * with `notFound`.
 */
export const findMessage = async (
  work: DealershipWork,
  leadId: string,
  messageId: string | undefined,
  caller: Caller,
): Promise<Pick<Selectable<RawMessages>, 'bytes' | 'mediaType' | 'receivedAt' | 'class' | 'classReason'>> => {
  const lead = await visibleLead(work, leadId, caller);
  const id = messageId ?? lead.rawMessageId;
  if (id === null || (id !== lead.rawMessageId && !(await isInHistory(work, leadId, 'rawMessageId', id))))
    throw new Refusal('notFound', 'There is no such message at this lead.');
  return work.sql
    .selectFrom('rawMessages')
    .select(['bytes', 'mediaType', 'receivedAt', 'class', 'classReason'])
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
};

/** A file that was sent with an answer of the lead. Refuses with `notFound`. */
export const findSentFile = async (
  work: DealershipWork,
  leadId: string,
  { answer, position }: { answer: string; position: number },
  caller: Caller,
) => {
  await visibleLead(work, leadId, caller);
  const file = (await isInHistory(work, leadId, 'outboxId', answer))
    ? await work.sql
        .selectFrom('outboxAttachments')
        .select(['name', 'mediaType', 'content'])
        .where('dealershipId', '=', work.dealershipId)
        .where('outboxId', '=', answer)
        .where('position', '=', position)
        .executeTakeFirst()
    : undefined;
  if (!file) throw new Refusal('notFound', 'There is no such file at this lead.');
  return file;
};

const visibleLead = async (work: DealershipWork, leadId: string, caller: Caller) => {
  const lead = await work.sql
    .selectFrom('leads')
    .select('rawMessageId')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', leadId)
    .where(visibleTo(await readSight(work, caller)))
    .executeTakeFirst();
  if (!lead) throw new Refusal('notFound', 'There is no such lead.');
  return lead;
};

const isInHistory = async (
  work: DealershipWork,
  leadId: string,
  key: 'rawMessageId' | 'outboxId',
  id: string,
): Promise<boolean> => {
  const event = await work.sql
    .selectFrom('leadEvents')
    .select('id')
    .where('dealershipId', '=', work.dealershipId)
    .where('leadId', '=', leadId)
    .where(sql<boolean>`data ->> ${key} = ${id}`)
    .limit(1)
    .executeTakeFirst();
  return event !== undefined;
};
