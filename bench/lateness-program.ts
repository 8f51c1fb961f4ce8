/**
 * The product with web and engine in one process, its clock ahead of the real one by so many milliseconds. Tells the
 * parent its HTTP port, and stops when the parent lets go.
 */
import { readConfig } from '../src/config.ts';
import { openLog } from '../src/server/log.ts';
import { startProgram } from '../src/server/program.ts';

const [connection = '', aheadMs = ''] = process.argv.slice(2);
const log = openLog(false);
log.level = 'error';
const program = await startProgram({
  config: readConfig({ LEADWACHT_HTTP_PORT: '0', LEADWACHT_SERVICES: 'web,engine' }),
  connection: JSON.parse(connection) as { host: string; port: number; user: string; database: string },
  clock: (databaseNow) => databaseNow.add({ milliseconds: Number(aheadMs) }),
  log,
});
process.once('disconnect', () => void program.stop());
process.send?.(program.httpPort);
