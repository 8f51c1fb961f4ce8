import { sql } from 'kysely';
import type { z } from 'zod';
import type * as contract from '../../contract/intake.ts';
import type { MessageClass } from '../../domain/intake/message-class.ts';
import type { Caller } from '../accounts/caller.ts';
import { readSight } from '../accounts/store.ts';
import type { DealershipWork } from '../db/database.ts';
import { visibleTo } from '../leads/store.ts';
import { dealershipZone } from '../settings/store.ts';
import { inSightOf, placedMessages } from './store.ts';

const MESSAGES_A_PAGE = 50;

/** One page of what came in, newest first. */
export const listMessages = async (
  work: DealershipWork,
  query: z.output<typeof contract.listMessages.query>,
  caller: Caller,
): Promise<z.input<typeof contract.listMessages.output>> => {
  let select = messageRows(work)
    .where(await inSightOf(work, caller))
    .orderBy('raw.receivedAt', 'desc')
    .orderBy('raw.id', 'desc')
    .limit(MESSAGES_A_PAGE + 1);
  if (query.source) select = select.where('raw.sourceId', '=', query.source);
  if (query.class === 'waiting') select = select.where('raw.readState', '!=', 'read');
  else if (query.class) select = select.where('raw.class', '=', query.class);
  if (query.state) select = select.where(inState(query.state));
  for (const word of query.q?.split(/\s+/).filter(Boolean) ?? []) {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    select = select.where(
      sql<boolean>`concat_ws(' ', raw.subject, raw.sender_name, raw.sender_address, raw.envelope_from) ilike ${like}`,
    );
  }
  const after = /^(\d{4}-[\dT:.-]+Z)~([0-9a-f-]{36})$/.exec(query.cursor ?? '');
  if (after)
    select = select.where(
      sql<boolean>`(raw.received_at, raw.id) < (${after[1]}::timestamptz, ${after[2]}::uuid)`,
    );
  const rows = await select.execute();
  const page = rows.slice(0, MESSAGES_A_PAGE);
  const last = page.at(-1);
  return {
    items: await toItems(work, page, caller),
    nextCursor: rows.length > MESSAGES_A_PAGE && last ? `${last.receivedAt.toString()}~${last.id}` : null,
  };
};

const inState = (state: contract.MessageState) => {
  if (state === 'read') return sql<boolean>`raw.read_state = 'read'`;
  return state === 'failed' ? FAILED : sql<boolean>`(raw.read_state = 'waiting' and raw.read_attempts = 0)`;
};

const FAILED = sql<boolean>`(raw.read_state <> 'read' and raw.read_attempts > 0)`;

/** What a list shows of a message; its bytes stay where they are. */
export const messageRows = (work: DealershipWork) =>
  placedMessages(work).select([
    'raw.id',
    'raw.receivedAt',
    'raw.channel',
    'raw.sourceId',
    'raw.replyLeadId',
    'raw.senderName',
    'raw.senderAddress',
    'raw.envelopeFrom',
    'raw.subject',
    'raw.class',
    'raw.classFound',
    'raw.readState',
    'raw.readAttempts',
    'sources.name as source',
  ]);

type MessageListRow = Awaited<ReturnType<ReturnType<typeof messageRows>['executeTakeFirstOrThrow']>>;

export const toItems = async (
  work: DealershipWork,
  rows: readonly MessageListRow[],
  caller: Caller,
): Promise<contract.MessageItem[]> => {
  const leads = await leadsOfMessages(
    work,
    rows.map(({ id }) => id),
    caller,
  );
  return rows.map((row) => ({
    id: row.id,
    receivedAt: row.receivedAt.toString(),
    channel: row.channel,
    source: row.source,
    senderName: row.senderName,
    senderAddress: row.senderAddress || row.envelopeFrom,
    subject: row.readState === 'read' ? row.subject : null,
    class: row.readState === 'read' ? ((row.class ?? 'waiting') as MessageClass) : 'waiting',
    state: row.readState === 'read' ? 'read' : row.readAttempts > 0 ? 'failed' : 'waiting',
    foundClass: (row.classFound ?? null) as MessageClass | null,
    lead: leads.get(row.id) ?? null,
  }));
};

/** What became of messages: the lead each made, else the one in whose history it stands; only leads the caller sees. */
const leadsOfMessages = async (work: DealershipWork, ids: readonly string[], caller: Caller) => {
  const { rows } = await sql<{ messageId: string; id: string; number: number; customer: string | null }>`
    select distinct on (found.message_id) found.message_id, leads.id, leads.number,
           coalesce(leads.customer_name, leads.customer_mail, leads.customer_phone) as customer
    from (
      select raw_message_id as message_id, id as lead_id, 0 as place from leads
      where dealership_id = ${work.dealershipId} and raw_message_id = any(${ids}::uuid[])
      union all
      select (data ->> 'rawMessageId')::uuid, lead_id, 1 from lead_events
      where dealership_id = ${work.dealershipId} and data ->> 'rawMessageId' = any(${ids}::text[])
    ) found
    join leads on leads.dealership_id = ${work.dealershipId} and leads.id = found.lead_id
    where ${visibleTo(await readSight(work, caller))}
    order by found.message_id, found.place, leads.number`.execute(work.sql);
  return new Map(rows.map(({ messageId, ...lead }) => [messageId, lead]));
};

/** The last days in figures. */
export const countMessages = async (
  work: DealershipWork,
  { days }: z.output<typeof contract.countMessages.query>,
  caller: Caller,
): Promise<z.input<typeof contract.countMessages.output>> => {
  const zone = await dealershipZone(work);
  const today = work.now.toZonedDateTimeISO(zone).toPlainDate();
  const first = today.subtract({ days: days - 1 });
  const since = first.toZonedDateTime(zone).toInstant();
  const seen = await inSightOf(work, caller);
  const counted = await placedMessages(work)
    .select([
      sql<string>`(raw.received_at at time zone ${zone})::date`.as('onDay'),
      'raw.sourceId',
      'sources.name',
      sql<string>`case when raw.read_state = 'read' then coalesce(raw.class, 'waiting') else 'waiting' end`.as(
        'foundAs',
      ),
      sql<number>`count(*)`.as('count'),
    ])
    .where('raw.receivedAt', '>=', since)
    .where(seen)
    .groupBy(['onDay', 'raw.sourceId', 'sources.name', 'foundAs'])
    .orderBy('sources.name')
    .orderBy('raw.sourceId')
    .execute();
  const { waiting, failed } = await placedMessages(work)
    .select([
      sql<number>`count(*) filter (where not ${FAILED})`.as('waiting'),
      sql<number>`count(*) filter (where ${FAILED})`.as('failed'),
    ])
    .where('raw.readState', '!=', 'read')
    .where(seen)
    .executeTakeFirstOrThrow();
  const sum = (rows: readonly (typeof counted)[number][]) => rows.reduce((all, { count }) => all + count, 0);
  const split = (rows: readonly (typeof counted)[number][]) => ({
    leads: sum(rows.filter((row) => row.foundAs === 'lead')),
    others: sum(rows.filter((row) => row.foundAs !== 'lead')),
  });
  const bySource = Map.groupBy(counted, ({ sourceId }) => sourceId);
  const byClass = Map.groupBy(counted, (row) => row.foundAs);
  return {
    days: Array.from({ length: days }, (_, day) => first.add({ days: day }).toString()).map((on) => ({
      on,
      ...split(counted.filter((row) => row.onDay === on)),
    })),
    classes: [...byClass]
      .map(([found, rows]) => ({ class: found as MessageClass, count: sum(rows) }))
      .sort((a, b) => b.count - a.count || (a.class < b.class ? -1 : 1)),
    sources: [...bySource]
      .map(([id, rows]) => ({ id, name: rows[0]?.name ?? null, ...split(rows) }))
      .sort((a, b) => b.leads + b.others - (a.leads + a.others)),
    waiting,
    failed,
  };
};
