import { sql } from 'kysely';
import {
  describedBy,
  type Identity,
  identitiesOf,
  recognise,
  type StatedIdentity,
} from '../../domain/customers/identity.ts';
import type { Enquiry } from '../../domain/intake/enquiry.ts';
import { type DealershipWork, notify } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import {
  dropLeadIdentities,
  dropUnused,
  insertLeadIdentities,
  listLeadIdentities,
  readStated,
  releaseIdentities,
  settleIdentities,
} from './store.ts';

/** Whose a new lead is, found out before the lead is there. */
export interface RecognisedCustomer {
  /** null: the enquiry identifies nobody. */
  readonly id: string | null;
  /** Whether the dealership knew of them before. */
  readonly isKnown: boolean;
  readonly stated: readonly StatedIdentity[];
  readonly described: ReturnType<typeof describedBy>;
}

/**
 * Finds whose enquiries these are by what they say, and makes customers of those who are unknown (product.md 2). Several
 * must have no identity in common.
 */
export const recogniseCustomers = async <One extends { readonly enquiry: Enquiry }>(
  work: DealershipWork,
  enquiries: readonly One[],
): Promise<(One & { readonly customer: RecognisedCustomer })[]> => {
  const said = enquiries.map((one) => ({ one, own: identitiesOf(one.enquiry) }));
  if (said.some(({ own }) => own.length > 0)) await lockCustomers(work);
  const known = await readStated(
    work,
    said.flatMap(({ own }) => own),
  );
  const recognised = said.map(({ one, own }) => {
    const stated = known.filter((identity) => own.some((one) => isSame(one, identity)));
    const described = describedBy(one.enquiry);
    const knownId = recognise(stated, described.name);
    const id = knownId ?? (stated.length > 0 ? newId() : null);
    return { ...one, customer: { id, isKnown: knownId !== null, stated, described } };
  });
  const unknown = recognised.flatMap(({ customer: { id, isKnown, described } }) =>
    id !== null && !isKnown ? [{ id, ...described }] : [],
  );
  await insertCustomers(work, unknown);
  for (const { customer } of recognised)
    if (customer.id !== null && customer.isKnown) await describe(work, customer.id, customer.described);
  return recognised;
};

const isSame = (one: Identity, other: Identity): boolean =>
  one.kind === other.kind && one.value === other.value;

/** Keeps what new leads state, once they are there. */
export const insertStated = async (
  work: DealershipWork,
  leads: readonly { readonly id: string; readonly customer: RecognisedCustomer }[],
): Promise<void> => {
  const stated = leads.flatMap(({ id, customer }) => customer.stated.map((one) => ({ ...one, leadId: id })));
  await insertLeadIdentities(work, stated);
  await settleIdentities(work, stated);
};

/**
 * Finds whose lead it is by what its enquiry says now that it was put right. Who is the only one to know a customer by that
 * keeps the customer. A lead that identifies nobody has none.
 */
export const recogniseCustomer = async (
  work: DealershipWork,
  lead: { readonly id: string; readonly customerId: string | null },
  enquiry: Enquiry,
): Promise<void> => {
  const said = identitiesOf(enquiry);
  if (said.length === 0 && lead.customerId === null) return;
  await lockCustomers(work);
  const stated = await readStated(work, said);
  const described = describedBy(enquiry);
  const before = await listLeadIdentities(work, lead.id);
  const customerId =
    stated.length === 0 ? null : (recognise(stated, described.name) ?? (await ownOrNew(work, lead)));

  await dropLeadIdentities(work, lead.id);
  await insertLeadIdentities(
    work,
    stated.map((one) => ({ ...one, leadId: lead.id })),
  );
  if (customerId !== lead.customerId)
    await work.sql
      .updateTable('leads')
      .set({ customerId })
      .where('dealershipId', '=', work.dealershipId)
      .where('id', '=', lead.id)
      .execute();
  await releaseIdentities(work, before);
  const all = new Map([...before, ...stated].map((one) => [`${one.kind}:${one.value}`, one]));
  await settleIdentities(work, [...all.values()]);
  if (customerId !== null) await describe(work, customerId, described);
  if (lead.customerId !== null && lead.customerId !== customerId) await dropUnused(work, lead.customerId);
};

/** One at a time in a dealership, so that two enquiries of a new customer make one. */
const lockCustomers = async (work: DealershipWork): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('customers'), hashtext(${work.dealershipId}))`.execute(
    work.sql,
  );
};

const ownOrNew = async (
  work: DealershipWork,
  lead: { readonly id: string; readonly customerId: string | null },
): Promise<string> => {
  if (lead.customerId !== null) {
    const other = await work.sql
      .selectFrom('leads')
      .select('id')
      .where('dealershipId', '=', work.dealershipId)
      .where('customerId', '=', lead.customerId)
      .where('id', '!=', lead.id)
      .limit(1)
      .executeTakeFirst();
    if (!other) return lead.customerId;
  }
  const id = newId();
  await insertCustomers(work, [{ id }]);
  return id;
};

const insertCustomers = async (
  work: DealershipWork,
  customers: readonly ({ readonly id: string } & Partial<ReturnType<typeof describedBy>>)[],
): Promise<void> => {
  if (customers.length === 0) return;
  const { dealershipId, now } = work;
  await work.sql
    .insertInto('customers')
    .values(customers.map((one) => ({ dealershipId, rootId: one.id, createdAt: now, ...one })))
    .execute();
};

/** The latest enquiry says what somebody is called; what it does not say stays. */
const describe = async (
  work: DealershipWork,
  customerId: string,
  { name, nameKey, postcode }: ReturnType<typeof describedBy>,
): Promise<void> => {
  if (name === null && postcode === null) return;
  await work.sql
    .updateTable('customers')
    .set({ ...(name !== null && { name, nameKey }), ...(postcode !== null && { postcode }) })
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', customerId)
    .execute();
};

/**
 * A person says that two customers are one. Leads and identities stay where they are, so that it can be taken back
 * exactly; from now on all of them count as one customer's. Refuses with `notFound`.
 */
export const mergeCustomers = async (
  work: DealershipWork,
  customerId: string,
  intoId: string,
  actorId: string,
): Promise<void> => {
  await lockCustomers(work);
  const [from, into] = [await rootOf(work, customerId), await rootOf(work, intoId)];
  // Somebody else has said so already.
  if (from === into) return;
  const { dealershipId, now } = work;
  await work.sql
    .insertInto('customerMerges')
    .values({ dealershipId, id: newId(), customerId: from, intoId: into, mergedAt: now, mergedBy: actorId })
    .execute();
  await work.sql
    .updateTable('customers')
    .set({ rootId: into })
    .where('dealershipId', '=', dealershipId)
    .where('rootId', '=', from)
    .execute();
  await notify(work, 'leads', dealershipId);
};

/** Takes a merging back, with whoever had been merged into that customer before. Refuses with `notFound`. */
export const separateCustomer = async (
  work: DealershipWork,
  customerId: string,
  actorId: string,
): Promise<void> => {
  await lockCustomers(work);
  const { dealershipId, now } = work;
  const { numUpdatedRows } = await work.sql
    .updateTable('customerMerges')
    .set({ separatedAt: now, separatedBy: actorId })
    .where('dealershipId', '=', dealershipId)
    .where('customerId', '=', customerId)
    .where('separatedAt', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Refusal('notFound', 'That customer is not merged into another one.');
  await sql`
    with recursive parts (id) as (
      select ${customerId}::uuid
      union
      select merges.customer_id from customer_merges merges join parts on merges.into_id = parts.id
      where merges.dealership_id = ${dealershipId} and merges.separated_at is null
    )
    update customers set root_id = ${customerId} from parts
    where customers.dealership_id = ${dealershipId} and customers.id = parts.id`.execute(work.sql);
  await notify(work, 'leads', dealershipId);
};

const rootOf = async (work: DealershipWork, customerId: string): Promise<string> => {
  const customer = await work.sql
    .selectFrom('customers')
    .select('rootId')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', customerId)
    .executeTakeFirst();
  if (!customer) throw new Refusal('notFound', 'There is no such customer.');
  return customer.rootId;
};
