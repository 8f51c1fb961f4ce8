import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Enquiry } from '../../domain/intake/enquiry.ts';
import { isReadOtherwise } from '../../domain/intake/reread.ts';
import { isDatabaseAway } from '../db/away.ts';
import { type Database, type DealershipWork, notify, type Work } from '../db/database.ts';
import type { Rereadings } from '../db/tables.ts';
import type { Log } from '../log.ts';
import type { ReadingThreads } from './reading-threads.ts';
import { compareReading, type RereadLead, readAnew, takeReading } from './rereading.ts';
import { findMessage } from './store.ts';

/** Handled in one transaction: few enough that a page is never kept waiting for a lead, and a restart loses little. */
const AT_ONCE = 20;

export interface RereadingNeeds {
  readonly database: Database;
  readonly threads: Pick<ReadingThreads, 'read'>;
  readonly log: Log;
}

/**
 * Goes on with a source that is read anew, one portion; returns how many messages or leads that were. Nothing is locked while
 * mails are read: the portion is looked up, read, and then kept in a transaction of its own, if nobody else was faster.
 */
export const sweepRereadings = async (needs: RereadingNeeds): Promise<number> => {
  const portion = await needs.database.acrossDealerships(nextPortion);
  if (!portion) return 0;
  const readings = new Map<string, readonly Enquiry[] | null>();
  for (const { rawMessageId } of portion.items) {
    if (rawMessageId !== null && !readings.has(rawMessageId))
      readings.set(rawMessageId, await readOutside(needs, portion.job, rawMessageId));
  }
  await needs.database.acrossDealerships((work) => keepPortion(work, needs.log, portion, readings));
  return portion.items.length;
};

type Job = Selectable<Rereadings>;

/** What comes next of a job: messages to be compared (of those that became leads, with their bytes), or leads to be changed. */
interface Portion {
  readonly job: Job;
  readonly items: readonly { readonly id: string; readonly rawMessageId: string | null }[];
}

/** What could not be read this time is `null`: it is counted, and its lead stays as it is. */
const readOutside = async (
  { database, threads, log }: RereadingNeeds,
  { dealershipId }: Job,
  rawMessageId: string,
): Promise<readonly Enquiry[] | null> => {
  const raw = await database.acrossDealerships((work) =>
    findMessage({ ...work, dealershipId }, rawMessageId),
  );
  try {
    return (await readAnew(raw, threads)).enquiries;
  } catch (error) {
    log.warn({ err: error, rawMessageId }, 'a message could not be read anew');
    return null;
  }
};

const nextPortion = async (bare: Work): Promise<Portion | null> => {
  const job = await bare.sql
    .selectFrom('rereadings')
    .selectAll()
    .where('state', 'in', ['comparing', 'applying'])
    .orderBy('createdAt')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (!job) return null;
  const work = { ...bare, dealershipId: job.dealershipId };
  return {
    job,
    items: job.state === 'comparing' ? await nextMessages(work, job) : await nextLeads(work, job),
  };
};

/** Keeps what was found, unless another process or a person has moved the job on meanwhile. */
const keepPortion = async (
  bare: Work,
  log: Log,
  { job, items }: Portion,
  readings: ReadonlyMap<string, readonly Enquiry[] | null>,
): Promise<void> => {
  const work = { ...bare, dealershipId: job.dealershipId };
  const isOver = items.length < AT_ONCE;
  const moved = await work.sql
    .updateTable('rereadings')
    .set((eb) => ({
      done: eb('done', '+', items.length),
      afterId: items.at(-1)?.id ?? job.afterId,
      ...(isOver && { state: job.state === 'comparing' ? 'compared' : 'applied' }),
    }))
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', job.id)
    .where('state', '=', job.state)
    .where('afterId', 'is not distinct from', job.afterId)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) return;
  let failed = 0;
  for (const { id, rawMessageId } of items) {
    if (rawMessageId === null) continue;
    const enquiries = readings.get(rawMessageId) ?? null;
    const isKept =
      enquiries !== null &&
      (await attempt(work, log, async () => {
        const read = await compareReading(work, rawMessageId, enquiries);
        await (job.state === 'comparing' ? noteDifferences(work, job, read) : take(work, job, id, read));
      }));
    if (!isKept) failed += 1;
  }
  if (failed > 0)
    await work.sql
      .updateTable('rereadings')
      .set((eb) => ({ failed: eb('failed', '+', failed) }))
      .where('dealershipId', '=', work.dealershipId)
      .where('id', '=', job.id)
      .execute();
  await notify(work, 'messages', work.dealershipId);
};

/** One that fails is counted and left as it is; it never holds up the others. */
const attempt = async (work: DealershipWork, log: Log, act: () => Promise<void>): Promise<boolean> => {
  await sql`savepoint one`.execute(work.sql);
  try {
    await act();
    return true;
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    await sql`rollback to savepoint one`.execute(work.sql);
    log.warn({ err: error }, 'a message could not be read anew');
    return false;
  }
};

/** In the order of their ids, which is that of their arrival; what became no lead has nothing to be compared with. */
const nextMessages = (work: DealershipWork, { sourceId, sinceAt, afterId }: Job): Promise<Portion['items']> =>
  work.sql
    .selectFrom('rawMessages as raw')
    .select('raw.id')
    .select(
      sql<string | null>`(select raw.id where exists (select from leads
        where leads.dealership_id = raw.dealership_id and leads.raw_message_id = raw.id))`.as('rawMessageId'),
    )
    .where('raw.dealershipId', '=', work.dealershipId)
    .where('raw.sourceId', '=', sourceId)
    .where('raw.receivedAt', '>=', sinceAt)
    .where('raw.readState', '=', 'read')
    .$if(afterId !== null, (query) => query.where('raw.id', '>', afterId ?? ''))
    .orderBy('raw.id')
    .limit(AT_ONCE)
    .execute();

const nextLeads = (work: DealershipWork, { id, afterId }: Job): Promise<Portion['items']> =>
  work.sql
    .selectFrom('rereadingLeads as found')
    .innerJoin('leads', (join) =>
      join.onRef('leads.dealershipId', '=', 'found.dealershipId').onRef('leads.id', '=', 'found.leadId'),
    )
    .select(['found.leadId as id', 'leads.rawMessageId'])
    .where('found.dealershipId', '=', work.dealershipId)
    .where('found.rereadingId', '=', id)
    .where('found.chosen', '=', true)
    .$if(afterId !== null, (query) => query.where('found.leadId', '>', afterId ?? ''))
    .orderBy('found.leadId')
    .limit(AT_ONCE)
    .execute();

const noteDifferences = async (
  work: DealershipWork,
  job: Job,
  read: readonly RereadLead[],
): Promise<void> => {
  for (const { lead, differences } of read) {
    if (differences.length === 0) continue;
    await work.sql
      .insertInto('rereadingLeads')
      .values({
        dealershipId: work.dealershipId,
        rereadingId: job.id,
        leadId: lead.id,
        differences: JSON.stringify(differences),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
};

/** Compared once more, against what people have put right since. */
const take = async (
  work: DealershipWork,
  job: Job,
  leadId: string,
  all: readonly RereadLead[],
): Promise<void> => {
  const read = all.find(({ lead }) => lead.id === leadId);
  if (!read || job.appliedBy === null || !isReadOtherwise(read.differences)) return;
  await takeReading(work, read, job.appliedBy);
  await work.sql
    .updateTable('rereadingLeads')
    .set({ appliedAt: work.now })
    .where('dealershipId', '=', work.dealershipId)
    .where('rereadingId', '=', job.id)
    .where('leadId', '=', leadId)
    .execute();
};
