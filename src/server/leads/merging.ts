import type { ClockKind } from '../../domain/escalation/policy.ts';
import type { VoidStage } from '../../domain/leads/events.ts';
import type { LeadStatus } from '../../domain/leads/lead.ts';
import { type MergedClock, statusAfterMerge, survivingClock } from '../../domain/leads/merge.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { letOthersFollow } from '../distribution/commands.ts';
import { moveClock, settleClock, stopClock, tellNewcomers } from '../escalation/commands.ts';
import { Refusal } from '../refusal.ts';
import { accountName, lastAct, requireOpen } from './commands.ts';
import { type LeadRow, lockLead, recordEvent, updateLead } from './store.ts';

/**
 * Closes a lead as merged into another one, which goes on with the clock of the two that is due first (cases.md T36).
 * Whoever had the merged lead has the other one, unless somebody has it. Merging is not handling: nothing is answered by it.
 * Refuses with `sameLead`, `notFound` or `leadClosed`.
 */
export const mergeLead = async (
  work: DealershipWork,
  leadId: string,
  intoId: string,
  caller: Caller,
): Promise<void> => {
  const { lead, into } = await lockBoth(work, leadId, intoId, caller);
  requireOpen(lead);
  requireOpen(into);
  const ended = { lead: await settleClock(work, lead.id), into: await settleClock(work, into.id) };
  const clock = { lead: await readClock(work, lead.id), into: await readClock(work, into.id) };

  const moves = survivingClock(clock.into, clock.lead) === clock.lead;
  const generation = into.generation + 1;
  if (moves) await moveClock(work, lead, { id: into.id, generation });
  else await stopClock(work, lead.id);

  await updateLead(work, lead.id, {
    status: 'closed',
    generation: lead.generation,
    closedAt: work.now,
    closeOutcome: 'merged',
    mergedInto: into.id,
    ...lastAct(work, 'mergedInto'),
  });
  await updateLead(work, into.id, {
    ...(moves && { status: statusAfterMerge(clock.lead.kind, statusOf(into), statusOf(lead)), generation }),
    assigneeId: into.assigneeId ?? lead.assigneeId,
    toDistribute: into.toDistribute && lead.assigneeId === null,
    ...lastAct(work, 'mergedFrom'),
  });
  const mergedInto = { leadId: into.id, number: into.number, ...voided(moves ? [] : ended.lead) };
  await recordEvent(work, lead.id, 'mergedInto', mergedInto, caller.accountId);
  const text = lead.message && { text: lead.message };
  const mergedFrom = { leadId: lead.id, number: lead.number, ...text, ...voided(moves ? ended.into : []) };
  await recordEvent(work, into.id, 'mergedFrom', mergedFrom, caller.accountId);
  const to = into.assigneeId === null ? lead.assigneeId : null;
  if (to !== null) {
    const assigned = { to, toName: await accountName(work, to) };
    await recordEvent(work, into.id, 'assigned', assigned, caller.accountId);
    await letOthersFollow(work, into.id, caller.accountId);
  }
  if (moves || to !== null) await tellNewcomers(work, [into.id]);
};

/** In the order of their ids, so that two people who merge the same two leads never wait for each other for good. */
const lockBoth = async (work: DealershipWork, leadId: string, intoId: string, caller: Caller) => {
  const [wanted, other] = [leadId.toLowerCase(), intoId.toLowerCase()];
  if (wanted === other) throw new Refusal('sameLead', 'A lead cannot be merged into itself.');
  if (wanted < other) {
    const lead = await lockLead(work, wanted, caller);
    return { lead, into: await lockLead(work, other, caller) };
  }
  const into = await lockLead(work, other, caller);
  return { lead: await lockLead(work, wanted, caller), into };
};

const readClock = async (work: DealershipWork, leadId: string): Promise<MergedClock> => {
  const { kind, dueAt } = await work.sql
    .selectFrom('clocks')
    .select(['kind', 'dueAt'])
    .where('dealershipId', '=', work.dealershipId)
    .where('leadId', '=', leadId)
    .executeTakeFirstOrThrow();
  return { kind: kind as ClockKind, dueAt };
};

const statusOf = ({ status }: LeadRow) => status as LeadStatus;

const voided = (stages: readonly VoidStage[]) => (stages.length > 0 ? { void: stages } : {});
