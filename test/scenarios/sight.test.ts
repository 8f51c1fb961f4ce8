import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { LeadItem } from '../../src/contract/leads.ts';
import { ROLES } from '../../src/domain/accounts/roles.ts';
import { sees, sightOf } from '../../src/domain/leads/sight.ts';
import { readSight, readStaff } from '../../src/server/accounts/store.ts';
import { visibleTo } from '../../src/server/leads/store.ts';
import { changeDistribution } from '../harness/distribution.ts';
import { type Dealership, startWorld, type World } from '../harness/world.ts';

// One rule says what somebody sees: the domain decides it of one lead, the database of many (product.md 8).
let world: World;
let dealer: Dealership;
before(async () => {
  world = await startWorld();
  world.jumpTo('2026-03-06T15:00');
  dealer = await world.setUp();
});
after(async () => {
  world.noUnexpectedMail();
  await world.stop();
});

test('the lists show exactly what the rule says, whatever the roles, scopes and absences are (property)', async () => {
  const people = [
    await dealer.hire('Vera Vogt', 'seller'),
    await dealer.hire('Otto Ohm', 'seller'),
    await dealer.hire('Clara Conrad', 'controller'),
  ];
  const ids = people.map(({ id }) => id);
  const north = await dealer.openBranch('Nord');
  const branches = [dealer.branchId, north.id];
  const [mobile, scout] = dealer.sources;
  assert.ok(mobile && scout);
  const sources = [mobile, scout, north.source];
  const leads: LeadItem[] = [];
  for (let count = 0; count < 12; count++) {
    const to = sources[count % 3]?.leadAddress ?? '';
    leads.push(await dealer.enquiry({ name: `K ${count}`, mail: `k${count}@kunde.example`, to }));
  }
  const owner = fc.constantFrom('pool', 'dispatchers', ...ids);
  const person = fc.record({
    roles: fc.subarray(
      [...ROLES].filter((role) => role !== 'admin'),
      { minLength: 1 },
    ),
    scopeBranches: fc.subarray(branches),
    scopeSources: fc.subarray(sources.map(({ id }) => id)),
    active: fc.boolean(),
    /** Away, with or without somebody who stands in. */
    absence: fc.option(fc.option(fc.constantFrom(...ids))),
  });
  let [seen, hidden] = [0, 0];
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(person, person, person),
      fc.tuple(...leads.map(() => owner)),
      fc.constantFrom('own' as const, 'colleagues' as const),
      async (states, owners, sellersSee) => {
        await changeDistribution(dealer, { sellersSee });
        await world.database.inDealership(dealer.id, async (work) => {
          const { sql, dealershipId } = work;
          await sql.deleteFrom('absences').where('dealershipId', '=', dealershipId).execute();
          for (const [position, { absence, ...columns }] of states.entries()) {
            const id = ids[position] ?? '';
            await sql.updateTable('accounts').set(columns).where('id', '=', id).execute();
            const substituteId = absence === id ? null : absence;
            if (absence === null) continue;
            const days = { fromOn: '2026-03-06', untilOn: null, createdAt: work.now, createdBy: id };
            await sql
              .insertInto('absences')
              .values({ ...days, dealershipId, id: crypto.randomUUID(), accountId: id, substituteId })
              .execute();
          }
          for (const [position, { id }] of leads.entries()) {
            const who = owners[position] ?? 'pool';
            const columns = {
              assigneeId: ids.includes(who) ? who : null,
              toDistribute: who === 'dispatchers',
            };
            await sql.updateTable('leads').set(columns).where('id', '=', id).execute();
          }
          const all = await sql
            .selectFrom('leads')
            .selectAll()
            .where('dealershipId', '=', dealershipId)
            .execute();
          const staff = await readStaff(work);
          for (const id of ids) {
            const sight = sightOf(id, staff, sellersSee);
            const caller = { accountId: id, dealershipId, name: '', roles: [], language: 'de' } as const;
            const shown = await sql
              .selectFrom('leads')
              .select('id')
              .where('dealershipId', '=', dealershipId)
              .where(visibleTo(await readSight(work, caller)))
              .execute();
            const expected = all.filter((lead) => sees(sight, lead)).map((lead) => lead.id);
            assert.deepEqual(shown.map((lead) => lead.id).toSorted(), expected.toSorted());
            seen += expected.length;
            hidden += all.length - expected.length;
          }
        });
      },
    ),
    { numRuns: 60, seed: 20_260_306 },
  );
  assert.ok(seen > 200 && hidden > 200, `${seen} seen, ${hidden} hidden`);
});
