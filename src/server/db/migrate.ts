import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import { writeCourses } from './write-courses.ts';

const FOLDER = join(import.meta.dirname, 'migrations');

/** The two roles the program works with. Neither can log in nor bypass row-level security. */
const ROLES = ['leadwacht_app', 'leadwacht_system'];

/** The database cannot be used by this version of the program; the message says what to do. */
export class SchemaError extends Error {}

/** What a program is told that is older than the database. */
export const newerSchema = (migrations: string): SchemaError =>
  new SchemaError(
    `The database was already brought to a newer version (${migrations}). Start the newer program instead.`,
  );

/**
 * Brings the database to the schema of this program: numbered plain SQL in `folder`, each file once, under a lock.
 * Throws `SchemaError` when the database belongs to a newer program or the user lacks rights.
 */
export const migrate = async (connection: pg.PoolConfig, folder = FOLDER): Promise<void> => {
  const pool = new pg.Pool({ ...connection, max: 1 });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await requireServerVersion(pool);
    await createRoles(pool);
    await refuseNewerSchema(pool, folder);
    const migrator = new Migrator({
      db,
      provider: { getMigrations: () => readMigrations(folder) },
      migrationTableName: 'schema_migrations',
      migrationLockTableName: 'schema_migrations_lock',
    });
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
  } finally {
    await pool.end();
  }
};

/** The newest migration this program knows: what `Database.upTo` wants to hear. */
export const newestMigration = async (): Promise<string> => (await migrationNames(FOLDER)).at(-1) ?? '';

/**
 * Before the schema changes, running engines end the transaction they are in, and begin no other until it has changed:
 * each of theirs reads this table first (`Database.upTo`).
 */
const WAIT_FOR_ENGINES = `
  lock table schema_migrations in access exclusive mode;
  grant select on schema_migrations to ${ROLES.join(', ')};`;

/** What a migration needs the rules of the domain for, in the same transaction. */
const RULES_AFTER: Readonly<Record<string, (db: Kysely<unknown>) => Promise<void>>> = {
  '0047_written_courses': writeCourses,
};

const readMigrations = async (folder: string): Promise<Record<string, Migration>> => {
  const entries = await Promise.all(
    (await migrationNames(folder)).map(async (name) => {
      const text = await readFile(join(folder, `${name}.sql`), 'utf8');
      const up = async (db: Kysely<unknown>) => {
        await sql.raw(WAIT_FOR_ENGINES + text).execute(db);
        await RULES_AFTER[name]?.(db);
      };
      return [name, { up }] as const;
    }),
  );
  return Object.fromEntries(entries);
};

const migrationNames = async (folder: string): Promise<string[]> =>
  (await readdir(folder))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.slice(0, -'.sql'.length))
    .sort();

const requireServerVersion = async (pool: pg.Pool): Promise<void> => {
  const { rows } = await pool.query<{ version: string }>(
    `select current_setting('server_version_num') as version`,
  );
  if (Number(rows[0]?.version) < 150_000) {
    throw new SchemaError('Leadwacht needs PostgreSQL 15 or newer. Point DATABASE_URL at a newer server.');
  }
};

const createRoles = async (pool: pg.Pool): Promise<void> => {
  for (const role of ROLES) {
    try {
      await pool.query(`do $$ begin
        if not exists (select 1 from pg_roles where rolname = '${role}') then
          create role ${role} nologin nosuperuser nobypassrls;
        end if;
        if not pg_has_role(current_user, '${role}', 'member') then
          grant ${role} to current_user;
        end if;
        execute format('grant usage on schema public to ${role}');
      exception when duplicate_object or unique_violation then null;
      end $$`);
    } catch (cause) {
      throw new SchemaError(
        `The database user may not create the role ${role}. Run as an administrator: ` +
          `create role ${role} nologin nobypassrls; grant ${role} to <the user of DATABASE_URL>;`,
        { cause },
      );
    }
  }
};

const refuseNewerSchema = async (pool: pg.Pool, folder: string): Promise<void> => {
  const { rows: tables } = await pool.query(`select 1 from pg_tables where tablename = 'schema_migrations'`);
  if (tables.length === 0) return;
  const { rows } = await pool.query<{ name: string }>('select name from schema_migrations order by name');
  const known = new Set(await migrationNames(folder));
  const unknown = rows.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (unknown.length > 0) throw newerSchema(unknown.join(', '));
};
