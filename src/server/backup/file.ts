import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/*
 * A backup is a gzip file of JSON lines: a head, then the rows of all tables in the head's order, each an array of
 * texts as PostgreSQL writes them, and at last the SHA-256 of all lines before it.
 */

/** One row: every column as PostgreSQL writes it. */
export type BackupRow = readonly (string | null)[];

export interface BackupHead {
  readonly format: 'leadwacht-backup';
  readonly version: 1;
  readonly createdAt: string;
  readonly migrations: readonly string[];
  readonly tables: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly rows: number;
  }[];
}

/** The file is no backup, or not a whole one; the message says so to the operator. */
export class BackupDamaged extends Error {}

/** Writes head and rows; the file appears under its name only when all of it is on the disk. Returns its size. */
export const writeBackupFile = async (
  file: string,
  head: BackupHead,
  rows: AsyncIterable<BackupRow>,
): Promise<number> => {
  const partial = `${file}.partial`;
  try {
    // Backups hold what customers wrote: they are their owner's business only.
    const onDisk = createWriteStream(partial, { mode: 0o600, flush: true });
    await pipeline(linesOf(head, rows), createGzip(), onDisk);
    const { size } = await stat(partial);
    await rename(partial, file);
    return size;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
};

async function* linesOf(head: BackupHead, rows: AsyncIterable<BackupRow>): AsyncGenerator<string> {
  const checksum = createHash('sha256');
  const line = (content: unknown): string => {
    const text = `${JSON.stringify(content)}\n`;
    checksum.update(text);
    return text;
  };
  yield line(head);
  for await (const row of rows) yield line(row);
  yield `${JSON.stringify({ sha256: checksum.digest('hex') })}\n`;
}

/** A backup being read. Only when `rows` has been read to its end is it known to be whole. */
export interface OpenedBackup {
  readonly head: BackupHead;
  /** Throws `BackupDamaged` at the latest after the last row. */
  readonly rows: AsyncGenerator<BackupRow, void>;
}

export const openBackupFile = async (file: string): Promise<OpenedBackup> => {
  const lines = readLines(file);
  const { value } = await lines.next();
  const head = value && (parseLine(value) as BackupHead);
  if (head?.format !== 'leadwacht-backup') throw new BackupDamaged(`${file} is not a backup of Leadwacht.`);
  if (head.version !== 1) throw new BackupDamaged(`${file} was written by a newer Leadwacht.`);
  const checksum = createHash('sha256').update(`${value}\n`);
  return { head, rows: checkedRows(file, lines, checksum, head) };
};

async function* checkedRows(
  file: string,
  lines: AsyncGenerator<string>,
  checksum: ReturnType<typeof createHash>,
  head: BackupHead,
): AsyncGenerator<BackupRow, void> {
  const total = head.tables.reduce((sum, { rows }) => sum + rows, 0);
  for (let row = 0; row < total; row++) {
    const { value } = await lines.next();
    if (value === undefined) throw new BackupDamaged(`${file} ends too early.`);
    checksum.update(`${value}\n`);
    yield parseLine(value) as BackupRow;
  }
  const { value: last } = await lines.next();
  const stated = last === undefined ? null : (parseLine(last) as { sha256?: string }).sha256;
  if (stated !== checksum.digest('hex'))
    throw new BackupDamaged(`${file} is damaged: its checksum does not fit.`);
}

async function* readLines(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const text = source.pipe(createGunzip());
  // pipe() hands over data, not errors: a missing file must end the reading, too.
  source.on('error', (error) => text.destroy(error));
  try {
    yield* createInterface({ input: text, crlfDelay: Infinity });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BackupDamaged(`${file} cannot be read as a backup: ${reason}`);
  } finally {
    source.destroy();
  }
}

const parseLine = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    throw new BackupDamaged('The backup is damaged: a line of it is not what was written.');
  }
};
