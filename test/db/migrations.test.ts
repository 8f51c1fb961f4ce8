import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { migrate } from '../../src/server/db/migrate.ts';
import { testServer } from '../database.ts';

// An installation of the first version is brought to this one by an ordinary database user, whom row-level security
// binds as it binds the program.

const FOLDER = join(import.meta.dirname, '../../src/server/db/migrations');
const suffix = randomUUID().replaceAll('-', '');
const owner = `owner_${suffix}`;
const connection = { ...testServer(), user: owner, database: `old_${suffix}` };
const admin = new pg.Client({ ...testServer(), database: 'postgres' });

before(async () => {
  await admin.connect();
  await admin.query(`create role ${owner} login createrole`);
  for (const role of ['leadwacht_app', 'leadwacht_system']) {
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
    if (rowCount === 0) await admin.query(`create role ${role} nologin`);
    await admin.query(`grant ${role} to ${owner} with admin option`);
  }
  await admin.query(`create database ${connection.database} owner ${owner}`);
});
after(async () => {
  await admin.query(`drop database ${connection.database} with (force)`);
  await admin.query(`drop owned by ${owner}; drop role ${owner}`);
  await admin.end();
});

const asOwner = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** What an installation of the first version holds: two versions of the times, the second saved without a change. */
const OLD_DATA = `
  set role leadwacht_system;
  begin;
  insert into dealerships (dealership_id, name, zone, policy_id, created_at)
    values ('00000000-0000-7000-8000-000000000001', 'Autohaus Altbestand', 'Europe/Berlin', '00000000-0000-7000-8000-00000000000b', now());
  insert into policies (dealership_id, id, version, stages, recommended_on, created_at) values
    ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-00000000000a', 1, '{"E1": 1}', '2012-06-05', now()),
    ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-00000000000b', 2, '{"E1": 1}', null, now());
  insert into branches (dealership_id, id, name, zone, state, calendar_id, created_at)
    values ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-00000000000c', 'Haupthaus', 'Europe/Berlin', 'BY', '00000000-0000-7000-8000-00000000000d', now());
  insert into calendars (dealership_id, id, branch_id, version, spec, created_at)
    values ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-00000000000d', '00000000-0000-7000-8000-00000000000c', 1, '{}', now());
  insert into sources (dealership_id, id, branch_id, kind, name, silence_limit_days, created_at)
    values ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-00000000000e', '00000000-0000-7000-8000-00000000000c', 'homepage', 'Homepage', 7, now());
  insert into leads (dealership_id, id, number, branch_id, source_id, status, generation, enquiry, reply_token, arrived_at)
    values ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-00000000000f', 1, '00000000-0000-7000-8000-00000000000c', '00000000-0000-7000-8000-00000000000e', 'new', 1, '{}', 'token', now());
  insert into clocks (dealership_id, lead_id, generation, kind, started_at, policy_id, calendar_id, due_at)
    values ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-00000000000f', 1, 'answer', now(), '00000000-0000-7000-8000-00000000000b', '00000000-0000-7000-8000-00000000000d', '2026-03-02 10:00+00');
  commit;`;

test('an installation of the first version keeps its times, and its running clocks theirs', async () => {
  await asOwner(async (client) => {
    for (const role of ['leadwacht_app', 'leadwacht_system'])
      await client.query(`grant usage on schema public to ${role}`);
    await client.query(await readFile(join(FOLDER, '0001_foundation.sql'), 'utf8'));
    await client.query(OLD_DATA);
    await client.query(`
      reset role;
      create table schema_migrations (name varchar(255) primary key, timestamp varchar(255) not null);
      insert into schema_migrations values ('0001_foundation', '2026-11-23T00:00:00.000Z')`);
  });

  await migrate(connection);

  await asOwner(async (client) => {
    await client.query('set role leadwacht_system');
    const { rows: settings } = await client.query(
      `select version, stages, branches, sources, recommended_on, dealerships.name
       from escalation_settings left join dealerships on escalation_settings_id = id order by version`,
    );
    const kept = { stages: { E1: 1 }, branches: {}, sources: {} };
    assert.deepEqual(
      settings.map(({ recommended_on: copied, ...rest }) => ({ ...rest, copied: copied !== null })),
      [
        { ...kept, version: 1, name: null, copied: true },
        { ...kept, version: 2, name: 'Autohaus Altbestand', copied: false },
      ],
    );
    const { rows: clocks } = await client.query(
      `select stages, due_at from clocks join policies on policies.id = policy_id`,
    );
    assert.deepEqual(clocks, [{ stages: { E1: 1 }, due_at: new Date('2026-03-02T10:00:00Z') }]);
  });
});
