import type { Selectable } from 'kysely';
import * as contract from '../../contract/outbox.ts';
import { DONE } from '../../contract/endpoint.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import type { Outbox } from '../db/tables.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { Refusal } from '../refusal.ts';
import { dismissMail, resendMail } from './outbox.ts';
import { visibleMails } from './sight.ts';

const MAILS_A_PAGE = 50;
/** A notice names a few; the outbox shows all. */
const MOST_UNDELIVERED = 20;

export const outboxRoutes = (needs: { relaySet: boolean }): Route[] => [
  dealershipRoute(contract.listOutbox, async (work, { query }, caller) => {
    let mails = (await visibleMails(work, caller)).orderBy('id', 'desc').limit(MAILS_A_PAGE + 1);
    if (query.state) mails = mails.where('state', '=', query.state);
    if (query.cursor) mails = mails.where('id', '<', query.cursor);
    const rows = await mails.execute();
    const page = rows.slice(0, MAILS_A_PAGE);
    const nextCursor = rows.length > MAILS_A_PAGE ? (page.at(-1)?.id ?? null) : null;
    return { items: page.map(toItem), nextCursor, relaySet: needs.relaySet };
  }),
  dealershipRoute(contract.getOutboxMail, async (work, { params }, caller) => {
    const mail = await findVisible(work, params.id, caller);
    const attempts = await work.sql
      .selectFrom('outboxAttempts')
      .selectAll()
      .where('dealershipId', '=', work.dealershipId)
      .where('outboxId', '=', mail.id)
      .orderBy('attempt')
      .execute();
    return {
      ...toItem(mail),
      text: mail.textBody,
      html: mail.htmlBody,
      messageId: mail.messageId,
      attemptLog: attempts.map(({ attempt, startedAt, endedAt, result, answer }) => ({
        attempt,
        startedAt: startedAt.toString(),
        endedAt: endedAt?.toString() ?? null,
        result,
        answer,
      })),
    };
  }),
  dealershipRoute(contract.listUndelivered, async (work, _input, caller) => {
    const mails = await (await visibleMails(work, caller))
      .where('state', '=', 'dead')
      .where('dismissedAt', 'is', null)
      .orderBy('id', 'desc')
      .limit(MOST_UNDELIVERED)
      .execute();
    return { items: mails.map(toItem) };
  }),
  dealershipRoute(contract.resendMail, async (work, { params }, caller) => {
    await findVisible(work, params.id, caller);
    await resendMail(work, params.id);
    return DONE;
  }),
  dealershipRoute(contract.dismissMail, async (work, { params }, caller) => {
    await findVisible(work, params.id, caller);
    await dismissMail(work, params.id, caller.accountId);
    return DONE;
  }),
];

const findVisible = async (work: DealershipWork, id: string, caller: Caller) => {
  const mail = await (await visibleMails(work, caller)).where('id', '=', id).executeTakeFirst();
  if (!mail) throw new Refusal('notFound', 'There is no such mail.');
  return mail;
};

const toItem = (mail: Selectable<Outbox>) => ({
  id: mail.id,
  kind: mail.kind as contract.MailKind,
  state: mail.state as (typeof contract.OUTBOX_STATES)[number],
  toName: mail.toName,
  toAddress: mail.toAddress,
  subject: mail.subject,
  leadId: mail.leadId,
  attempts: mail.attempts,
  lastAnswer: mail.lastAnswer,
  createdAt: mail.createdAt.toString(),
  nextAt: mail.nextAt?.toString() ?? null,
  sentAt: mail.sentAt?.toString() ?? null,
  dismissed: mail.dismissedAt !== null,
});
