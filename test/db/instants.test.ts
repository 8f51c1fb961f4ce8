import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { listOf } from '../../src/server/db/columns.ts';
import { type Database, openDatabase } from '../../src/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';

let testDatabase: TestDatabase;
let database: Database;

before(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.config, (databaseNow) => databaseNow);
});
after(async () => {
  await database.close();
  await testDatabase.drop();
});

const read = async (texts: readonly string[]): Promise<string[]> => {
  const { rows } = await database.acrossDealerships((work) =>
    sql<{ at: Temporal.Instant }>`
      select at::timestamptz as at from unnest(${texts}::text[]) with ordinality as v (at, place) order by place`.execute(
      work.sql,
    ),
  );
  return rows.map(({ at }) => at.toString());
};

test('instants are read to the millisecond, below it they are cut off, and the offset they are given in is minded', async () => {
  const cases = {
    '2026-03-06 15:00:00+00': '2026-03-06T15:00:00Z',
    '2026-03-06 15:00:00.1+00': '2026-03-06T15:00:00.1Z',
    '2026-03-06 15:00:00.123+00': '2026-03-06T15:00:00.123Z',
    '2026-03-06 15:00:00.1234+00': '2026-03-06T15:00:00.123Z',
    '2026-03-06 15:00:00.999999+00': '2026-03-06T15:00:00.999Z',
    '2026-03-06 15:00:00.123456+01': '2026-03-06T14:00:00.123Z',
    '2026-03-06 15:00:00+05:45': '2026-03-06T09:15:00Z',
    '1893-03-31 23:59:59.5+00:53:28': '1893-03-31T23:06:31.5Z',
    '1969-12-31 23:59:59.999999+00': '1969-12-31T23:59:59.999Z',
    '9999-12-31 23:59:59.999999+00': '9999-12-31T23:59:59.999Z',
  };
  assert.deepEqual(await read(Object.keys(cases)), Object.values(cases));
});

test('instants that travel as numbers arrive to the very millisecond, from 1970 to 2100', async () => {
  const endMs = Date.UTC(2100, 0);
  // Strewn over all the years and over all milliseconds of a second.
  const all = Array.from({ length: 20_000 }, (_, index) => (index * 204_839_917_331) % endMs);
  const { rows } = await database.acrossDealerships((work) =>
    sql<{ ms: number; exact: boolean }>`
      select ms, to_timestamp(ms / 1000) = timestamptz 'epoch' + ms::bigint * interval '1 millisecond' as exact
      from unnest(${listOf(all, (ms) => ms)}::float8[]) as ms`.execute(work.sql),
  );
  assert.equal(rows.length, all.length);
  assert.deepEqual(
    rows.filter(({ exact }) => !exact),
    [],
  );
});
