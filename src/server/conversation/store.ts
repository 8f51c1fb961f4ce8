import type { DealershipWork } from '../db/database.ts';

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
    .limit(1)
    .executeTakeFirst();
  return mail?.leadId ? { ...mail, leadId: mail.leadId } : undefined;
};
