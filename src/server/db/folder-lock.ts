import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from './process-table.ts';

export interface FolderLock {
  release(): Promise<void>;
}

/** Another program works on the folder; the message names it for the operator. */
export class FolderInUse extends Error {}

/**
 * One program per data folder. The lock itself is SQLite's file lock: the operating system gives it to exactly
 * one process and takes it back in the instant that process dies, so there is never a stale one to judge by
 * process ids. Beside it stands the holder's id, only to be shown.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true });
  const holderFile = join(folder, 'lock.pid');
  const file = openLocked(join(folder, 'lock'));
  if (file === undefined) {
    const holder = await readHolder(holderFile);
    throw new FolderInUse(
      `The data folder ${folder} is in use by ${holder === undefined ? 'another process' : `process ${holder}`}. ` +
        'Stop that program first, or give this one a folder of its own with LEADWACHT_DATA.',
    );
  }
  await writeFile(holderFile, `${process.pid}\n`);
  let held = true;
  return {
    // The files stay: removing them would let two programs lock two different files of the same name.
    async release() {
      if (held) file.close();
      held = false;
    },
  };
}

/** The open, exclusively locked file; `undefined` when somebody else has it. */
function openLocked(path: string): DatabaseSync | undefined {
  const file = new DatabaseSync(path, { timeout: 0 });
  try {
    file.exec('begin exclusive');
    return file;
  } catch (error) {
    file.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
}

const SQLITE_BUSY = 5;
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;

/** A holder that has just won may not have written its id yet; wait for it, but not for long. */
async function readHolder(path: string): Promise<number | undefined> {
  for (let attempt = 0; attempt < 25; attempt++) {
    const pid = Number(await readFile(path, 'utf8').catch(() => ''));
    if (pid > 0 && isAlive(pid)) return pid;
    await pause(10);
  }
  return undefined;
}
