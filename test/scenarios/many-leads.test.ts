import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { LeadItem } from '../../src/contract/leads.ts';
import { type Database, openDatabase } from '../../src/server/db/database.ts';
import { sweepClocks } from '../../src/server/escalation/sweep.ts';
import { multiplyLead } from '../harness/many-leads.ts';
import { type Dealership, instantOf, startWorld, type World } from '../harness/world.ts';

const COUNT = 10_000;
/** All of them within one minute. */
const EVERY_MS = 5;
const AT_ONCE = { on: true, minutes: 0, unit: 'openingHours' } as const;

let world: World;
let dealer: Dealership;

beforeEach(async () => {
  world = await startWorld();
  dealer = await world.setUp();
  world.jumpTo('2026-03-02T09:00');
});
afterEach(() => world.stop());

/** E1 at 11:00, E2.1 at 15:00, each within a minute. */
const enquiries = async (): Promise<void> => {
  const lead = await dealer.enquiry();
  await multiplyLead(world, lead.id, COUNT, EVERY_MS);
};

const sweepAll = async (database: Database): Promise<number> => {
  let sum = 0;
  for (let swept = await sweepClocks(database); swept > 0; swept = await sweepClocks(database)) sum += swept;
  return sum;
};

test('T37: two engines at the same 10 000 due clocks bring each on once, every ledger key is there once', async () => {
  await dealer.changeTimes({ EM1: AT_ONCE });
  await enquiries();
  const at = instantOf('2026-03-02T11:01');
  const engines = [openDatabase(world.connection, () => at), openDatabase(world.connection, () => at)];
  const swept = await Promise.all(engines.map(sweepAll));
  await Promise.all(engines.map((engine) => engine.close()));
  assert.equal(
    swept.reduce((sum, count) => sum + count),
    COUNT,
    `${swept.join(' and ')} clocks`,
  );

  const { entries, notices, clocks } = await world.database.acrossDealerships(async ({ sql }) => ({
    entries: await sql
      .selectFrom('escalationLedger as ledger')
      .innerJoin('clocks', (join) =>
        join
          .onRef('clocks.leadId', '=', 'ledger.leadId')
          .onRef('clocks.generation', '=', 'ledger.generation')
          .onRef('clocks.dueAt', '=', 'ledger.dueAt')
          .onRef('clocks.overdueAt', '=', 'ledger.dueAt'),
      )
      .select(({ fn }) => ['stage', fn.countAll().as('count')])
      .groupBy('stage')
      .orderBy('stage')
      .execute(),
    notices: await sql
      .selectFrom('escalationNotices')
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirst(),
    clocks: await sql
      .selectFrom('clocks')
      .select(({ fn }) => fn.countAll().as('count'))
      .where('nextDueAt', '>', at)
      .where('settledAt', '=', at)
      .executeTakeFirst(),
  }));
  assert.deepEqual(entries, [
    { stage: 'E1', count: COUNT },
    { stage: 'EM1', count: COUNT },
  ]);
  assert.deepEqual([notices, clocks], [{ count: COUNT }, { count: COUNT }]);
});

test('T46: 10 000 leads due in the same minute are red within one pass, and each controller gets one mail of them all', async () => {
  const clara = await dealer.hire('Clara Conrad', 'controller');
  const cora = await dealer.hire('Cora Claus', 'controller');
  await dealer.changeTimes({ 'EM2.1': AT_ONCE });
  await enquiries();

  world.jumpTo('2026-03-02T11:00:50');
  await world.program.step();
  const overdue = await world.database.acrossDealerships(({ sql }) =>
    sql
      .selectFrom('clocks')
      .select(({ fn }) => fn.countAll().as('count'))
      .whereRef('overdueAt', '=', 'dueAt')
      .executeTakeFirst(),
  );
  assert.deepEqual(overdue, { count: COUNT });
  const { items } = await clara.get<{ items: LeadItem[] }>('/api/leads?view=all');
  assert.deepEqual([...new Set(items.map(({ symbol }) => symbol))], ['red']);
  world.noUnexpectedMail();

  world.jumpTo('2026-03-02T15:00:50');
  await world.work();
  world.noUnexpectedMail();
  world.jumpTo('2026-03-02T15:01');
  await world.work();
  for (const controller of [clara, cora]) {
    const { subject } = world.mailTo(controller);
    assert.match(subject, /^10\.000 eskalierte Anfragen/);
  }
  await world.passTo('2026-03-03T08:00');
  world.noUnexpectedMail();
});
