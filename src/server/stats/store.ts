import { sql } from 'kysely';
import type { DealershipWork } from '../db/database.ts';

/** Leads with a running clock, by who has them; the pool comes as null. */
export const readWorkload = async (work: DealershipWork) => {
  const { rows } = await sql<{ accountId: string | null; open: number; overdue: number; escalated: number }>`
    select assignee_id as account_id, count(*) as open, count(overdue_at) as overdue, count(escalated_at) as escalated
    from clocks join leads on leads.dealership_id = clocks.dealership_id and leads.id = clocks.lead_id
    where clocks.dealership_id = ${work.dealershipId}
    group by assignee_id`.execute(work.sql);
  return rows;
};
