import type { DealershipWork } from '../db/database.ts';
import { rolesOf } from './visitors.ts';

/** The people of the dealership by name, former ones last. */
export const listAccounts = async (work: DealershipWork) => {
  const rows = await work.sql
    .selectFrom('accounts')
    .where('dealershipId', '=', work.dealershipId)
    .select(['id', 'name', 'mail', 'roles', 'active', 'lastSeenAt'])
    .orderBy('active', 'desc')
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    ...row,
    roles: rolesOf(row.roles),
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
