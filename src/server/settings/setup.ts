import type { z } from 'zod';
import type { SetupInput, setUp } from '../../contract/setup.ts';
import type { Config } from '../../config.ts';
import {
  policyFromRecommendation,
  type Recommendation,
  recommendationAt,
} from '../../domain/escalation/recommendations.ts';
import { DEFAULT_SOURCES, SOURCE_KINDS, sourceKindOf } from '../../domain/sources/kinds.ts';
import { OpeningHoursError } from '../../domain/time/error.ts';
import { type CalendarSpec, DEFAULT_HOURS, parseWeek } from '../../domain/time/opening-hours.ts';
import { GERMAN_STATES } from '../../domain/time/states.ts';
import { validateCalendar } from '../../domain/time/validate.ts';
import { createAccount } from '../accounts/commands.ts';
import { invite } from '../accounts/invitations.ts';
import type { Database, DealershipWork, Work } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { createSource } from '../sources/commands.ts';
import { recordChange } from './changes.ts';
import { isHolidayPlace, proposeHolidays } from './holidays.ts';
import { isSetupCode } from './installation.ts';

export type SetupResult = z.output<typeof setUp.output>;

/** The zone of all German states. */
const ZONE = 'Europe/Berlin';
/** Holidays are stored so far back and ahead; later ones are offered as a proposal (product.md 5). */
const HOLIDAY_YEARS_BACK = 1;
const HOLIDAY_YEARS_AHEAD = 10;

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

const insertDealership = async (
  { sql, now }: Work,
  config: Config,
  input: SetupInput,
  by: string | null,
): Promise<SetupResult> => {
  const today = now.toZonedDateTimeISO(ZONE).toPlainDate();
  const spec = calendarOf(input, today);
  const recommendation = recommendationAt(today);
  const sources = (input.sources ?? DEFAULT_SOURCES).map((source, index) => knownSource(source, index));

  const dealershipId = newId();
  const branchId = newId();
  const policyId = newId();
  const calendarId = newId();
  const work: DealershipWork = { sql, now, dealershipId };
  const stamp = { dealershipId, createdAt: now };

  await sql
    .insertInto('dealerships')
    .values({ ...stamp, name: input.name, zone: ZONE, policyId })
    .execute();
  await sql
    .insertInto('policies')
    .values({
      ...stamp,
      id: policyId,
      version: 1,
      stages: JSON.stringify(policyFromRecommendation(recommendation)),
      recommendedOn: recommendation.publishedOn,
    })
    .execute();
  await sql
    .insertInto('branches')
    .values({
      ...stamp,
      id: branchId,
      name: input.name,
      zone: ZONE,
      state: input.state,
      region: input.region ?? null,
      calendarId,
    })
    .execute();
  await sql
    .insertInto('calendars')
    .values({ ...stamp, id: calendarId, branchId, version: 1, spec: JSON.stringify(spec) })
    .execute();

  const { name, state, hours = DEFAULT_HOURS } = input;
  await recordChange(work, { subject: 'dealership', old: null, new: { name, state, hours }, changedBy: by });
  const adminId = await createAccount(work, { ...input.admin, roles: ['admin'] }, by);
  const created = await insertSources(work, config, branchId, recommendation, sources);
  for (const person of input.people) {
    await invite(
      work,
      person,
      { accountId: adminId, name: input.admin.name, language: 'de' },
      config.publicUrl,
    );
  }
  return { dealershipId, branchId, adminId, sources: created };
};

const insertSources = async (
  work: DealershipWork,
  config: Config,
  branchId: string,
  { sourceLimitDays }: Recommendation,
  sources: readonly ReturnType<typeof knownSource>[],
): Promise<SetupResult['sources']> => {
  const created: SetupResult['sources'] = [];
  for (const { kind, name, limit } of sources) {
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

/** Opening hours and holidays, resolved and ready to be stored. */
const calendarOf = (
  { state, region, hours = DEFAULT_HOURS }: SetupInput,
  today: Temporal.PlainDate,
): CalendarSpec => {
  if (!isHolidayPlace({ state })) {
    const known = GERMAN_STATES.map(({ code }) => code).join(', ');
    const detail = `The state "${state}" is unknown; states are ${known}.`;
    throw new Refusal('badInput', detail, [{ path: 'state', message: 'unknown' }]);
  }
  const place = region === undefined ? { state } : { state, region };
  if (!isHolidayPlace(place)) {
    const path = 'region';
    throw new Refusal('badInput', `The region "${region}" is unknown in ${state}.`, [
      { path, message: 'unknown' },
    ]);
  }
  const days = proposeHolidays(place, today.year - HOLIDAY_YEARS_BACK, today.year + HOLIDAY_YEARS_AHEAD);
  const spec = { zone: ZONE, week: weekOf(hours), days };
  if (validateCalendar(spec, today).problems.length > 0) {
    throw new Refusal('calendarRefused', 'The opening hours leave no opening within 400 days.');
  }
  return spec;
};

const weekOf = (hours: string): CalendarSpec['week'] => {
  try {
    return parseWeek(hours);
  } catch (error) {
    if (!(error instanceof OpeningHoursError)) throw error;
    throw new Refusal('calendarRefused', error.message, [{ path: 'hours', message: error.code }]);
  }
};
