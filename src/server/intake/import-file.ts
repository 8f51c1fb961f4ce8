import type { Readable } from 'node:stream';
import type { z } from 'zod';
import { MOST_IMPORT_BYTES, type startImport } from '../../contract/imports.ts';
import { importFormat } from '../../domain/intake/import-file.ts';
import type { Caller } from '../accounts/caller.ts';
import { type Database, type DealershipWork, notify } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { findSource } from '../sources/store.ts';

const PIECE_BYTES = 1_000_000;

/**
 * Keeps a file as it comes in, in pieces that are committed one by one, so that neither the program's memory nor a
 * transaction has to hold all of it. Only once it is whole does it count: what a broken connection leaves is taken away.
 */
export const receiveImport = async (
  database: Database,
  caller: Caller,
  { sourceId, fileName, as }: z.output<typeof startImport.query>,
  file: Readable,
): Promise<string> => {
  const { dealershipId, accountId } = caller;
  const id = newId();
  let place = 0;
  let fileBytes = 0;
  const keep = async (bytes: Buffer): Promise<void> => {
    await database.inDealership(dealershipId, async (work) => {
      if (place === 0) {
        await findSource(work, sourceId);
        const format = importFormat(bytes, fileName);
        if (format === null) throw new Refusal('importUnknown', 'Send an .eml, mbox or CSV file.');
        await forgetTorn(work);
        await work.sql
          .insertInto('imports')
          .values({
            dealershipId,
            id,
            sourceId,
            fileName: fileName.toWellFormed(),
            format,
            settled: as === 'settled',
            state: 'receiving',
            createdAt: work.now,
            createdBy: accountId,
          })
          .execute();
      }
      await work.sql
        .insertInto('importPieces')
        .values({ dealershipId, importId: id, place, bytes })
        .execute();
    });
    place += 1;
  };
  try {
    for await (const piece of inPieces(file)) {
      fileBytes += piece.length;
      if (fileBytes > MOST_IMPORT_BYTES)
        throw new Refusal('importTooLarge', 'The file is larger than 100 MB.');
      await keep(piece);
    }
    if (fileBytes === 0) throw new Refusal('importEmpty', 'The file is empty.');
    await database.inDealership(dealershipId, async (work) => {
      await work.sql
        .updateTable('imports')
        .set({ state: 'splitting', fileBytes })
        .where('dealershipId', '=', dealershipId)
        .where('id', '=', id)
        .execute();
      await notify(work, 'messages', dealershipId);
    });
  } catch (error) {
    if (place > 0)
      await database.inDealership(dealershipId, (work) =>
        work.sql
          .deleteFrom('imports')
          .where('dealershipId', '=', dealershipId)
          .where('id', '=', id)
          .execute(),
      );
    throw error;
  }
  return id;
};

/** Of files that a stopped program was receiving nothing can be made; whoever sent them was never told that they are kept. */
const forgetTorn = async (work: DealershipWork): Promise<void> => {
  await work.sql
    .deleteFrom('imports')
    .where('dealershipId', '=', work.dealershipId)
    .where('state', '=', 'receiving')
    .where('createdAt', '<', work.now.subtract({ hours: 24 }))
    .execute();
};

/** What comes in as it pleases the network, in pieces of one size. */
const inPieces = async function* (file: Readable): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of file as AsyncIterable<Buffer>) {
    parts.push(part);
    bytes += part.length;
    if (bytes < PIECE_BYTES) continue;
    yield Buffer.concat(parts);
    parts = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(parts);
};
