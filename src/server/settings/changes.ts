import type { z } from 'zod';
import type { listChanges } from '../../contract/settings.ts';
import type { DealershipWork } from '../db/database.ts';
import { kindOfAuthor } from './store.ts';

const CHANGES_A_PAGE = 50;

/** What `recordChange` wrote down, newest first; `cursor` is the last id of the page before. */
export const readChanges = async (
  work: DealershipWork,
  { subject, cursor }: z.output<typeof listChanges.query>,
): Promise<z.input<typeof listChanges.output>> => {
  let changes = work.sql
    .selectFrom('settingChanges as change')
    .leftJoin('accounts', (join) =>
      join
        .onRef('accounts.dealershipId', '=', 'change.dealershipId')
        .onRef('accounts.id', '=', 'change.changedBy'),
    )
    .select((eb) => [
      'change.id',
      'changedAt',
      'changedBy',
      'accounts.name as changedByName',
      eb
        .selectFrom('supportVisits as visit')
        .select('operatorName')
        .whereRef('visit.dealershipId', '=', 'change.dealershipId')
        .whereRef('visit.operatorId', '=', 'change.changedBy')
        .orderBy('visit.enteredAt', 'desc')
        .orderBy('visit.id', 'desc')
        .limit(1)
        .as('supportName'),
      'subject',
      'old',
      'new',
    ])
    .where('change.dealershipId', '=', work.dealershipId)
    .orderBy('change.id', 'desc')
    .limit(CHANGES_A_PAGE + 1);
  if (subject) changes = changes.where('subject', '=', subject);
  if (cursor) changes = changes.where('change.id', '<', cursor);
  const rows = await changes.execute();
  const page = rows.slice(0, CHANGES_A_PAGE);
  return {
    items: page.map(({ changedAt, changedBy, changedByName, supportName, ...change }) => ({
      ...change,
      at: changedAt.toString(),
      by: { kind: kindOfAuthor(changedBy, changedByName), name: changedByName ?? supportName },
    })),
    names: await namesIn(work, page),
    subjects: await listSubjects(work),
    nextCursor: rows.length > CHANGES_A_PAGE ? (page.at(-1)?.id ?? null) : null,
  };
};

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Names for the ids within the changes, as things are called today. */
const namesIn = async (
  { sql, dealershipId }: DealershipWork,
  changes: readonly { old: unknown; new: unknown }[],
): Promise<Record<string, string>> => {
  const text = JSON.stringify(changes.map((change) => [change.old, change.new]));
  const ids = [...new Set(text.match(UUID))];
  if (ids.length === 0) return {};
  const namesOf = (table: 'branches' | 'sources' | 'accounts') =>
    sql
      .selectFrom(table)
      .select(['id', 'name'])
      .where('dealershipId', '=', dealershipId)
      .where('id', 'in', ids);
  const rows = await namesOf('branches').unionAll(namesOf('sources')).unionAll(namesOf('accounts')).execute();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
};

const listSubjects = async ({ sql, dealershipId }: DealershipWork): Promise<string[]> => {
  const rows = await sql
    .selectFrom('settingChanges')
    .select('subject')
    .distinct()
    .where('dealershipId', '=', dealershipId)
    .orderBy('subject')
    .execute();
  return rows.map(({ subject }) => subject);
};
