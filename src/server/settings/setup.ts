import type { z } from 'zod';
import type { SetupInput, setUp } from '../../contract/setup.ts';
import type { Config } from '../../config.ts';
import { policyFromRecommendation, recommendationAt } from '../../domain/escalation/recommendations.ts';
import { DEFAULT_SOURCES, SOURCE_KINDS, sourceKindOf } from '../../domain/sources/kinds.ts';
import { DEFAULT_HOURS } from '../../domain/time/opening-hours.ts';
import { createAccount, invite } from '../accounts/commands.ts';
import { insertFirstDistribution } from '../distribution/store.ts';
import type { Database, DealershipWork, Work } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { createSource } from '../sources/commands.ts';
import { createBranch, ZONE } from './branches.ts';
import { recordChange } from './store.ts';
import { isSetupCode } from './installation.ts';

export type SetupResult = z.output<typeof setUp.output>;

/**
 * Sets up a dealership in one transaction: branch, calendar, recommended times, sources, admin, invitations.
 * `by` is the operator who does it, `null` for the installation itself. Refuses with `badInput`, `calendarRefused`,
 * `mailInUse` or `passwordTooShort`.
 */
export const setUpDealership = (
  database: Database,
  config: Config,
  input: SetupInput,
  by: string | null,
): Promise<SetupResult> => database.acrossDealerships((work) => insertDealership(work, config, input, by));

/** The wizard's set-up: only while there is no dealership, and with the code where strangers could come first. */
export const setUpFirstDealership = (
  database: Database,
  config: Config,
  input: SetupInput,
): Promise<SetupResult> =>
  database.acrossDealerships(async (work) => {
    // The lock lets one of two simultaneous set-ups wait, and then find the other's dealership.
    const installation = await work.sql
      .selectFrom('installation')
      .select('setupCode')
      .forUpdate()
      .executeTakeFirstOrThrow();
    const existing = await work.sql
      .selectFrom('dealerships')
      .select('dealershipId')
      .limit(1)
      .executeTakeFirst();
    if (existing) throw new Refusal('alreadySetUp', 'There is a dealership already. Sign in instead.');
    if (config.exposed && !isSetupCode(installation, input.setupCode ?? '')) {
      throw new Refusal('wrongSetupCode', 'Enter the set-up code that the program shows in its terminal.');
    }
    return insertDealership(work, config, input, null);
  });

/** The same within a transaction of the caller, who needs the system role. */
export const insertDealership = async (
  { sql, now }: Work,
  config: Config,
  input: SetupInput,
  by: string | null,
): Promise<SetupResult> => {
  const today = now.toZonedDateTimeISO(ZONE).toPlainDate();
  const recommendation = recommendationAt(today);
  const dealershipId = newId();
  const escalationSettingsId = newId();
  const work: DealershipWork = { sql, now, dealershipId };
  const stamp = { dealershipId, createdAt: now };

  await sql
    .insertInto('dealerships')
    .values({ ...stamp, name: input.name, zone: ZONE, escalationSettingsId, monitorSince: now })
    .execute();
  await sql
    .insertInto('escalationSettings')
    .values({
      ...stamp,
      id: escalationSettingsId,
      version: 1,
      stages: JSON.stringify(policyFromRecommendation(recommendation)),
      recommendedOn: recommendation.publishedOn,
    })
    .execute();
  await insertFirstDistribution(work);
  const branchId = await createBranch(work, input);

  const { name, state, hours = DEFAULT_HOURS } = input;
  await recordChange(work, { subject: 'dealership', old: null, new: { name, state, hours }, changedBy: by });
  const adminId = await createAccount(work, { ...input.admin, roles: ['admin'] }, by);
  const sources = await addSources(work, config, branchId, input.sources ?? DEFAULT_SOURCES);
  for (const person of input.people) {
    await invite(
      work,
      person,
      { accountId: adminId, name: input.admin.name, language: 'de' },
      config.publicUrl,
    );
  }
  return { dealershipId, branchId, adminId, sources };
};

/** Sources of a branch with the recommended limits, each with an address of its own. Refuses with `badInput`. */
export const addSources = async (
  work: DealershipWork,
  config: Pick<Config, 'mailDomain'>,
  branchId: string,
  sources: readonly { kind: string; name: string }[],
): Promise<SetupResult['sources']> => {
  const { sourceLimitDays } = recommendationAt(work.now.toZonedDateTimeISO(ZONE).toPlainDate());
  const created: SetupResult['sources'] = [];
  for (const { kind, name, limit } of sources.map(knownSource)) {
    const source = { branchId, kind, name, silenceLimitDays: sourceLimitDays[limit] };
    const { id, localPart } = await createSource(work, source);
    created.push({ id, name, kind, leadAddress: `${localPart}@${config.mailDomain}` });
  }
  return created;
};

const knownSource = ({ kind, name }: { kind: string; name: string }, index: number) => {
  const known = sourceKindOf(kind);
  if (known) return { ...known, name };
  const kinds = SOURCE_KINDS.map((source) => source.kind).join(', ');
  const path = `sources.${index}.kind`;
  throw new Refusal('badInput', `"${kind}" is not a kind of source; kinds are ${kinds}.`, [
    { path, message: 'unknown' },
  ]);
};
