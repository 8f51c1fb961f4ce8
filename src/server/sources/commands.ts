import { randomInt } from 'node:crypto';
import type { DealershipWork } from '../db/database.ts';
import { newId } from '../ids.ts';

export interface NewSource {
  readonly branchId: string;
  readonly kind: string;
  readonly name: string;
  readonly silenceLimitDays: number;
}

/** Without letters and digits that are taken for each other when somebody reads an address aloud. */
const CLEAR_CHARACTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const RANDOM_LENGTH = 6;

/** A source with a lead address of its own. Needs the system role: addresses are a directory of all dealerships. */
export const createSource = async (
  work: DealershipWork,
  source: NewSource,
): Promise<{ id: string; localPart: string }> => {
  const id = newId();
  await work.sql
    .insertInto('sources')
    .values({ dealershipId: work.dealershipId, id, ...source, createdAt: work.now, activeSince: work.now })
    .execute();
  return { id, localPart: await reserveAddress(work, id, source.kind) };
};

/** Readable, so that people see what it is for, and not to be guessed; drawn again should it be taken. */
const reserveAddress = async (work: DealershipWork, sourceId: string, kind: string): Promise<string> => {
  const random = Array.from(
    { length: RANDOM_LENGTH },
    () => CLEAR_CHARACTERS[randomInt(CLEAR_CHARACTERS.length)],
  );
  const localPart = `${kind.replace(/[^a-z0-9]/g, '')}-${random.join('')}`;
  const { numInsertedOrUpdatedRows } = await work.sql
    .insertInto('leadAddresses')
    .values({ localPart, dealershipId: work.dealershipId, sourceId })
    .onConflict((conflict) => conflict.column('localPart').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 0n ? reserveAddress(work, sourceId, kind) : localPart;
};
