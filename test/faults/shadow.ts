import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../database.ts';

/** A database in which PostgreSQL's clock and its notices are in a test's hands; the program notices nothing of it. */
export interface ShadowedDatabase extends TestDatabase {
  /** PostgreSQL's time from now on, against the true one. */
  shiftClock(shift: string): Promise<void>;
  /** PostgreSQL's time stands still, but for shifts, at the beginning of a minute; or goes on again. */
  holdClock(held: boolean): Promise<void>;
  /** Everything that inserts into the table fails, or, for `pg_notify`, everything that sends a notice. */
  breakDown(what: string): Promise<void>;
  mend(): Promise<void>;
  query<Row extends pg.QueryResultRow>(statement: string, values?: unknown[]): Promise<Row[]>;
}

/** Functions in a schema that is searched before PostgreSQL's own. */
export const SHADOWS = `
  create schema shadow;
  grant usage on schema shadow to public;
  create table shadow.faults (clock_base timestamptz, clock_shift interval not null, broken text);
  grant select on shadow.faults to public;
  insert into shadow.faults values (null, '0', null);
  create function shadow.clock_timestamp() returns timestamptz language sql volatile as
    'select coalesce(clock_base, pg_catalog.clock_timestamp()) + clock_shift from shadow.faults';
  create function shadow.fail_if_broken(what text) returns void language plpgsql as $$ begin
    if exists (select from shadow.faults where broken = what) then raise exception '% is broken', what; end if;
  end $$;
  create function shadow.pg_notify(channel text, payload text) returns void language plpgsql as $$ begin
    perform shadow.fail_if_broken('pg_notify');
    perform pg_catalog.pg_notify(channel, payload);
  end $$;
  create function shadow.fail_insert() returns trigger language plpgsql as $$ begin
    perform shadow.fail_if_broken(tg_table_name);
    return new;
  end $$;
  do $$ declare name text; begin
    for name in select tablename from pg_tables where schemaname = 'public' loop
      execute format('create trigger broken before insert on public.%I for each row execute function shadow.fail_insert()', name);
    end loop;
  end $$;`;

/** Holds for new connections. */
export const shadowSearchPath = (database: string): string =>
  `alter database ${database} set search_path = shadow, pg_catalog, public`;

export const createShadowedDatabase = async (): Promise<ShadowedDatabase> => {
  const database = await createTestDatabase();
  const client = new pg.Client(database.config);
  await client.connect();
  await client.query(SHADOWS);
  await client.query(shadowSearchPath(database.config.database));
  return {
    ...database,
    shiftClock: async (shift) =>
      void (await client.query('update shadow.faults set clock_shift = $1', [shift])),
    holdClock: async (held) =>
      void (await client.query(
        `update shadow.faults set clock_base = case when $1 then date_trunc('minute', pg_catalog.clock_timestamp()) end`,
        [held],
      )),
    breakDown: async (what) => void (await client.query('update shadow.faults set broken = $1', [what])),
    mend: async () => void (await client.query('update shadow.faults set broken = null')),
    query: async (statement, values = []) => (await client.query(statement, values)).rows,
    drop: async () => {
      await client.end();
      await database.drop();
    },
  };
};
