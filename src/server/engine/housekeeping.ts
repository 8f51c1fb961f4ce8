import { wallClock } from '../clock.ts';
import type { Database } from '../db/database.ts';

/** What ended is kept for a day longer, so that clocks that differ a little do no harm. */
const KEPT_HOURS = 24;

/** Sweeps away sessions and verifications that have ended. Sign-in lives by the machine's time, not the program's. */
export const sweepEndedSessions = (database: Database): Promise<number> =>
  database.acrossDealerships(async ({ sql }) => {
    const before = wallClock().subtract({ hours: KEPT_HOURS });
    await sql.deleteFrom('authSessions').where('expiresAt', '<', before).execute();
    await sql.deleteFrom('authVerifications').where('expiresAt', '<', before).execute();
    return 0;
  });
