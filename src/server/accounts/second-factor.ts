import type { Role } from '../../domain/accounts/roles.ts';
import type { DealershipWork } from '../db/database.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/store.ts';
import type { Caller } from './caller.ts';
import { endSessions, rolesOf } from './visitors.ts';

/** For which roles a second factor is wanted, and who has one. Needs the system role: sign-ins belong to no dealership. */
export const describeSecondFactors = async (work: DealershipWork) => {
  const { secondFactorRoles } = await readWanted(work);
  const people = await work.sql
    .selectFrom('accounts')
    .innerJoin('authUsers', 'authUsers.id', 'accounts.authUserId')
    .select('accounts.id')
    .where('accounts.dealershipId', '=', work.dealershipId)
    .where('authUsers.twoFactorEnabled', '=', true)
    .execute();
  return { roles: rolesOf(secondFactorRoles), accountIds: people.map(({ id }) => id) };
};

/** Whoever has one of these roles and no second factor is asked for it before anything else. */
export const setSecondFactorRoles = async (
  work: DealershipWork,
  roles: readonly Role[],
  caller: Caller,
): Promise<void> => {
  const { secondFactorRoles } = await readWanted(work);
  await work.sql
    .updateTable('dealerships')
    .set({ secondFactorRoles: [...roles] })
    .where('dealershipId', '=', work.dealershipId)
    .execute();
  await recordChange(work, {
    subject: 'secondFactor',
    old: { roles: rolesOf(secondFactorRoles) },
    new: { roles: rolesOf(roles) },
    changedBy: caller.accountId,
  });
};

/** For somebody who lost it; every session of theirs ends. Needs the system role. */
export const resetSecondFactor = async (
  work: DealershipWork,
  accountId: string,
  caller: Caller,
): Promise<void> => {
  const { authUserId } = await findSignIn(work, accountId);
  await work.sql.deleteFrom('authTwoFactors').where('userId', '=', authUserId).execute();
  await work.sql
    .updateTable('authUsers')
    .set({ twoFactorEnabled: false })
    .where('id', '=', authUserId)
    .execute();
  await endSessions(work, authUserId);
  await recordChange(work, {
    subject: 'secondFactor',
    old: { accountId, secondFactor: true },
    new: { accountId, secondFactor: false },
    changedBy: caller.accountId,
  });
};

/** How a colleague signs in. Refuses with `notFound`. */
export const findSignIn = async (work: DealershipWork, accountId: string) => {
  const account = await work.sql
    .selectFrom('accounts')
    .select(['authUserId', 'mail'])
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', accountId)
    .where('active', '=', true)
    .executeTakeFirst();
  if (!account) throw new Refusal('notFound', 'There is no such person.');
  return account;
};

const readWanted = (work: DealershipWork) =>
  work.sql
    .selectFrom('dealerships')
    .select('secondFactorRoles')
    .where('dealershipId', '=', work.dealershipId)
    .executeTakeFirstOrThrow();
