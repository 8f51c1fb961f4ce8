import { sql } from 'kysely';
import type { z } from 'zod';
import type * as contract from '../../contract/imports.ts';
import type { Column } from '../../domain/intake/csv-row.ts';
import type { MessageClass } from '../../domain/intake/message-class.ts';
import type { Caller } from '../accounts/caller.ts';
import { type DealershipWork, notify } from '../db/database.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/store.ts';
import { decodeLeniently } from './charset.ts';
import { deleteContent, type FoundInItem } from './import-jobs.ts';

const IMPORTS_SHOWN = 20;
const ITEMS_SHOWN = 20;
const FAULTS_SHOWN = 100;
const FAULT_CHARS = 200;

/** Takes over what is not there yet; the engine works it off. Written down like a setting: it makes many leads at once. */
export const takeImport = async (work: DealershipWork, id: string, caller: Caller): Promise<void> => {
  await move(work, id, ['read'], { state: 'taking', takenAt: work.now, takenBy: caller.accountId });
  const { fileName, source, as, fresh } = await findImport(work, id);
  const read = { fileName, source, as, leads: fresh };
  await recordChange(work, { subject: 'import', old: null, new: read, changedBy: caller.accountId });
};

export const dropImport = async (work: DealershipWork, id: string): Promise<void> => {
  await move(work, id, ['splitting', 'reading', 'read'], { state: 'dropped' });
  await deleteContent(work, { id });
};

const move = async (
  work: DealershipWork,
  id: string,
  from: readonly string[],
  columns: { state: string; takenAt?: Temporal.Instant; takenBy?: string },
): Promise<void> => {
  const { numUpdatedRows } = await work.sql
    .updateTable('imports')
    .set(columns)
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Refusal('notFound', 'There is no such file to be decided on.');
  await notify(work, 'messages', work.dealershipId);
};

/** The files brought in, newest first. */
export const listImports = async (work: DealershipWork): Promise<contract.Import[]> =>
  (
    await importRows(work)
      .orderBy('i.createdAt', 'desc')
      .orderBy('i.id', 'desc')
      .limit(IMPORTS_SHOWN)
      .execute()
  ).map(toView);

/** One of them with what was found in it. */
export const importPage = async (
  work: DealershipWork,
  id: string,
): Promise<z.input<typeof contract.getImport.output>> => {
  const found = await findImport(work, id);
  const { columns } = await work.sql
    .selectFrom('imports')
    .select('columns')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    ...found,
    columns: [...(columns as readonly Column[])],
    classes: await countClasses(work, id),
    items: await listItems(work, id),
    faults: await listFaults(work, id),
  };
};

const findImport = async (work: DealershipWork, id: string): Promise<contract.Import> => {
  const row = await importRows(work).where('i.id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('notFound', 'There is no such import.');
  return toView(row);
};

const importRows = (work: DealershipWork) =>
  work.sql
    .selectFrom('imports as i')
    .innerJoin('sources', (join) =>
      join.onRef('sources.dealershipId', '=', 'i.dealershipId').onRef('sources.id', '=', 'i.sourceId'),
    )
    .innerJoin('accounts', (join) =>
      join.onRef('accounts.dealershipId', '=', 'i.dealershipId').onRef('accounts.id', '=', 'i.createdBy'),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('importItems as item')
          .select([
            sql<number>`count(*)`.as('total'),
            sql<number>`count(*) filter (where item.state <> 'waiting')`.as('read'),
            sql<number>`count(*) filter (where item.state = 'known')`.as('known'),
            sql<number>`count(*) filter (where item.state = 'unreadable')`.as('unreadable'),
            sql<number>`count(*) filter (where item.state = 'read')`.as('fresh'),
            sql<number>`count(*) filter (where item.raw_message_id is not null)`.as('taken'),
          ])
          .whereRef('item.dealershipId', '=', 'i.dealershipId')
          .whereRef('item.importId', '=', 'i.id')
          .as('counted'),
      (join) => join.onTrue(),
    )
    .select([
      'i.id',
      'i.fileName',
      'i.fileBytes',
      'i.format',
      'i.settled',
      'i.sourceId',
      'sources.name as source',
      'i.state',
      'i.refusedAs',
      'counted.total',
      'counted.read',
      'counted.known',
      'counted.unreadable',
      'counted.fresh',
      'counted.taken',
      'i.createdAt',
      'accounts.name as createdBy',
    ])
    .where('i.dealershipId', '=', work.dealershipId)
    .where('i.state', '!=', 'receiving');

type ImportRow = Awaited<ReturnType<ReturnType<typeof importRows>['executeTakeFirstOrThrow']>>;

const toView = ({ settled, refusedAs, createdAt, ...row }: ImportRow): contract.Import => ({
  ...row,
  format: row.format as contract.Import['format'],
  as: settled ? 'settled' : 'new',
  state: row.state as contract.Import['state'],
  fault: refusedAs as contract.Import['fault'],
  total: row.total ?? 0,
  read: row.read ?? 0,
  known: row.known ?? 0,
  unreadable: row.unreadable ?? 0,
  fresh: row.fresh ?? 0,
  taken: row.taken ?? 0,
  createdAt: createdAt.toString(),
});

const itemsOf = (work: DealershipWork, importId: string) =>
  work.sql
    .selectFrom('importItems as item')
    .leftJoin('rawMessages as raw', (join) =>
      join.onRef('raw.dealershipId', '=', 'item.dealershipId').onRef('raw.id', '=', 'item.rawMessageId'),
    )
    .where('item.dealershipId', '=', work.dealershipId)
    .where('item.importId', '=', importId);

/** Before it is taken over what it was found to be, afterwards what it became. */
const classOf = sql<string>`case when item.raw_message_id is null then item.class
  when raw.read_state = 'read' then raw.class else 'waiting' end`;

const countClasses = async (work: DealershipWork, id: string) => {
  const rows = await itemsOf(work, id)
    .select([classOf.as('class'), sql<number>`count(*)`.as('count')])
    .where('item.state', '=', 'read')
    .groupBy(classOf)
    .orderBy('count', 'desc')
    .orderBy(classOf)
    .execute();
  return rows.map(({ class: found, count }) => ({ class: found as MessageClass, count }));
};

const listItems = async (work: DealershipWork, id: string): Promise<contract.ImportedItem[]> => {
  const rows = await itemsOf(work, id)
    .leftJoin('leads', (join) =>
      join.onRef('leads.dealershipId', '=', 'item.dealershipId').on(
        sql<boolean>`leads.id = coalesce((item.found ->> 'knownLeadId')::uuid, (
            select made.id from leads made
            where made.dealership_id = item.dealership_id and made.raw_message_id = item.raw_message_id
            order by made.number limit 1))`,
      ),
    )
    .select(['item.place', 'item.state', 'item.found', classOf.as('class'), 'leads.id', 'leads.number'])
    .where('item.state', 'in', ['read', 'known'])
    .orderBy('item.place')
    .limit(ITEMS_SHOWN)
    .execute();
  return rows.map(({ place, state, found, class: itsClass, id: leadId, number }) => {
    const { knownLeadId: _known, isAnswer: _answer, ...shown } = found as FoundInItem;
    const lead = leadId !== null && number !== null ? { id: leadId, number } : null;
    return { place, known: state === 'known', class: itsClass as MessageClass | null, ...shown, lead };
  });
};

const listFaults = async (work: DealershipWork, id: string) => {
  const rows = await work.sql
    .selectFrom('importItems')
    .select(['place', 'fault', 'bytes'])
    .where('dealershipId', '=', work.dealershipId)
    .where('importId', '=', id)
    .where('state', '=', 'unreadable')
    .orderBy('place')
    .limit(FAULTS_SHOWN)
    .execute();
  return rows.map(({ place, fault, bytes }) => ({
    place,
    fault: fault as z.input<typeof contract.getImport.output>['faults'][number]['fault'],
    text: decodeLeniently(bytes).slice(0, FAULT_CHARS).toWellFormed(),
  }));
};
