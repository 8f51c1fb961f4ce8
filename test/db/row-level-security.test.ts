import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { startWorld, type Dealership, type World } from '../harness/world.ts';

// Two dealerships with something in most tables, and a raw connection as the application role bound to the first:
// what the queries' own filters hide is not asked for here, only what the database itself hides.
let world: World;
let ours: Dealership;
let theirs: Dealership;
let app: pg.Client;
let system: pg.Client;
let tables: string[];

before(async () => {
  world = await startWorld();
  ours = await world.setUp('Autohaus Eins');
  theirs = await world.setUp('Autohaus Zwei');
  for (const dealer of [ours, theirs]) {
    const lead = await dealer.enquiry();
    await dealer.admin.post(`/api/leads/${lead.id}/answer`, { subject: 'Ihr Golf', text: 'Gern.' });
    await dealer.admin.post('/api/invitations', {
      name: 'Neu',
      mail: `neu@${dealer.id}.example`,
      roles: ['seller'],
    });
  }
  await world.work();
  app = await connectAs('leadwacht_app');
  system = await connectAs('leadwacht_system');
  const { rows } = await system.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'dealership_id' order by 1`,
  );
  tables = rows.map(({ name }) => name);
});
after(async () => {
  await app.end();
  await system.end();
  await world.stop();
});

const connectAs = async (role: string): Promise<pg.Client> => {
  const client = new pg.Client({ ...world.connection, options: `-c role=${role}` });
  await client.connect();
  await client.query(`select set_config('leadwacht.dealership_id', $1, false)`, [ours.id]);
  return client;
};

/** What running clocks refer to. */
const WRITTEN_ONCE = ['calendars', 'policies'];

test('an unfiltered read shows no row of another dealership, in any table', async () => {
  assert.ok(tables.length > 15, 'the tables were found');
  for (const table of tables) {
    const { rows } = await app.query(`select 1 from ${table} where dealership_id <> $1`, [ours.id]);
    assert.equal(rows.length, 0, table);
  }
});

test('an unfiltered update or delete touches no row of another dealership', async () => {
  for (const table of tables) {
    const countTheirs = async () =>
      (
        await system.query<{ rows: string }>(
          `select count(*) as rows from ${table} where dealership_id = $1`,
          [theirs.id],
        )
      ).rows[0]?.rows;
    const before = await countTheirs();
    if (WRITTEN_ONCE.includes(table)) continue;
    await app.query('begin');
    const updated = await app.query(
      `update ${table} set dealership_id = dealership_id where dealership_id = $1`,
      [theirs.id],
    );
    const deleted = await app.query(`delete from ${table} where dealership_id = $1`, [theirs.id]);
    await app.query('rollback');
    assert.deepEqual([updated.rowCount, deleted.rowCount], [0, 0], table);
    assert.equal(await countTheirs(), before, table);
  }
});

test('a version of the times or of a calendar is neither changed nor deleted by anybody', async () => {
  for (const table of WRITTEN_ONCE)
    for (const client of [app, system]) {
      const update = client.query(`update ${table} set dealership_id = dealership_id`);
      await assert.rejects(update, /permission denied/, table);
      await assert.rejects(client.query(`delete from ${table}`), /permission denied/, table);
    }
});

test('a row of another dealership cannot be written, even word for word', async () => {
  let tried = 0;
  for (const table of tables) {
    const { rows } = await system.query<{ row: unknown }>(
      `select to_jsonb(t) as row from ${table} t where dealership_id = $1 limit 1`,
      [theirs.id],
    );
    if (!rows[0]) continue;
    tried += 1;
    await assert.rejects(
      app.query(`insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`, [
        rows[0].row,
      ]),
      /row-level security/,
      table,
    );
  }
  assert.ok(tried > 10, 'most tables had a row to try with');
});

test('without a dealership the application role sees nothing at all', async () => {
  await app.query(`select set_config('leadwacht.dealership_id', '', false)`);
  for (const table of tables) {
    const { rows } = await app.query(`select 1 from ${table} limit 1`);
    assert.equal(rows.length, 0, table);
  }
  await app.query(`select set_config('leadwacht.dealership_id', $1, false)`, [ours.id]);
});

test('the application role reads no sign-in data', async () => {
  for (const table of ['auth_users', 'auth_sessions', 'auth_credentials', 'operators', 'installation']) {
    await assert.rejects(app.query(`select 1 from ${table}`), /permission denied/, table);
  }
});

test('every tenant table is guarded by force, and its keys lead with the dealership', async () => {
  const { rows: unguarded } = await system.query(
    `select relname from pg_class where relname = any($1) and not (relrowsecurity and relforcerowsecurity)`,
    [tables],
  );
  assert.deepEqual(unguarded, []);
  const { rows: keys } = await system.query<{ index: string }>(
    `select i.relname as index from pg_index x
       join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
       join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
     where t.relname = any($1) and x.indisunique and a.attname <> 'dealership_id' order by 1`,
    [tables],
  );
  // Asked for before the dealership is known: whose address is this, where does this person work, whose form is this.
  assert.deepEqual(
    keys.map(({ index }) => index),
    ['accounts_auth_user', 'lead_addresses_pkey', 'source_forms_token_key'],
  );
});
