/**
 * For tests: locks the folder given, starts PostgreSQL in it when asked to, says what became of it in one line of
 * JSON, and stays until it is killed.
 */
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/server/db/embedded.ts';
import { lockFolder } from '../../src/server/db/folder-lock.ts';

const [folder = '', what] = process.argv.slice(2);
const say = (outcome: object): void => console.log(JSON.stringify(outcome));

try {
  await lockFolder(folder);
  if (what === 'with-postgres') {
    const log = { info: () => {}, warn: () => {} };
    const { pid, connection } = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), log });
    say({ locked: true, pid, connection });
  } else {
    say({ locked: true });
  }
  process.stdin.resume();
} catch (error) {
  say({ locked: false, reason: error instanceof Error ? error.message : String(error) });
}
