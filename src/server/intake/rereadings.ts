import { sql } from 'kysely';
import type { z } from 'zod';
import type * as contract from '../../contract/intake.ts';
import type { Difference } from '../../domain/intake/reread.ts';
import type { Caller } from '../accounts/caller.ts';
import { type DealershipWork, notify } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/store.ts';

const REREADINGS_SHOWN = 20;
const EXAMPLES_A_FIELD = 5;

/** Begins to compare a source's messages; the engine works it off (rereading-sweep.ts). Refuses while one is open. */
export const startRereading = async (
  work: DealershipWork,
  { sourceId, since }: { sourceId: string; since: Temporal.Instant },
  caller: Caller,
): Promise<string> => {
  const source = await work.sql
    .selectFrom('sources')
    .select('name')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', sourceId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!source) throw new Refusal('notFound', 'There is no such source.');
  const open = await work.sql
    .selectFrom('rereadings')
    .select('id')
    .where('dealershipId', '=', work.dealershipId)
    .where('sourceId', '=', sourceId)
    .where('state', 'in', ['comparing', 'compared', 'applying'])
    .executeTakeFirst();
  if (open) throw new Refusal('changedMeanwhile', 'This source is being read anew already.');
  const { total } = await work.sql
    .selectFrom('rawMessages')
    .select(sql<number>`count(*)`.as('total'))
    .where('dealershipId', '=', work.dealershipId)
    .where('sourceId', '=', sourceId)
    .where('receivedAt', '>=', since)
    .where('readState', '=', 'read')
    .executeTakeFirstOrThrow();
  const id = newId();
  await work.sql
    .insertInto('rereadings')
    .values({
      dealershipId: work.dealershipId,
      id,
      sourceId,
      sinceAt: since,
      state: 'comparing',
      total,
      createdAt: work.now,
      createdBy: caller.accountId,
    })
    .execute();
  await notify(work, 'messages', work.dealershipId);
  return id;
};

/** Lets what was compared be taken into the leads. Written down like a setting: it changes many leads at once. */
export const applyRereading = async (
  work: DealershipWork,
  id: string,
  { only, except = [] }: z.output<typeof contract.applyRereading.body>,
  caller: Caller,
): Promise<void> => {
  const { sourceId, sinceAt } = await move(work, id, ['compared'], {
    state: 'applying',
    done: 0,
    afterId: null,
    appliedAt: work.now,
    appliedBy: caller.accountId,
  });
  await work.sql
    .updateTable('rereadingLeads')
    .set({ chosen: false })
    .where('dealershipId', '=', work.dealershipId)
    .where('rereadingId', '=', id)
    .where(
      sql<boolean>`(lead_id = any(${except}::uuid[]) or not lead_id = any(coalesce(${only ?? null}::uuid[], array[lead_id])))`,
    )
    .execute();
  const { chosen } = await work.sql
    .selectFrom('rereadingLeads')
    .select(sql<number>`count(*)`.as('chosen'))
    .where('dealershipId', '=', work.dealershipId)
    .where('rereadingId', '=', id)
    .where('chosen', '=', true)
    .executeTakeFirstOrThrow();
  const read = { sourceId, since: sinceAt.toString(), leads: chosen };
  await recordChange(work, { subject: 'rereading', old: null, new: read, changedBy: caller.accountId });
};

export const dropRereading = async (work: DealershipWork, id: string): Promise<void> => {
  await move(work, id, ['comparing', 'compared'], { state: 'dropped' });
};

const move = async (
  work: DealershipWork,
  id: string,
  from: readonly string[],
  columns: {
    state: string;
    done?: number;
    afterId?: null;
    appliedAt?: Temporal.Instant;
    appliedBy?: string;
  },
) => {
  const moved = await work.sql
    .updateTable('rereadings')
    .set(columns)
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .where('state', 'in', from)
    .returning(['sourceId', 'sinceAt'])
    .executeTakeFirst();
  if (!moved) throw new Refusal('notFound', 'There is no such reading to be decided on.');
  await notify(work, 'messages', work.dealershipId);
  return moved;
};

/** The source's re-readings, newest first. */
export const listRereadings = async (work: DealershipWork): Promise<contract.Rereading[]> =>
  (
    await rereadingRows(work)
      .orderBy('r.createdAt', 'desc')
      .orderBy('r.id', 'desc')
      .limit(REREADINGS_SHOWN)
      .execute()
  ).map(toView);

/** One with what it would change, field by field, those that concern most leads first. */
export const rereadingPage = async (
  work: DealershipWork,
  id: string,
): Promise<z.input<typeof contract.getRereading.output>> => {
  const row = await findRereading(work, id);
  const { rows } = await sql<FieldRow>`
    with found as (
      select lead_id, difference, regexp_replace(difference ->> 'path', '\\.\\d+(?=\\.|$)', '', 'g') as path,
             row_number() over (partition by regexp_replace(difference ->> 'path', '\\.\\d+(?=\\.|$)', '', 'g')
                                order by lead_id desc, difference ->> 'path') as place
      from rereading_leads, jsonb_array_elements(differences) as difference
      where dealership_id = ${work.dealershipId} and rereading_id = ${id}
    )
    select path, count(distinct lead_id) filter (where not (difference ->> 'kept')::boolean)::integer as leads,
           count(distinct lead_id) filter (where (difference ->> 'kept')::boolean)::integer as kept,
           jsonb_agg(jsonb_build_object('difference', difference, 'id', leads.id, 'number', leads.number,
                                        'customer', leads.customer_name)
                     order by place) filter (where place <= ${EXAMPLES_A_FIELD}) as examples
    from found join leads on leads.dealership_id = ${work.dealershipId} and leads.id = found.lead_id
    group by path order by leads desc, path`.execute(work.sql);
  return {
    ...toView(row),
    fields: rows.map(({ examples, ...field }) => ({
      ...field,
      examples: (examples ?? []).map(({ difference, ...lead }) => ({ ...difference, lead })),
    })),
  };
};

const LEADS_A_PAGE = 50;

/** One page of the leads it would change, newest first. */
export const listRereadLeads = async (
  work: DealershipWork,
  id: string,
  cursor: string | undefined,
): Promise<z.input<typeof contract.listRereadLeads.output>> => {
  await findRereading(work, id);
  const rows = await work.sql
    .selectFrom('rereadingLeads as found')
    .innerJoin('leads', (join) =>
      join.onRef('leads.dealershipId', '=', 'found.dealershipId').onRef('leads.id', '=', 'found.leadId'),
    )
    .select([
      'leads.id',
      'leads.number',
      'leads.customerName as customer',
      'found.differences',
      'found.appliedAt',
    ])
    .where('found.dealershipId', '=', work.dealershipId)
    .where('found.rereadingId', '=', id)
    .$if(cursor !== undefined, (query) => query.where('found.leadId', '<', cursor ?? ''))
    .orderBy('found.leadId', 'desc')
    .limit(LEADS_A_PAGE + 1)
    .execute();
  const page = rows.slice(0, LEADS_A_PAGE);
  return {
    items: page.map(({ differences, appliedAt, ...lead }) => ({
      ...lead,
      differences: differences as Difference[],
      changed: appliedAt !== null,
    })),
    nextCursor: rows.length > LEADS_A_PAGE ? (page.at(-1)?.id ?? null) : null,
  };
};

interface FieldRow {
  readonly path: string;
  readonly leads: number;
  readonly kept: number;
  readonly examples:
    | readonly { difference: Difference; id: string; number: number; customer: string | null }[]
    | null;
}

const findRereading = async (work: DealershipWork, id: string) => {
  const row = await rereadingRows(work).where('r.id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('notFound', 'There is no such reading.');
  return row;
};

const rereadingRows = (work: DealershipWork) =>
  work.sql
    .selectFrom('rereadings as r')
    .innerJoin('sources', (join) =>
      join.onRef('sources.dealershipId', '=', 'r.dealershipId').onRef('sources.id', '=', 'r.sourceId'),
    )
    .innerJoin('accounts', (join) =>
      join.onRef('accounts.dealershipId', '=', 'r.dealershipId').onRef('accounts.id', '=', 'r.createdBy'),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('rereadingLeads as l')
          .select([
            sql<number>`count(*) filter (where jsonb_path_exists(l.differences, '$[*] ? (@.kept == false)'))`.as(
              'leads',
            ),
            sql<number>`count(*) filter (where l.chosen)`.as('chosen'),
            sql<number>`count(*) filter (where l.applied_at is not null)`.as('changed'),
          ])
          .whereRef('l.dealershipId', '=', 'r.dealershipId')
          .whereRef('l.rereadingId', '=', 'r.id')
          .as('found'),
      (join) => join.onTrue(),
    )
    .select([
      'r.id',
      'r.sourceId',
      'sources.name as source',
      'r.sinceAt',
      'r.state',
      'r.total',
      'r.done',
      'r.failed',
      'found.leads',
      'found.chosen',
      'found.changed',
      'r.createdAt',
      'accounts.name as createdBy',
    ])
    .where('r.dealershipId', '=', work.dealershipId);

const toView = ({
  sinceAt,
  createdAt,
  ...row
}: Awaited<ReturnType<ReturnType<typeof rereadingRows>['executeTakeFirstOrThrow']>>): contract.Rereading => ({
  ...row,
  leads: row.leads ?? 0,
  chosen: row.chosen ?? 0,
  changed: row.changed ?? 0,
  since: sinceAt.toString(),
  state: row.state as contract.Rereading['state'],
  createdAt: createdAt.toString(),
});
