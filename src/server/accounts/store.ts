import { sql } from 'kysely';
import { type Absence, absentOn, type Day } from '../../domain/accounts/absence.ts';
import type { QuietHours } from '../../domain/accounts/quiet-hours.ts';
import type { Member, Staff } from '../../domain/accounts/staff.ts';
import type { Database, DealershipWork } from '../db/database.ts';
import { EVERYTHING, type LeadSight, sightOf } from '../../domain/leads/sight.ts';
import type { SellersSee } from '../../domain/distribution/settings.ts';
import { dealershipZone } from '../settings/store.ts';
import type { Caller } from './caller.ts';
import { languageOf, rolesOf } from './visitors.ts';

/** The people of the dealership by name, former ones last. */
export const listAccounts = async (work: DealershipWork) => {
  const rows = await work.sql
    .selectFrom('accounts')
    .where('dealershipId', '=', work.dealershipId)
    .select([
      'id',
      'name',
      'mail',
      'roles',
      'scopeBranches',
      'scopeSources',
      'active',
      'lastSeenAt',
      'mailsOff',
    ])
    .orderBy('active', 'desc')
    .orderBy('name')
    .orderBy('id')
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
    .orderBy('id', 'desc')
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
  /** Kinds of mails they do not want. */
  readonly mailsOff: readonly string[];
  readonly quiet: QuietHours | null;
  readonly quietHoldsEM21: boolean;
}

interface StaffRow extends Omit<Colleague, 'scope' | 'quiet' | 'quietHoldsEM21'> {
  readonly scopeBranches: string[];
  readonly scopeSources: string[];
  readonly quietFrom: string | null;
  readonly quietUntil: string | null;
  readonly quietHoldsEm21: boolean;
}

/** Everybody with their duties, and who is away today: whom something is told, is decided when it is sent (product.md 3). */
export const readStaff = async (work: DealershipWork): Promise<Staff<Colleague>> => {
  const today = await todayOf(work);
  const { rows } = await sql<StaffRow>`
    select id, name, mail, language, roles, active, scope_branches, scope_sources,
           mails_off, quiet_from, quiet_until, quiet_holds_em21,
           coalesce((select o.state = 'sent' or o.dismissed_at is not null from outbox o
                     where o.dealership_id = a.dealership_id and o.to_address = a.mail and o.state in ('sent', 'dead')
                     order by o.created_at desc, o.id desc limit 1), true) as reachable
    from accounts a
    where dealership_id = ${work.dealershipId} order by created_at, id`.execute(work.sql);
  return {
    people: rows.map(
      ({ scopeBranches, scopeSources, quietFrom, quietUntil, quietHoldsEm21: quietHoldsEM21, ...row }) => ({
        ...row,
        roles: rolesOf(row.roles),
        scope: scopeOf({ scopeBranches, scopeSources }),
        quiet: quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil },
        quietHoldsEM21,
      }),
    ),
    absent: absentOn(await listAbsences(work, today), today),
  };
};

/** Who runs the installation, and how they are told. */
export const listOperators = (
  database: Database,
): Promise<readonly Pick<Colleague, 'name' | 'mail' | 'language'>[]> =>
  database.acrossDealerships(async ({ sql }) => {
    const rows = await sql
      .selectFrom('operators')
      .innerJoin('authUsers', 'authUsers.id', 'operators.authUserId')
      .select(['name', 'email as mail', 'operators.language'])
      .orderBy('name')
      .orderBy('email')
      .execute();
    return rows.map((row) => ({ ...row, language: languageOf(row.language) }));
  });

/** The scope of a stored account. */
export const scopeOf = (row: { scopeBranches: string[]; scopeSources: string[] }) => ({
  branches: row.scopeBranches,
  sources: row.scopeSources,
});

/** What the caller sees of the leads today. Asked with every look at leads, so only those who count for it are read. */
export const readSight = async (work: DealershipWork, { accountId, support }: Caller): Promise<LeadSight> => {
  // The guard let them in because the dealership allows it.
  if (support) return EVERYTHING;
  const { rows } = await sql<SightRow>`
    with today as (
      select (${work.now}::timestamptz at time zone zone)::date as on_day from dealerships
      where dealership_id = ${work.dealershipId}
    )
    select person.id, person.roles, person.active, person.scope_branches, person.scope_sources,
           absence.id as absence_id, absence.from_on, absence.until_on, absence.substitute_id, settings.sellers_see
    from accounts person
    cross join today
    cross join (
      select settings->>'sellersSee' as sellers_see from distribution_settings
      where dealership_id = ${work.dealershipId} order by version desc limit 1
    ) settings
    left join absences absence on absence.dealership_id = person.dealership_id and absence.account_id = person.id
      and absence.from_on <= on_day and (absence.until_on is null or absence.until_on >= on_day)
    where person.dealership_id = ${work.dealershipId} and (person.id = ${accountId} or absence.id is not null)`.execute(
    work.sql,
  );
  const people = rows.map(({ id, active, roles, ...row }) => ({
    id,
    active,
    reachable: true,
    roles: rolesOf(roles),
    scope: scopeOf(row),
  }));
  const absences = rows.flatMap(({ id, absenceId, fromOn, untilOn, substituteId }) =>
    absenceId && fromOn ? [{ id: absenceId, accountId: id, fromOn, untilOn, substituteId }] : [],
  );
  const absent = new Map(absences.map((absence) => [absence.accountId, absence]));
  return sightOf(accountId, { people, absent }, rows[0]?.sellersSee ?? 'own');
};

interface SightRow extends Pick<Absence, 'substituteId' | 'untilOn'> {
  readonly id: string;
  readonly roles: string[];
  readonly active: boolean;
  readonly scopeBranches: string[];
  readonly scopeSources: string[];
  readonly absenceId: string | null;
  readonly fromOn: Day | null;
  readonly sellersSee: SellersSee;
}
