import type { Catalogue, Column, Table } from './catalogue.ts';

const HEADER = `-- The schema all migrations together lead to, for reading and for review: made by "tools/schema.ts --write".
-- Nothing runs this file; what counts are the migrations beside it.`;

/** The schema as readable SQL-like text, for people and for diffs. */
export function schemaDump({ tables, functions }: Catalogue): string {
  return `${[HEADER, ...tables.map(tableText), ...functions.map((text) => text.trim())].join('\n\n')}\n`;
}

function tableText(table: Table): string {
  const width = Math.max(...table.columns.map(({ name }) => name.length));
  const inside = [
    ...table.columns.map((column) => columnText(column, width)),
    ...table.constraints.map((constraint) => `constraint ${constraint}`),
  ];
  return [
    `create table ${table.name} (\n${inside.map((line) => `  ${line}`).join(',\n')}\n);`,
    ...[...table.indexes, ...table.triggers].map((statement) => `${statement};`),
    ...(table.rowSecurity === '' ? [] : [`-- row level security ${table.rowSecurity}`]),
    ...table.policies.map((policy) => `-- policy ${policy.replaceAll(/\s+/g, ' ')}`),
    ...table.grants.map((grant) => `grant ${grant};`),
  ].join('\n');
}

function columnText(column: Column, width: number): string {
  const parts = [column.name.padEnd(width), column.type];
  if (column.notNull) parts.push('not null');
  if (column.default?.startsWith('generated')) parts.push(column.default);
  else if (column.default !== null) parts.push(`default ${column.default}`);
  return parts.join(' ');
}
