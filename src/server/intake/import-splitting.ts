import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import {
  type Column,
  columnsOf,
  ROW_MEDIA_TYPE,
  rowDocument,
  separatorOf,
} from '../../domain/intake/csv-row.ts';
import {
  type ImportFault,
  type ImportFormat,
  type RowFault,
  utf16Of,
} from '../../domain/intake/import-file.ts';
import { mboxSplitter } from '../../domain/intake/mbox.ts';
import { MAIL_MEDIA_TYPE } from './document.ts';

/** A mail or row of a file. Of one that cannot be taken apart the bytes are its text as it stands. */
export interface SplitItem {
  readonly place: number;
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly fault: RowFault | null;
}

/** How a file is read and where its parts go; the pieces may be asked for more than once. */
export interface Splitting {
  readonly pieces: () => AsyncIterable<Buffer>;
  readonly keep: (item: SplitItem) => Promise<void>;
}

/** What a file turned out to be: a table has columns. */
export type SplitResult = { readonly columns: readonly Column[] } | { readonly fault: ImportFault };

export const splitFile = (format: ImportFormat, splitting: Splitting): Promise<SplitResult> =>
  format === 'csv' ? splitTable(splitting) : splitMails(format, splitting);

const splitMails = async (format: ImportFormat, { pieces, keep }: Splitting): Promise<SplitResult> => {
  let place = 0;
  const keepMail = async (bytes: Uint8Array): Promise<void> => {
    place += 1;
    await keep({ place, mediaType: MAIL_MEDIA_TYPE, bytes: Buffer.from(bytes), fault: null });
  };
  if (format === 'mail') {
    const whole: Buffer[] = [];
    for await (const piece of pieces()) whole.push(piece);
    await keepMail(Buffer.concat(whole));
    return { columns: [] };
  }
  const splitter = mboxSplitter();
  for await (const piece of pieces()) for (const mail of splitter.push(piece)) await keepMail(mail);
  for (const mail of splitter.end()) await keepMail(mail);
  return place === 0 ? { fault: 'noMails' } : { columns: [] };
};

/** No row of a table of enquiries is longer; where one seems to be, a quotation mark was not closed. */
const MOST_ROW_CHARS = 200_000;
/** In a file with more damaged rows, something else is wrong: the rest of it is one of them. */
const MOST_DAMAGED = 100;

const splitTable = async ({ pieces, keep }: Splitting): Promise<SplitResult> => {
  const charset = await charsetOf(pieces());
  const lines = () => linesOf(decoded(pieces(), charset));
  const firstLine = (await lineAt(lines(), 1)) ?? '';
  // Excel's own way of saying it, which is no row.
  const said = /^sep=(.)$/i.exec(firstLine.trim())?.[1];
  const table: Table = { delimiter: said ?? separatorOf(firstLine), columns: [], rows: 0 };
  let from = said === undefined ? 1 : 2;
  for (let damaged = 0; damaged < MOST_DAMAGED; damaged += 1) {
    const broken = await readRows(table, lines(), from, keep);
    if (broken === null) break;
    // Of a row that does not end only its first line is left behind; what follows is read for itself.
    const text = (await lineAt(lines(), broken.place)) ?? '';
    await keep(damagedRow(broken.place, text, broken.fault));
    table.rows += 1;
    from = broken.place + 1;
  }
  if (table.rows === 0) return { fault: 'noRows' };
  return table.columns.some(({ isKnown }) => isKnown)
    ? { columns: table.columns }
    : { fault: 'noKnownColumn' };
};

interface Table {
  readonly delimiter: string;
  columns: readonly Column[];
  rows: number;
}

/** Reads on from a line; answers where it met a row that cannot be read, null when all of it was. */
const readRows = async (
  table: Table,
  lines: AsyncIterable<string>,
  from: number,
  keep: Splitting['keep'],
): Promise<{ place: number; fault: RowFault } | null> => {
  // A parser that fails forgets what it has not handed out yet.
  const parsed: Row[] = [];
  const parser = parse({
    delimiter: table.delimiter,
    maxRecordSize: MOST_ROW_CHARS,
    onRecord: (record, { lines: line }) => {
      parsed.push({ record, line });
      return record;
    },
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: true,
  });
  let next = from;
  const keepNext = async (): Promise<void> => {
    const row = parsed.shift();
    if (!row) return;
    next = from + row.line;
    await keepRow(table, next - row.record.join('').split('\n').length, row.record, keep);
  };
  try {
    await pipeline(
      Readable.from(linesFrom(lines, from)),
      parser,
      async (handedOut: AsyncIterable<unknown>) => {
        for await (const _ of handedOut) await keepNext();
      },
    );
    return null;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    while (parsed.length > 0) await keepNext();
    return { place: next, fault: FAULTS[error.code] ?? 'damaged' };
  }
};

const keepRow = async (
  table: Table,
  place: number,
  record: readonly string[],
  keep: Splitting['keep'],
): Promise<void> => {
  if (table.columns.length === 0) {
    table.columns = columnsOf(record);
    return;
  }
  // Rows that a quotation mark without its partner has made one.
  if (record.length !== table.columns.length && record.some((cell) => cell.includes('\n')))
    await keep(damagedRow(place, record.join(table.delimiter), 'quoteOpen'));
  else {
    const document = rowDocument(table.columns, record);
    if (document === null) return;
    await keep({ place, mediaType: ROW_MEDIA_TYPE, bytes: Buffer.from(document), fault: null });
  }
  table.rows += 1;
};

interface Row {
  readonly record: readonly string[];
  /** The last line of it, counted from where the reading began. */
  readonly line: number;
}

const FAULTS: Readonly<Record<string, RowFault>> = {
  CSV_QUOTE_NOT_CLOSED: 'quoteOpen',
  CSV_MAX_RECORD_SIZE: 'tooLong',
};

const damagedRow = (place: number, text: string, fault: RowFault): SplitItem => ({
  place,
  mediaType: 'text/plain; charset=utf-8',
  bytes: Buffer.from(text),
  fault,
});

/** UTF-16 by its beginning, UTF-8 where all of it can be that, else what Windows writes. */
const charsetOf = async (pieces: AsyncIterable<Buffer>): Promise<string> => {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  try {
    for await (const piece of pieces) {
      const wide = isFirst ? utf16Of(piece) : null;
      if (wide) return wide;
      isFirst = false;
      strict.decode(piece, { stream: true });
    }
    strict.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252';
    throw error;
  }
};

const decoded = async function* (pieces: AsyncIterable<Buffer>, charset: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(charset);
  for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
};

/** Line by line, each with what ends it. */
const linesOf = async function* (texts: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const text of texts) {
    const parts = (rest + text).split(/(?<=\n)/);
    rest = parts.pop() ?? '';
    yield* parts;
  }
  if (rest !== '') yield rest;
};

const linesFrom = async function* (lines: AsyncIterable<string>, from: number): AsyncGenerator<string> {
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (number >= from) yield line;
  }
};

const lineAt = async (lines: AsyncIterable<string>, wanted: number): Promise<string | undefined> => {
  for await (const line of linesFrom(lines, wanted)) return line.replace(/\r?\n$/, '');
  return undefined;
};
