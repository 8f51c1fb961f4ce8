import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Scope } from '../../domain/accounts/scope.ts';
import type { Enquiry } from '../../domain/intake/enquiry.ts';
import type { LeadEventKind, LeadEvents } from '../../domain/leads/events.ts';
import { type LeadSight, sees } from '../../domain/leads/sight.ts';
import type { Caller } from '../accounts/caller.ts';
import { readSight } from '../accounts/store.ts';
import { type DealershipWork, notify } from '../db/database.ts';
import type { Leads } from '../db/tables.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';

export type LeadRow = Selectable<Leads>;

/** The leads somebody sees, as a condition over `leads`: what `sees` decides of one lead, the database decides of many. */
export const visibleTo = (sight: LeadSight): RawBuilder<boolean> => {
  if (sight.everything) return sql<boolean>`true`;
  const within = (scopes: readonly Scope[]) => anyOf(scopes.map(inScope));
  const sold = within(sight.sells);
  return anyOf([
    within(sight.oversees),
    sql<boolean>`leads.assignee_id = any(${sight.people}::uuid[])`,
    sql<boolean>`(leads.assignee_id is null and not leads.to_distribute and ${sold})`,
    ...(sight.colleagues ? [sql<boolean>`(leads.assignee_id is not null and ${sold})`] : []),
  ]);
};

const inScope = ({ branches, sources }: Scope): RawBuilder<boolean> =>
  sql<boolean>`(${isAmong('leads.branch_id', branches)} and ${isAmong('leads.source_id', sources)})`;

const isAmong = (column: string, ids: readonly string[]): RawBuilder<boolean> =>
  ids.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`;

const anyOf = (conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> =>
  conditions.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(conditions, sql` or `)})`;

/**
 * Whether a stored lead's address is a relay. That stands in the enquiry; where the exchange has changed the address since,
 * all of the enquiry's are relays.
 */
export const isRelayed = (lead: Pick<LeadRow, 'customerMail' | 'enquiry'>): boolean => {
  const { emails } = (lead.enquiry as Enquiry).customer;
  const isOwn = emails.some(({ address, relay }) => !relay && address === lead.customerMail);
  return !isOwn && emails.some(({ relay }) => relay);
};

/** The leads of the dealership with their source, branch and assignee, to be named and narrowed by the caller. */
export const namedLeads = (work: DealershipWork) =>
  work.sql
    .selectFrom('leads')
    .innerJoin('sources', (join) =>
      join
        .onRef('sources.dealershipId', '=', 'leads.dealershipId')
        .onRef('sources.id', '=', 'leads.sourceId'),
    )
    .innerJoin('branches', (join) =>
      join
        .onRef('branches.dealershipId', '=', 'leads.dealershipId')
        .onRef('branches.id', '=', 'leads.branchId'),
    )
    .leftJoin('accounts', (join) =>
      join
        .onRef('accounts.dealershipId', '=', 'leads.dealershipId')
        .onRef('accounts.id', '=', 'leads.assigneeId'),
    )
    .where('leads.dealershipId', '=', work.dealershipId);

/**
 * Locks a lead and its clock for an act. A lead the caller may not see does not exist for them. Its generation is the
 * running clock's, which also grows when the clock is given new times.
 */
export const lockLead = async (
  work: DealershipWork,
  leadId: string,
  caller: Caller | null,
): Promise<LeadRow> => {
  const lead = await work.sql
    .selectFrom('leads')
    .selectAll()
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', leadId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!lead || (caller && !sees(await readSight(work, caller), lead)))
    throw new Refusal('notFound', 'There is no such lead.');
  const clock = await work.sql
    .selectFrom('clocks')
    .select('generation')
    .where('dealershipId', '=', work.dealershipId)
    .where('leadId', '=', leadId)
    .forUpdate()
    .executeTakeFirst();
  return { ...lead, ...clock };
};

/** The lead in which a merged one goes on, however often that one was merged; any other lead is its own. */
export const survivorIdOf = async (work: DealershipWork, leadId: string): Promise<string> => {
  const lead = await work.sql
    .selectFrom('leads')
    .select('mergedInto')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', leadId)
    .executeTakeFirst();
  return lead?.mergedInto ? survivorIdOf(work, lead.mergedInto) : leadId;
};

/** Locks the lead in which that one goes on, for what its customer does. */
export const lockSurvivor = async (work: DealershipWork, leadId: string): Promise<LeadRow> => {
  const lead = await lockLead(work, await survivorIdOf(work, leadId), null);
  // Merged while we waited for it.
  return lead.mergedInto === null ? lead : lockSurvivor(work, lead.mergedInto);
};

/** Takes so many of the numbers people call leads by, and returns the first; they count up without gaps inside a dealership. */
export const takeLeadNumbers = async (work: DealershipWork, count: number): Promise<number> => {
  const { lastNumber } = await work.sql
    .insertInto('leadNumbers')
    .values({ dealershipId: work.dealershipId, lastNumber: count })
    .onConflict((conflict) =>
      conflict
        .column('dealershipId')
        .doUpdateSet({ lastNumber: sql`lead_numbers.last_number + excluded.last_number` }),
    )
    .returning('lastNumber')
    .executeTakeFirstOrThrow();
  return lastNumber - count + 1;
};

/** By which mark further mails are known to belong to a lead. */
export interface ThreadMark {
  readonly leadId: string;
  readonly mark: string;
}

export const threadMarks = (leadId: string, marks: readonly string[]): ThreadMark[] =>
  marks.map((mark) => ({ leadId, mark }));

export const insertThreadMarks = async (
  work: DealershipWork,
  marks: readonly ThreadMark[],
): Promise<void> => {
  if (marks.length === 0) return;
  await work.sql
    .insertInto('threadMarks')
    .values(marks.map((one) => ({ dealershipId: work.dealershipId, ...one, markedAt: work.now })))
    .onConflict((conflict) =>
      conflict.columns(['dealershipId', 'mark', 'leadId']).doUpdateSet({ markedAt: work.now }),
    )
    .execute();
};

/** A line of the Verlauf of a lead. `actorId` is null for the customer and the product itself. */
export interface LeadEvent<Kind extends LeadEventKind> {
  readonly leadId: string;
  readonly data: LeadEvents[Kind];
  readonly actorId: string | null;
}

/** Writes one line of the Verlauf and tells open browsers. */
export const recordEvent = <Kind extends LeadEventKind>(
  work: DealershipWork,
  leadId: string,
  kind: Kind,
  data: LeadEvents[Kind],
  actorId: string | null,
): Promise<void> => recordEvents(work, kind, [{ leadId, data, actorId }]);

/** The same of several leads. */
export const recordEvents = async <Kind extends LeadEventKind>(
  work: DealershipWork,
  kind: Kind,
  events: readonly LeadEvent<Kind>[],
): Promise<void> => {
  await work.sql
    .insertInto('leadEvents')
    .values(
      events.map(({ leadId, data, actorId }) => ({
        dealershipId: work.dealershipId,
        leadId,
        id: newId(),
        happenedAt: work.now,
        kind,
        actorId,
        data: JSON.stringify(data),
      })),
    )
    .execute();
  await notify(work, 'leads', work.dealershipId);
};

/** Changes the named columns of one lead and nothing else. */
export const updateLead = async (
  work: DealershipWork,
  leadId: string,
  columns: Partial<LeadRow>,
): Promise<void> => {
  await work.sql
    .updateTable('leads')
    .set(columns)
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', leadId)
    .execute();
};
