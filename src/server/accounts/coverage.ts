import type { z } from 'zod';
import type { getCoverage } from '../../contract/accounts.ts';
import { unstaffedPlaces } from '../../domain/distribution/decide.ts';
import { unattendedPlaces } from '../../domain/escalation/recipients.ts';
import type { DealershipWork } from '../db/database.ts';
import { presentDistribution } from '../distribution/store.ts';
import { readStaff } from './store.ts';

/** Where enquiries come from today without a controller or substitute who would be told, or without anybody who would get them, and what nobody could be told. */
export const describeCoverage = async (work: DealershipWork): Promise<z.input<typeof getCoverage.output>> => {
  const places = await listPlaces(work);
  const staff = await readStaff(work);
  const { settings } = await presentDistribution(work);
  const unattended = unattendedPlaces(places, staff);
  return {
    everything: unattended.length > 0 && unattended.length === places.length,
    unattended: named(unattended, places),
    unstaffed: named(unstaffedPlaces(places, settings, staff), places),
    undeliverable: await countUndeliverable(work),
  };
};

type PlaceName = Awaited<ReturnType<typeof listPlaces>>[number];

/** A branch of which all sources are meant is named once. */
const named = (some: readonly PlaceName[], all: readonly PlaceName[]) =>
  [...Map.groupBy(some, ({ branchId }) => branchId)].flatMap(([branchId, sources]) => {
    const whole = sources.length === all.filter((place) => place.branchId === branchId).length;
    const shown = whole ? sources.slice(0, 1) : sources;
    return shown.map(({ branch, source }) => ({ branch, source: whole ? null : source }));
  });

/** The sources in use, with their branches. */
const listPlaces = (work: DealershipWork) =>
  work.sql
    .selectFrom('sources')
    .innerJoin('branches', (join) =>
      join
        .onRef('branches.dealershipId', '=', 'sources.dealershipId')
        .onRef('branches.id', '=', 'sources.branchId'),
    )
    .select(['branchId', 'branches.name as branch', 'sources.id as sourceId', 'sources.name as source'])
    .where('sources.dealershipId', '=', work.dealershipId)
    .where('active', '=', true)
    .orderBy('branch')
    .orderBy('branchId')
    .orderBy('source')
    .orderBy('sourceId')
    .execute();

/** Open leads of which nobody could be told. */
const countUndeliverable = async (work: DealershipWork): Promise<number> => {
  const { leads } = await work.sql
    .selectFrom('escalationNotices as notice')
    .innerJoin('clocks', (join) =>
      join
        .onRef('clocks.dealershipId', '=', 'notice.dealershipId')
        .onRef('clocks.leadId', '=', 'notice.leadId')
        .onRef('clocks.generation', '=', 'notice.generation'),
    )
    .select((eb) => eb.fn.count<number>('notice.leadId').distinct().as('leads'))
    .where('notice.dealershipId', '=', work.dealershipId)
    .where('notice.state', '=', 'undeliverable')
    .executeTakeFirstOrThrow();
  return leads;
};
