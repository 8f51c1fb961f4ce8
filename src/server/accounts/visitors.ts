import { ROLES, type Role } from '../../domain/accounts/roles.ts';
import type { Work } from '../db/database.ts';
import type { Visitor } from './caller.ts';

/** "Last seen" is kept to the minute: reading pages must not write all the time. */
const SEEN_EVERY_SECONDS = 60;

/** Who a sign-in belongs to; `null` once their access has ended. */
export const findVisitor = async (work: Work, authUserId: string): Promise<Visitor | null> => {
  const row = await work.sql
    .selectFrom('authUsers as user')
    .leftJoin('accounts as account', (join) =>
      join.onRef('account.authUserId', '=', 'user.id').on('account.active', '=', true),
    )
    .leftJoin('operators as operator', 'operator.authUserId', 'user.id')
    .where('user.id', '=', authUserId)
    .select([
      'user.name as userName',
      'user.email',
      'account.id as accountId',
      'account.dealershipId',
      'account.name',
      'account.roles',
      'account.language',
      'account.lastSeenAt',
      'operator.authUserId as operatorId',
    ])
    .executeTakeFirst();
  if (!row || (row.accountId === null && row.operatorId === null)) return null;

  const { accountId, dealershipId, name, roles, language, lastSeenAt } = row;
  const inDealership = accountId !== null && dealershipId !== null && name !== null && roles !== null;
  if (inDealership) await markSeen(work, dealershipId, accountId, lastSeenAt);
  return {
    authUserId,
    name: name ?? row.userName,
    mail: row.email,
    caller: inDealership
      ? { accountId, dealershipId, name, roles: rolesOf(roles), language: language === 'en' ? 'en' : 'de' }
      : null,
    operator: row.operatorId !== null,
  };
};

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
