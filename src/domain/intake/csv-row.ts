import { labelField, isSubmittedLabel, tradeInLabel } from './labels.ts';

/** What a row of a table is kept as, so that it is shown and read anew like any other document. */
export const ROW_MEDIA_TYPE = 'application/vnd.leadwacht.row+json';

/** The member of such a document that holds the row, by its columns. */
export const ROW_MEMBER = 'importedRow';

/** A column of a table, and whether its values have a field of their own; the others are kept as they are. */
export interface Column {
  readonly label: string;
  readonly isKnown: boolean;
}

const SEPARATORS = [';', ',', '\t'] as const;

/** What parts the cells, by the first line. */
export const separatorOf = (firstLine: string): string => {
  const bare = firstLine.replaceAll(/"[^"]*"/g, '');
  const counted = SEPARATORS.map((separator) => ({ separator, count: bare.split(separator).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).separator;
};

export const columnsOf = (header: readonly string[]): Column[] =>
  header.map((cell) => ({ label: cell.trim(), isKnown: hasField(cell) }));

const hasField = (label: string): boolean => {
  if (isSubmittedLabel(label)) return true;
  const own = tradeInLabel(label);
  const field = labelField(label) ?? (own === null ? undefined : labelField(own));
  return field !== undefined && field !== 'other' && field !== 'mailHeader';
};

/** One row as a document; null when nothing stands in it. Cells beyond the head are kept under their number. */
export const rowDocument = (columns: readonly Column[], cells: readonly string[]): string | null => {
  const row = new Map<string, string[]>();
  for (const [place, cell] of cells.entries()) {
    const label = columns[place]?.label || `Spalte ${place + 1}`;
    if (cell.trim() !== '') row.set(label, [...(row.get(label) ?? []), cell.trim()]);
  }
  if (row.size === 0) return null;
  const members = [...row].map(([label, values]) => [label, values.length === 1 ? values[0] : values]);
  return JSON.stringify({ [ROW_MEMBER]: Object.fromEntries(members) }, null, 2);
};
