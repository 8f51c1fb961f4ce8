import { inOrder, isAfter } from '../../domain/time/order.ts';
import type { Database } from '../db/database.ts';

/** What is repeated when its time has come. */
export interface Timed {
  /** A select of the instant at which there is next something to do; of null as long as there is nothing. */
  readonly nextDue: string;
}

/** Which of them have something to do now, and when the first of all has: found out by one small statement. */
export const lookAhead = async <One extends Timed>(
  database: Database,
  all: readonly One[],
): Promise<{ readonly due: readonly One[]; readonly nextAt: Temporal.Instant | null }> => {
  const selects = all.map(({ nextDue }) => `(${nextDue})`);
  const { now, found } = await database.look<(string | null)[]>(`select json_build_array(${selects})`);
  const coming = all
    .map((one, place) => ({ one, at: found[place] ?? null }))
    .flatMap(({ one, at }) => (at === null ? [] : [{ one, at: Temporal.Instant.from(at) }]));
  return {
    due: coming.filter(({ at }) => !isAfter(at, now)).map(({ one }) => one),
    nextAt: coming.map(({ at }) => at).toSorted(inOrder)[0] ?? null,
  };
};
