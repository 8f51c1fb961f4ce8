import type { Catalogue, Column, Table } from './catalogue.ts';

/** How src/server/db/database.ts hands PostgreSQL's types to the program. */
const TYPES: Readonly<Record<string, string>> = {
  bigint: 'number',
  boolean: 'boolean',
  bytea: 'Buffer',
  date: 'string',
  'double precision': 'number',
  integer: 'number',
  jsonb: 'unknown',
  numeric: 'string',
  smallint: 'number',
  text: 'string',
  'timestamp with time zone': 'Temporal.Instant',
  uuid: 'string',
};

/** Columns with a type of our own: `table.column` -> the name and the file (from src/server/db) it stands in. */
const OWN_TYPES: Readonly<Record<string, { readonly name: string; readonly from: string }>> = {};

const HEADER = '// What Kysely knows of the tables: made from the schema by "tools/schema.ts --write".';

/** The Kysely `Database` type in the camel case the CamelCasePlugin speaks. */
export function tableTypes({ tables }: Catalogue): string {
  const bodies = tables.map(interfaceText);
  const database = tables.map(({ name }) => `  ${camelCase(name)}: ${pascalCase(name)};`);
  const imports = [...importLines(tables), ...(bodies.some(usesGenerated) ? [GENERATED] : [])];
  return [
    HEADER,
    ...(imports.length > 0 ? [imports.join('\n')] : []),
    ...bodies,
    `export interface Database {\n${database.join('\n')}\n}`,
  ]
    .join('\n\n')
    .concat('\n');
}

const GENERATED = `import type { Generated } from 'kysely';`;
const usesGenerated = (body: string): boolean => body.includes('Generated<');

function interfaceText(table: Table): string {
  const columns = table.columns.map((column) => `  ${camelCase(column.name)}: ${columnType(table, column)};`);
  return `export interface ${pascalCase(table.name)} {\n${columns.join('\n')}\n}`;
}

function columnType(table: Table, column: Column): string {
  const base = OWN_TYPES[`${table.name}.${column.name}`]?.name ?? plainType(table, column);
  const nullable = column.notNull || base === 'unknown' ? base : `${base} | null`;
  return column.default === null ? nullable : `Generated<${nullable}>`;
}

function plainType(table: Table, column: Column): string {
  const list = column.type.endsWith('[]');
  const element = TYPES[list ? column.type.slice(0, -2) : column.type];
  if (element === undefined) {
    throw new Error(
      `${table.name}.${column.name}: say in tools/schema/types.ts what "${column.type}" becomes.`,
    );
  }
  return list ? `${element}[]` : element;
}

function importLines(tables: readonly Table[]): string[] {
  const used = tables
    .flatMap((table) => table.columns.map((column) => OWN_TYPES[`${table.name}.${column.name}`]))
    .filter((own) => own !== undefined);
  const files = Object.groupBy(used, ({ from }) => from);
  return Object.entries(files).map(([from, types = []]) => {
    const names = [...new Set(types.map(({ name }) => name))].sort();
    return `import type { ${names.join(', ')} } from '${from}';`;
  });
}

const camelCase = (name: string): string =>
  name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const pascalCase = (name: string): string => camelCase(`_${name}`);
