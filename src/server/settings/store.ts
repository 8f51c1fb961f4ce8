import type { DealershipWork } from '../db/database.ts';
import { newId } from '../ids.ts';

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
