import type pg from 'pg';
import { readConfig } from '../src/config.ts';
import { manualEnquiry } from '../src/domain/intake/manual.ts';
import { type Database, openDatabase } from '../src/server/db/database.ts';
import { migrate } from '../src/server/db/migrate.ts';
import { changeSettings } from '../src/server/escalation/settings.ts';
import { policyIdOf } from '../src/server/escalation/versions.ts';
import { policyFromRecommendation, RECOMMENDATIONS } from '../src/domain/escalation/recommendations.ts';
import { setUpDealership } from '../src/server/settings/setup.ts';
import { PASSWORD } from '../test/harness/person.ts';
import { type BenchServer, withClient } from './bench-server.ts';

const ENQUIRY = manualEnquiry(
  { name: 'Karla Kunde', vehicle: 'VW Golf', text: 'Ist der Wagen noch da?' },
  'homepage',
);

/** A Tuesday at noon: new enquiries of the morning are past E1 (two hours), none has reached E2.1 (four more). */
export const NOW = Temporal.Instant.from('2026-11-24T12:00+01:00');

const DEALERSHIPS = ['BW', 'BY', 'BE', 'BB', 'HB', 'HH', 'HE', 'MV', 'NI', 'NW'];

/** The admin's mail address of each dealership. */
export const ADMINS = DEALERSHIPS.map((_, index) => `adam@autohaus-${index}.example`);

/** Every second dealership lets the assignee be told by mail at E1, the others keep the recommended times. */
const setUpDealerships = async (database: Database): Promise<void> => {
  for (const [index, state] of DEALERSHIPS.entries()) {
    const admin = {
      name: 'Adam Ahrens',
      mail: ADMINS[index] ?? '',
      password: PASSWORD,
    };
    const input = { name: `Autohaus ${index}`, state, admin, people: [] };
    const { dealershipId, adminId } = await setUpDealership(database, readConfig({}), input, null);
    const recommended = policyFromRecommendation(RECOMMENDATIONS[0]);
    const stages = index % 2 === 0 ? recommended : { ...recommended, EM1: { ...recommended.EM1, on: true } };
    await database.acrossDealerships(async (system) => {
      const work = { ...system, dealershipId };
      await changeSettings(
        work,
        { settings: { stages, branches: {}, sources: {} }, basedOnVersion: 1, openLeads: 'keep' },
        { accountId: adminId, dealershipId, name: admin.name, roles: ['admin'], language: 'de' },
      );
      await policyIdOf(work, stages);
    });
  }
};

export interface RunningClocks {
  readonly running: number;
  /** So many of them are new enquiries that reach E1 one after the other, from `firstDueAt` on. */
  readonly due: number;
  readonly firstDueAt: Temporal.Instant;
  readonly dueEveryMs: number;
}

/** A database of this name with dealerships and running clocks. */
export const makeRunningClocks = async (
  server: BenchServer,
  name: string,
  clocks: RunningClocks,
): Promise<void> => {
  await server.createDatabase(name);
  const connection = server.connectionTo(name);
  await migrate(connection);
  const database = openDatabase(connection, () => NOW);
  await setUpDealerships(database);
  await database.close();
  await withClient(connection, (client) => insertRunningClocks(client, clocks));
  await server.finishTemplate(name);
};

/**
 * Leads of all dealerships in the order they arrived, each with its clock. The enquiries that fall due are strewn among
 * the newest; all others wait for a follow-up within the sixty days that begin an hour after `NOW`.
 */
const insertRunningClocks = async (
  client: pg.Client,
  { running, due, firstDueAt, dueEveryMs }: RunningClocks,
): Promise<void> => {
  await client.query(
    `create temporary table arrivals as
     with places as (
       select row_number() over (order by dealerships.name) - 1 as place, dealerships.dealership_id, policies.id as policy_id, branches.id as branch_id, calendar_id,
              (select id from sources where sources.dealership_id = branches.dealership_id order by id limit 1) as source_id
       from dealerships join branches using (dealership_id) join policies using (dealership_id)
     ), newest as (
       select n, span, n - $1::bigint + span as k
       from generate_series(1, $1::bigint) as n, (select least(2 * $2::bigint, $1::bigint) as span) as strewn
     ), numbered as (
       select n, case when k > 0 and k * $2::bigint / span > (k - 1) * $2::bigint / span then k * $2::bigint / span end as due_place
       from newest
     )
     select n, uuidv7() as id, places.*, due_place is not null as is_due, case
              when due_place is null then $3::timestamptz - interval '1 day' - ($1::bigint - n) * interval '10 seconds'
              else $4::timestamptz - interval '2 hours' + (due_place - 1) * $5::float8 * interval '1 millisecond'
            end as arrived_at, $3::timestamptz + interval '1 hour' + n * 7919 % 5184000 * interval '1 second' as follow_up_at
     from numbered join places on place = coalesce(due_place, n) % (select count(*) from places)`,
    [running, due, NOW, firstDueAt, dueEveryMs],
  );
  await client.query(
    `insert into leads (dealership_id, id, number, branch_id, source_id, status, generation, customer_name, customer_mail,
                        enquiry, reply_token, arrived_at)
     select dealership_id, id, n, branch_id, source_id, case when is_due then 'new' else 'followUp' end,
            case when is_due then 1 else 2 end, 'Karla Kunde ' || n, 'karla' || n || '@kunde.example', $1, 'token' || n,
            date_trunc('milliseconds', arrived_at)
     from arrivals order by n`,
    [JSON.stringify(ENQUIRY)],
  );
  await client.query(
    `insert into clocks (dealership_id, lead_id, generation, kind, started_at, policy_id, calendar_id, due_at, next_due_at, em1_at, e2_at)
     select leads.dealership_id, leads.id, generation, case when is_due then 'answer' else 'followUp' end,
            started_at, policy_id, calendar_id, due_at, due_at, case when is_due and (stages #>> '{EM1,on}')::boolean then due_at end,
            due_at + case when is_due then interval '4 hours' else interval '24 hours' end
     from arrivals join leads using (dealership_id, id) join policies on policies.dealership_id = arrivals.dealership_id and policies.id = policy_id, lateral (
       select case when is_due then leads.arrived_at else follow_up_at end as started_at,
              case when is_due then leads.arrived_at + interval '2 hours' else follow_up_at end as due_at
     ) as times
     order by n`,
  );
  await client.query('drop table arrivals');
};

/**
 * The same rows without a decision: claim, update and insert in one statement, which knows that E1 is reached (and EM1
 * where mails are on) and that E2.1 follows four hours later. Parameters: now, limit.
 */
export const BARE_STATEMENT = `
  with due as (
    select dealership_id, lead_id, generation, due_at, (stages #>> '{EM1,on}')::boolean as mails
    from clocks join policies using (dealership_id) where policies.id = policy_id and next_due_at <= $1
    order by next_due_at limit $2 for update of clocks skip locked
  ), moved as (
    update clocks set overdue_at = due.due_at, next_due_at = due.due_at + interval '4 hours', settled_at = $1
    from due where clocks.dealership_id = due.dealership_id and clocks.lead_id = due.lead_id
  ), noticed as (
    insert into escalation_notices (dealership_id, lead_id, generation, stage, due_at, recorded_at, send_at)
    select dealership_id, lead_id, generation, 'EM1', due_at, $1, $1::timestamptz + interval '1 minute' from due where mails
  ), recorded as (
    insert into escalation_ledger (dealership_id, lead_id, generation, stage, due_at, recorded_at, recipient)
    select dealership_id, lead_id, generation, stage, due_at, $1, '00000000-0000-0000-0000-000000000000'
    from due, unnest(case when mails then '{E1,EM1}' else '{E1}'::text[] end) as stage
  )
  select count(*) as due from due`;

/** Throws unless every due clock was brought on exactly once and wrote exactly its rows. */
export const checkAdvanced = async (client: pg.Client, due: number): Promise<void> => {
  const { rows } = await client.query<Record<string, string>>(
    `select (select count(*) from clocks where next_due_at <= $1) as left_behind,
            (select count(*) from clocks where overdue_at = due_at and settled_at = $1
                                           and next_due_at = due_at + interval '4 hours') as advanced,
            count(*) filter (where stage = 'E1' and ledger.due_at = clocks.due_at) as overdue,
            count(*) filter (where stage = 'EM1' and ledger.due_at = clocks.due_at) as mails,
            count(*) as entries, (select count(*) from escalation_notices where stage = 'EM1') as notices
     from escalation_ledger as ledger join clocks using (dealership_id, lead_id, generation)`,
    [NOW],
  );
  const half = due / 2;
  const expected = {
    left_behind: 0,
    advanced: due,
    overdue: due,
    mails: half,
    entries: due + half,
    notices: half,
  };
  const wrong = Object.entries(expected).filter(([name, count]) => Number(rows[0]?.[name]) !== count);
  if (wrong.length > 0)
    throw new Error(`expected ${JSON.stringify(expected)}, found ${JSON.stringify(rows[0])}`);
};
