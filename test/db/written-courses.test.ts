import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { writeCourses } from '../../src/server/db/write-courses.ts';
import { type Dealership, instantOf, startWorld, type World } from '../harness/world.ts';

// Clocks that ran before their courses were written down get the ones they would have been started with.

let world: World;
let dealer: Dealership;
before(async () => {
  world = await startWorld();
  dealer = await world.setUp();
});
after(() => world.stop());

const hours = (count: number) => ({ on: true, minutes: count * 60, unit: 'openingHours' as const });

/** What is still to come of every running clock. */
const toCome = () =>
  world.database.acrossDealerships(async (work) => {
    const rows = await work.sql
      .selectFrom('clocks')
      .select(['leadId', 'settledAt', 'nextDueAt', 'reminderAt', 'em1At', 'e2At', 'em2At'])
      .orderBy('leadId')
      .execute();
    return rows.map(({ leadId, settledAt, ...times }) => ({
      leadId,
      ...Object.fromEntries(
        Object.entries(times).map(([column, at]) => [
          column,
          at === null || (settledAt && Temporal.Instant.compare(at, settledAt) <= 0) ? null : `${at}`,
        ]),
      ),
    }));
  });

test('fresh, overdue, escalated, with a follow-up, given new times: each goes on as it would have', async () => {
  await dealer.changeTimes({ reminder: hours(1), EM1: hours(1), 'EM2.1': hours(2), 'EM2.2': hours(1) });
  await world.passTo('2026-03-02T09:00');
  for (const [time, act] of [
    ['09:30', 'escalated'],
    ['10:00', 'followUp'],
    ['14:00', 'overdue'],
    ['15:50', 'fresh'],
  ] as const) {
    await world.passTo(`2026-03-02T${time}`);
    const lead = await dealer.enquiry();
    if (act === 'followUp')
      await dealer.admin.post(`/api/leads/${lead.id}/follow-up`, {
        at: instantOf('2026-03-02T15:00').toString(),
      });
    if (act === 'overdue') await dealer.changeTimes({ E1: hours(1), EM1: hours(2) }, 'apply');
  }
  await world.passTo('2026-03-02T16:05');
  const expected = await toCome();
  assert.equal(expected.length, 4);
  assert.ok(expected.every(({ nextDueAt }: Record<string, unknown>) => nextDueAt));

  const owner = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ ...world.connection, max: 1 }) }),
  });
  await owner.transaction().execute(async (trx) => {
    await sql`update clocks set next_due_at = null, reminder_at = null, em1_at = null, e2_at = null, em2_at = null`.execute(
      trx,
    );
    await writeCourses(trx);
  });
  await owner.destroy();
  assert.deepEqual(await toCome(), expected);
});
