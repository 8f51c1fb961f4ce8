import { sql } from 'kysely';
import type { z } from 'zod';
import type { countLeads, LeadItem, listLeads } from '../../contract/leads.ts';
import type { ClockKind } from '../../domain/escalation/policy.ts';
import type { LeadStatus, LeadView } from '../../domain/leads/lead.ts';
import { symbolOf } from '../../domain/leads/lead.ts';
import type { Caller } from '../accounts/caller.ts';
import { readSight } from '../accounts/store.ts';
import type { DealershipWork } from '../db/database.ts';
import { phoneIn } from '../../domain/customers/identity.ts';
import { ofCustomerWithPhone, ofSameCustomer } from '../customers/store.ts';
import { type LeadRow, namedLeads, visibleTo } from './store.ts';

type Query = z.output<typeof listLeads.query>;

/** One page of a view: what must be done first on top, closed ones by their closing. */
export const listLeadItems = async (
  work: DealershipWork,
  query: Query,
  caller: Caller,
): Promise<z.input<typeof listLeads.output>> => {
  const byDue = query.view !== 'closed' && query.view !== 'all';
  const order = byDue
    ? sql<Temporal.Instant>`clocks.due_at`
    : sql<Temporal.Instant>`${sql.ref(query.view === 'closed' ? 'leads.closed_at' : 'leads.arrived_at')}`;
  const direction = byDue ? 'asc' : 'desc';
  const after = query.cursor === undefined ? null : parseCursor(query.cursor);

  let select = leadItems(work)
    .where(inView(query.view, caller))
    .where(visibleTo(await readSight(work, caller)))
    .orderBy(order, direction)
    .orderBy('leads.id', direction)
    .limit(query.limit + 1);
  if (query.source) select = select.where('leads.sourceId', '=', query.source);
  if (query.review) select = select.where(WAITS_FOR_REVIEW);
  if (query.symbol) select = select.where(withSymbol(query.symbol));
  if (query.q) select = select.where(matching(work, query.q));
  if (after) {
    const comparison = byDue ? sql`>` : sql`<`;
    select = select.where(
      sql<boolean>`(${order}, leads.id) ${comparison} (${after.at}::timestamptz, ${after.id}::uuid)`,
    );
  }

  const rows = await select.execute();
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const lastAt = last && (byDue ? last.dueAt : query.view === 'closed' ? last.closedAt : last.arrivedAt);
  return {
    items: page.map(toItem),
    nextCursor: rows.length > query.limit && last && lastAt ? `${lastAt.toString()}~${last.id}` : null,
  };
};

export const countLeadViews = async (
  work: DealershipWork,
  caller: Caller,
): Promise<z.input<typeof countLeads.output>> => {
  const count = (condition: ReturnType<typeof inView>) => sql<number>`count(*) filter (where ${condition})`;
  return await work.sql
    .selectFrom('leads')
    .innerJoin('clocks', (join) =>
      join.onRef('clocks.dealershipId', '=', 'leads.dealershipId').onRef('clocks.leadId', '=', 'leads.id'),
    )
    .select([
      count(inView('mine', caller)).as('mine'),
      count(inView('pool', caller)).as('pool'),
      count(inView('toDistribute', caller)).as('toDistribute'),
      count(inView('team', caller)).as('team'),
      count(inView('escalated', caller)).as('escalated'),
      count(inView('followUps', caller)).as('followUps'),
      count(WAITS_FOR_REVIEW).as('review'),
    ])
    .where('leads.dealershipId', '=', work.dealershipId)
    .where(visibleTo(await readSight(work, caller)))
    .executeTakeFirstOrThrow();
};

/** Leads of the same customer, newest first. */
export const listOtherLeads = async (
  work: DealershipWork,
  lead: Pick<LeadRow, 'id' | 'customerId'>,
  caller: Caller,
): Promise<LeadItem[]> => {
  if (lead.customerId === null) return [];
  const rows = await leadItems(work)
    .where('leads.id', '!=', lead.id)
    .where(ofSameCustomer(work, lead.customerId))
    .where(visibleTo(await readSight(work, caller)))
    .orderBy('leads.arrivedAt', 'desc')
    .orderBy('leads.id', 'desc')
    .limit(20)
    .execute();
  return rows.map(toItem);
};

export const findLeadItem = async (
  work: DealershipWork,
  leadId: string,
  caller: Caller,
): Promise<LeadItem | null> => {
  const row = await leadItems(work)
    .where('leads.id', '=', leadId)
    .where(visibleTo(await readSight(work, caller)))
    .executeTakeFirst();
  return row ? toItem(row) : null;
};

const leadItems = (work: DealershipWork) =>
  namedLeads(work)
    .leftJoin('clocks', (join) =>
      join.onRef('clocks.dealershipId', '=', 'leads.dealershipId').onRef('clocks.leadId', '=', 'leads.id'),
    )
    .select([
      'leads.id',
      'leads.number',
      'leads.status',
      'leads.needsReview',
      'leads.customerName',
      'leads.customerMail',
      'leads.customerPhone',
      'leads.vehicle',
      'leads.arrivedAt',
      'leads.closedAt',
      'leads.assigneeId',
      'leads.toDistribute',
      'leads.lastAct',
      'leads.lastActAt',
      'clocks.kind as clockKind',
      'clocks.startedAt as clockStartedAt',
      'clocks.dueAt',
      'clocks.overdueAt',
      'clocks.escalatedAt',
      'sources.name as source',
      'branches.name as branch',
      'branches.zone',
      'accounts.name as assignee',
    ]);

type ItemRow = Awaited<ReturnType<ReturnType<typeof leadItems>['executeTakeFirstOrThrow']>>;

const toItem = (row: ItemRow): LeadItem => ({
  id: row.id,
  number: row.number,
  status: row.status as LeadStatus,
  symbol: symbolOf(
    row.clockKind === null ? null : { kind: row.clockKind as ClockKind, overdue: row.overdueAt !== null },
  ),
  escalated: row.escalatedAt !== null,
  needsReview: row.needsReview,
  customer: row.customerName ?? row.customerMail ?? row.customerPhone,
  vehicle: row.vehicle,
  source: row.source,
  branch: row.branch,
  zone: row.zone,
  arrivedAt: row.arrivedAt.toString(),
  clockStartedAt: row.clockStartedAt?.toString() ?? null,
  dueAt: row.dueAt?.toString() ?? null,
  escalatedAt: row.escalatedAt?.toString() ?? null,
  closedAt: row.closedAt?.toString() ?? null,
  assignee: row.assignee,
  assigneeId: row.assigneeId,
  toDistribute: row.toDistribute,
  lastAct: row.lastAct,
  lastActAt: row.lastActAt?.toString() ?? null,
});

const WAITS_FOR_REVIEW = sql<boolean>`leads.needs_review and leads.closed_at is null`;

/** Conditions over `leads` joined with `clocks`. Closed leads have no clock. */
const inView = (view: LeadView, caller: Caller) => {
  switch (view) {
    case 'mine':
      return sql<boolean>`leads.assignee_id = ${caller.accountId} and leads.closed_at is null`;
    case 'pool':
      return sql<boolean>`leads.assignee_id is null and leads.closed_at is null and not leads.to_distribute`;
    case 'toDistribute':
      return sql<boolean>`leads.to_distribute and leads.closed_at is null`;
    case 'team':
      return sql<boolean>`leads.closed_at is null`;
    case 'escalated':
      return sql<boolean>`clocks.escalated_at is not null`;
    case 'followUps':
      return sql<boolean>`leads.assignee_id = ${caller.accountId} and clocks.kind = 'followUp'`;
    case 'closed':
      return sql<boolean>`leads.closed_at is not null`;
    case 'all':
      return sql<boolean>`true`;
  }
};

const withSymbol = (symbol: NonNullable<Query['symbol']>) => {
  switch (symbol) {
    case 'red':
      return sql<boolean>`clocks.overdue_at is not null`;
    case 'yellow':
      return sql<boolean>`clocks.kind = 'answer' and clocks.overdue_at is null`;
    case 'green':
      return sql<boolean>`clocks.kind = 'followUp' and clocks.overdue_at is null`;
    case 'closed':
      return sql<boolean>`leads.closed_at is not null`;
  }
};

/** All words stand in what the lead says; or they are a telephone number of its customer, in any writing. */
const matching = (work: DealershipWork, text: string) => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const said = words.map((word) => sql<boolean>`leads.search like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`);
  const allSaid = said.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(said, sql` and `)})`;
  const phone = phoneIn(text);
  return phone === null ? allSaid : sql<boolean>`(${allSaid} or ${ofCustomerWithPhone(work, phone)})`;
};

/** A cursor that is not ours leads to the first page instead of an error. */
const parseCursor = (cursor: string): { at: string; id: string } | null => {
  const [at = '', id = ''] = cursor.split('~');
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) && /^[0-9a-f-]{36}$/.test(id) ? { at, id } : null;
};
