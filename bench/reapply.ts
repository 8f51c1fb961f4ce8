import type pg from 'pg';
import { readConfig } from '../src/config.ts';
import { type Database, openDatabase } from '../src/server/db/database.ts';
import { migrate } from '../src/server/db/migrate.ts';
import { changeSettings, previewSettings, readSettings } from '../src/server/escalation/settings.ts';
import { policyIdOf, presentSettings } from '../src/server/escalation/versions.ts';
import { setUpDealership } from '../src/server/settings/setup.ts';
import { withBenchServer, withClient } from './bench-server.ts';
import { type BenchOptions, formatNs, measureInTurns, type Report } from './measure.ts';
import { NOW } from './running-clocks.ts';

const BAR_MS = 1_000;

/**
 * Saving new escalation times for the open leads too (issue: 30 000 in under a second): the preview, the act itself, and
 * as a limit one bare statement that writes the same clocks.
 */
export const benchReapply = ({ quick }: BenchOptions): Promise<Report> =>
  withBenchServer(async (server) => {
    const open = quick ? 3_000 : 30_000;
    await server.createDatabase('reapply');
    const connection = server.connectionTo('reapply');
    await migrate(connection);
    const database = openDatabase(connection, () => NOW);
    try {
      const { dealershipId, adminId } = await storeOpenLeads(database, connection, open);
      const caller = {
        accountId: adminId,
        dealershipId,
        name: '',
        roles: ['admin'],
        language: 'de',
      } as const;
      // Other times in every round, so that all clocks change every time; some turn red by them.
      let minutes = 60;
      const proposed = () =>
        database.inDealership(dealershipId, async (work) => {
          const { settings, version } = await readSettings(work, caller);
          minutes = 60 + ((minutes + 7) % 120);
          const E1 = { on: true, minutes, unit: 'openingHours' } as const;
          return { settings: { ...settings, stages: { ...settings.stages, E1 } }, basedOnVersion: version };
        });
      let change: Awaited<ReturnType<typeof proposed>>;
      const prepare = async () => {
        change = await proposed();
      };
      const measured = await withClient(connection, (client) =>
        measureInTurns(
          [
            {
              name: 'preview',
              prepare,
              round: async () => {
                await database.inDealership(dealershipId, (work) => previewSettings(work, change.settings));
                return 1;
              },
            },
            {
              name: 're-apply',
              prepare,
              round: async () => {
                const { applied } = await database.inDealership(dealershipId, (work) =>
                  changeSettings(work, { ...change, openLeads: 'apply' }, caller),
                );
                if (applied?.changed !== open)
                  throw new Error(`${applied?.changed} of ${open} clocks changed`);
                return 1;
              },
            },
            { name: 'bare statement', round: () => writeBarely(client) },
          ],
          quick ? 3 : 7,
        ),
      );
      const took = measured.find(({ name }) => name === 're-apply')?.medianNs ?? Number.NaN;
      return {
        rows: measured.map(({ name, medianNs, fastestNs, slowestNs }) => ({
          'open leads': open,
          contender: name,
          median: formatNs(medianNs),
          fastest: formatNs(fastestNs),
          slowest: formatNs(slowestNs),
        })),
        bars: [{ bar: `under ${BAR_MS} ms`, measured: formatNs(took), held: took < BAR_MS * 1e6 }],
      };
    } finally {
      await database.close();
    }
  });

const storeOpenLeads = async (database: Database, connection: pg.ClientConfig, open: number) => {
  const admin = { name: 'Adam Ahrens', mail: 'adam@autohaus.example', password: 'ein langes Passwort' };
  const input = { name: 'Autohaus', state: 'BY', admin, people: [] };
  const { dealershipId, adminId, branchId, sources } = await setUpDealership(
    database,
    readConfig({}),
    input,
    null,
  );
  await database.inDealership(dealershipId, async (work) => {
    const { settings } = await presentSettings(work);
    await policyIdOf(work, settings.stages);
  });
  await withClient(connection, async (client) => {
    await client.query(
      `insert into leads (dealership_id, id, number, branch_id, source_id, status, generation, enquiry, reply_token, arrived_at)
       select $1, uuidv7(), n, $2, $3, 'new', 1, '{}', 'token-' || n, $4::timestamptz - n * interval '7 hours' / $5
       from generate_series(1, $5::integer) as n`,
      [dealershipId, branchId, sources[0]?.id, NOW, open],
    );
    await client.query(
      `insert into clocks (dealership_id, lead_id, generation, kind, started_at, policy_id, calendar_id, due_at, next_due_at, e2_at)
       select leads.dealership_id, leads.id, 1, 'answer', arrived_at, policies.id, calendar_id, $1::timestamptz + interval '1 hour', $1::timestamptz + interval '1 hour', $1::timestamptz + interval '5 hours'
       from leads join policies using (dealership_id) join branches on branches.id = branch_id`,
      [NOW],
    );
    await client.query('vacuum analyze');
  });
  return { dealershipId, adminId };
};

const writeBarely = async (client: pg.Client): Promise<number> => {
  await client.query(
    `update clocks set generation = generation + 1, due_at = due_at + interval '1 second', next_due_at = next_due_at + interval '1 second',
       settled_at = null, applied_at = now()`,
  );
  return 1;
};
