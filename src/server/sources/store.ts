import { type Expression, type Selectable, sql } from 'kysely';
import type { DealershipWork } from '../db/database.ts';
import type { Sources } from '../db/tables.ts';
import type { ArrivalFlag } from '../../domain/leads/arrival.ts';
import { Refusal } from '../refusal.ts';

export type SourceRow = Selectable<Sources>;

/** A source as it is, unlocked. Refuses with `notFound`. */
export const findSource = async (work: DealershipWork, sourceId: string): Promise<SourceRow> => {
  const source = await sourceById(work, sourceId).executeTakeFirst();
  if (!source) throw noSource();
  return source;
};

/** Locks a source for a change. Refuses with `notFound`. */
export const lockSource = async (work: DealershipWork, sourceId: string): Promise<SourceRow> => {
  const source = await sourceById(work, sourceId).forUpdate().executeTakeFirst();
  if (!source) throw noSource();
  return source;
};

const sourceById = (work: DealershipWork, sourceId: string) =>
  work.sql
    .selectFrom('sources')
    .selectAll()
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', sourceId);

const noSource = () => new Refusal('notFound', 'There is no such source.');

/** What the sources are called: cheap, for filters and choices that are asked for with every page. */
export const listSourceNames = async (work: DealershipWork) => {
  const rows = await work.sql
    .selectFrom('sources')
    .innerJoin('branches', (join) =>
      join
        .onRef('branches.dealershipId', '=', 'sources.dealershipId')
        .onRef('branches.id', '=', 'sources.branchId'),
    )
    .select([
      'sources.id',
      'sources.name',
      'sources.kind',
      'sources.branchId',
      'branches.name as branch',
      'sources.active',
      'sources.archivedAt',
    ])
    .where('sources.dealershipId', '=', work.dealershipId)
    .orderBy('sources.createdAt')
    .orderBy('sources.id')
    .execute();
  return rows.map(({ archivedAt, ...row }) => ({ ...row, archived: archivedAt !== null }));
};

export type SourceListRow = Awaited<ReturnType<typeof listSourceRows>>[number];

/** Sources with their lead address and what came from them; our own test enquiries do not count. */
export const listSourceRows = (work: DealershipWork, { archived, id }: { archived: boolean; id?: string }) =>
  work.sql
    .selectFrom('sources')
    .innerJoin('branches', (join) =>
      join
        .onRef('branches.dealershipId', '=', 'sources.dealershipId')
        .onRef('branches.id', '=', 'sources.branchId'),
    )
    .innerJoin('leadAddresses', (join) =>
      join
        .onRef('leadAddresses.dealershipId', '=', 'sources.dealershipId')
        .onRef('leadAddresses.sourceId', '=', 'sources.id'),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('leads')
          .select((of) => [of.fn.countAll<number>().as('leads'), of.fn.max('arrivedAt').as('lastLeadAt')])
          .whereRef('leads.dealershipId', '=', 'sources.dealershipId')
          .whereRef('leads.sourceId', '=', 'sources.id')
          .where((of) => of.not(isTestEnquiry(of.ref('leads.enquiry'))))
          .as('came'),
      (join) => join.onTrue(),
    )
    .select([
      'sources.id',
      'sources.name',
      'sources.kind',
      'sources.silenceLimitDays',
      'sources.active',
      'sources.activeSince',
      'sources.pausedUntilOn',
      'sources.archivedAt',
      'sources.monitored',
      'sources.monitorChangedAt',
      'sources.seenUntilOn',
      'sources.branchId',
      'branches.name as branch',
      'branches.zone',
      'leadAddresses.localPart',
      'came.leads',
      'came.lastLeadAt',
    ])
    .select(lastDelivery(sql.ref('sources'), work.now).as('deliveredAt'))
    .where('sources.dealershipId', '=', work.dealershipId)
    .$if(!archived, (query) => query.where('archivedAt', 'is', null))
    .$if(id !== undefined, (query) => query.where('sources.id', '=', id ?? ''))
    .orderBy('sources.createdAt')
    .orderBy('sources.id')
    .execute();

export const isTestEnquiry = (enquiry: Expression<unknown>) =>
  sql<boolean>`${enquiry} @> '{"source": {"isTest": true}}'`;

const BROUGHT_OVER = ['imported', 'settled', 'arrivedLongAgo'] as const satisfies readonly ArrivalFlag[];

/** Whether it was brought over from elsewhere: it says nothing of what its source sends now. */
export const wasBroughtOver = (enquiry: Expression<unknown>) =>
  sql<boolean>`jsonb_path_query_array(${enquiry}, '$.parse.warnings[*].code') ?| ${BROUGHT_OVER}`;

/** Leads that show that the way from the source is open: they came as a message, were no test of ours and not brought over. */
const wasDelivered = sql<boolean>`(raw_message_id is not null and not ${isTestEnquiry(sql.ref('leads.enquiry'))}
  and not ${wasBroughtOver(sql.ref('leads.enquiry'))})`;

/**
 * When a source delivered last, up to an instant: leads that came as a message, and duplicates, which show that the way
 * is open (product.md 6); spam where the dealership wants it (cases.md T53). Not our own tests, nor what somebody entered
 * by hand or brought over.
 */
export const lastDelivery = (sources: Expression<unknown>, until: Temporal.Instant) =>
  sql<Temporal.Instant | null>`greatest(
    (select max(arrived_at) from leads
     where dealership_id = ${sources}.dealership_id and source_id = ${sources}.id and arrived_at <= ${until} and ${wasDelivered}),
    (select max(received_at) from raw_messages
     where dealership_id = ${sources}.dealership_id and source_id = ${sources}.id and received_at <= ${until}
       and class in ('duplicate', 'spam') and channel <> 'import'
       and (class <> 'spam' or (select spam_delivers from dealerships where dealership_id = ${sources}.dealership_id))))`;

/** How many leads came as messages on each local day since `fromOn`, our own tests left out. */
export const countLeadsByDay = async (
  work: DealershipWork,
  fromOn: Temporal.PlainDate,
): Promise<readonly { sourceId: string; on: string; leads: number }[]> => {
  const { rows } = await sql<{ sourceId: string; on: string; leads: number }>`
    select source_id, (arrived_at at time zone zone)::date as on, count(*) as leads
    from leads join branches on branches.dealership_id = leads.dealership_id and branches.id = branch_id
    where leads.dealership_id = ${work.dealershipId} and ${wasDelivered}
      and arrived_at >= ${fromOn.toString()}::date::timestamp at time zone zone
    group by 1, 2`.execute(work.sql);
  return rows;
};

export const listChecks = (work: DealershipWork) =>
  work.sql
    .selectFrom('sourceChecks')
    .leftJoin('accounts', (join) =>
      join
        .onRef('accounts.dealershipId', '=', 'sourceChecks.dealershipId')
        .onRef('accounts.id', '=', 'sourceChecks.checkedBy'),
    )
    .select(['sourceId', 'step', 'checkedAt', 'accounts.name as checkedBy'])
    .where('sourceChecks.dealershipId', '=', work.dealershipId)
    .orderBy('checkedAt')
    .orderBy('step')
    .execute();

/** The runs of the source monitor with what they found, the newest first. */
export const listRuns = async (work: DealershipWork, count: number) => {
  const runs = await work.sql
    .selectFrom('monitorRuns')
    .selectAll()
    .where('dealershipId', '=', work.dealershipId)
    .orderBy('fridayOn', 'desc')
    .limit(count)
    .execute();
  const oldest = runs.at(-1);
  if (!oldest) return [];
  const findings = await work.sql
    .selectFrom('monitorFindings as found')
    .innerJoin('sources', (join) =>
      join
        .onRef('sources.dealershipId', '=', 'found.dealershipId')
        .onRef('sources.id', '=', 'found.sourceId'),
    )
    .innerJoin('branches', (join) =>
      join
        .onRef('branches.dealershipId', '=', 'sources.dealershipId')
        .onRef('branches.id', '=', 'sources.branchId'),
    )
    .selectAll('found')
    .select(['sources.name as source', 'branches.name as branch'])
    .where('found.dealershipId', '=', work.dealershipId)
    .where('found.fridayOn', '>=', oldest.fridayOn)
    .orderBy('sources.createdAt')
    .orderBy('sources.id')
    .execute();
  return runs.map((run) => ({
    ...run,
    findings: findings.filter(({ fridayOn }) => fridayOn === run.fridayOn),
  }));
};

/** What a source's messages since an instant were found to be. */
export const countMessages = (work: DealershipWork, sourceId: string, since: Temporal.Instant) =>
  work.sql
    .selectFrom('rawMessages')
    .select((eb) => [
      eb.fn.coalesce('class', sql.lit('waiting')).as('class'),
      eb.fn.countAll<number>().as('count'),
    ])
    .where('dealershipId', '=', work.dealershipId)
    .where('sourceId', '=', sourceId)
    .where('receivedAt', '>=', since)
    .groupBy('class')
    .orderBy('count', 'desc')
    .orderBy('class')
    .execute();

/** The Fridays on which a source was silent or heard again, and the early warnings about it. */
export const listAlarms = async (work: DealershipWork, sourceId: string, count: number) => {
  const fridays = await work.sql
    .selectFrom('monitorFindings as found')
    .innerJoin('monitorRuns as run', (join) =>
      join.onRef('run.dealershipId', '=', 'found.dealershipId').onRef('run.fridayOn', '=', 'found.fridayOn'),
    )
    .selectAll('found')
    .select('run.ranAt')
    .where('found.dealershipId', '=', work.dealershipId)
    .where('found.sourceId', '=', sourceId)
    .where((eb) => eb.or([eb('verdict', '=', 'silent'), eb('recovered', '=', true)]))
    .orderBy('found.fridayOn', 'desc')
    .limit(count)
    .execute();
  const early = await work.sql
    .selectFrom('earlyWarnings')
    .selectAll()
    .where('dealershipId', '=', work.dealershipId)
    .where('sourceId', '=', sourceId)
    .orderBy('noticedAt', 'desc')
    .orderBy('sinceAt', 'desc')
    .limit(count)
    .execute();
  return { fridays, early };
};

/** Where enquiries of one source are sent to. */
export const findLeadAddress = async (work: DealershipWork, sourceId: string): Promise<string | null> => {
  const row = await work.sql
    .selectFrom('leadAddresses')
    .select('localPart')
    .where('dealershipId', '=', work.dealershipId)
    .where('sourceId', '=', sourceId)
    .executeTakeFirst();
  return row?.localPart ?? null;
};

/** The branches with the calendar that new clocks are stamped with. */
export const listBranchRows = (work: DealershipWork) =>
  work.sql
    .selectFrom('branches')
    .innerJoin('calendars', (join) =>
      join
        .onRef('calendars.dealershipId', '=', 'branches.dealershipId')
        .onRef('calendars.id', '=', 'branches.calendarId'),
    )
    .select([
      'branches.id',
      'branches.name',
      'branches.zone',
      'branches.state',
      'branches.region',
      'calendars.spec',
    ])
    .where('branches.dealershipId', '=', work.dealershipId)
    .orderBy('branches.name')
    .orderBy('branches.id')
    .execute();
