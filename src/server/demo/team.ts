import type { ClockKind } from '../../domain/escalation/policy.ts';
import { nextOpening } from '../../domain/time/calendar.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { presentTimes } from '../escalation/commands.ts';
import { assignLead, takeLead } from '../leads/commands.ts';
import {
  answerLead,
  closeLead,
  logContact,
  type NextStep,
  noteLead,
  setFollowUp,
} from '../leads/handling.ts';
import type { LeadRow } from '../leads/store.ts';
import { type Chance, chanceOf } from './chance.ts';
import { ADVERTISER_HOST } from './letters.ts';
import type { SeenClock, Step } from './plan.ts';
import { answerOf, callNoteOf, controllerNoteOf, dispatcherNoteOf } from './wordings.ts';

/** The example's people, as callers of the product's own commands. */
export interface Team {
  readonly all: ReadonlyMap<string, Caller>;
  readonly sellersOf: ReadonlyMap<string, readonly Caller[]>;
  readonly dispatchers: readonly Caller[];
  readonly controllers: readonly Caller[];
}

/** What an act needs to know of the play it is part of. */
export interface Scene {
  readonly seed: number;
  readonly team: Team;
  readonly mailDomain: string;
}

/**
 * Does one planned step, if the lead still stands as planned: the viewer may have worked it meanwhile, or given it to
 * somebody who is not of the example. Tells whether the customer got an answer.
 */
export const perform = async (
  work: DealershipWork,
  scene: Scene,
  clock: SeenClock,
  { act }: Step,
): Promise<boolean> => {
  const lead = await work.sql
    .selectFrom('leads')
    .selectAll()
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', clock.leadId)
    .where('generation', '=', clock.generation)
    .where('status', '!=', 'closed')
    .forUpdate()
    .executeTakeFirst();
  const chance = chanceOf(scene.seed, clock.number, clock.generation, act);
  const worker = lead && workerOf(scene.team, lead, chance);
  if (!lead || !worker) return false;
  if (act === 'nudge') {
    await noteLead(work, lead.id, controllerNoteOf(chance), chance.pick(scene.team.controllers));
  }
  if (act === 'assign') await assign(work, scene, lead, worker, chance);
  return act === 'handle' && (await handle(work, scene, lead, clock.kind, worker, chance));
};

/** The assignee, else one of the branch's sellers; null when the viewer's own people have the lead. */
const workerOf = (team: Team, lead: LeadRow, chance: Chance): Caller | null => {
  if (lead.assigneeId !== null) return team.all.get(lead.assigneeId) ?? null;
  return chance.pick(team.sellersOf.get(lead.branchId) ?? []);
};

const assign = async (
  work: DealershipWork,
  { team }: Scene,
  lead: LeadRow,
  seller: Caller,
  chance: Chance,
): Promise<void> => {
  if (lead.assigneeId !== null) return;
  if (chance.happens(0.5)) return takeLead(work, lead.id, seller);
  const dispatcher = chance.pick(team.dispatchers);
  await assignLead(work, lead.id, seller.accountId, dispatcher);
  if (chance.happens(0.1)) await noteLead(work, lead.id, dispatcherNoteOf(chance), dispatcher);
};

const handle = async (
  work: DealershipWork,
  { mailDomain }: Scene,
  lead: LeadRow,
  kind: ClockKind,
  seller: Caller,
  chance: Chance,
): Promise<boolean> => {
  if (lead.customerMail?.endsWith(`@${ADVERTISER_HOST}`)) {
    await closeLead(work, lead.id, { outcome: 'unusable', reason: 'spam', text: undefined }, seller);
    return false;
  }
  const next = await nextStepOf(work, lead, kind, chance);
  if (kind === 'answer' && lead.customerMail && chance.happens(0.65)) {
    const subject = `Ihre Anfrage${lead.vehicle ? `: ${lead.vehicle}` : ''}`;
    const text = answerOf(chance, lead.customerName, lead.vehicle, seller.name);
    const answer = { subject, text, mailDomain, files: [], quote: false, despiteUnreachable: false };
    await answerLead(work, lead.id, answer, next, seller);
    return true;
  }
  if (next?.kind === 'followUp' && chance.happens(0.15)) {
    await setFollowUp(work, lead.id, { at: next.at, text: callNoteOf(chance, true) }, seller);
    return false;
  }
  const what = kind === 'followUp' && chance.happens(0.2) ? 'visit' : 'call';
  const reached = what === 'visit' || next?.kind === 'close' || chance.happens(0.75);
  await logContact(work, lead.id, { what, reached, text: callNoteOf(chance, reached), next }, seller);
  return false;
};

/** How many follow-ups the patience of seller and customer lasts, in generations of the clock. */
const LAST_GENERATION = 5;
const LOST = [
  'boughtElsewhere',
  'boughtElsewhere',
  'price',
  'noAnswer',
  'noAnswer',
  'vehicleSold',
  'noInterest',
];

const nextStepOf = async (
  work: DealershipWork,
  lead: LeadRow,
  kind: ClockKind,
  chance: Chance,
): Promise<NextStep> => {
  if (kind === 'followUp' && (lead.generation >= LAST_GENERATION || chance.happens(0.6))) {
    return chance.happens(0.35)
      ? { kind: 'close', outcome: 'won', reason: 'sold' }
      : { kind: 'close', outcome: 'lost', reason: chance.pick(LOST) };
  }
  if (kind === 'answer' && chance.happens(0.06))
    return { kind: 'close', outcome: 'lost', reason: 'vehicleSold' };
  if (chance.happens(0.4)) return undefined;
  const { calendar } = await presentTimes(work, lead);
  const day = work.now.toZonedDateTimeISO(calendar.spec.zone).add({ days: chance.between(1, 6) });
  const at = day.withPlainTime({ hour: chance.between(9, 16), minute: chance.pick([0, 30]) }).toInstant();
  return { kind: 'followUp', at: nextOpening(calendar, at) };
};
