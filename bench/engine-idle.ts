import pg from 'pg';
import { openDatabase } from '../src/server/db/database.ts';
import { newestMigration } from '../src/server/db/migrate.ts';
import { lookAhead } from '../src/server/engine/look-ahead.ts';
import { NEXT_CLOCK } from '../src/server/escalation/sweep.ts';
import { withBenchServer } from './bench-server.ts';
import { type BenchOptions, formatNs, measureInTurns, type Report } from './measure.ts';
import { makeRunningClocks, NOW } from './running-clocks.ts';

/**
 * What the engine costs while nothing is due (quality.md, bench `engine-idle`): a look for due clocks, as the engine takes one
 * every second, against `select 1` on a connection of the same kind.
 */
export const benchEngineIdle = ({ quick }: BenchOptions): Promise<Report> =>
  withBenchServer(async (server) => {
    const running = quick ? 100_000 : 1_000_000;
    await makeRunningClocks(server, 'clocks', { running, due: 0, firstDueAt: NOW, dueEveryMs: 0 });
    const connection = server.connectionTo('clocks');
    const database = openDatabase(connection, () => NOW);
    const engineDatabase = database.upTo(await newestMigration());
    const pool = new pg.Pool(connection);
    const [look, selectOne] = await measureInTurns(
      [
        {
          name: 'look for due clocks',
          async round() {
            const { due } = await lookAhead(engineDatabase, [{ nextDue: NEXT_CLOCK }]);
            if (due.length > 0) throw new Error('clocks were due, none should be');
            return 1;
          },
        },
        {
          name: 'select 1',
          async round() {
            await pool.query('select 1');
            return 1;
          },
        },
      ],
      quick ? 3 : 7,
    );
    await pool.end();
    await database.close();
    if (!look || !selectOne) throw new Error('nothing was measured');
    const times = look.medianNs / selectOne.medianNs;
    return {
      rows: [look, selectOne].map(({ name, medianNs, fastestNs, slowestNs }) => ({
        [`${running} clocks, none due`]: name,
        each: formatNs(medianNs),
        'fastest .. slowest round': `${formatNs(fastestNs)} .. ${formatNs(slowestNs)}`,
      })),
      bars: [{ bar: '<= 3 x select 1', measured: `${times.toFixed(2)} x`, held: times <= 3 }],
    };
  });
