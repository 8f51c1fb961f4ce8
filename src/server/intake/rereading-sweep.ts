import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { isReadOtherwise } from '../../domain/intake/reread.ts';
import { isDatabaseAway } from '../db/away.ts';
import { type Database, type DealershipWork, notify, type Work } from '../db/database.ts';
import type { Rereadings } from '../db/tables.ts';
import type { Log } from '../log.ts';
import type { ReadingThreads } from './reading-threads.ts';
import { type RereadLead, rereadLeads, takeReading } from './rereading.ts';
import { lockMessage } from './store.ts';

/** Handled in one transaction: few enough that a page is never kept waiting for a lead, and a restart loses little. */
const AT_ONCE = 20;

export interface RereadingNeeds {
  readonly database: Database;
  readonly threads: Pick<ReadingThreads, 'read'>;
  readonly log: Log;
}

/** Goes on with a source that is read anew, one portion; returns how many messages or leads that were. */
export const sweepRereadings = (needs: RereadingNeeds): Promise<number> =>
  needs.database.acrossDealerships(async (bare) => {
    const job = await claim(bare);
    if (!job) return 0;
    const work = { ...bare, dealershipId: job.dealershipId };
    const ids = job.state === 'comparing' ? await nextMessages(work, job) : await nextLeads(work, job);
    let failed = 0;
    for (const id of ids) {
      const isDone = await attempt(work, needs.log, () =>
        job.state === 'comparing' ? compare(work, job, id, needs) : take(work, job, id, needs),
      );
      if (!isDone) failed += 1;
    }
    const isOver = ids.length < AT_ONCE;
    await work.sql
      .updateTable('rereadings')
      .set((eb) => ({
        done: eb('done', '+', ids.length),
        failed: eb('failed', '+', failed),
        afterId: ids.at(-1) ?? job.afterId,
        ...(isOver && { state: job.state === 'comparing' ? 'compared' : 'applied' }),
      }))
      .where('dealershipId', '=', work.dealershipId)
      .where('id', '=', job.id)
      .execute();
    await notify(work, 'messages', work.dealershipId);
    return ids.length;
  });

type Job = Selectable<Rereadings>;

const claim = (work: Work): Promise<Job | undefined> =>
  work.sql
    .selectFrom('rereadings')
    .selectAll()
    .where('state', 'in', ['comparing', 'applying'])
    .orderBy('createdAt')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();

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

/** In the order of their ids, which is that of their arrival. */
const nextMessages = async (work: DealershipWork, { sourceId, sinceAt, afterId }: Job): Promise<string[]> => {
  const rows = await work.sql
    .selectFrom('rawMessages')
    .select('id')
    .where('dealershipId', '=', work.dealershipId)
    .where('sourceId', '=', sourceId)
    .where('receivedAt', '>=', sinceAt)
    .where('readState', '=', 'read')
    .$if(afterId !== null, (query) => query.where('id', '>', afterId ?? ''))
    .orderBy('id')
    .limit(AT_ONCE)
    .execute();
  return rows.map(({ id }) => id);
};

const nextLeads = async (work: DealershipWork, { id, afterId }: Job): Promise<string[]> => {
  const rows = await work.sql
    .selectFrom('rereadingLeads')
    .select('leadId')
    .where('dealershipId', '=', work.dealershipId)
    .where('rereadingId', '=', id)
    .$if(afterId !== null, (query) => query.where('leadId', '>', afterId ?? ''))
    .orderBy('leadId')
    .limit(AT_ONCE)
    .execute();
  return rows.map(({ leadId }) => leadId);
};

const compare = async (
  work: DealershipWork,
  job: Job,
  rawMessageId: string,
  { threads }: RereadingNeeds,
): Promise<void> => {
  for (const { lead, differences } of await readAnew(work, rawMessageId, threads)) {
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
  { threads }: RereadingNeeds,
): Promise<void> => {
  const { rawMessageId } = await work.sql
    .selectFrom('leads')
    .select('rawMessageId')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', leadId)
    .executeTakeFirstOrThrow();
  if (rawMessageId === null || job.appliedBy === null) return;
  const read = (await readAnew(work, rawMessageId, threads)).find(({ lead }) => lead.id === leadId);
  if (!read || !isReadOtherwise(read.differences)) return;
  await takeReading(work, read, job.appliedBy);
  await work.sql
    .updateTable('rereadingLeads')
    .set({ appliedAt: work.now })
    .where('dealershipId', '=', work.dealershipId)
    .where('rereadingId', '=', job.id)
    .where('leadId', '=', leadId)
    .execute();
};

const readAnew = async (
  work: DealershipWork,
  rawMessageId: string,
  threads: Pick<ReadingThreads, 'read'>,
): Promise<RereadLead[]> => rereadLeads(work, await lockMessage(work, rawMessageId, null), threads);
