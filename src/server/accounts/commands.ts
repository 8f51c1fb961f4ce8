import type { Role } from '../../domain/accounts/roles.ts';
import type { DealershipWork, Work } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/changes.ts';
import { createSignIn, type NewSignIn, normalMail } from './credentials.ts';
import { rolesOf } from './visitors.ts';

export interface NewAccount extends NewSignIn {
  readonly roles: readonly Role[];
  readonly language?: 'de' | 'en';
}

export interface AccountChange {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
}

/** Gives a person access; returns the account's id. Needs the system role: sign-ins belong to no dealership. */
export const createAccount = async (
  work: DealershipWork,
  account: NewAccount,
  changedBy: string | null,
): Promise<string> => {
  const id = newId();
  const { name, roles, language = 'de' } = account;
  const mail = normalMail(account.mail);
  const authUserId = await createSignIn(work, account);
  await work.sql
    .insertInto('accounts')
    .values({
      dealershipId: work.dealershipId,
      id,
      authUserId,
      name,
      mail,
      roles: [...roles],
      language,
      createdAt: work.now,
    })
    .execute();
  await recordChange(work, { subject: 'account', old: null, new: { id, name, mail, roles }, changedBy });
  return id;
};

/** Lets somebody run the installation; returns the id they sign in with. */
export const createOperator = async (work: Work, operator: NewSignIn): Promise<string> => {
  const authUserId = await createSignIn(work, operator);
  await work.sql.insertInto('operators').values({ authUserId, createdAt: work.now }).execute();
  return authUserId;
};

/**
 * Changes a person's name and roles, or ends their access; a dealership always keeps an active admin.
 * Returns the sign-in whose sessions now have to end, `null` when access stays as it was.
 */
export const setAccount = async (
  work: DealershipWork,
  id: string,
  change: AccountChange,
  changedBy: string,
): Promise<string | null> => {
  const admins = await lockAdmins(work);
  const old = await work.sql
    .selectFrom('accounts')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .select(['name', 'roles', 'active', 'authUserId'])
    .executeTakeFirst();
  if (!old) throw new Refusal('notFound', 'There is no such person.');

  const staysAdmin = change.active && change.roles.includes('admin');
  if (!staysAdmin && admins.length === 1 && admins[0] === id) {
    throw new Refusal('notAllowed', 'Somebody has to stay admin: make another person admin first.');
  }
  await work.sql
    .updateTable('accounts')
    .set({ name: change.name, roles: [...change.roles], active: change.active })
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .execute();
  const { authUserId, ...before } = old;
  await recordChange(work, {
    subject: 'account',
    old: { id, ...before, roles: rolesOf(before.roles) },
    new: { id, ...change },
    changedBy,
  });
  return old.active === change.active ? null : authUserId;
};

/** The active admins; locked, so that two of them cannot remove each other at once. */
const lockAdmins = async (work: DealershipWork): Promise<string[]> => {
  const rows = await work.sql
    .selectFrom('accounts')
    .where('dealershipId', '=', work.dealershipId)
    .where('active', '=', true)
    .where((eb) => eb(eb.val('admin'), '=', eb.fn.any('roles')))
    .select('id')
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => row.id);
};
