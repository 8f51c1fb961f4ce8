import { getHealth, type HealthPart } from '../../contract/health.ts';
import type { Database } from '../db/database.ts';
import { installationRoute, type Route } from '../http/route.ts';
import { sinceNow } from './loop.ts';

/** What each part of the program says of itself. */
export interface Parts {
  readonly engine: () => HealthPart;
  readonly intake: () => HealthPart;
  readonly delivery: () => HealthPart;
}

/** `GET /api/health`: every part with its state and since when; 503 as soon as one fails. */
export const healthRoute = (database: Database, parts: Parts): Route => {
  const databasePart = watchDatabase(database);
  return installationRoute(getHealth, async (_input, _request, reply) => {
    const answer = {
      engine: parts.engine(),
      intake: parts.intake(),
      delivery: parts.delivery(),
      database: await databasePart(),
    };
    const failing = Object.values(answer).some(({ state }) => state === 'failing');
    if (failing) reply.code(503);
    return { status: failing ? ('failing' as const) : ('ok' as const), ...answer };
  });
};

const watchDatabase = (database: Database): (() => Promise<HealthPart>) => {
  let present: HealthPart = { state: 'ok', since: sinceNow() };
  return async () => {
    const detail = await database.acrossDealerships(async () => null).catch((cause: Error) => cause.message);
    const state = detail === null ? 'ok' : 'failing';
    if (state !== present.state) present = { state, since: sinceNow(), ...(detail !== null && { detail }) };
    return present;
  };
};
