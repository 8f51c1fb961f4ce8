import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startProgram } from '../../../test/programs/start.ts';
import { FolderInUse, lockFolder } from './folder-lock.ts';

const inFolder = (work: (folder: string) => Promise<void>) => async () => {
  const folder = await mkdtemp(join(tmpdir(), 'leadwacht-lock-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

test(
  'T44 a second program on the same data folder is refused and told who holds it',
  inFolder(async (folder) => {
    const holder = await startProgram('hold-folder.ts', [folder]);
    try {
      await assert.rejects(lockFolder(folder), (error: Error) => {
        assert.ok(error instanceof FolderInUse);
        return error.message.includes(`process ${holder.process.pid}.`) && error.message.includes(folder);
      });
    } finally {
      await holder.kill();
    }
  }),
);

test(
  'T44 a holder killed with -9 is taken over at once',
  inFolder(async (folder) => {
    const holder = await startProgram('hold-folder.ts', [folder]);
    await holder.kill();
    const lock = await lockFolder(folder);
    await lock.release();
  }),
);

test(
  'T44 a lock left behind is free even when its process id lives again in another program',
  inFolder(async (folder) => {
    const holder = await startProgram('hold-folder.ts', [folder]);
    await holder.kill();
    await writeFile(join(folder, 'lock.pid'), `${process.ppid}\n`);
    const lock = await lockFolder(folder);
    await lock.release();
  }),
);

test(
  'T44 of two programs starting in the same instant exactly one wins',
  inFolder(async (folder) => {
    const programs = await Promise.all(
      Array.from({ length: 4 }, () => startProgram('hold-folder.ts', [folder])),
    );
    const outcomes = programs.map(
      ({ firstLine }) => JSON.parse(firstLine) as { locked: boolean; reason?: string },
    );
    const winner = programs[outcomes.findIndex(({ locked }) => locked)];
    await Promise.all(programs.map((program) => program.kill()));

    assert.equal(outcomes.filter(({ locked }) => locked).length, 1);
    for (const { reason } of outcomes.filter(({ locked }) => !locked)) {
      assert.match(reason ?? '', new RegExp(`in use by process ${winner?.process.pid}\\.`));
    }
  }),
);

test(
  'within one program a folder is locked once, and free again after release',
  inFolder(async (folder) => {
    const first = await lockFolder(folder);
    await assert.rejects(lockFolder(folder), FolderInUse);
    await first.release();
    const second = await lockFolder(folder);
    await second.release();
  }),
);
