import { getHealth, type HealthPart } from '../../contract/health.ts';
import type { Database } from '../db/database.ts';
import { installationRoute, type Route } from '../http/route.ts';
import { readLag } from './lag.ts';
import { sinceNow } from './loop.ts';
import { findTroubles, type Trouble } from './troubles.ts';

/** What each part of this process says of itself. */
export interface Parts {
  readonly engine: () => HealthPart;
  readonly intake: () => HealthPart;
  readonly delivery: () => HealthPart;
}

/**
 * `GET /api/health`: every part with its state and since when; 503 as soon as one fails. A part that believes itself
 * well still fails when the database shows that its work lags behind, whichever process should have done it.
 */
export const healthRoute = (database: Database, parts: Parts, toleranceSeconds: number): Route => {
  const sinceOf = rememberSince();
  const judge = (name: keyof Parts, own: HealthPart, trouble: Trouble | null): HealthPart => {
    const since = sinceOf(name, trouble?.reason ?? own.state);
    if (trouble === null || own.state === 'failing') return own;
    const { reason, detail } = trouble;
    return { state: 'failing', since: trouble.since?.toString() ?? since, reason, detail };
  };
  return installationRoute(getHealth, async (_input, _request, reply) => {
    const lag = await readLag(database).catch((cause: Error) => cause);
    const away = lag instanceof Error ? lag.message : null;
    const troubles = lag instanceof Error ? NONE : findTroubles(lag, toleranceSeconds);
    const worksElsewhere = !(lag instanceof Error) && lag.beatenAt !== null && parts.engine().state === 'off';
    const answer = {
      engine: judge(
        'engine',
        worksElsewhere ? { state: 'ok', since: sinceOf('elsewhere', 'ok') } : parts.engine(),
        troubles.engine,
      ),
      intake: judge('intake', parts.intake(), troubles.intake),
      delivery: judge('delivery', parts.delivery(), troubles.delivery),
      database: {
        state: away === null ? ('ok' as const) : ('failing' as const),
        since: sinceOf('database', away === null ? 'ok' : 'failing'),
        ...(away !== null && { detail: away }),
      },
    };
    const failing = Object.values(answer).some(({ state }) => state === 'failing');
    if (failing) reply.code(503);
    return { status: failing ? ('failing' as const) : ('ok' as const), ...answer };
  });
};

const NONE = { engine: null, intake: null, delivery: null };

/** Since when something has been seen in its present state. */
const rememberSince = (): ((what: string, state: string) => string) => {
  const seen = new Map<string, { state: string; since: string }>();
  return (what, state) => {
    const known = seen.get(what);
    if (known?.state === state) return known.since;
    const since = sinceNow();
    seen.set(what, { state, since });
    return since;
  };
};
