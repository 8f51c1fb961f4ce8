import pg from 'pg';
import type { World } from './world.ts';

/**
 * Copies of a lead and its running clock, `count` in all, one after the other by `everyMs`: for what only shows in
 * numbers. They are written past the program, as it would have written them.
 */
export const multiplyLead = async (
  { connection }: Pick<World, 'connection'>,
  leadId: string,
  count: number,
  everyMs: number,
): Promise<void> => {
  const owner = new pg.Client(connection);
  await owner.connect();
  try {
    await owner.query(
      `with copies as (
         insert into leads
         select copy.* from leads original, generate_series(1, $2::integer - 1) as n, lateral jsonb_populate_record(original,
           jsonb_build_object('id', gen_random_uuid(), 'number', number + n, 'reply_token', reply_token || n,
             'customer_name', customer_name || ' ' || n, 'arrived_at', arrived_at + n * $3::integer * interval '1 ms')) as copy
         where original.id = $1
         returning dealership_id, id, arrived_at
       )
       insert into clocks
       select copy.* from clocks original join leads on leads.id = original.lead_id, copies,
         lateral (select copies.arrived_at - leads.arrived_at as later) as shift,
         lateral jsonb_populate_record(original,
           jsonb_build_object('lead_id', copies.id, 'started_at', started_at + later, 'due_at', due_at + later,
             'next_due_at', next_due_at + later, 'reminder_at', reminder_at + later, 'em1_at', em1_at + later,
             'e2_at', e2_at + later, 'em2_at', em2_at + later)) as copy
       where original.lead_id = $1`,
      [leadId, count, everyMs],
    );
    await owner.query('analyze leads, clocks');
  } finally {
    await owner.end();
  }
};
