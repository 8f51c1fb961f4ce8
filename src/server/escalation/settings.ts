import type { z } from 'zod';
import type { explainCourse, getEscalationSettings, ReapplyCounts } from '../../contract/escalation.ts';
import { courseStepView } from '../../contract/escalation.ts';
import { courseOf } from '../../domain/escalation/course.ts';
import { reasonOf } from '../../domain/escalation/reason.ts';
import { newlyRecommended, recommendationAt } from '../../domain/escalation/recommendations.ts';
import { type EscalationSettings, policyFor, settingsProblems } from '../../domain/escalation/settings.ts';
import { openSlotsBetween } from '../../domain/time/calendar.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/store.ts';
import { presentTimes } from './commands.ts';
import { previewReapply, reapplyTimes } from './reapply.ts';
import { presentSettings } from './versions.ts';

/** The dealership's own times beside the newest recommendation, which never changes them by itself (N4). */
export const readSettings = async (
  work: DealershipWork,
  caller: Caller,
): Promise<z.input<typeof getEscalationSettings.output>> => {
  const { settings, version, createdAt, createdBy } = await presentSettings(work);
  const today = work.now.toZonedDateTimeISO('UTC').toPlainDate();
  const newest = recommendationAt(today);
  const copiedOn = await findCopiedRecommendation(work);
  return {
    settings,
    recommended: newest.stages,
    recommendedOn: newest.publishedOn,
    newlyRecommended: copiedOn === null ? [] : newlyRecommended(copiedOn, today),
    version,
    changedAt: createdAt.toString(),
    changedBy: createdBy && (await nameOf(work, createdBy)),
    mayChange: caller.roles.includes('admin'),
  };
};

/** The date of the recommendation that was copied at set-up. */
const findCopiedRecommendation = async (work: DealershipWork): Promise<string | null> => {
  const first = await work.sql
    .selectFrom('escalationSettings')
    .select('recommendedOn')
    .where('dealershipId', '=', work.dealershipId)
    .orderBy('version')
    .executeTakeFirst();
  return first?.recommendedOn ?? null;
};

const nameOf = async (work: DealershipWork, accountId: string): Promise<string | null> => {
  const account = await work.sql
    .selectFrom('accounts')
    .select('name')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', accountId)
    .executeTakeFirst();
  return account?.name ?? null;
};

/** What settings that are not saved would do to the open leads if they were given to them. */
export const previewSettings = async (
  work: DealershipWork,
  settings: EscalationSettings,
): Promise<ReapplyCounts> => {
  await refuseProblems(work, settings);
  return previewReapply(work, { settings });
};

/**
 * Saves a new version for new clocks, and gives it to the running ones when asked to. `basedOnVersion` keeps two people
 * from undoing each other unseen.
 */
export const changeSettings = async (
  work: DealershipWork,
  change: { settings: EscalationSettings; basedOnVersion: number; openLeads: 'keep' | 'apply' },
  caller: Caller,
): Promise<{ version: number; applied: ReapplyCounts | null }> => {
  const { dealershipId } = work;
  await work.sql
    .selectFrom('dealerships')
    .select('dealershipId')
    .where('dealershipId', '=', dealershipId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const present = await presentSettings(work);
  if (present.version !== change.basedOnVersion) {
    throw new Refusal('changedMeanwhile', 'Somebody else changed the escalation times meanwhile.');
  }
  await refuseProblems(work, change.settings);
  const { stages, branches, sources } = change.settings;
  const version = present.version + 1;
  const id = newId();
  await work.sql
    .insertInto('escalationSettings')
    .values({
      dealershipId,
      id,
      version,
      stages: JSON.stringify(stages),
      branches: JSON.stringify(branches),
      sources: JSON.stringify(sources),
      recommendedOn: null,
      createdAt: work.now,
      createdBy: caller.accountId,
    })
    .execute();
  await work.sql
    .updateTable('dealerships')
    .set({ escalationSettingsId: id })
    .where('dealershipId', '=', dealershipId)
    .execute();
  const applied = change.openLeads === 'apply' ? await reapplyTimes(work, 'settings') : null;
  await recordChange(work, {
    subject: 'escalation.settings',
    old: present.settings,
    new: { ...change.settings, ...(applied && { applied }) },
    changedBy: caller.accountId,
  });
  return { version, applied };
};

const refuseProblems = async (work: DealershipWork, settings: EscalationSettings): Promise<void> => {
  const problems = settingsProblems(settings);
  if (problems.length > 0) {
    throw new Refusal(
      'policyRefused',
      'These escalation times cannot be used.',
      problems.map(({ origin, id, stage, code }) => ({
        path: [origin, id, stage].filter(Boolean).join('.'),
        message: code,
      })),
    );
  }
  await refuseStrangers(work, 'branches', Object.keys(settings.branches));
  await refuseStrangers(work, 'sources', Object.keys(settings.sources));
};

/** Times of their own are for branches and sources of this dealership. */
const refuseStrangers = async (
  work: DealershipWork,
  table: 'branches' | 'sources',
  ids: readonly string[],
): Promise<void> => {
  if (ids.length === 0) return;
  const known = await work.sql
    .selectFrom(table)
    .select('id')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', 'in', ids)
    .execute();
  if (known.length < ids.length) throw new Refusal('notFound', `There is no such one among the ${table}.`);
};

/** The course of an imagined enquiry by the present settings (N5), or by settings that are not saved yet. */
export const explainArrival = async (
  work: DealershipWork,
  query: {
    arrivalAt?: string | undefined;
    followUpAt?: string | undefined;
    branchId?: string | undefined;
    sourceId?: string | undefined;
    settings?: EscalationSettings;
  },
): Promise<z.input<typeof explainCourse.output>> => {
  const branch = await findBranch(work, query);
  if (query.settings) await refuseProblems(work, query.settings);
  const place = { branchId: branch.id, sourceId: query.sourceId ?? '' };
  const present = await presentTimes(work, place);
  const { calendar } = present;
  const policy = query.settings ? policyFor(query.settings, place) : present.policy;
  const startedAt = query.arrivalAt ? Temporal.Instant.from(query.arrivalAt) : work.now;
  const course = courseOf({ kind: 'answer', startedAt }, policy, calendar);
  if (query.followUpAt) {
    course.push(
      ...courseOf({ kind: 'followUp', startedAt: Temporal.Instant.from(query.followUpAt) }, policy, calendar),
    );
  }
  const instants = [startedAt, ...course.map(({ at }) => at)].sort(Temporal.Instant.compare);
  const at = (epochMs: number) => Temporal.Instant.fromEpochMilliseconds(epochMs).toString();
  return {
    zone: calendar.spec.zone,
    branch: branch.name,
    steps: [
      { stage: 'arrival', at: startedAt.toString(), reason: null },
      ...course.map((step) => courseStepView(step, reasonOf(step, calendar))),
    ],
    open: openSlotsBetween(calendar, instants[0] ?? startedAt, instants.at(-1) ?? startedAt).map(
      ({ from, to }) => ({
        from: at(from),
        to: at(to),
      }),
    ),
  };
};

/** The branch named, else the source's, else the dealership's first. */
const findBranch = async (
  work: DealershipWork,
  { branchId, sourceId }: { branchId?: string | undefined; sourceId?: string | undefined },
) => {
  let branches = work.sql
    .selectFrom('branches')
    .select(['id', 'name'])
    .where('dealershipId', '=', work.dealershipId);
  if (branchId) branches = branches.where('id', '=', branchId);
  else if (sourceId) {
    branches = branches.where(({ selectFrom, eb }) =>
      eb(
        'id',
        'in',
        selectFrom('sources')
          .select('branchId')
          .where('sources.dealershipId', '=', work.dealershipId)
          .where('sources.id', '=', sourceId),
      ),
    );
  }
  const branch = await branches.orderBy('createdAt').orderBy('id').executeTakeFirst();
  if (!branch) throw new Refusal('notFound', 'There is no such branch or source.');
  return branch;
};
