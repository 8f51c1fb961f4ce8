import type { Selectable } from 'kysely';
import { type Database, type DealershipWork, notify } from '../db/database.ts';
import type { ImportItems, Imports } from '../db/tables.ts';
import type { Log } from '../log.ts';
import type { ReadingThreads } from './reading-threads.ts';

export interface ImportNeeds {
  readonly database: Database;
  readonly threads: Pick<ReadingThreads, 'read'>;
  readonly log: Log;
}

export type Job = Selectable<Imports>;
export type Item = Selectable<ImportItems>;

/** What is shown of a mail or row before it is taken over. */
export interface FoundInItem {
  readonly customer: string | null;
  readonly mail: string | null;
  readonly phone: string | null;
  readonly vehicle: string | null;
  readonly message: string;
  readonly writtenAt: string | null;
  readonly needsReview: boolean;
  /** Whether it answers another mail. */
  readonly isAnswer: boolean;
  readonly knownLeadId: string | null;
}

/** Somebody gave the file up, or another process was faster. */
class Overtaken extends Error {}

/** Does as much as the job is still there for; null when it came to its end before. */
export const unlessOvertaken = async <T>(act: () => Promise<T>): Promise<T | null> => {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Overtaken) return null;
    throw error;
  }
};

/** A transaction that goes on only while the job is where it was. */
export const whileAt = <T>(
  { database }: Pick<ImportNeeds, 'database'>,
  job: Job,
  act: (work: DealershipWork) => Promise<T>,
): Promise<T> =>
  database.acrossDealerships(async (bare) => {
    const work = { ...bare, dealershipId: job.dealershipId };
    const current = await work.sql
      .selectFrom('imports')
      .select('state')
      .where('dealershipId', '=', work.dealershipId)
      .where('id', '=', job.id)
      .forUpdate()
      .executeTakeFirst();
    if (current?.state !== job.state) throw new Overtaken();
    return act(work);
  });

/** The job is at its next step. */
export const moveOn = async (
  work: DealershipWork,
  job: Job,
  columns: Pick<Partial<Job>, 'columns' | 'refusedAs'> & { state: string },
): Promise<void> => {
  await work.sql
    .updateTable('imports')
    .set(columns)
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', job.id)
    .execute();
  await notify(work, 'messages', work.dealershipId);
};

/** The mails or rows of a file. */
export const itemsOf = (work: DealershipWork, { id }: Pick<Job, 'id'>) =>
  work.sql.selectFrom('importItems').where('dealershipId', '=', work.dealershipId).where('importId', '=', id);

/** Changes the named columns of one of them. */
export const setItem = async (
  work: DealershipWork,
  { importId, place }: Pick<Item, 'importId' | 'place'>,
  columns: Partial<Item>,
): Promise<void> => {
  await work.sql
    .updateTable('importItems')
    .set(columns)
    .where('dealershipId', '=', work.dealershipId)
    .where('importId', '=', importId)
    .where('place', '=', place)
    .execute();
};

/** The file and its parts; what was taken over stands with the messages. */
export const deleteContent = async (work: DealershipWork, { id }: Pick<Job, 'id'>): Promise<void> => {
  for (const table of ['importPieces', 'importItems'] as const)
    await work.sql
      .deleteFrom(table)
      .where('dealershipId', '=', work.dealershipId)
      .where('importId', '=', id)
      .execute();
};
