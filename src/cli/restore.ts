import { readConfig } from '../config.ts';
import { BackupDamaged } from '../server/backup/file.ts';
import { restore as restoreFrom, type RestoreSummary } from '../server/backup/restore.ts';
import { lockFolder } from '../server/db/folder-lock.ts';
import { fileOf } from './backup.ts';
import { type Command, UsageError } from './command.ts';
import { withDatabase } from './database.ts';

export const restore: Command<RestoreSummary> = {
  name: 'restore',
  summary: 'fill a new installation from a backup; the program must not run',
  usage: ['restore leadwacht-2026-03-06.backup', '', 'Refused unless the database is empty.'],
  options: {},
  positionals: ['file'],

  async run(_values, positionals) {
    const file = fileOf('restore', positionals);
    const config = readConfig();
    // A running program would go on with what it knows of the empty database.
    if (config.databaseUrl === null) await (await lockFolder(config.dataFolder)).release();
    try {
      return await withDatabase(config, (database) => restoreFrom(database, file));
    } catch (error) {
      if (error instanceof BackupDamaged) throw new UsageError(error.message);
      throw error;
    }
  },

  describe: ({ rows, createdAt }) => `Restored ${rows} rows of the backup of ${createdAt}.`,
};
