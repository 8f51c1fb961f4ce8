import { sql } from 'kysely';
import { type DealershipWork, notify } from '../db/database.ts';
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
import { storeRawMessage } from './store.ts';

/** Handed to the reader in one go: it is looked only every second whether it has read them, and fresh mail waits behind them. */
const TAKEN_AT_ONCE = 100;

/**
 * Hands what is not there yet to the reader of all messages, a portion at a time: only when it has read the last one comes
 * the next, so that a fresh enquiry never waits behind ten thousand old ones.
 */
export const takeItems = async (needs: ImportNeeds, job: Job): Promise<number> => {
  const taken = await unlessOvertaken(() =>
    whileAt(needs, job, async (work) => {
      const items = await nextToTake(work, job);
      if (items.length === 0) await finish(work, job);
      else if (await isBeingRead(work, job)) return 0;
      for (const item of items) await takeItem(work, job, item);
      await notify(work, 'messages', work.dealershipId);
      return items.length + 1;
    }),
  );
  return taken ?? 0;
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
