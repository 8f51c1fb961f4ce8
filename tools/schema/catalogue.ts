import type pg from 'pg';

/** The public schema as PostgreSQL's catalogue tells it, everything in a fixed order. */
export interface Catalogue {
  readonly tables: readonly Table[];
  readonly functions: readonly string[];
}

export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  /** `name definition`, primary key first. */
  readonly constraints: readonly string[];
  /** Complete `create index` statements, without those a constraint makes. */
  readonly indexes: readonly string[];
  /** Complete `create trigger` statements. */
  readonly triggers: readonly string[];
  readonly rowSecurity: '' | 'enabled' | 'forced';
  readonly policies: readonly string[];
  /** `privileges to role`. */
  readonly grants: readonly string[];
}

export interface Column {
  readonly name: string;
  /** As PostgreSQL writes it: `timestamp with time zone`, `text[]`. */
  readonly type: string;
  readonly notNull: boolean;
  readonly default: string | null;
}

const TABLES = `
  select c.relname as name,
    case when c.relforcerowsecurity then 'forced' when c.relrowsecurity then 'enabled' else '' end as "rowSecurity",
    (select json_agg(json_build_object(
         'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull,
         'default', case when a.attgenerated <> '' then 'generated always as ' || pg_get_expr(d.adbin, d.adrelid)
                         when a.attidentity <> '' then 'generated as identity'
                         else pg_get_expr(d.adbin, d.adrelid) end) order by a.attnum)
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    coalesce((select json_agg(k.conname || ' ' || pg_get_constraintdef(k.oid)
                              order by k.contype <> 'p', k.contype, k.conname collate "C")
       from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'), '[]') as constraints,
    coalesce((select json_agg(pg_get_indexdef(i.indexrelid) order by i.indexrelid::regclass::text collate "C")
       from pg_index i where i.indrelid = c.oid
        and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
     ), '[]') as indexes,
    coalesce((select json_agg(pg_get_triggerdef(t.oid) order by t.tgname collate "C")
       from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal), '[]') as triggers,
    coalesce((select json_agg(concat_ws(' ', p.policyname, 'for', lower(p.cmd), 'to', array_to_string(p.roles, ', '),
                                'using (' || p.qual || ')', 'with check (' || p.with_check || ')')
                              order by p.policyname collate "C")
       from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname), '[]') as policies,
    coalesce((select json_agg(privileges || ' to ' || grantee order by grantee)
       from (select string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) as privileges, g.grantee::text
               from information_schema.role_table_grants g
              where g.table_schema = 'public' and g.table_name = c.relname and g.grantee <> current_user
              group by g.grantee) granted), '[]') as grants
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not like 'schema_migrations%'
  order by c.relname collate "C"`;

const FUNCTIONS = `
  select pg_get_functiondef(p.oid) as definition from pg_proc p
  where p.pronamespace = 'public'::regnamespace order by p.oid::regprocedure::text collate "C"`;

export async function readCatalogue(client: pg.Client): Promise<Catalogue> {
  const tables = await client.query<Table>(TABLES);
  const functions = await client.query<{ definition: string }>(FUNCTIONS);
  return { tables: tables.rows, functions: functions.rows.map(({ definition }) => definition) };
}
