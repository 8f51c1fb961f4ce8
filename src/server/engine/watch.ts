import type { Config } from '../../config.ts';
import type { Database } from '../db/database.ts';
import type { Log } from '../log.ts';
import { claimPing, leaveBeat } from './beat.ts';
import { openHeartbeat } from './heartbeat.ts';
import { readLag } from './lag.ts';
import type { Loop } from './loop.ts';
import { findTroubles } from './troubles.ts';

export interface WatchNeeds {
  readonly database: Database;
  readonly loops: readonly Loop[];
  readonly heartbeatUrl: Config['heartbeatUrl'];
  readonly toleranceSeconds: number;
  readonly log: Log;
}

/**
 * Looks after the engine's loops: when every one of them has done a good round since the last look, the engine leaves
 * its sign of life, and tells the outside watcher if nothing at all is wrong.
 */
export const openWatch = ({
  database,
  loops,
  heartbeatUrl,
  toleranceSeconds,
  log,
}: WatchNeeds): (() => Promise<number>) => {
  const heartbeat = heartbeatUrl && openHeartbeat(heartbeatUrl, log);
  let seen: readonly number[] = loops.map(() => 0);
  return async () => {
    const rounds = loops.map((loop) => loop.goodRounds());
    if (!rounds.every((count, place) => count > (seen[place] ?? 0))) return 0;
    seen = rounds;
    await leaveBeat(database, toleranceSeconds);
    if (heartbeat && (await isAllWell(database, toleranceSeconds)) && (await claimPing(database)))
      await heartbeat();
    return 0;
  };
};

const isAllWell = async (database: Database, toleranceSeconds: number): Promise<boolean> => {
  const troubles = findTroubles(await readLag(database), toleranceSeconds);
  return Object.values(troubles).every((trouble) => trouble === null);
};
