import type { Policy } from '../../domain/escalation/policy.ts';
import type { EscalationSettings } from '../../domain/escalation/settings.ts';
import { type Calendar, compileCalendar } from '../../domain/time/calendar.ts';
import type { CalendarSpec } from '../../domain/time/opening-hours.ts';
import type { DealershipWork, Work } from '../db/database.ts';
import { newId } from '../ids.ts';

/** Policies and calendars by version id. */
export interface Versions {
  policy(id: string): Policy;
  calendar(id: string): Calendar;
}

// A version never changes once it is written, so what was compiled stays right for as long as the program runs.
const policies = new Map<string, Policy>();
const calendars = new Map<string, () => Calendar>();
const KEPT_VERSIONS = 5_000;

/** Loads the named versions that are not at hand yet; the result answers without asking the database. */
export const loadVersions = async (
  work: Work,
  policyIds: Iterable<string>,
  calendarIds: Iterable<string>,
): Promise<Versions> => {
  const missingPolicies = [...new Set(policyIds)].filter((id) => !policies.has(id));
  if (missingPolicies.length > 0) {
    makeRoom(policies);
    const rows = await work.sql
      .selectFrom('policies')
      .select(['id', 'stages'])
      .where('id', 'in', missingPolicies)
      .execute();
    for (const row of rows) policies.set(row.id, row.stages as Policy);
  }
  const missingCalendars = [...new Set(calendarIds)].filter((id) => !calendars.has(id));
  if (missingCalendars.length > 0) {
    makeRoom(calendars);
    const rows = await work.sql
      .selectFrom('calendars')
      .select(['id', 'spec'])
      .where('id', 'in', missingCalendars)
      .execute();
    for (const row of rows) calendars.set(row.id, compiled(row.spec as CalendarSpec));
  }
  return { policy: (id) => known(policies, id), calendar: (id) => known(calendars, id)() };
};

/** The dealership's escalation settings as they are now. */
export const presentSettings = async (work: DealershipWork) => {
  const row = await work.sql
    .selectFrom('dealerships')
    .innerJoin('escalationSettings as settings', (join) =>
      join
        .onRef('settings.dealershipId', '=', 'dealerships.dealershipId')
        .onRef('settings.id', '=', 'dealerships.escalationSettingsId'),
    )
    .select(['stages', 'branches', 'sources', 'version', 'settings.createdAt', 'createdBy'])
    .where('dealerships.dealershipId', '=', work.dealershipId)
    .executeTakeFirstOrThrow();
  const { version, createdAt, createdBy, ...settings } = row;
  return { settings: settings as EscalationSettings, version, createdAt, createdBy };
};

/** The id under which these complete times are kept in the dealership; they are kept once. */
export const policyIdOf = async (work: DealershipWork, policy: Policy): Promise<string> => {
  const { dealershipId } = work;
  const stages = JSON.stringify(policy);
  const find = () =>
    work.sql
      .selectFrom('policies')
      .select('id')
      .where('dealershipId', '=', dealershipId)
      .where('stages', '=', stages)
      .executeTakeFirst();
  const known = await find();
  if (known) return known.id;
  await work.sql
    .insertInto('policies')
    .values({ dealershipId, id: newId(), stages })
    .onConflict((conflict) => conflict.columns(['dealershipId', 'stages']).doNothing())
    .execute();
  return (await find())?.id ?? policyIdOf(work, policy);
};

/** A calendar that cannot be compiled is the trouble of those clocks alone that run by it. */
const compiled = (spec: CalendarSpec): (() => Calendar) => {
  try {
    const calendar = compileCalendar(spec);
    return () => calendar;
  } catch (error) {
    return () => {
      throw error;
    };
  }
};

const makeRoom = (kept: Map<string, unknown>): void => {
  if (kept.size > KEPT_VERSIONS) kept.clear();
};

const known = <T>(kept: Map<string, T>, id: string): T => {
  const version = kept.get(id);
  if (version === undefined) throw new Error(`No settings version ${id} in this dealership.`);
  return version;
};
