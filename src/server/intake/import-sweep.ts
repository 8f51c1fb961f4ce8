import { type Selectable, sql } from 'kysely';
import type { ImportFormat } from '../../domain/intake/import-file.ts';
import {
  customerMail,
  customerName,
  customerPhone,
  needsReview,
  vehicleTitle,
} from '../../domain/intake/enquiry.ts';
import { isDatabaseAway } from '../db/away.ts';
import { type Database, type DealershipWork, notify } from '../db/database.ts';
import type { ImportItems, Imports } from '../db/tables.ts';
import type { Log } from '../log.ts';
import { findLeadOfSame } from './doubles.ts';
import { type SplitItem, splitFile } from './import-splitting.ts';
import type { Reading } from './reading.ts';
import type { ReadingThreads } from './reading-threads.ts';
import { sha256Of, storeRawMessage } from './store.ts';
import { findLeadOfThread, isReplyKnown } from './threads.ts';

/** Handled in one go: few enough that nobody waits for it, and a restart loses little. */
const AT_ONCE = 20;
/** Handed to the reader in one go: it is looked only every second whether it has read them, and fresh mail waits behind them. */
const TAKEN_AT_ONCE = 100;
const KEPT_AT_ONCE = 200;
const KEPT_AT_ONCE_BYTES = 5_000_000;

export interface ImportNeeds {
  readonly database: Database;
  readonly threads: Pick<ReadingThreads, 'read'>;
  readonly log: Log;
}

type Job = Selectable<Imports>;
type Item = Selectable<ImportItems>;

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
      .execute(),
  );
  let done = 0;
  for (const job of jobs) {
    if (job.state === 'splitting') done += await split(needs, job);
    else if (job.state === 'reading') done += await read(needs, job);
    else done += await take(needs, job);
  }
  return done;
};

/** Somebody gave the file up, or another process was faster. */
class Overtaken extends Error {}

/** A transaction that goes on only while the job is where it was. */
const whileAt = <T>(
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

const moveOn = async (
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
  try {
    const pieces = () => piecesOf(needs.database, job);
    const result = await splitFile(job.format as ImportFormat, { pieces, keep });
    await flush();
    await whileAt(needs, job, async (work) => {
      if ('columns' in result)
        return moveOn(work, job, { state: 'reading', columns: JSON.stringify(result.columns) });
      await deleteContent(work, job);
      return moveOn(work, job, { state: 'refused', refusedAs: result.fault });
    });
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
  }
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

/** The file and its parts; what was taken over stands with the messages. */
export const deleteContent = async (work: DealershipWork, { id }: Pick<Job, 'id'>): Promise<void> => {
  for (const table of ['importPieces', 'importItems'] as const)
    await work.sql
      .deleteFrom(table)
      .where('dealershipId', '=', work.dealershipId)
      .where('importId', '=', id)
      .execute();
};

const itemsOf = (work: DealershipWork, { id }: Pick<Job, 'id'>) =>
  work.sql.selectFrom('importItems').where('dealershipId', '=', work.dealershipId).where('importId', '=', id);

const setItem = async (
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

/** Looks at what waits, each mail outside of any transaction, as reading one may last. */
const read = async (needs: ImportNeeds, job: Job): Promise<number> => {
  const inJob = <T>(act: (work: DealershipWork) => Promise<T>): Promise<T> =>
    needs.database.acrossDealerships((work) => act({ ...work, dealershipId: job.dealershipId }));
  const places = await inJob((work) =>
    itemsOf(work, job)
      .select('place')
      .where('state', '=', 'waiting')
      .orderBy('place')
      .limit(AT_ONCE)
      .execute(),
  );
  const { kind } = await inJob((work) =>
    work.sql
      .selectFrom('sources')
      .select('kind')
      .where('dealershipId', '=', work.dealershipId)
      .where('id', '=', job.sourceId)
      .executeTakeFirstOrThrow(),
  );
  try {
    for (const { place } of places) {
      const item = await inJob((work) =>
        itemsOf(work, job).selectAll().where('place', '=', place).executeTakeFirst(),
      );
      if (!item) throw new Overtaken();
      const reading = await readItem(needs, job, item, kind);
      await whileAt(needs, job, (work) => noteReading(work, job, item, reading));
    }
    await whileAt(needs, job, async (work) =>
      places.length < AT_ONCE
        ? moveOn(work, job, { state: 'read' })
        : notify(work, 'messages', work.dealershipId),
    );
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
  }
  return places.length + 1;
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

/**
 * Hands what is not there yet to the reader of all messages, a portion at a time: only when it has read the last one comes
 * the next, so that a fresh enquiry never waits behind ten thousand old ones.
 */
const take = async (needs: ImportNeeds, job: Job): Promise<number> => {
  try {
    return await whileAt(needs, job, async (work) => {
      const items = await nextToTake(work, job);
      if (items.length === 0) await finish(work, job);
      else if (await isBeingRead(work, job)) return 0;
      for (const item of items) await takeItem(work, job, item);
      await notify(work, 'messages', work.dealershipId);
      return items.length + 1;
    });
  } catch (error) {
    if (error instanceof Overtaken) return 0;
    throw error;
  }
};

/** In the order in which they were written. What answers another mail comes after that one has been read. */
const nextToTake = async (work: DealershipWork, job: Job): Promise<Item[]> => {
  const items = await itemsOf(work, job)
    .selectAll()
    .where('state', '=', 'read')
    .where('rawMessageId', 'is', null)
    .orderBy(sql`found ->> 'writtenAt'`)
    .orderBy('place')
    .limit(TAKEN_AT_ONCE)
    .execute();
  const answer = items.findIndex(({ found }, at) => at > 0 && (found as FoundInItem).isAnswer);
  return answer === -1 ? items : items.slice(0, answer);
};

const isBeingRead = async (work: DealershipWork, { id }: Job): Promise<boolean> => {
  const waiting = await work.sql
    .selectFrom('importItems as item')
    .innerJoin('rawMessages as raw', (join) =>
      join.onRef('raw.dealershipId', '=', 'item.dealershipId').onRef('raw.id', '=', 'item.rawMessageId'),
    )
    .select('raw.id')
    .where('item.dealershipId', '=', work.dealershipId)
    .where('item.importId', '=', id)
    .where('raw.readState', '=', 'waiting')
    .where('raw.readAttempts', '=', 0)
    .limit(1)
    .executeTakeFirst();
  return waiting !== undefined;
};

const NO_BYTES = Buffer.alloc(0);

const takeItem = async (work: DealershipWork, job: Job, item: Item): Promise<void> => {
  const recipient = { dealershipId: job.dealershipId, sourceId: job.sourceId, replyLeadId: null };
  const [rawMessageId = null] = await storeRawMessage(work, {
    channel: 'import',
    mediaType: item.mediaType,
    bytes: item.bytes,
    envelopeFrom: '',
    peer: '',
    settled: job.settled,
    to: [{ address: job.fileName, recipient }],
  });
  await setItem(work, item, { rawMessageId, bytes: NO_BYTES });
};

/** The file has done its service; rows that could not be read stay to be looked at. */
const finish = async (work: DealershipWork, job: Job): Promise<void> => {
  await work.sql
    .deleteFrom('importPieces')
    .where('dealershipId', '=', work.dealershipId)
    .where('importId', '=', job.id)
    .execute();
  await work.sql
    .updateTable('importItems')
    .set({ bytes: NO_BYTES })
    .where('dealershipId', '=', work.dealershipId)
    .where('importId', '=', job.id)
    .where('state', '=', 'known')
    .execute();
  await moveOn(work, job, { state: 'taken' });
};
