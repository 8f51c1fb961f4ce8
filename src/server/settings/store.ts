import type { DealershipWork, Work } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';

/** The dealership's own time zone; branches may have others. */
export const dealershipZone = async (work: DealershipWork): Promise<string> => {
  const { zone } = await work.sql
    .selectFrom('dealerships')
    .select('zone')
    .where('dealershipId', '=', work.dealershipId)
    .executeTakeFirstOrThrow();
  return zone;
};

/** Refuses with `notFound` unless the installation has this dealership. */
export const requireDealership = async (work: Work, dealershipId: string): Promise<void> => {
  const found = await work.sql
    .selectFrom('dealerships')
    .where('dealershipId', '=', dealershipId)
    .select('dealershipId')
    .executeTakeFirst();
  if (!found) throw new Refusal('notFound', `There is no dealership ${dealershipId}.`);
};

export interface Change {
  /** What was changed, e.g. `account` or `policy`. */
  readonly subject: string;
  /** Values as JSON; `null` for what did not exist before, or does not any more. */
  readonly old: unknown;
  readonly new: unknown;
  /** The account or operator; `null` for the installation itself. */
  readonly changedBy: string | null;
}

/** Every change of settings, rights and people is written down, in the transaction that makes it (product.md 11). */
export const recordChange = async (work: DealershipWork, change: Change): Promise<void> => {
  await work.sql
    .insertInto('settingChanges')
    .values({
      dealershipId: work.dealershipId,
      id: newId(),
      changedAt: work.now,
      changedBy: change.changedBy,
      subject: change.subject,
      old: change.old === null ? null : JSON.stringify(change.old),
      new: change.new === null ? null : JSON.stringify(change.new),
    })
    .execute();
};

/**
 * What somebody is who changed something, by their id and their name among the accounts. Accounts are ended, never
 * deleted: whoever is none of them helped from outside.
 */
export const kindOfAuthor = (id: string | null, accountName: string | null) => {
  if (id === null) return 'installation' as const;
  return accountName === null ? ('support' as const) : ('person' as const);
};
