import { sql } from 'kysely';
import { type Absence, absenceProblem, type AbsenceProblem } from '../../domain/accounts/absence.ts';
import type { DealershipWork } from '../db/database.ts';
import { tellNewcomers } from '../escalation/commands.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/store.ts';
import type { Caller } from './caller.ts';
import { listAbsences } from './store.ts';

export type AbsenceDays = Omit<Absence, 'id' | 'accountId'>;

/**
 * Enters when a person is away and who stands in; returns the absence's id. Refuses with the code of `absenceProblem`.
 * Whoever answers for escalated leads because of it is told of them.
 */
export const enterAbsence = async (
  work: DealershipWork,
  absence: Omit<Absence, 'id'>,
  caller: Caller,
): Promise<string> => {
  refuseStrangers(caller, absence.accountId);
  await lockAbsences(work);
  const entered = { ...absence, id: newId() };
  await refuseProblem(work, entered);
  await work.sql
    .insertInto('absences')
    .values({ ...entered, dealershipId: work.dealershipId, createdAt: work.now, createdBy: caller.accountId })
    .execute();
  await finish(work, null, entered, caller);
  return entered.id;
};

/** Changes the days or the substitute of an absence; the same rules as entering one. */
export const changeAbsence = async (
  work: DealershipWork,
  id: string,
  days: AbsenceDays,
  caller: Caller,
): Promise<void> => {
  const old = await lockAbsence(work, id, caller);
  const changed = { ...old, ...days };
  await refuseProblem(work, changed);
  await work.sql
    .updateTable('absences')
    .set(days)
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .execute();
  await finish(work, old, changed, caller);
};

/** The person is there after all. */
export const removeAbsence = async (work: DealershipWork, id: string, caller: Caller): Promise<void> => {
  const old = await lockAbsence(work, id, caller);
  await work.sql
    .deleteFrom('absences')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .execute();
  await finish(work, old, null, caller);
};

/** People enter their own absences; controllers and admins anybody's. */
const refuseStrangers = ({ accountId, roles }: Caller, absentId: string): void => {
  if (accountId !== absentId && !roles.includes('controller') && !roles.includes('admin'))
    throw new Refusal('notAllowed', 'Only controllers and admins enter the absences of others.');
};

/** One at a time in a dealership: two absences saved at once could close a loop that neither of them sees. */
const lockAbsences = async (work: DealershipWork): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('absences'), hashtext(${work.dealershipId}))`.execute(
    work.sql,
  );
};

const lockAbsence = async (work: DealershipWork, id: string, caller: Caller): Promise<Absence> => {
  await lockAbsences(work);
  const absence = await work.sql
    .selectFrom('absences')
    .select(['id', 'accountId', 'fromOn', 'untilOn', 'substituteId'])
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!absence) throw new Refusal('notFound', 'There is no such absence.');
  refuseStrangers(caller, absence.accountId);
  return absence;
};

const refuseProblem = async (work: DealershipWork, wanted: Absence): Promise<void> => {
  const names = await namesOfPeople(work);
  if (!names.has(wanted.accountId) || (wanted.substituteId !== null && !names.has(wanted.substituteId)))
    throw new Refusal('notFound', 'There is no such person.');
  const problem = absenceProblem(wanted, await listAbsences(work, wanted.fromOn));
  if (problem) throw new Refusal(problem.code, describe(problem, names));
};

/** Those with access: nobody else can be away, or stand in. */
const namesOfPeople = async (work: DealershipWork): Promise<ReadonlyMap<string, string>> => {
  const rows = await work.sql
    .selectFrom('accounts')
    .select(['id', 'name'])
    .where('dealershipId', '=', work.dealershipId)
    .where('active', '=', true)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
};

const describe = (problem: AbsenceProblem, names: ReadonlyMap<string, string>): string => {
  switch (problem.code) {
    case 'absenceEndsBeforeStart':
      return 'The last day of the absence lies before its first.';
    case 'ownSubstitute':
      return 'Nobody can be their own substitute.';
    case 'absencesOverlap':
      return `There is an absence from ${problem.other.fromOn} to ${problem.other.untilOn ?? 'an open end'} already.`;
    case 'substituteLoop': {
      const people = problem.chain.map((id) => names.get(id) ?? 'a former colleague').join(' -> ');
      return `On ${problem.on} these people would stand in for each other: ${people}.`;
    }
  }
};

const finish = async (
  work: DealershipWork,
  old: Absence | null,
  entered: Absence | null,
  caller: Caller,
): Promise<void> => {
  await recordChange(work, { subject: 'absence', old, new: entered, changedBy: caller.accountId });
  await tellNewcomers(work);
};
