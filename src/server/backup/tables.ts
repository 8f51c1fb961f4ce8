import type pg from 'pg';

/** A table as a backup knows it. */
export interface BackupTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Columns of the primary key, in order. */
  readonly key: readonly string[];
}

interface TableRow extends BackupTable {
  readonly references: readonly string[];
}

/** The tables that describe the schema, not the data; they are the program's own. */
const NOT_DATA = 'schema_migrations%';

/**
 * All tables with data, each after those it refers to, so that rows can be written in this order. References that
 * are checked only at the end of a transaction do not count; they are what closes the circles.
 */
export const listBackupTables = async (client: pg.ClientBase): Promise<BackupTable[]> => {
  const { rows } = await client.query<TableRow>(
    `select c.relname as name,
            (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
                             order by a.attnum)
               from pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
            (select json_agg(a.attname order by k.place)
               from pg_index i, unnest(i.indkey) with ordinality as k (attnum, place), pg_attribute a
              where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum) as key,
            (select coalesce(json_agg(distinct r.relname), '[]')
               from pg_constraint f join pg_class r on r.oid = f.confrelid
              where f.conrelid = c.oid and f.contype = 'f' and not f.condeferrable and r.oid <> c.oid) as references
       from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like $1
      order by c.relname`,
    [NOT_DATA],
  );
  return inOrder(rows);
};

const inOrder = (tables: readonly TableRow[]): BackupTable[] => {
  const placed = new Map<string, BackupTable>();
  while (placed.size < tables.length) {
    const ready = tables.filter((t) => !placed.has(t.name) && t.references.every((name) => placed.has(name)));
    if (ready.length === 0)
      throw new Error('The tables refer to each other in a circle that is not deferred.');
    for (const { name, columns, key } of ready) placed.set(name, { name, columns, key });
  }
  return [...placed.values()];
};

/** The migrations the database has been brought through. Belongs to the owner, whom the working roles are not. */
export const listMigrations = async (client: pg.ClientBase): Promise<string[]> => {
  await client.query('set local role none');
  const { rows } = await client.query<{ name: string }>('select name from schema_migrations order by name');
  await client.query('set local role leadwacht_system');
  return rows.map(({ name }) => name);
};
