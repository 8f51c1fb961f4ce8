import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { readConfig } from '../src/config.ts';
import { type Database, openDatabase } from '../src/server/db/database.ts';
import { setUpDealership } from '../src/server/settings/setup.ts';
import { sweepMonitors } from '../src/server/sources/sweep.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

// A year of Fridays (product.md 6), Good Friday, the Christmas holiday and both nights of the clock change among them:
// one run each at seven by the wall, and verdicts as somebody counts them who only has a calendar on the wall.

const ZONE = 'Europe/Berlin';
const LINKS = { publicUrl: 'http://127.0.0.1', mailDomain: 'leads.localhost' };
const local = (text: string) => Temporal.PlainDateTime.from(text);
const instant = (at: Temporal.PlainDateTime) => at.toZonedDateTime(ZONE).toInstant();
/** How often each source delivers, in hours by the wall; the limits are 7 days. */
const EVERY_HOURS = [53, 7 * 24 - 1, 7 * 24 + 1, 11 * 24];

let testDatabase: TestDatabase;
let database: Database;
let now = instant(local('2026-01-01T12:00'));

before(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.config, () => now);
});
after(async () => {
  await database.close();
  await testDatabase.drop();
});

test('every Friday of a year is run once at seven, and judged by calendar days', async () => {
  const admin = { name: 'Adam Ahrens', mail: 'adam@muster.example', password: 'ein langes Passwort' };
  const { dealershipId, branchId } = await setUpDealership(
    database,
    readConfig({}),
    {
      name: 'Autohaus Muster',
      state: 'BY',
      admin,
      people: [],
      sources: EVERY_HOURS.map((hours) => ({ kind: 'homepage', name: `alle ${hours} Stunden` })),
    },
    null,
  );
  const end = local('2026-12-31T12:00');
  const deliveries = new Map<string, Temporal.PlainDateTime[]>();
  const rows = EVERY_HOURS.flatMap((hours) => {
    const name = `alle ${hours} Stunden`;
    const at: Temporal.PlainDateTime[] = [];
    for (let next = local('2026-01-01T13:00'); Temporal.PlainDateTime.compare(next, end) < 0; ) {
      at.push(next);
      next = next.add({ hours });
    }
    deliveries.set(name, at);
    return at.map((one) => ({ name, at: instant(one).toString() }));
  });
  await database.acrossDealerships(({ sql: statements }) =>
    sql`
      insert into leads (dealership_id, id, number, branch_id, source_id, raw_message_id, status, generation, enquiry, reply_token,
                         arrived_at, closed_at, close_outcome)
      select ${dealershipId}, gen_random_uuid(), row_number() over (), ${branchId}, s.id, gen_random_uuid(), 'closed', 1, '{}',
             gen_random_uuid()::text, one.at, one.at, 'lost'
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one(name text, at timestamptz)
      join sources s on s.dealership_id = ${dealershipId} and s.name = one.name`.execute(statements),
  );

  for (let on = Temporal.PlainDate.from('2026-01-02'); on.year === 2026; on = on.add({ days: 7 })) {
    for (const time of ['06:59:59.999', '07:00', '07:01', '18:00']) {
      now = instant(on.toPlainDateTime(time));
      await sweepMonitors(database, LINKS);
    }
  }

  const runs = await database.acrossDealerships(({ sql: statements }) =>
    statements.selectFrom('monitorRuns').selectAll().orderBy('fridayOn').execute(),
  );
  assert.equal(runs.length, 52);
  for (const { fridayOn, ranAt } of runs)
    assert.equal(ranAt.toZonedDateTimeISO(ZONE).toPlainDateTime().toString(), `${fridayOn}T07:00:00`);

  const findings = await database.acrossDealerships(({ sql: statements }) =>
    statements
      .selectFrom('monitorFindings as found')
      .innerJoin('sources', 'sources.id', 'found.sourceId')
      .select(['fridayOn', 'name', 'verdict', 'week'])
      .orderBy('fridayOn')
      .execute(),
  );
  assert.equal(findings.length, 52 * EVERY_HOURS.length);
  const counted = { silent: 0, ok: 0 };
  for (const { fridayOn, name, verdict } of findings) {
    const cutoff = local(`${fridayOn}T07:00`);
    const last = deliveries
      .get(name)
      ?.filter((at) => Temporal.PlainDateTime.compare(at, cutoff) <= 0)
      .at(-1);
    assert.ok(last, 'each has delivered before the first Friday');
    const silent = Temporal.PlainDateTime.compare(last.add({ days: 7 }), cutoff) <= 0;
    assert.equal(verdict, silent ? 'silent' : 'ok', `${name} on ${fridayOn}, last ${last}`);
    counted[silent ? 'silent' : 'ok'] += 1;
  }
  assert.ok(counted.silent >= 20 && counted.ok > 100, JSON.stringify(counted));
});
