import { sql } from 'kysely';
import {
  acknowledgementMail,
  type AcknowledgementFacts,
  type AcknowledgementSpec,
  languageFor,
  whySilent,
} from '../../domain/acknowledgement/acknowledgement.ts';
import { placeholderValues } from '../../domain/conversation/placeholders.ts';
import type { AutoAnswerBar } from '../../domain/intake/auto-answer.ts';
import { customerMail, customerName, type Enquiry } from '../../domain/intake/enquiry.ts';
import { localPartOf, replyAddress } from '../../domain/intake/recipient.ts';
import { isOpen } from '../../domain/time/calendar.ts';
import type { DealershipWork } from '../db/database.ts';
import { presentTimes } from '../escalation/commands.ts';
import { recordEvent } from '../leads/store.ts';
import { enqueueMail } from '../mail/outbox.ts';
import { acknowledgementFor, listAcknowledgements } from './store.ts';

/** What an enquiry's way in says about answering it by itself. */
export interface WayIn {
  /** What speaks against it; null when nothing does. */
  readonly bar: AutoAnswerBar | null;
  readonly mailDomain: string;
  /** Mail addresses the installation sends from and receives at, besides those at its mail domain. */
  readonly ownAddresses: readonly string[];
}

/** `wayIn` is undefined for what a person entered. */
export interface Acknowledged {
  readonly id: string;
  readonly branchId: string;
  readonly sourceId: string;
  readonly replyToken: string;
  readonly enquiry: Enquiry;
  readonly wayIn?: WayIn | undefined;
}

/**
 * Thanks the customers for new enquiries in the dealership's name, where it wants that and nothing forbids it (RFC 3834,
 * formats.md 10.8). Never counts as handled: the clocks run on.
 */
export const acknowledgeEnquiries = async (
  work: DealershipWork,
  leads: readonly Acknowledged[],
): Promise<void> => {
  if (leads.every(({ wayIn }) => wayIn === undefined)) return;
  const set = await listAcknowledgements(work);
  for (const lead of leads) {
    const spec = acknowledgementFor(set, lead);
    if (spec.on && lead.wayIn !== undefined) await acknowledge(work, lead, spec, lead.wayIn);
  }
};

const acknowledge = async (
  work: DealershipWork,
  lead: Acknowledged,
  spec: AcknowledgementSpec,
  wayIn: WayIn,
): Promise<void> => {
  const { enquiry } = lead;
  const address = customerMail(enquiry);
  const facts: AcknowledgementFacts = {
    bar: wayIn.bar,
    address,
    isRelay: enquiry.customer.emails.some((one) => one.relay && one.address === address),
    isOwnAddress: address !== null && isOwnAddress(address, wayIn),
    isTest: enquiry.source.isTest === true,
    sentToday: address === null ? NOTHING_SENT : await countSent(work, address, lead.sourceId),
  };
  if (whySilent(spec, facts) !== null || address === null) return;

  const { calendar } = await presentTimes(work, lead);
  const house = await namesOf(work, lead.branchId);
  const language = languageFor(spec.language, enquiry.locale);
  const values = placeholderValues(enquiry, language, { ...house, seller: null });
  const mail = acknowledgementMail(spec.texts[language], isOpen(calendar, work.now), values);
  const outboxId = await enqueueMail(work, {
    kind: 'acknowledgement',
    leadId: lead.id,
    toName: customerName(enquiry) ?? '',
    toAddress: address,
    from: { name: house.dealership, address: replyAddress(lead.replyToken, wayIn.mailDomain) },
    ...mail,
    ...(enquiry.external.messageId && {
      inReplyTo: enquiry.external.messageId,
      references: [enquiry.external.messageId],
    }),
  });
  await recordEvent(work, lead.id, 'acknowledged', { outboxId, ...mail }, null);
};

const isOwnAddress = (address: string, { mailDomain, ownAddresses }: WayIn): boolean =>
  localPartOf(address, mailDomain) !== null ||
  ownAddresses.some((own) => own.toLowerCase() === address.toLowerCase());

const NOTHING_SENT = { ofSource: 0, inAll: 0 };

/**
 * Automatic mails to an address within the last day. Two enquiries of one address that are read at the same moment count
 * one after the other.
 */
const countSent = async (
  work: DealershipWork,
  address: string,
  sourceId: string,
): Promise<AcknowledgementFacts['sentToday']> => {
  const key = `${work.dealershipId} ${address.toLowerCase()}`;
  await sql`select pg_advisory_xact_lock(hashtext('acknowledgement'), hashtext(${key}))`.execute(work.sql);
  const { rows } = await sql<{ inAll: number; ofSource: number }>`
    select count(*)::integer as in_all, (count(*) filter (where leads.source_id = ${sourceId}))::integer as of_source
    from outbox join leads on leads.dealership_id = outbox.dealership_id and leads.id = outbox.lead_id
    where outbox.dealership_id = ${work.dealershipId} and outbox.kind = 'acknowledgement'
      and lower(outbox.to_address) = ${address.toLowerCase()}
      and outbox.created_at > ${work.now.subtract({ hours: 24 })}`.execute(work.sql);
  return rows[0] ?? NOTHING_SENT;
};

const namesOf = (work: DealershipWork, branchId: string) =>
  work.sql
    .selectFrom('branches')
    .innerJoin('dealerships', 'dealerships.dealershipId', 'branches.dealershipId')
    .select(['branches.name as branch', 'dealerships.name as dealership'])
    .where('branches.dealershipId', '=', work.dealershipId)
    .where('branches.id', '=', branchId)
    .executeTakeFirstOrThrow();
