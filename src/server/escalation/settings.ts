import type { z } from 'zod';
import type { explainCourse, getPolicy } from '../../contract/escalation.ts';
import { courseStepView } from '../../contract/escalation.ts';
import { courseOf } from '../../domain/escalation/course.ts';
import type { Policy } from '../../domain/escalation/policy.ts';
import { reasonOf } from '../../domain/escalation/reason.ts';
import { RECOMMENDATIONS } from '../../domain/escalation/recommendations.ts';
import { policyProblems } from '../../domain/escalation/validate.ts';
import { openSlotsBetween } from '../../domain/time/calendar.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/store.ts';
import { presentTimes } from './commands.ts';

/** The dealership's own times beside the newest recommendation, which never changes them by itself (N4). */
export const readPolicy = async (
  work: DealershipWork,
  caller: Caller,
): Promise<z.input<typeof getPolicy.output>> => {
  const present = await presentPolicy(work);
  const newest = RECOMMENDATIONS.at(-1) ?? RECOMMENDATIONS[0];
  return {
    policy: present.stages as Policy,
    recommended: newest.stages,
    recommendedOn: newest.publishedOn,
    version: present.version,
    changedAt: present.createdAt.toString(),
    changedBy: present.changedBy,
    mayChange: caller.roles.includes('admin'),
  };
};

/** Saves a new version for new clocks. `basedOnVersion` keeps two people from undoing each other unseen. */
export const changePolicy = async (
  work: DealershipWork,
  change: { policy: Policy; basedOnVersion: number },
  caller: Caller,
): Promise<number> => {
  await work.sql
    .selectFrom('dealerships')
    .select('policyId')
    .where('dealershipId', '=', work.dealershipId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const present = await presentPolicy(work);
  if (present.version !== change.basedOnVersion) {
    throw new Refusal('changedMeanwhile', 'Somebody else changed the escalation times meanwhile.');
  }
  refuseProblems(change.policy);
  const { dealershipId } = work;
  const version = present.version + 1;
  const id = newId();
  await work.sql
    .insertInto('policies')
    .values({
      dealershipId,
      id,
      version,
      stages: JSON.stringify(change.policy),
      recommendedOn: null,
      createdAt: work.now,
      createdBy: caller.accountId,
    })
    .execute();
  await work.sql
    .updateTable('dealerships')
    .set({ policyId: id })
    .where('dealershipId', '=', dealershipId)
    .execute();
  await recordChange(work, {
    subject: 'escalation.policy',
    old: present.stages,
    new: change.policy,
    changedBy: caller.accountId,
  });
  return version;
};

const refuseProblems = (policy: Policy): void => {
  const problems = policyProblems(policy);
  if (problems.length === 0) return;
  throw new Refusal(
    'policyRefused',
    'These escalation times cannot be used.',
    problems.map(({ stage, code }) => ({ path: stage, message: code })),
  );
};

/** The course of an imagined enquiry by the present settings (N5), or by a policy that is not saved yet. */
export const explainArrival = async (
  work: DealershipWork,
  query: { arrivalAt?: string | undefined; branchId?: string | undefined; policy?: Policy },
): Promise<z.input<typeof explainCourse.output>> => {
  let branches = work.sql
    .selectFrom('branches')
    .select(['id', 'name'])
    .where('dealershipId', '=', work.dealershipId);
  if (query.branchId) branches = branches.where('id', '=', query.branchId);
  const branch = await branches.orderBy('createdAt').orderBy('id').executeTakeFirst();
  if (!branch) throw new Refusal('notFound', 'There is no such branch.');
  if (query.policy) refuseProblems(query.policy);
  const present = await presentTimes(work, branch.id);
  const { calendar } = present;
  const startedAt = query.arrivalAt ? Temporal.Instant.from(query.arrivalAt) : work.now;
  const course = courseOf({ kind: 'answer', startedAt }, query.policy ?? present.policy, calendar);
  const lastAt = course.at(-1)?.at ?? startedAt;
  const at = (epochMs: number) => Temporal.Instant.fromEpochMilliseconds(epochMs).toString();
  return {
    zone: calendar.spec.zone,
    branch: branch.name,
    steps: [
      { stage: 'arrival', at: startedAt.toString(), reason: null },
      ...course.map((step) => courseStepView(step, reasonOf(step, calendar))),
    ],
    open: openSlotsBetween(calendar, startedAt, lastAt).map(({ from, to }) => ({
      from: at(from),
      to: at(to),
    })),
  };
};

const presentPolicy = (work: DealershipWork) =>
  work.sql
    .selectFrom('dealerships')
    .innerJoin('policies', (join) =>
      join
        .onRef('policies.dealershipId', '=', 'dealerships.dealershipId')
        .onRef('policies.id', '=', 'dealerships.policyId'),
    )
    .leftJoin('accounts', (join) =>
      join
        .onRef('accounts.dealershipId', '=', 'policies.dealershipId')
        .onRef('accounts.id', '=', 'policies.createdBy'),
    )
    .select(['policies.stages', 'policies.version', 'policies.createdAt', 'accounts.name as changedBy'])
    .where('dealerships.dealershipId', '=', work.dealershipId)
    .executeTakeFirstOrThrow();
