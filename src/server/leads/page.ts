import { courseStepView } from '../../contract/escalation.ts';
import type { HistoryEntry, LeadPage, TimelineStep } from '../../contract/leads.ts';
import { isLate } from '../../domain/escalation/lateness.ts';
import type { CourseStep } from '../../domain/escalation/course.ts';
import type { Stage } from '../../domain/escalation/policy.ts';
import { reasonOf } from '../../domain/escalation/reason.ts';
import { fieldsOf } from '../../domain/intake/correct.ts';
import type { Enquiry } from '../../domain/intake/enquiry.ts';
import { readFields } from '../../domain/intake/reread.ts';
import type { FailureReason } from '../../domain/leads/delivery-failure.ts';
import type { VoidStage } from '../../domain/leads/events.ts';
import { proposeFollowUpAt } from '../../domain/leads/follow-up.ts';
import { listConversation, replySubjectOf } from '../conversation/store.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { courseOfClock, presentTimes, timesOfClock } from '../escalation/commands.ts';
import { CLOCK_COLUMNS, type ClockRow, listLedger } from '../escalation/store.ts';
import { Refusal } from '../refusal.ts';
import { findLeadItem, listOtherLeads } from './queries.ts';
import { isRelayed, type LeadRow } from './store.ts';

/** Everything the lead's page shows. */
export const leadPage = async (work: DealershipWork, leadId: string, caller: Caller): Promise<LeadPage> => {
  const item = await findLeadItem(work, leadId, caller);
  if (!item) throw new Refusal('notFound', 'There is no such lead.');
  const lead = await work.sql
    .selectFrom('leads')
    .leftJoin('leads as survivor', (join) =>
      join
        .onRef('survivor.dealershipId', '=', 'leads.dealershipId')
        .onRef('survivor.id', '=', 'leads.mergedInto'),
    )
    .selectAll('leads')
    .select('survivor.number as survivorNumber')
    .where('leads.dealershipId', '=', work.dealershipId)
    .where('leads.id', '=', leadId)
    .executeTakeFirstOrThrow();
  const enquiry = lead.enquiry as Enquiry;
  const { calendar } = await presentTimes(work, lead);
  const history = await listHistory(work, leadId);
  const clock = await findClock(work, leadId);
  return {
    ...item,
    customerMail: lead.customerMail,
    customerMailIsRelay: isRelayed(lead),
    customerPhone: lead.customerPhone,
    sourceId: lead.sourceId,
    unreachable: unreachableOf(lead),
    message: lead.message,
    conversation: await listConversation(work, lead, history),
    replySubject: replySubjectOf(lead, history),
    closeOutcome: lead.closeOutcome,
    closeReason: lead.closeReason,
    mergedInto:
      lead.mergedInto && lead.survivorNumber ? { id: lead.mergedInto, number: lead.survivorNumber } : null,
    fields: readFields(enquiry),
    entered: { ...fieldsOf(enquiry), wishes: [...fieldsOf(enquiry).wishes] },
    reading: {
      reader: enquiry.parse.reader,
      version: enquiry.parse.version,
      reason: enquiry.parse.reason ?? null,
      confidence: enquiry.parse.confidence ?? null,
    },
    rawMessageId: lead.rawMessageId,
    extra: enquiry.extra.map(({ key, value }) => ({ key, value })),
    warnings: enquiry.parse.warnings.map((warning) => warning.code),
    hasOriginal: lead.rawMessageId !== null,
    timeline: await timelineOf(work, lead, clock, history),
    timesOf: clock ? await timesOfClock(work, clock, lead) : null,
    history,
    otherLeads: await listOtherLeads(work, lead, caller),
    proposedFollowUpAt: proposeFollowUpAt(calendar, work.now).toString(),
  };
};

const unreachableOf = (lead: LeadRow): LeadPage['unreachable'] =>
  lead.unreachableAddress === null || lead.unreachableAt === null
    ? null
    : {
        address: lead.unreachableAddress,
        reason: lead.unreachableReason as FailureReason,
        at: lead.unreachableAt.toString(),
      };

/** What people and the customer did, and what the clock did, in one order. */
const listHistory = async (work: DealershipWork, leadId: string): Promise<HistoryEntry[]> => {
  const events = await work.sql
    .selectFrom('leadEvents')
    .leftJoin('accounts', (join) =>
      join
        .onRef('accounts.dealershipId', '=', 'leadEvents.dealershipId')
        .onRef('accounts.id', '=', 'leadEvents.actorId'),
    )
    .select([
      'leadEvents.id',
      'leadEvents.happenedAt',
      'leadEvents.kind',
      'leadEvents.data',
      'accounts.name as actor',
    ])
    .where('leadEvents.dealershipId', '=', work.dealershipId)
    .where('leadEvents.leadId', '=', leadId)
    .execute();
  const acts = events.map(({ id, happenedAt, kind, actor, data }) => ({
    id,
    at: happenedAt.toString(),
    kind,
    actor,
    data: data as Record<string, unknown>,
  }));
  const stages = (await listLedger(work, leadId)).map(
    ({ id, stage, dueAt, recordedAt, toName, outboxId }) => ({
      id,
      at: (toName === null ? dueAt : recordedAt).toString(),
      kind: toName === null ? 'stageReached' : 'mailSent',
      actor: null,
      data: { stage, toName, outboxId, dueAt: dueAt.toString(), late: isLate(dueAt, recordedAt) },
    }),
  );
  return [...acts, ...stages].sort((a, b) => Temporal.Instant.compare(a.at, b.at) || (a.id < b.id ? -1 : 1));
};

const findClock = (work: DealershipWork, leadId: string): Promise<ClockRow | undefined> =>
  work.sql
    .selectFrom('clocks')
    .select([...CLOCK_COLUMNS])
    .where('dealershipId', '=', work.dealershipId)
    .where('leadId', '=', leadId)
    .executeTakeFirst();

/** Arrival, what was reached or made void before, and the course of the running clock. */
const timelineOf = async (
  work: DealershipWork,
  lead: { id: string; arrivedAt: Temporal.Instant },
  clock: ClockRow | undefined,
  history: readonly HistoryEntry[],
): Promise<TimelineStep[]> => {
  const arrival: TimelineStep = {
    stage: 'arrival',
    at: lead.arrivedAt.toString(),
    reason: null,
    state: 'reached',
  };
  const before = (await listLedger(work, lead.id))
    .filter(({ toName, generation }) => toName === null && generation !== clock?.generation)
    .map(
      ({ stage, dueAt }): TimelineStep => ({
        stage: stage as Stage,
        at: dueAt.toString(),
        reason: null,
        state: 'reached',
      }),
    );
  const voided = history
    .flatMap(({ data }) => (data.void ?? []) as VoidStage[])
    .map(({ stage, at }): TimelineStep => ({ stage, at, reason: null, state: 'void' }));
  const present = clock ? await presentSteps(work, clock, before) : [];
  return [
    arrival,
    ...[...before, ...voided, ...present].sort((a, b) => Temporal.Instant.compare(a.at, b.at)),
  ];
};

const presentSteps = async (
  work: DealershipWork,
  clock: ClockRow,
  before: readonly TimelineStep[],
): Promise<TimelineStep[]> => {
  const { course, calendar } = await courseOfClock(work, clock);
  // What was reached by former times stands among what was before, unless it was reached at a lead merged into this one.
  const isKnown = ({ stage, at }: CourseStep) =>
    before.some((step) => step.stage === stage && step.at === at.toString());
  return course
    .filter((step) => !step.reached || !isKnown(step))
    .map((step) => ({
      ...courseStepView(step, reasonOf(step, calendar)),
      state: Temporal.Instant.compare(step.at, work.now) <= 0 ? 'reached' : 'planned',
    }));
};
