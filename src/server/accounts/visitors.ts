import { ROLES, type Role } from '../../domain/accounts/roles.ts';
import { mayUseWay, type SignInWay } from '../../domain/accounts/company-sign-in.ts';
import type { Work } from '../db/database.ts';
import type { Caller, Visitor } from './caller.ts';

/** "Last seen" is kept to the minute: reading pages must not write all the time. */
const SEEN_EVERY_SECONDS = 60;

/** Who a sign-in belongs to; `null` once their access has ended. */
export const findVisitor = async (
  work: Work,
  authUserId: string,
  way: SignInWay,
): Promise<Omit<Visitor, 'sessionId'> | null> => {
  const row = await work.sql
    .selectFrom('authUsers as user')
    .leftJoin('accounts as account', (join) =>
      join.onRef('account.authUserId', '=', 'user.id').on('account.active', '=', true),
    )
    .leftJoin('dealerships as dealership', 'dealership.dealershipId', 'account.dealershipId')
    .leftJoin('companySignIns as company', 'company.dealershipId', 'account.dealershipId')
    .leftJoin('operators as operator', 'operator.authUserId', 'user.id')
    .where('user.id', '=', authUserId)
    .select([
      'user.name as userName',
      'user.email',
      'user.twoFactorEnabled',
      'account.id as accountId',
      'account.dealershipId',
      'account.name',
      'account.roles',
      'account.language',
      'account.lastSeenAt',
      'dealership.secondFactorRoles',
      'company.onlyWay',
      'operator.authUserId as operatorId',
      'operator.language as operatorLanguage',
    ])
    .executeTakeFirst();
  if (!row || (row.accountId === null && row.operatorId === null)) return null;
  const company = row.onlyWay === null ? null : { onlyWay: row.onlyWay };
  if (!mayUseWay(way, company, row.roles ?? [])) return null;

  const { accountId, dealershipId, name, roles, language, lastSeenAt } = row;
  const inDealership = accountId !== null && dealershipId !== null && name !== null && roles !== null;
  if (inDealership) await markSeen(work, dealershipId, accountId, lastSeenAt);
  const isOperator = row.operatorId !== null;
  const spoken = languageOf(language ?? row.operatorLanguage);
  return {
    authUserId,
    name: name ?? row.userName,
    mail: row.email,
    caller: inDealership
      ? { accountId, dealershipId, name, roles: rolesOf(roles), language: spoken }
      : isOperator
        ? await findSupportCaller(work, authUserId, row.userName, spoken)
        : null,
    operator: isOperator,
    language: spoken,
    // Whoever comes from a provider has shown there what it asks for.
    secondFactorMissing:
      way === 'password' &&
      !row.twoFactorEnabled &&
      (roles ?? []).some((role) => row.secondFactorRoles?.includes(role)),
  };
};

/** An operator inside a dealership has an admin's rights there, for as long as the visit lasts. */
const findSupportCaller = async (
  work: Work,
  operatorId: string,
  name: string,
  language: Caller['language'],
): Promise<Caller | null> => {
  const visit = await work.sql
    .selectFrom('supportVisits as visit')
    .innerJoin('dealerships as dealership', 'dealership.dealershipId', 'visit.dealershipId')
    .select(['visit.dealershipId', 'visit.reason', 'visit.endsAt', 'dealership.supportSeesLeads'])
    .where('visit.operatorId', '=', operatorId)
    .where('visit.endsAt', '>', work.now)
    .orderBy('visit.enteredAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!visit) return null;
  return {
    accountId: operatorId,
    dealershipId: visit.dealershipId,
    name,
    roles: ['admin'],
    language,
    support: { seesLeads: visit.supportSeesLeads, reason: visit.reason, untilAt: visit.endsAt },
  };
};

/** Whether somebody's dealership lets them in with their company account only. */
export const isCompanyOnly = async (work: Work, authUserId: string): Promise<boolean> => {
  const row = await work.sql
    .selectFrom('accounts as account')
    .innerJoin('companySignIns as company', 'company.dealershipId', 'account.dealershipId')
    .select('account.id')
    .where('account.authUserId', '=', authUserId)
    .where('account.active', '=', true)
    .where('company.onlyWay', '=', true)
    .executeTakeFirst();
  return row !== undefined;
};

/** The language the product speaks and writes to somebody, as it is stored. */
export const languageOf = (stored: string | null): Caller['language'] => (stored === 'en' ? 'en' : 'de');

/** The roles of a stored account, in their usual order. */
export const rolesOf = (stored: readonly string[]): Role[] => ROLES.filter((role) => stored.includes(role));

/** Ends every session of a sign-in. */
export const endSessions = async (work: Work, authUserId: string): Promise<void> => {
  await work.sql.deleteFrom('authSessions').where('userId', '=', authUserId).execute();
};

const markSeen = async (
  work: Work,
  dealershipId: string,
  accountId: string,
  lastSeenAt: Temporal.Instant | null,
): Promise<void> => {
  const seenBefore = work.now.subtract({ seconds: SEEN_EVERY_SECONDS });
  if (lastSeenAt !== null && Temporal.Instant.compare(lastSeenAt, seenBefore) > 0) return;
  await work.sql
    .updateTable('accounts')
    .set({ lastSeenAt: work.now })
    .where('dealershipId', '=', dealershipId)
    .where('id', '=', accountId)
    .execute();
};
