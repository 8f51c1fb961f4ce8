import type { LeadEventKind, LeadEvents, VoidStage } from '../../domain/leads/events.ts';
import { proposeFollowUpAt } from '../../domain/leads/follow-up.ts';
import type { CloseOutcome } from '../../domain/leads/lead.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { letOthersFollow } from '../distribution/commands.ts';
import { type Answer, sendAnswer } from '../conversation/commands.ts';
import { presentTimes, settleClock, startClock, stopClock } from '../escalation/commands.ts';
import { Refusal } from '../refusal.ts';
import { lastAct, requireOpen } from './commands.ts';
import { type LeadRow, lockLead, recordEvent, updateLead } from './store.ts';

/** What follows an act; nothing said means the product's proposal, so that no lead just lies there (product.md 3). */
export type NextStep =
  | { readonly kind: 'followUp'; readonly at: Temporal.Instant }
  | { readonly kind: 'close'; readonly outcome: CloseOutcome; readonly reason: string }
  | undefined;

export const answerLead = async (
  work: DealershipWork,
  leadId: string,
  answer: Answer,
  next: NextStep,
  caller: Caller,
): Promise<void> => {
  const act = await beginHandling(work, leadId, caller);
  await finishHandling(work, act, 'answered', await sendAnswer(work, act.lead, answer, caller), next);
};

export const logContact = async (
  work: DealershipWork,
  leadId: string,
  contact: { what: 'call' | 'visit'; reached: boolean; text: string | undefined; next: NextStep },
  caller: Caller,
): Promise<void> => {
  const act = await beginHandling(work, leadId, caller);
  const said = contact.text === undefined ? {} : { text: contact.text };
  if (contact.what === 'call')
    await finishHandling(work, act, 'called', { reached: contact.reached, ...said }, contact.next);
  else await finishHandling(work, act, 'visited', said, contact.next);
};

export const setFollowUp = async (
  work: DealershipWork,
  leadId: string,
  { at, text }: { at: Temporal.Instant; text: string | undefined },
  caller: Caller,
): Promise<void> => {
  const act = await beginHandling(work, leadId, caller);
  await beginFollowUp(work, act, { at: at.toString(), proposed: false, ...(text && { text }) });
};

export const closeLead = async (
  work: DealershipWork,
  leadId: string,
  closing: { outcome: CloseOutcome; reason: string; text: string | undefined },
  caller: Caller,
): Promise<void> => {
  const act = await beginHandling(work, leadId, caller);
  await close(work, act, {
    outcome: closing.outcome,
    reason: closing.reason,
    ...(closing.text && { text: closing.text }),
  });
};

/**
 * An answer is due from now; everything of the former life is void (cases.md T30). A merged lead is on its own again; the
 * clock of the one it was merged into goes on as it is.
 */
export const reopenLead = async (
  work: DealershipWork,
  leadId: string,
  text: string | undefined,
  caller: Caller,
): Promise<void> => {
  const lead = await lockLead(work, leadId, caller);
  if (lead.status !== 'closed') throw new Refusal('leadNotClosed', 'The lead is not closed.');
  const generation = lead.generation + 1;
  await updateLead(work, leadId, {
    status: 'open',
    generation,
    closedAt: null,
    closeOutcome: null,
    closeReason: null,
    mergedInto: null,
    ...lastAct(work, 'reopened'),
  });
  await startClock(work, { ...lead, generation }, 'answer', work.now);
  await recordEvent(work, leadId, 'reopened', text ? { text } : {}, caller.accountId);
  if (lead.mergedInto)
    await recordEvent(work, lead.mergedInto, 'separated', { leadId, number: lead.number }, caller.accountId);
};

/** An internal note is not handling: the clock goes on. */
export const noteLead = async (
  work: DealershipWork,
  leadId: string,
  text: string,
  caller: Caller,
): Promise<void> => {
  await lockLead(work, leadId, caller);
  await updateLead(work, leadId, lastAct(work, 'noted'));
  await recordEvent(work, leadId, 'noted', { text }, caller.accountId);
};

/** A personal act on an open lead, between its beginning and what follows from it. */
interface Handling {
  readonly lead: LeadRow;
  readonly caller: Caller;
  /** Stages this act makes void. */
  readonly made: { readonly void?: readonly VoidStage[] };
}

/** Who handles a lead of the pool has taken it. */
const beginHandling = async (work: DealershipWork, leadId: string, caller: Caller): Promise<Handling> => {
  const lead = await lockLead(work, leadId, caller);
  requireOpen(lead);
  const voided = await settleClock(work, leadId);
  if (lead.assigneeId === null) {
    await updateLead(work, leadId, { assigneeId: caller.accountId, toDistribute: false });
    await recordEvent(work, leadId, 'taken', {}, caller.accountId);
    await letOthersFollow(work, leadId, caller.accountId);
  }
  return { lead, caller, made: voided.length > 0 ? { void: voided } : {} };
};

const finishHandling = async <Kind extends LeadEventKind>(
  work: DealershipWork,
  act: Handling,
  kind: Kind,
  data: LeadEvents[Kind],
  next: NextStep,
): Promise<void> => {
  await recordEvent(work, act.lead.id, kind, { ...data, ...act.made }, act.caller.accountId);
  const followed = { ...act, made: {} };
  if (next?.kind === 'close')
    return close(work, followed, { outcome: next.outcome, reason: next.reason }, kind);
  const { calendar } = await presentTimes(work, act.lead);
  const at = next?.at ?? proposeFollowUpAt(calendar, work.now);
  await beginFollowUp(work, followed, { at: at.toString(), proposed: next === undefined }, kind);
};

/** A follow-up in the past is overdue at once and escalates counted from now (cases.md T35). */
const beginFollowUp = async (
  work: DealershipWork,
  { lead, caller, made }: Handling,
  data: LeadEvents['followUpSet'],
  act: LeadEventKind = 'followUpSet',
): Promise<void> => {
  const wanted = Temporal.Instant.from(data.at);
  const at = Temporal.Instant.compare(wanted, work.now) < 0 ? work.now : wanted;
  const generation = lead.generation + 1;
  await updateLead(work, lead.id, {
    status: 'followUp',
    generation,
    ...handledNow(work, lead),
    ...lastAct(work, act),
  });
  await startClock(work, { ...lead, generation }, 'followUp', at);
  await recordEvent(work, lead.id, 'followUpSet', { ...data, ...made }, caller.accountId);
};

const close = async (
  work: DealershipWork,
  { lead, caller, made }: Handling,
  data: LeadEvents['closed'],
  act: LeadEventKind = 'closed',
): Promise<void> => {
  await stopClock(work, lead.id);
  await updateLead(work, lead.id, {
    status: 'closed',
    generation: lead.generation,
    closedAt: work.now,
    closeOutcome: data.outcome,
    closeReason: data.reason,
    ...handledNow(work, lead),
    ...lastAct(work, act),
  });
  await recordEvent(work, lead.id, 'closed', { ...data, ...made }, caller.accountId);
};

const handledNow = (work: DealershipWork, lead: LeadRow) => ({
  firstHandledAt: lead.firstHandledAt ?? work.now,
});
