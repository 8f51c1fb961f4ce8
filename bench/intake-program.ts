/**
 * The product with its SMTP listener, and when told to with its engine, in one process. Sets up one dealership, tells the
 * parent its SMTP port and a lead address, and stops when the parent lets go.
 */
import { readConfig } from '../src/config.ts';
import { realClock } from '../src/server/clock.ts';
import { openDatabase } from '../src/server/db/database.ts';
import { openLog } from '../src/server/log.ts';
import { startProgram } from '../src/server/program.ts';
import { setUpDealership } from '../src/server/settings/setup.ts';
import type { Connection } from './bench-server.ts';

const [about = '', services = ''] = process.argv.slice(2);
const connection = JSON.parse(about) as Connection;
const config = readConfig({
  LEADWACHT_SMTP_PORT: '0',
  LEADWACHT_SERVICES: services,
  LEADWACHT_MAIL_DOMAIN: 'bench.test',
});
const log = openLog(false);
log.level = 'error';
const database = openDatabase(connection, realClock);
const admin = { name: 'Adam Ahrens', mail: 'adam@bench.example', password: 'ein langes Passwort' };
const house = { name: 'Messung', state: 'BY', admin, people: [] };
const { sources } = await setUpDealership(database, config, house, null);
await database.close();
const program = await startProgram({ config, connection, clock: realClock, log });
process.once('disconnect', () => void program.stop());
process.send?.({ port: program.smtpPort, address: sources[0]?.leadAddress });
