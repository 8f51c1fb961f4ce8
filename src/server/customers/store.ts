import { type RawBuilder, sql } from 'kysely';
import { type Identity, likenessOf, type StatedIdentity } from '../../domain/customers/identity.ts';
import type { DealershipWork } from '../db/database.ts';

/** The leads of a customer, with those of everybody merged with them, as a condition over `leads`. */
export const ofSameCustomer = (
  { dealershipId }: DealershipWork,
  customerId: string,
): RawBuilder<boolean> => sql<boolean>`
  leads.customer_id in (
    select other.id from customers own
    join customers other on other.dealership_id = own.dealership_id and other.root_id = own.root_id
    where own.dealership_id = ${dealershipId} and own.id = ${customerId})`;

/** The same, for the customer whose number that is. */
export const ofCustomerWithPhone = (
  { dealershipId }: DealershipWork,
  phone: string,
): RawBuilder<boolean> => sql<boolean>`
  leads.customer_id in (
    select other.id from customer_identities known
    join customers own on own.dealership_id = known.dealership_id and own.id = known.customer_id
    join customers other on other.dealership_id = own.dealership_id and other.root_id = own.root_id
    where known.dealership_id = ${dealershipId} and known.kind = 'phone' and known.value = ${phone})`;

/** Whose address that is. */
export const findCustomerByMail = async (work: DealershipWork, mail: string): Promise<string | null> => {
  const found = await work.sql
    .selectFrom('customerIdentities')
    .select('customerId')
    .where('dealershipId', '=', work.dealershipId)
    .where('kind', '=', 'mail')
    .where('value', '=', mail)
    .executeTakeFirst();
  return found?.customerId ?? null;
};

/**
 * Whose the stated identities are so far, in their order, in one statement. Without the dealership's own: the addresses
 * of its people, its lead addresses, and those at which answers to leads arrive.
 */
export const readStated = async (
  work: DealershipWork,
  identities: readonly Identity[],
): Promise<StatedIdentity[]> => {
  if (identities.length === 0) return [];
  const { rows } = await sql<StatedIdentity>`
    select stated.kind, stated.value, known.customer_id, customers.name
    from unnest(${kinds(identities)}::text[], ${values(identities)}::text[]) with ordinality stated (kind, value, place)
    left join customer_identities known on known.dealership_id = ${work.dealershipId}
      and known.kind = stated.kind and known.value = stated.value
    left join customers on customers.dealership_id = known.dealership_id and customers.id = known.customer_id
    where stated.kind <> 'mail' or not (
      exists (select from accounts where dealership_id = ${work.dealershipId} and lower(mail) = stated.value)
      or exists (select from lead_addresses where dealership_id = ${work.dealershipId}
                 and local_part = split_part(stated.value, '@', 1))
      or exists (select from leads where dealership_id = ${work.dealershipId}
                 and stated.value like 'r-%@%' and reply_token = substr(split_part(stated.value, '@', 1), 3)))
    order by place`.execute(work.sql);
  return rows;
};

/** What that lead has stated so far. */
export const listLeadIdentities = async (work: DealershipWork, leadId: string): Promise<Identity[]> => {
  const rows = await work.sql
    .selectFrom('leadIdentities')
    .select(['kind', 'value'])
    .where('dealershipId', '=', work.dealershipId)
    .where('leadId', '=', leadId)
    .execute();
  return rows.map(({ kind, value }) => ({ kind: kind as Identity['kind'], value }));
};

export const dropLeadIdentities = async (work: DealershipWork, leadId: string): Promise<void> => {
  await work.sql
    .deleteFrom('leadIdentities')
    .where('dealershipId', '=', work.dealershipId)
    .where('leadId', '=', leadId)
    .execute();
};

export const insertLeadIdentities = async (
  work: DealershipWork,
  stated: readonly (Identity & { readonly leadId: string })[],
): Promise<void> => {
  if (stated.length === 0) return;
  const { dealershipId } = work;
  await work.sql
    .insertInto('leadIdentities')
    .values(stated.map(({ leadId, kind, value }) => ({ dealershipId, leadId, kind, value })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** What no lead states any more belongs to nobody. */
export const releaseIdentities = async (
  work: DealershipWork,
  identities: readonly Identity[],
): Promise<void> => {
  await sql`
    delete from customer_identities known
    using unnest(${kinds(identities)}::text[], ${values(identities)}::text[]) settled (kind, value)
    where known.dealership_id = ${work.dealershipId} and known.kind = settled.kind and known.value = settled.value
      and not exists (select from lead_identities said where said.dealership_id = known.dealership_id
                      and said.kind = known.kind and said.value = known.value)`.execute(work.sql);
};

/**
 * Lets each of the identities belong to a customer one of whose leads states it: the one it belongs to already, else
 * that of the earliest lead which does.
 */
export const settleIdentities = async (
  work: DealershipWork,
  identities: readonly Identity[],
): Promise<void> => {
  if (identities.length === 0) return;
  const likenesses = identities.map(likenessOf);
  const { dealershipId } = work;
  await sql`
    insert into customer_identities (dealership_id, kind, value, customer_id, likeness)
    select distinct on (settled.kind, settled.value)
           leads.dealership_id, settled.kind, settled.value, leads.customer_id, settled.likeness
    from unnest(${kinds(identities)}::text[], ${values(identities)}::text[], ${likenesses}::text[])
      settled (kind, value, likeness)
    join lead_identities said on said.dealership_id = ${dealershipId}
      and said.kind = settled.kind and said.value = settled.value
    join leads on leads.dealership_id = said.dealership_id and leads.id = said.lead_id
    left join customer_identities known on known.dealership_id = said.dealership_id
      and known.kind = said.kind and known.value = said.value
    where leads.customer_id is not null
    order by settled.kind, settled.value, (leads.customer_id is not distinct from known.customer_id) desc, leads.number
    on conflict (dealership_id, kind, value) do update set customer_id = excluded.customer_id
    where customer_identities.customer_id <> excluded.customer_id`.execute(work.sql);
};

/** A customer without a lead, never merged with anybody, was a mistake in reading. */
export const dropUnused = async (work: DealershipWork, customerId: string): Promise<void> => {
  await sql`
    delete from customers where dealership_id = ${work.dealershipId} and id = ${customerId}
      and not exists (select from leads where leads.dealership_id = customers.dealership_id
                      and leads.customer_id = customers.id)
      and not exists (select from customer_merges merges where merges.dealership_id = customers.dealership_id
                      and customers.id in (merges.customer_id, merges.into_id))`.execute(work.sql);
};

const kinds = (identities: readonly Identity[]): string[] => identities.map(({ kind }) => kind);
const values = (identities: readonly Identity[]): string[] => identities.map(({ value }) => value);
