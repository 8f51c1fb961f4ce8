import { sql } from 'kysely';
import { type Absence, absentOn, type Day } from '../../domain/accounts/absence.ts';
import type { Member, Staff } from '../../domain/accounts/staff.ts';
import type { DealershipWork } from '../db/database.ts';
import { dealershipZone } from '../settings/store.ts';
import { rolesOf } from './visitors.ts';

/** The people of the dealership by name, former ones last. */
export const listAccounts = async (work: DealershipWork) => {
  const rows = await work.sql
    .selectFrom('accounts')
    .where('dealershipId', '=', work.dealershipId)
    .select(['id', 'name', 'mail', 'roles', 'scopeBranches', 'scopeSources', 'active', 'lastSeenAt'])
    .orderBy('active', 'desc')
    .orderBy('name')
    .execute();
  return rows.map(({ scopeBranches, scopeSources, ...row }) => ({
    ...row,
    roles: rolesOf(row.roles),
    scope: scopeOf({ scopeBranches, scopeSources }),
    lastSeenAt: row.lastSeenAt?.toString() ?? null,
  }));
};

/** Invitations not yet accepted, the newest first; those run out are shown too, to be sent again. */
export const listInvitations = async (work: DealershipWork) => {
  const rows = await work.sql
    .selectFrom('invitations')
    .where('dealershipId', '=', work.dealershipId)
    .where('acceptedAt', 'is', null)
    .select(['id', 'name', 'mail', 'roles', 'createdAt', 'expiresAt'])
    .orderBy('createdAt', 'desc')
    .execute();
  return rows.map((row) => ({
    ...row,
    roles: rolesOf(row.roles),
    createdAt: row.createdAt.toString(),
    expiresAt: row.expiresAt.toString(),
  }));
};

/** The calendar day it is in the dealership. */
export const todayOf = async (work: DealershipWork): Promise<Day> => {
  const zone = await dealershipZone(work);
  return work.now.toZonedDateTimeISO(zone).toPlainDate().toString();
};

/** Absences that last on a day or come after it, in the order of their days. */
export const listAbsences = (work: DealershipWork, on: Day): Promise<Absence[]> =>
  work.sql
    .selectFrom('absences')
    .select(['id', 'accountId', 'fromOn', 'untilOn', 'substituteId'])
    .where('dealershipId', '=', work.dealershipId)
    .where((eb) => eb.or([eb('untilOn', 'is', null), eb('untilOn', '>=', on)]))
    .orderBy('fromOn')
    .orderBy('id')
    .execute();

/** A person with a duty, and how they are told. */
export interface Colleague extends Member {
  readonly name: string;
  readonly mail: string;
  readonly language: 'de' | 'en';
}

/** Everybody with their duties, and who is away today: whom something is told, is decided when it is sent (product.md 3). */
export const readStaff = async (work: DealershipWork): Promise<Staff<Colleague>> => {
  const today = await todayOf(work);
  const { rows } = await sql<Omit<Colleague, 'scope'> & { scopeBranches: string[]; scopeSources: string[] }>`
    select id, name, mail, language, roles, active, scope_branches, scope_sources,
           coalesce((select o.state = 'sent' or o.dismissed_at is not null from outbox o
                     where o.dealership_id = a.dealership_id and o.to_address = a.mail and o.state in ('sent', 'dead')
                     order by o.created_at desc limit 1), true) as reachable
    from accounts a
    where dealership_id = ${work.dealershipId} order by created_at, id`.execute(work.sql);
  return {
    people: rows.map(({ scopeBranches, scopeSources, ...row }) => ({
      ...row,
      roles: rolesOf(row.roles),
      scope: scopeOf({ scopeBranches, scopeSources }),
    })),
    absent: absentOn(await listAbsences(work, today), today),
  };
};

/** The scope of a stored account. */
export const scopeOf = (row: { scopeBranches: string[]; scopeSources: string[] }) => ({
  branches: row.scopeBranches,
  sources: row.scopeSources,
});
