import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { readConfig } from '../src/config.ts';
import { CONFIGURABLE_STAGES, type ConfigurableStage, type Policy } from '../src/domain/escalation/policy.ts';
import { type Recommendation, RECOMMENDATIONS } from '../src/domain/escalation/recommendations.ts';
import { policyFor } from '../src/domain/escalation/settings.ts';
import { type Database, openDatabase } from '../src/server/db/database.ts';
import { migrate } from '../src/server/db/migrate.ts';
import { presentDistribution } from '../src/server/distribution/store.ts';
import { explainArrival } from '../src/server/escalation/settings.ts';
import { presentSettings } from '../src/server/escalation/versions.ts';
import { setUpDealership } from '../src/server/settings/setup.ts';
import { testServer } from './database.ts';
import { PASSWORD } from './harness/person.ts';

/** A dealership as a former release left it in its tables, and what its times came to. Written once, never again. */
interface Golden {
  readonly migratedTo: string;
  readonly tables: Readonly<Record<string, readonly object[]>>;
  readonly dealershipId: string;
  readonly expected: unknown;
}

const golden = JSON.parse(
  await readFile(join(import.meta.dirname, 'golden/old-dealership.json'), 'utf8'),
) as Golden;
const { dealershipId } = golden;
const server = testServer();
const connection = { ...server, database: `test_${randomUUID().replaceAll('-', '')}` };
let database: Database;
let at = Temporal.Instant.from('2026-11-23T12:00:00Z');

before(async () => {
  await asAdmin(`create database ${connection.database}`);
  await migrateTo(golden.migratedTo);
  await restoreTables();
  await migrate(connection);
  database = openDatabase(connection, () => at);
});
after(async () => {
  await database.close();
  await asAdmin(`drop database ${connection.database} with (force)`);
});

test('T25, N4: later releases and other recommendations leave an old dealership as it is; only a new one differs', async () => {
  assert.deepEqual(await observe(dealershipId), golden.expected);

  const others = Object.fromEntries(
    CONFIGURABLE_STAGES.map((stage) => [stage, { on: true, minutes: 45, unit: 'clockHours' }]),
  ) as Record<ConfigurableStage, Policy['E1']>;
  const recommendations = RECOMMENDATIONS as readonly Recommendation[] as Recommendation[];
  recommendations.push({ ...RECOMMENDATIONS[0], publishedOn: '2027-01-01', stages: others });
  at = Temporal.Instant.from('2027-02-01T12:00:00Z');
  try {
    assert.deepEqual(await observe(dealershipId), golden.expected);
    const fresh = await setUpDealership(database, readConfig({}), NEWCOMER, null);
    assert.deepEqual((await observe(fresh.dealershipId)).settings.stages, others);
    assert.deepEqual(await observe(dealershipId), golden.expected);
  } finally {
    recommendations.pop();
  }
});

test('product.md 8: an old dealership keeps the pool, and nobody is given anything by itself', async () => {
  const { settings } = await database.inDealership(dealershipId, presentDistribution);
  assert.deepEqual(settings, { branches: {}, sources: {}, rules: [], adviser: 'off', sellersSee: 'own' });
});

const NEWCOMER = {
  name: 'Autohaus Neu',
  state: 'BY',
  admin: { name: 'Nina Neu', mail: 'nina@neu.example', password: PASSWORD },
  people: [],
};

const ARRIVALS = ['2026-12-23T16:30:00Z', '2027-03-27T22:00:00Z', '2027-07-05T09:15:00Z'];

/** Everything that other recommendations could reach: what is stored, what holds, and when something is due. */
const observe = (id: string) =>
  database.inDealership(id, async (work) => {
    const { settings } = await presentSettings(work);
    const sources = await work.sql
      .selectFrom('sources')
      .select(['id', 'branchId', 'name', 'silenceLimitDays'])
      .where('dealershipId', '=', id)
      .orderBy('id')
      .execute();
    const clocks = await work.sql
      .selectFrom('clocks')
      .select(['startedAt', 'dueAt', 'nextDueAt'])
      .where('dealershipId', '=', id)
      .orderBy('leadId')
      .execute();
    const courses = [];
    for (const { id: sourceId, name } of sources) {
      for (const arrivalAt of ARRIVALS) {
        const { steps } = await explainArrival(work, { sourceId, arrivalAt, followUpAt: arrivalAt });
        courses.push(`${name}: ${steps.map(({ stage, at: dueAt }) => `${stage} ${dueAt}`).join(', ')}`);
      }
    }
    return {
      settings,
      limits: sources.map(({ name, silenceLimitDays }) => `${name} ${silenceLimitDays}`),
      effective: sources.map(({ id: sourceId, branchId }) => policyFor(settings, { sourceId, branchId })),
      clocks: clocks.map((clock) => Object.values(clock).map(String)),
      courses,
    };
  });

/** Brings the empty database to the schema of the release that wrote the tables. */
async function migrateTo(newest: string): Promise<void> {
  const all = join(import.meta.dirname, '../src/server/db/migrations');
  const folder = await mkdtemp(join(tmpdir(), 'leadwacht-old-'));
  for (const file of (await readdir(all)).filter((name) => name <= `${newest}.sql`)) {
    await cp(join(all, file), join(folder, file));
  }
  await migrate(connection, folder);
  await rm(folder, { recursive: true });
}

function restoreTables(): Promise<void> {
  return withClient(connection, async (client) => {
    // Rows stand by table, not in the order in which they refer to each other.
    await client.query(`set session_replication_role = replica`);
    for (const [table, rows] of Object.entries(golden.tables)) {
      for (const row of rows) {
        const columns = Object.keys(row).join(', ');
        await client.query(
          `insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1)`,
          [JSON.stringify(row)],
        );
      }
    }
  });
}

function asAdmin(statement: string): Promise<unknown> {
  return withClient({ ...server, database: 'postgres' }, (client) => client.query(statement));
}

async function withClient<T>(config: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
