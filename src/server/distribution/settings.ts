import type { z } from 'zod';
import type * as contract from '../../contract/distribution.ts';
import { absentOn } from '../../domain/accounts/absence.ts';
import { decideOwner } from '../../domain/distribution/decide.ts';
import {
  distributionProblems,
  type DistributionSettings,
  idsIn,
  modeFor,
} from '../../domain/distribution/settings.ts';
import type { Caller } from '../accounts/caller.ts';
import { listAbsences, readStaff } from '../accounts/store.ts';
import { findCustomerByMail } from '../customers/store.ts';
import type { DealershipWork } from '../db/database.ts';
import { Refusal } from '../refusal.ts';
import { dealershipZone, recordChange } from '../settings/store.ts';
import { tellNewcomers } from '../escalation/commands.ts';
import { distributeLead } from './commands.ts';
import { namesInSteps } from './names.ts';
import { insertDistribution, listKnownLeads, listTurns, presentDistribution } from './store.ts';

export const readDistribution = async (
  work: DealershipWork,
  caller: Caller,
): Promise<z.input<typeof contract.getDistribution.output>> => {
  const { settings, version, createdAt, createdBy } = await presentDistribution(work);
  const by = await work.sql
    .selectFrom('accounts')
    .select('name')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', createdBy)
    .executeTakeFirst();
  return {
    settings,
    version,
    changedAt: createdAt.toString(),
    changedBy: by?.name ?? null,
    mayChange: caller.roles.includes('admin'),
  };
};

/**
 * Saves a new version for new enquiries; those that are there stay where they are, unless what waits for a dispatcher and
 * no longer would is to be distributed by it. `basedOnVersion` keeps two people from
 * undoing each other unseen. Refuses with `changedMeanwhile`, `distributionRefused` or `notFound`.
 */
export const changeDistribution = async (
  work: DealershipWork,
  { settings, basedOnVersion, distributeWaiting }: z.output<typeof contract.changeDistribution.body>,
  caller: Caller,
): Promise<number> => {
  await work.sql
    .selectFrom('dealerships')
    .select('dealershipId')
    .where('dealershipId', '=', work.dealershipId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const present = await presentDistribution(work);
  if (present.version !== basedOnVersion)
    throw new Refusal('changedMeanwhile', 'Somebody else changed the distribution meanwhile.');
  await refuseProblems(work, settings);
  const version = present.version + 1;
  await insertDistribution(work, version, settings, caller.accountId);
  await recordChange(work, {
    subject: 'distribution',
    old: present.settings,
    new: settings,
    changedBy: caller.accountId,
  });
  if (distributeWaiting) {
    const waiting = await listWaiting(work, present.settings, settings);
    for (const id of waiting) await distributeLead(work, id, caller.accountId);
    await tellNewcomers(work, waiting);
  }
  return version;
};

/** How many leads wait for a dispatcher where these settings would not make them wait. */
export const countWaiting = async (work: DealershipWork, settings: DistributionSettings): Promise<number> =>
  (await listWaiting(work, (await presentDistribution(work)).settings, settings)).length;

/**
 * What waits for a dispatcher at places whose mode changes to another than by hand, and whatever still waits where the
 * pool is chosen; oldest first. What waits because nobody was there, or by a rule, is not meant by saving something else.
 */
const listWaiting = async (
  work: DealershipWork,
  before: DistributionSettings,
  after: DistributionSettings,
): Promise<string[]> => {
  const leads = await work.sql
    .selectFrom('leads')
    .select(['id', 'branchId', 'sourceId'])
    .where('dealershipId', '=', work.dealershipId)
    .where('toDistribute', '=', true)
    .where('closedAt', 'is', null)
    .orderBy('arrivedAt')
    .orderBy('id')
    .execute();
  return leads
    .filter((place) => {
      const { mode } = modeFor(after, place);
      return mode === 'pool' || (mode !== 'manual' && mode !== modeFor(before, place).mode);
    })
    .map(({ id }) => id);
};

const refuseProblems = async (work: DealershipWork, settings: DistributionSettings): Promise<void> => {
  const problems = distributionProblems(settings);
  if (problems.length > 0) {
    throw new Refusal(
      'distributionRefused',
      'These rules cannot be used.',
      problems.map(({ position, code }) => ({ path: `rules.${position}`, message: code })),
    );
  }
  const { people, ...places } = idsIn(settings);
  for (const [table, ids] of Object.entries({ ...places, accounts: people })) {
    if (!isTable(table) || ids.length === 0) continue;
    const known = await work.sql
      .selectFrom(table)
      .select('id')
      .where('dealershipId', '=', work.dealershipId)
      .where('id', 'in', ids)
      .execute();
    if (known.length < ids.length) throw new Refusal('notFound', `There is no such one among the ${table}.`);
  }
};

const TABLES = ['branches', 'sources', 'accounts'] as const;
const isTable = (name: string): name is (typeof TABLES)[number] => TABLES.some((table) => table === name);

/** Who would get an enquiry like this, and why; by the present settings, or by ones that are not saved yet. */
export const previewDistribution = async (
  work: DealershipWork,
  example: z.output<typeof contract.previewDistribution.body>,
): Promise<z.input<typeof contract.previewDistribution.output>> => {
  const source = await work.sql
    .selectFrom('sources')
    .select(['id', 'branchId'])
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', example.sourceId)
    .executeTakeFirst();
  if (!source) throw new Refusal('notFound', 'There is no such source.');
  if (example.settings) await refuseProblems(work, example.settings);
  const settings = example.settings ?? (await presentDistribution(work)).settings;
  const mail = example.customerMail?.toLowerCase();
  const customerId = mail ? await findCustomerByMail(work, mail) : null;
  const question = {
    lead: {
      branchId: source.branchId,
      sourceId: source.id,
      make: example.make || null,
      vehicle: null,
      condition: example.condition ?? null,
      postcode: example.postcode || null,
    },
    known: await listKnownLeads(work, customerId, null),
    turns: await listTurns(work),
  };
  const { to, branchId, steps } = decideOwner(question, settings, await staffAt(work, example.at));
  const names = await namesInSteps(work, [...steps, { code: 'pool', branchId }]);
  const name = names[to.kind === 'person' ? to.personId : branchId] ?? '';
  return { to: to.kind, name, steps, names };
};

/** The staff with whoever is away on the day of that instant. */
const staffAt = async (work: DealershipWork, at: string | undefined) => {
  const staff = await readStaff(work);
  if (at === undefined) return staff;
  const on = Temporal.Instant.from(at)
    .toZonedDateTimeISO(await dealershipZone(work))
    .toPlainDate()
    .toString();
  return { ...staff, absent: absentOn(await listAbsences(work, on), on) };
};
