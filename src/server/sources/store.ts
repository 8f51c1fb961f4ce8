import { type Expression, sql } from 'kysely';
import type { DealershipWork } from '../db/database.ts';

/** All sources with their lead address and what came from them; our own test enquiries do not count. */
export const listSourceRows = (work: DealershipWork) =>
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
      'sources.branchId',
      'branches.name as branch',
      'leadAddresses.localPart',
      'came.leads',
      'came.lastLeadAt',
    ])
    .where('sources.dealershipId', '=', work.dealershipId)
    .orderBy('sources.createdAt')
    .orderBy('sources.id')
    .execute();

export const isTestEnquiry = (enquiry: Expression<unknown>) =>
  sql<boolean>`${enquiry} @> '{"source": {"isTest": true}}'`;

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
    .execute();
