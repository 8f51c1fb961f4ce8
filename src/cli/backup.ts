import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { backUp, type BackupSummary } from '../server/backup/backup.ts';
import { type Command, UsageError } from './command.ts';
import { withDatabase } from './database.ts';

type Result = BackupSummary & { readonly file: string };

export const backup: Command<Result> = {
  name: 'backup',
  summary: 'write everything into a file, also while the program runs',
  usage: [
    'backup leadwacht-2026-03-06.backup',
    '',
    'The file must not exist yet. It holds personal data: keep it safe.',
  ],
  options: {},
  positionals: ['file'],

  async run(_values, positionals) {
    const file = fileOf('backup', positionals);
    if (await isThere(file)) throw new UsageError(`${file} is there already. Name another file.`);
    return withDatabase(readConfig(), async (database) => ({ file, ...(await backUp(database, file)) }));
  },

  describe: ({ file, rows, bytes }) => `${file}: ${rows} rows, ${bytes} bytes.`,
};

/** @throws {UsageError} when not exactly one file is named */
export const fileOf = (command: string, positionals: readonly string[]): string => {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError(`${command} needs the name of one file`);
  return resolve(file);
};

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
