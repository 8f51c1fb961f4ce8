import type { z } from 'zod';
import type { getDuties } from '../../contract/accounts.ts';
import type { DealershipWork } from '../db/database.ts';
import { waitsForDispatcher } from '../distribution/commands.ts';
import { tellNewcomers } from '../escalation/commands.ts';
import { accountName, lastAct } from '../leads/commands.ts';
import { lockLead, recordEvent, updateLead } from '../leads/store.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/store.ts';
import { changeAbsence } from './absences.ts';
import type { Caller } from './caller.ts';
import { listAbsences, todayOf } from './store.ts';
import { setAccount } from './commands.ts';
import { rolesOf } from './visitors.ts';

/** What somebody would leave behind: open leads, follow-ups, and whom they stand in for. */
export const describeDuties = async (
  work: DealershipWork,
  accountId: string,
): Promise<z.input<typeof getDuties.output>> => {
  await accountName(work, accountId);
  const leads = await openLeadsOf(work, accountId);
  return {
    open: leads.filter(({ status }) => status !== 'followUp').length,
    followUps: leads.filter(({ status }) => status === 'followUp').length,
    standsInFor: (await absencesCoveredBy(work, accountId)).map(({ accountId: id, fromOn, untilOn }) => ({
      accountId: id,
      fromOn,
      untilOn,
    })),
  };
};

/**
 * Ends somebody's access in one act: what lies on their desk goes to these colleagues in turn, what is due first to the
 * first of them; to nobody means back to the pool. Clocks run on untouched (product.md 3). Whom they stand in for has no
 * substitute any more. Returns the sign-in whose sessions now have to end.
 */
export const endAccess = async (
  work: DealershipWork,
  accountId: string,
  to: readonly string[],
  caller: Caller,
): Promise<string | null> => {
  if (to.includes(accountId))
    throw new Refusal('badInput', 'Nobody can hand over to themselves.', [{ path: 'to', message: 'self' }]);
  const person = await work.sql
    .selectFrom('accounts')
    .select(['name', 'roles'])
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', accountId)
    .executeTakeFirst();
  if (!person) throw new Refusal('notFound', 'There is no such person.');
  const colleagues = await Promise.all(
    to.map(async (id) => ({ id, name: await accountName(work, id, 'active') })),
  );
  const leads = await openLeadsOf(work, accountId);
  for (const [turn, { id }] of leads.entries()) {
    const next = colleagues[turn % Math.max(colleagues.length, 1)] ?? null;
    const lead = await lockLead(work, id, null);
    const toDistribute = next === null && (await waitsForDispatcher(work, lead));
    await updateLead(work, id, {
      assigneeId: next?.id ?? null,
      toDistribute,
      ...lastAct(work, 'handedOver'),
    });
    const event = { from: person.name, to: next?.id ?? null, toName: next?.name ?? null };
    await recordEvent(work, id, 'handedOver', event, caller.accountId);
  }
  for (const absence of await absencesCoveredBy(work, accountId))
    await changeAbsence(
      work,
      absence.id,
      { fromOn: absence.fromOn, untilOn: absence.untilOn, substituteId: null },
      caller,
    );
  const ended = await setAccount(
    work,
    accountId,
    { name: person.name, roles: rolesOf(person.roles), active: false },
    caller.accountId,
  );
  if (leads.length > 0) {
    await recordChange(work, {
      subject: 'handOver',
      old: { accountId, leads: leads.length },
      new: { accountId, handedTo: to },
      changedBy: caller.accountId,
    });
    await tellNewcomers(
      work,
      leads.map(({ id }) => id),
    );
  }
  return ended;
};

/** What is due first comes first. */
const openLeadsOf = (work: DealershipWork, accountId: string) =>
  work.sql
    .selectFrom('leads')
    .innerJoin('clocks', (join) =>
      join.onRef('clocks.dealershipId', '=', 'leads.dealershipId').onRef('clocks.leadId', '=', 'leads.id'),
    )
    .select(['leads.id', 'leads.status'])
    .where('leads.dealershipId', '=', work.dealershipId)
    .where('leads.assigneeId', '=', accountId)
    .where('leads.closedAt', 'is', null)
    .orderBy('clocks.dueAt')
    .orderBy('leads.id')
    .execute();

const absencesCoveredBy = async (work: DealershipWork, accountId: string) =>
  (await listAbsences(work, await todayOf(work))).filter(({ substituteId }) => substituteId === accountId);
