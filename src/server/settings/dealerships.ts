import type { Work } from '../db/database.ts';

/** Every dealership of the installation, as its operators see them: names and numbers, nothing of their leads. */
export const describeDealerships = async (work: Work) => {
  const rows = await work.sql
    .selectFrom('dealerships as dealership')
    .select((eb) => [
      'dealership.dealershipId',
      'dealership.name',
      'dealership.createdAt',
      eb
        .selectFrom('accounts')
        .whereRef('accounts.dealershipId', '=', 'dealership.dealershipId')
        .where('active', '=', true)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('accounts'),
      eb
        .selectFrom('leads')
        .whereRef('leads.dealershipId', '=', 'dealership.dealershipId')
        .where('closedAt', 'is', null)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('openLeads'),
    ])
    .orderBy('dealership.name')
    .orderBy('dealership.dealershipId')
    .execute();
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toString(),
    accounts: row.accounts ?? 0,
    openLeads: row.openLeads ?? 0,
  }));
};
