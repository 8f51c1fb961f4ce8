import { sql } from 'kysely';
import { decideOwner, type Decision } from '../../domain/distribution/decide.ts';
import { factsOf } from '../../domain/distribution/rules.ts';
import { modeFor } from '../../domain/distribution/settings.ts';
import type { Place } from '../../domain/escalation/settings.ts';
import type { Enquiry } from '../../domain/intake/enquiry.ts';
import { readStaff } from '../accounts/store.ts';
import type { DealershipWork } from '../db/database.ts';
import { tellNewcomers } from '../escalation/commands.ts';
import { ofSameCustomer } from '../customers/store.ts';
import { type LeadRow, recordEvent, updateLead } from '../leads/store.ts';
import { namesInSteps } from './names.ts';
import { listKnownLeads, listTurns, presentDistribution } from './store.ts';

/**
 * Gives a lead to whom it belongs by the dealership's settings (product.md 8), whoever had it before, and says why in
 * its history; its clock is not touched. What simply goes to the pool is not worth a line. `actorId`: who wanted it, when it
 * had been there before.
 */
export const distributeLead = async (
  work: DealershipWork,
  leadId: string,
  actorId: string | null = null,
): Promise<void> => {
  const lead = await readLead(work, leadId);
  const isNobodys = lead.assigneeId === null && !lead.toDistribute;
  const { settings } = await presentDistribution(work);
  const { mode } = modeFor(settings, lead);
  const known = settings.adviser === 'off' ? [] : await listKnownLeads(work, lead.customerId, leadId);
  if (mode === 'pool' && known.length === 0 && isNobodys) return;
  const takesTurns = mode === 'roundRobin' || mode === 'rules';
  if (takesTurns) await lockTurns(work);
  const question = {
    lead: factsOf(lead, lead.enquiry as Enquiry),
    known,
    turns: takesTurns ? await listTurns(work) : [],
  };
  const decision = decideOwner(question, settings, await readStaff(work));
  const { to, branchId, turn } = decision;
  const assigneeId = to.kind === 'person' ? to.personId : null;
  await updateLead(work, leadId, {
    assigneeId,
    branchId,
    toDistribute: to.kind === 'dispatchers',
    ...(assigneeId !== null && { lastAct: 'distributed', lastActAt: work.now }),
  });
  if (turn) await useTurn(work, turn);
  if (isPlainPool(decision) && isNobodys) return;
  const names = await namesInSteps(work, decision.steps);
  const toName = assigneeId === null ? null : (names[assigneeId] ?? null);
  await recordEvent(
    work,
    leadId,
    'distributed',
    { to: assigneeId, toName, steps: decision.steps, names },
    actorId,
  );
  if (assigneeId !== null) await letOthersFollow(work, leadId, actorId);
};

/** Gives new leads to whom they belong, in their order. What nobody knows and the pool is for lies there already. */
export const distributeNewLeads = async (
  work: DealershipWork,
  leads: readonly (Place & { readonly id: string; readonly customer: { readonly isKnown: boolean } })[],
): Promise<void> => {
  if (leads.length === 0) return;
  const { settings } = await presentDistribution(work);
  for (const lead of leads)
    if (lead.customer.isKnown || modeFor(settings, lead).mode !== 'pool') await distributeLead(work, lead.id);
};

/**
 * Whoever got a lead gets what else its customer has in the pool, unless there are no advisers; never what another
 * person has. `actorId`: who took it or gave it to them; null: the product.
 */
export const letOthersFollow = async (
  work: DealershipWork,
  leadId: string,
  actorId: string | null,
): Promise<void> => {
  const lead = await readLead(work, leadId);
  if (lead.assigneeId === null || lead.customerId === null) return;
  const { settings } = await presentDistribution(work);
  if (settings.adviser === 'off') return;
  // One that somebody acts upon at this moment is theirs to decide: waiting for it could be waiting for each other.
  const followers = await work.sql
    .selectFrom('leads')
    .select('id')
    .where('leads.dealershipId', '=', work.dealershipId)
    .where('leads.id', '!=', leadId)
    .where('assigneeId', 'is', null)
    .where('closedAt', 'is', null)
    .where(ofSameCustomer(work, lead.customerId))
    .orderBy('leads.number')
    .forNoKeyUpdate()
    .skipLocked()
    .execute();
  if (followers.length === 0) return;
  const to = lead.assigneeId;
  const { name: toName } = await work.sql
    .selectFrom('accounts')
    .select('name')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', to)
    .executeTakeFirstOrThrow();
  for (const { id } of followers) {
    const columns = { assigneeId: to, toDistribute: false, lastAct: 'followed', lastActAt: work.now };
    await updateLead(work, id, columns);
    await recordEvent(work, id, 'followed', { leadId, number: lead.number, to, toName }, actorId);
  }
  // Who takes a lead themselves sees what comes with it.
  if (to !== actorId)
    await tellNewcomers(
      work,
      followers.map(({ id }) => id),
    );
};

/** Whether a lead of that place which nobody has waits for a dispatcher, by the mode that holds there now. */
export const waitsForDispatcher = async (
  work: DealershipWork,
  place: { branchId: string; sourceId: string },
): Promise<boolean> => modeFor((await presentDistribution(work)).settings, place).mode === 'manual';

const readLead = (work: DealershipWork, leadId: string): Promise<LeadRow> =>
  work.sql
    .selectFrom('leads')
    .selectAll()
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', leadId)
    .executeTakeFirstOrThrow();

/** One at a time in a dealership, so that nobody's turn is given away twice. */
const lockTurns = async (work: DealershipWork): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('turns'), hashtext(${work.dealershipId}))`.execute(
    work.sql,
  );
};

const useTurn = async (
  work: DealershipWork,
  { group, personId }: NonNullable<Decision['turn']>,
): Promise<void> => {
  const { dealershipId } = work;
  await sql`
    insert into distribution_turns (dealership_id, turn_group, account_id, turn)
    select ${dealershipId}::uuid, ${group}, ${personId}::uuid, coalesce(max(turn), 0) + 1
    from distribution_turns where dealership_id = ${dealershipId} and turn_group = ${group}
    on conflict (dealership_id, turn_group, account_id) do update set turn = excluded.turn`.execute(work.sql);
};

const isPlainPool = ({ to, steps }: Decision): boolean =>
  to.kind === 'pool' && steps.some((step) => step.code === 'mode' && step.mode === 'pool');
