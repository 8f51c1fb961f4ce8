import assert from 'node:assert/strict';
import type { World } from './world.ts';

/** The invariant of product.md 3, looked up past the program: one running clock for every open lead, none for a closed one. */
export const assertOneClockEach = (world: World): Promise<void> =>
  world.database.acrossDealerships(async ({ sql }) => {
    const leads = await sql
      .selectFrom('leads')
      .leftJoin('clocks', (join) =>
        join.onRef('clocks.dealershipId', '=', 'leads.dealershipId').onRef('clocks.leadId', '=', 'leads.id'),
      )
      .select(['number', 'status', 'clocks.leadId as clock'])
      .execute();
    assert.deepEqual(
      leads.filter(({ status, clock }) => (status === 'closed') !== (clock === null)),
      [],
      'every lead that is not closed has a running clock, and only those',
    );
  });
