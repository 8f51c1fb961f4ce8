import { sql } from 'kysely';
import {
  customerMail,
  customerName,
  customerPhone,
  needsReview,
  vehicleTitle,
} from '../../domain/intake/enquiry.ts';
import { isDatabaseAway } from '../db/away.ts';
import { type DealershipWork, notify } from '../db/database.ts';
import { findLeadOfSame } from './doubles.ts';
import {
  type FoundInItem,
  type ImportNeeds,
  type Item,
  itemsOf,
  type Job,
  moveOn,
  setItem,
  unlessOvertaken,
  whileAt,
} from './import-jobs.ts';
import type { Reading } from './reading.ts';
import { findLeadOfThread, isReplyKnown } from './threads.ts';

/** Handled in one go: few enough that nobody waits for it, and a restart loses little. */
const AT_ONCE = 20;
const AT_ONCE_BYTES = 5_000_000;

/** Looks at what waits, outside of any transaction, as reading a mail may last. */
export const readItems = async (needs: ImportNeeds, job: Job): Promise<number> => {
  const { items, kind } = await needs.database.acrossDealerships((bare) =>
    nextToRead({ ...bare, dealershipId: job.dealershipId }, job),
  );
  const readings = await Promise.all(
    items.map(async (item) => ({ item, reading: await readItem(needs, job, item, kind) })),
  );
  await unlessOvertaken(() =>
    whileAt(needs, job, async (work) => {
      for (const { item, reading } of readings) await noteReading(work, job, item, reading);
      if (items.length === 0) await moveOn(work, job, { state: 'read' });
      else await notify(work, 'messages', work.dealershipId);
    }),
  );
  return items.length + 1;
};

/** Few enough that they have room in memory together, be it that one alone is larger. */
const nextToRead = async (work: DealershipWork, job: Job): Promise<{ items: Item[]; kind: string }> => {
  const { kind } = await work.sql
    .selectFrom('sources')
    .select('kind')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', job.sourceId)
    .executeTakeFirstOrThrow();
  const waiting = await itemsOf(work, job)
    .select(['place', sql<number>`sum(octet_length(bytes)) over (order by place)`.as('bytesSoFar')])
    .where('state', '=', 'waiting')
    .orderBy('place')
    .limit(AT_ONCE)
    .execute();
  const places = waiting.filter(({ bytesSoFar }, at) => at === 0 || bytesSoFar <= AT_ONCE_BYTES);
  if (places.length === 0) return { items: [], kind };
  const items = await itemsOf(work, job)
    .selectAll()
    .where(
      'place',
      'in',
      places.map(({ place }) => place),
    )
    .orderBy('place')
    .execute();
  return { items, kind };
};

/** null: it cannot be read. It is taken over all the same, and becomes an enquiry to be looked at, as by any other way in. */
const readItem = async (
  { threads, log }: ImportNeeds,
  job: Job,
  item: Item,
  sourceKind: string,
): Promise<Reading | null> => {
  try {
    return await threads.read(item, {
      sourceKind,
      receivedAt: job.createdAt,
      ownAddress: job.fileName,
    });
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    log.warn({ err: error, importId: job.id, place: item.place }, 'an imported message could not be read');
    return null;
  }
};

const noteReading = async (
  work: DealershipWork,
  job: Job,
  item: Item,
  reading: Reading | null,
): Promise<void> => {
  const known = await findKnown(work, job, item, reading);
  await setItem(work, item, {
    state: known ? 'known' : 'read',
    class: reading?.class ?? 'lead',
    found: JSON.stringify({ ...foundIn(reading), knownLeadId: known?.leadId ?? null } satisfies FoundInItem),
  });
};

/** What is there already: these very bytes, earlier in the file or by any way in, or the mail they are a copy of. */
const findKnown = async (
  work: DealershipWork,
  job: Job,
  { sha256, place, mediaType }: Item,
  reading: Reading | null,
): Promise<{ leadId: string | null } | null> => {
  const earlier = await itemsOf(work, job)
    .select('place')
    .where('sha256', '=', sha256)
    .where('place', '<', place)
    .limit(1)
    .executeTakeFirst();
  if (earlier) return { leadId: null };
  const kept = await work.sql
    .selectFrom('rawMessages as raw')
    .leftJoin('leads', (join) =>
      join.onRef('leads.dealershipId', '=', 'raw.dealershipId').onRef('leads.rawMessageId', '=', 'raw.id'),
    )
    .select('leads.id as leadId')
    .where('raw.dealershipId', '=', work.dealershipId)
    .where('raw.sha256', '=', sha256)
    .orderBy('leads.number')
    .limit(1)
    .executeTakeFirst();
  if (kept) return kept;
  if (reading?.class !== 'lead') return null;
  const raw = { sha256, mediaType, receivedAt: work.now, channel: 'import', sourceId: job.sourceId };
  const same = await findLeadOfSame(work, raw, job.sourceId, reading);
  if (same !== null) return { leadId: same };
  const answered = await findLeadOfThread(work, raw, reading);
  if (answered === null) return null;
  return (await isReplyKnown(work, raw, answered, reading)) ? { leadId: answered } : null;
};

const MOST_SHOWN_CHARS = 200;

const foundIn = (reading: Reading | null): Omit<FoundInItem, 'knownLeadId'> => {
  const [enquiry] = reading?.enquiries ?? [];
  const subject = reading?.subject ?? '';
  return {
    customer: (enquiry ? customerName(enquiry) : reading?.sender.name) || null,
    mail: (enquiry ? customerMail(enquiry) : reading?.sender.address) || null,
    phone: enquiry ? customerPhone(enquiry) : null,
    vehicle: enquiry ? vehicleTitle(enquiry) : null,
    message: (enquiry ? (enquiry.message?.text ?? '') : subject).slice(0, MOST_SHOWN_CHARS).toWellFormed(),
    writtenAt: enquiry?.submittedAt ?? null,
    isAnswer: (reading?.answers.length ?? 0) > 0,
    needsReview: enquiry ? needsReview(enquiry) : reading === null,
  };
};
