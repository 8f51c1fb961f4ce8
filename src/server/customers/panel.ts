import { type RawBuilder, sql } from 'kysely';
import type { CustomerPanel } from '../../contract/customers.ts';
import type { Caller } from '../accounts/caller.ts';
import { readSight } from '../accounts/store.ts';
import type { DealershipWork } from '../db/database.ts';
import { visibleTo } from '../leads/store.ts';
import { Refusal } from '../refusal.ts';
import { ofSameCustomer } from './store.ts';

const MOST_SIMILAR = 10;

/** What the caller may see of a lead's customer; null when nothing identifies them. Refuses with `notFound`. */
export const customerOfLead = async (
  work: DealershipWork,
  leadId: string,
  caller: Caller,
): Promise<CustomerPanel | null> => {
  const visible = visibleTo(await readSight(work, caller));
  const lead = await work.sql
    .selectFrom('leads')
    .leftJoin('customers', (join) =>
      join
        .onRef('customers.dealershipId', '=', 'leads.dealershipId')
        .onRef('customers.id', '=', 'leads.customerId'),
    )
    .leftJoin('customers as root', (join) =>
      join
        .onRef('root.dealershipId', '=', 'customers.dealershipId')
        .onRef('root.id', '=', 'customers.rootId'),
    )
    .select(['root.id as rootId', 'root.name'])
    .where('leads.dealershipId', '=', work.dealershipId)
    .where('leads.id', '=', leadId)
    .where(visible)
    .executeTakeFirst();
  if (!lead) throw new Refusal('notFound', 'There is no such lead.');
  if (lead.rootId === null) return null;
  return {
    id: lead.rootId,
    name: lead.name,
    contacts: await listContacts(work, lead.rootId, visible),
    hidden: await countHidden(work, lead.rootId, visible),
    similar: await listSimilar(work, lead.rootId, visible),
    merges: await listMerges(work, lead.rootId, visible),
  };
};

/** Refuses with `notFound` unless the caller sees a lead of each of the customers. */
export const requireSight = async (
  work: DealershipWork,
  customerIds: readonly string[],
  caller: Caller,
): Promise<void> => {
  const visible = visibleTo(await readSight(work, caller));
  for (const customerId of customerIds) {
    const lead = await work.sql
      .selectFrom('leads')
      .select('id')
      .where('dealershipId', '=', work.dealershipId)
      .where(ofSameCustomer(work, customerId))
      .where(visible)
      .limit(1)
      .executeTakeFirst();
    if (!lead) throw new Refusal('notFound', 'There is no such customer.');
  }
};

const listContacts = async (work: DealershipWork, rootId: string, visible: RawBuilder<boolean>) => {
  const rows = await work.sql
    .selectFrom('leads')
    .innerJoin('leadIdentities as said', (join) =>
      join.onRef('said.dealershipId', '=', 'leads.dealershipId').onRef('said.leadId', '=', 'leads.id'),
    )
    .innerJoin('sources', (join) =>
      join
        .onRef('sources.dealershipId', '=', 'leads.dealershipId')
        .onRef('sources.id', '=', 'leads.sourceId'),
    )
    .distinctOn(['said.kind', 'said.value'])
    .select([
      'said.kind',
      'said.value',
      'leads.id',
      'leads.number',
      'leads.arrivedAt',
      'sources.name as source',
    ])
    .where('leads.dealershipId', '=', work.dealershipId)
    .where('said.kind', 'in', ['mail', 'phone'])
    .where(ofSameCustomer(work, rootId))
    .where(visible)
    .orderBy('said.kind')
    .orderBy('said.value')
    .orderBy('leads.number', 'desc')
    .execute();
  return rows.map(({ kind, value, id, number, arrivedAt, source }) => ({
    kind: kind as 'mail' | 'phone',
    value,
    lead: { id, number },
    source,
    at: arrivedAt.toString(),
  }));
};

const countHidden = async (
  work: DealershipWork,
  rootId: string,
  visible: RawBuilder<boolean>,
): Promise<number> => {
  const { hidden } = await work.sql
    .selectFrom('leads')
    .select(sql<number>`count(*)::integer`.as('hidden'))
    .where('leads.dealershipId', '=', work.dealershipId)
    .where(ofSameCustomer(work, rootId))
    .where(sql<boolean>`not ${visible}`)
    .executeTakeFirstOrThrow();
  return hidden;
};

/**
 * Other customers who may be the same person, by what leads in sight say: each likeness is found through an index of its
 * own, from the few values of this customer.
 */
const listSimilar = async (
  work: DealershipWork,
  rootId: string,
  visible: RawBuilder<boolean>,
): Promise<CustomerPanel['similar']> => {
  const { dealershipId } = work;
  const { rows } = await sql<{
    id: string;
    name: string | null;
    why: CustomerPanel['similar'][number]['why'];
    leadId: string;
    number: number;
  }>`
    with own as (
      select id, name_key, postcode from customers where dealership_id = ${dealershipId} and root_id = ${rootId}
    ), said as (
      select distinct s.kind, s.value from own
      join leads on leads.dealership_id = ${dealershipId} and leads.customer_id = own.id
      join lead_identities s on s.dealership_id = ${dealershipId} and s.lead_id = leads.id
      where ${visible}
    ), found as (
      select leads.customer_id as id,
             case said.kind when 'phone' then 'samePhone' when 'mail' then 'sameMail' else 'sameBuyer' end as why,
             case said.kind when 'mail' then 0 when 'phone' then 2 else 1 end as place
      from said join lead_identities other on other.dealership_id = ${dealershipId}
        and other.kind = said.kind and other.value = said.value
      join leads on leads.dealership_id = ${dealershipId} and leads.id = other.lead_id
      union all
      select customers.id, 'sameNameAndPostcode', 3 from own
      join customers on customers.dealership_id = ${dealershipId}
        and customers.name_key = own.name_key and customers.postcode = own.postcode
      union all
      select other.customer_id, 'similarMail', 4 from said
      join customer_identities i on i.dealership_id = ${dealershipId} and i.kind = said.kind and i.value = said.value
      join customer_identities other on other.dealership_id = ${dealershipId} and other.likeness = i.likeness
    ), best as (
      select distinct on (root.id) root.id, root.name, found.why, found.place
      from found
      join customers part on part.dealership_id = ${dealershipId} and part.id = found.id
      join customers root on root.dealership_id = ${dealershipId} and root.id = part.root_id
      where root.id <> ${rootId}
      order by root.id, found.place
    )
    select best.id, best.name, best.why, seen.id as lead_id, seen.number from best
    cross join lateral (
      select leads.id, leads.number from customers part
      join leads on leads.dealership_id = part.dealership_id and leads.customer_id = part.id
      where part.dealership_id = ${dealershipId} and part.root_id = best.id and ${visible}
      order by leads.number desc limit 1
    ) seen
    order by best.place, seen.number desc limit ${MOST_SIMILAR}`.execute(work.sql);
  return rows.map(({ id, name, why, leadId, number }) => ({ id, name, why, lead: { id: leadId, number } }));
};

/** Mergings within the customer, present and taken back; the name of whom the reader sees no lead of is not told. */
const listMerges = async (
  work: DealershipWork,
  rootId: string,
  visible: RawBuilder<boolean>,
): Promise<CustomerPanel['merges']> => {
  const { rows } = await sql<{
    customerId: string;
    name: string | null;
    mergedAt: Temporal.Instant;
    mergedBy: string | null;
    separatedAt: Temporal.Instant | null;
    separatedBy: string | null;
  }>`
    select merges.customer_id, merged_at, separated_at, merger.name as merged_by, separator.name as separated_by,
           case when exists (select from leads where leads.dealership_id = part.dealership_id
                             and leads.customer_id = part.id and ${visible}) then part.name end as name
    from customers own
    join customer_merges merges on merges.dealership_id = own.dealership_id and merges.into_id = own.id
    join customers part on part.dealership_id = own.dealership_id and part.id = merges.customer_id
    left join accounts merger on merger.dealership_id = own.dealership_id and merger.id = merges.merged_by
    left join accounts separator on separator.dealership_id = own.dealership_id and separator.id = merges.separated_by
    where own.dealership_id = ${work.dealershipId} and own.root_id = ${rootId}
    order by merged_at desc, merges.id desc limit 20`.execute(work.sql);
  return rows.map((row) => ({
    ...row,
    mergedAt: row.mergedAt.toString(),
    separatedAt: row.separatedAt?.toString() ?? null,
  }));
};
