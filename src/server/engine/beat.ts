import type { Database } from '../db/database.ts';

/** Several engines leave their sign of life together; it need not be newer than this. */
const BEAT_EVERY_SECONDS = 10;
const PING_EVERY_SECONDS = 60;

/**
 * Leaves the engine's sign of life. A gap since the last one of more than `toleranceSeconds` was a standstill and is
 * written down, once, however many engines find it. A clock that was set back begins anew.
 */
export const leaveBeat = (database: Database, toleranceSeconds: number): Promise<void> =>
  database.acrossDealerships(async ({ sql, now }) => {
    const last = await sql.selectFrom('engineBeats').select('beatenAt').forUpdate().executeTakeFirst();
    if (!last) {
      await sql
        .insertInto('engineBeats')
        .values({ beatenAt: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return;
    }
    const gapSeconds = now.since(last.beatenAt).total('seconds');
    if (gapSeconds >= 0 && gapSeconds < BEAT_EVERY_SECONDS) return;
    await sql.updateTable('engineBeats').set({ beatenAt: now }).execute();
    if (gapSeconds <= toleranceSeconds) return;
    await sql
      .insertInto('standstills')
      .values({ fromAt: last.beatenAt, untilAt: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });

/** Time that nobody lived through, as in the example's past, is no standstill. */
export const forgetBeat = (database: Database): Promise<void> =>
  database.acrossDealerships(async ({ sql }) => {
    await sql.deleteFrom('engineBeats').execute();
  });

/** Whether the outside watcher shall be told now, and by us: once a minute, by one of all engines. */
export const claimPing = (database: Database): Promise<boolean> =>
  database.acrossDealerships(async ({ sql, now }) => {
    const { numUpdatedRows } = await sql
      .updateTable('engineBeats')
      .set({ pingedAt: now })
      .where((eb) =>
        eb.or([
          eb('pingedAt', 'is', null),
          eb('pingedAt', '<=', now.subtract({ seconds: PING_EVERY_SECONDS })),
          eb('pingedAt', '>', now),
        ]),
      )
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  });
