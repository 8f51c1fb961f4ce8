import { sql } from 'kysely';
import {
  customerMail,
  customerName,
  customerPhone,
  type Enquiry,
  vehicleTitle,
} from '../../domain/intake/enquiry.ts';
import { identityMark } from '../../domain/intake/thread.ts';
import type { DealershipWork } from '../db/database.ts';
import { isTestEnquiry } from '../sources/store.ts';
import { isDocument } from './document.ts';
import type { Reading } from './reading.ts';
import type { WaitingMessage } from './store.ts';

/** Copies of one message come this close together; what comes later is a new enquiry. */
const SAME_HOURS = 24;

type Raw = Pick<WaitingMessage, 'sha256' | 'receivedAt' | 'mediaType' | 'channel'>;

/**
 * The lead the same message has already become (product.md 7.5), of the same source. An id in JSON is its sender's promise
 * and decides alone, whenever it comes again. Else: an id in XML together with the same customer and vehicle; or within a
 * day the very same bytes, the same Message-ID, or, of documents without an id, the same customer, vehicle and text. Some
 * forms give all their messages one id, so writer and text must agree, too: a lead twice is a nuisance, one hidden behind
 * another is a loss. What is brought in by a file may have come long ago, and by another source: see `leadOfOldMail`.
 */
export const findLeadOfSame = async (
  work: DealershipWork,
  raw: Raw,
  sourceId: string,
  reading: Reading,
): Promise<string | null> => {
  const [first, ...more] = reading.enquiries;
  const single = more.length === 0 ? first : undefined;
  const id = single ? identityMark(single) : null;
  const sameId = single && id ? await leadOfSameId(work, raw, sourceId, single, id) : null;
  if (id?.isSure || sameId !== null) return sameId;
  const old = raw.channel === 'import' ? await leadOfOldMail(work, raw, reading) : null;
  if (old !== null) return old;
  return leadOfSameDay(work, raw, sourceId, reading, isDocument(raw) && !id ? single : undefined);
};

/**
 * The ids of those messages that may be doubles: of the others, bytes and Message-ID were never seen before, and that is all
 * there is to know a mail by. Asked of many at once, as nearly all mails are new.
 */
export const findSuspects = async (
  work: DealershipWork,
  messages: readonly { readonly raw: WaitingMessage; readonly reading: Reading }[],
): Promise<ReadonlySet<string>> => {
  const isKnownByMore = ({ raw, reading }: (typeof messages)[number]): boolean =>
    isDocument(raw) ||
    raw.channel === 'import' ||
    reading.enquiries.some((one) => identityMark(one) !== null);
  const { rows } = await sql<{ id: string }>`
    select one.id
    from unnest(${messages.map(({ raw }) => raw.id)}::uuid[], ${messages.map(({ raw }) => raw.sha256)}::text[],
                ${messages.map(({ reading }) => reading.messageId)}::text[]) as one (id, sha256, message_id)
    where exists (select from raw_messages same where same.dealership_id = ${work.dealershipId}
                  and same.sha256 = one.sha256 and same.id <> one.id)
       or exists (select from leads where leads.dealership_id = ${work.dealershipId}
                  and leads.message_id = one.message_id)`.execute(work.sql);
  const byMore = messages.filter(isKnownByMore).map(({ raw }) => raw.id);
  return new Set([...rows.map(({ id }) => id), ...byMore]);
};

/** Leads that came as messages, the oldest first: as few as these match, no index is read through for the first of them. */
const leadsOfMessages = (work: DealershipWork) =>
  work.sql
    .selectFrom('leads')
    .select('leads.id')
    .where('leads.dealershipId', '=', work.dealershipId)
    .where('leads.rawMessageId', 'is not', null)
    .orderBy('leads.arrivedAt')
    .orderBy('leads.id');

/** Those of one source. What somebody tried out by a document is nobody's enquiry. */
const leadsOf = (work: DealershipWork, raw: Raw, sourceId: string) =>
  leadsOfMessages(work)
    .where('leads.sourceId', '=', sourceId)
    .$if(isDocument(raw), (query) => query.where((eb) => eb.not(isTestEnquiry(eb.ref('leads.enquiry')))));

const leadOfSameId = async (
  work: DealershipWork,
  raw: Raw,
  sourceId: string,
  enquiry: Enquiry,
  { mark, isSure }: NonNullable<ReturnType<typeof identityMark>>,
): Promise<string | null> => {
  const lead = await leadsOf(work, raw, sourceId)
    .innerJoin('threadMarks as marks', (join) =>
      join.onRef('marks.dealershipId', '=', 'leads.dealershipId').onRef('marks.leadId', '=', 'leads.id'),
    )
    .where('marks.mark', '=', mark)
    .$if(!isSure, (query) => query.where(isOfSameMatter(enquiry)))
    .executeTakeFirst();
  return lead?.id ?? null;
};

/** The lead of the same mail, whenever and by whatever way it came. */
const leadOfOldMail = async (work: DealershipWork, raw: Raw, reading: Reading): Promise<string | null> => {
  const lead = await leadsOfMessages(work)
    .where(isOfSameMail(work, raw, reading))
    .executeTakeFirst();
  return lead?.id ?? null;
};

const leadOfSameDay = async (
  work: DealershipWork,
  raw: Raw,
  sourceId: string,
  reading: Reading,
  matter: Enquiry | undefined,
): Promise<string | null> => {
  const [first] = reading.enquiries;
  const writtenAt = raw.channel === 'import' ? first?.submittedAt : undefined;
  const at = writtenAt === undefined ? raw.receivedAt : Temporal.Instant.from(writtenAt);
  const lead = await leadsOf(work, raw, sourceId)
    .where('leads.arrivedAt', '>', at.subtract({ hours: SAME_HOURS }))
    .$if(writtenAt !== undefined, (query) =>
      query.where('leads.arrivedAt', '<', at.add({ hours: SAME_HOURS })),
    )
    .where((eb) =>
      eb.or([
        isOfSameMail(work, raw, reading),
        ...(matter ? [eb.and([isOfSameMatter(matter), eb('leads.message', '=', textOf(matter))])] : []),
      ]),
    )
    .executeTakeFirst();
  return lead?.id ?? null;
};

/** Whether a lead is of the very same bytes, or of the same Message-ID with the same writer and text, as a condition over `leads`. */
const isOfSameMail = (
  { dealershipId }: DealershipWork,
  { sha256 }: Pick<Raw, 'sha256'>,
  { messageId, enquiries: [first] }: Reading,
) =>
  sql<boolean>`(
    leads.raw_message_id = any(array(
      select same.id from raw_messages same where same.dealership_id = ${dealershipId} and same.sha256 = ${sha256}))
    or (leads.message_id = ${messageId} and leads.message = ${textOf(first)}
        and leads.customer_mail is not distinct from ${first ? customerMail(first) : null}::text))`;

const textOf = (enquiry: Enquiry | undefined): string => enquiry?.message?.text ?? '';

/** Whether a lead is of the same customer and the same vehicle, as a condition over `leads`. */
const isOfSameMatter = (enquiry: Enquiry) =>
  sql<boolean>`(leads.customer_name, leads.customer_mail, leads.customer_phone, leads.vehicle) is not distinct from
    (${customerName(enquiry)}::text, ${customerMail(enquiry)}::text, ${customerPhone(enquiry)}::text,
     ${vehicleTitle(enquiry)}::text)`;
