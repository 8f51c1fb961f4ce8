import { randomUUID } from 'node:crypto';
import { RECOMMENDATIONS } from '../src/domain/escalation/recommendations.ts';
import { DEFAULT_HOURS, parseWeek } from '../src/domain/time/opening-hours.ts';
import type { Database } from '../src/server/db/database.ts';

/** The least a message needs to arrive: a dealership with one branch and one source a name. */
export interface House {
  readonly dealershipId: string;
  readonly branchId: string;
  /** Source ids by the local part of their lead address. */
  readonly sources: Readonly<Record<string, string>>;
}

export const MAIL_DOMAIN = 'leads.test';

/** Writes the rows of a dealership whose sources have the given local parts as lead addresses. */
export const buildHouse = async (database: Database, localParts: readonly string[]): Promise<House> => {
  const [dealershipId, branchId, policyId, calendarId] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
  ];
  const sources = Object.fromEntries(localParts.map((localPart) => [localPart, randomUUID()]));
  await database.inDealership(dealershipId, async ({ sql, now }) => {
    const zone = 'Europe/Berlin';
    const created = { dealershipId, createdAt: now };
    const calendar = { zone, week: parseWeek(DEFAULT_HOURS), days: {} };
    await sql
      .insertInto('dealerships')
      .values({ ...created, name: 'Autohaus Muster', zone, policyId })
      .execute();
    await sql
      .insertInto('policies')
      .values({ ...created, id: policyId, version: 1, stages: JSON.stringify(RECOMMENDATIONS[0].stages) })
      .execute();
    await sql
      .insertInto('calendars')
      .values({ ...created, id: calendarId, branchId, version: 1, spec: JSON.stringify(calendar) })
      .execute();
    await sql
      .insertInto('branches')
      .values({ ...created, id: branchId, name: 'Hauptbetrieb', zone, state: 'BY', calendarId })
      .execute();
    for (const [localPart, sourceId] of Object.entries(sources)) {
      await sql
        .insertInto('sources')
        .values({
          ...created,
          id: sourceId,
          branchId,
          kind: 'homepage',
          name: localPart,
          silenceLimitDays: 7,
        })
        .execute();
      await sql.insertInto('leadAddresses').values({ dealershipId, localPart, sourceId }).execute();
    }
  });
  return { dealershipId, branchId, sources };
};
