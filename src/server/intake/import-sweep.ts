import type { ImportFormat } from '../../domain/intake/import-file.ts';
import type { Database, DealershipWork } from '../db/database.ts';
import {
  deleteContent,
  type ImportNeeds,
  type Job,
  moveOn,
  unlessOvertaken,
  whileAt,
} from './import-jobs.ts';
import { readItems } from './import-reading.ts';
import { type SplitItem, splitFile } from './import-splitting.ts';
import { takeItems } from './import-taking.ts';
import { sha256Of } from './store.ts';

const KEPT_AT_ONCE = 200;
const KEPT_AT_ONCE_BYTES = 5_000_000;

/**
 * Goes on with the files that are brought in, a portion of each; returns how much that was. Every step can be made a second
 * time, by another process or after a stop: mails and rows have their number in the file, and are kept once.
 */
export const sweepImports = async (needs: ImportNeeds): Promise<number> => {
  const jobs = await needs.database.acrossDealerships(({ sql: statements }) =>
    statements
      .selectFrom('imports')
      .selectAll()
      .where('state', 'in', ['splitting', 'reading', 'taking'])
      .orderBy('createdAt')
      .orderBy('id')
      .execute(),
  );
  let done = 0;
  for (const job of jobs) {
    if (job.state === 'splitting') done += await split(needs, job);
    else if (job.state === 'reading') done += await readItems(needs, job);
    else done += await takeItems(needs, job);
  }
  return done;
};

const split = async (needs: ImportNeeds, job: Job): Promise<number> => {
  let batch: SplitItem[] = [];
  let batchBytes = 0;
  let count = 0;
  const flush = async (): Promise<void> => {
    const items = batch;
    batch = [];
    batchBytes = 0;
    if (items.length > 0) await whileAt(needs, job, (work) => insertItems(work, job, items));
  };
  const keep = async (item: SplitItem): Promise<void> => {
    count += 1;
    batch.push(item);
    batchBytes += item.bytes.length;
    if (batch.length >= KEPT_AT_ONCE || batchBytes >= KEPT_AT_ONCE_BYTES) await flush();
  };
  await unlessOvertaken(async () => {
    const pieces = () => piecesOf(needs.database, job);
    const result = await splitFile(job.format as ImportFormat, { pieces, keep });
    await flush();
    await whileAt(needs, job, async (work) => {
      if ('columns' in result)
        return moveOn(work, job, { state: 'reading', columns: JSON.stringify(result.columns) });
      await deleteContent(work, job);
      return moveOn(work, job, { state: 'refused', refusedAs: result.fault });
    });
  });
  return count + 1;
};

/** Each piece in a transaction of its own: taking a file apart may last. */
const piecesOf = async function* (database: Database, { dealershipId, id }: Job): AsyncGenerator<Buffer> {
  for (let place = 0; ; place += 1) {
    const at = place;
    const piece = await database.acrossDealerships((work) =>
      work.sql
        .selectFrom('importPieces')
        .select('bytes')
        .where('dealershipId', '=', dealershipId)
        .where('importId', '=', id)
        .where('place', '=', at)
        .executeTakeFirst(),
    );
    if (!piece) return;
    yield piece.bytes;
  }
};

const insertItems = async (work: DealershipWork, job: Job, items: readonly SplitItem[]): Promise<void> => {
  await work.sql
    .insertInto('importItems')
    .values(
      items.map(({ place, mediaType, bytes, fault }) => ({
        dealershipId: work.dealershipId,
        importId: job.id,
        place,
        mediaType,
        bytes,
        sha256: sha256Of(bytes),
        state: fault === null ? 'waiting' : 'unreadable',
        fault,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};
