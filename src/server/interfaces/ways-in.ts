import { sql } from 'kysely';
import type { Config } from '../../config.ts';
import { FORM_PATH } from '../../contract/forms.ts';
import type { SourceWays, WayIn, WayInView } from '../../contract/interfaces.ts';
import type { ProblemCode } from '../../contract/problem.ts';
import type { DealershipWork } from '../db/database.ts';
import { readMailboxes } from '../mailboxes/views.ts';
import { describeConnections } from '../meta/views.ts';
import { listSourceRows } from '../sources/store.ts';

/** How far it is looked back for what came last. */
const DAYS = 90;

/** The ways in of every source that is not archived: only those that are set up, each as it stands. */
export const describeWaysIn = async (
  work: DealershipWork,
  { publicUrl, mailDomain }: Pick<Config, 'publicUrl' | 'mailDomain'>,
): Promise<SourceWays[]> => {
  const arrivals = await lastArrivals(work);
  const lastAt = (sourceId: string, way: WayIn): string | null =>
    arrivals.find((one) => one.sourceId === sourceId && one.way === way)?.lastAt.toString() ?? null;
  const open = (sourceId: string, way: WayIn, at: string): WayInView => ({
    way,
    at,
    state: 'open',
    lastAt: lastAt(sourceId, way),
    failing: null,
  });
  const [withSecret, forms, connections, mailboxes, refused] = [
    await sourcesWithSecret(work),
    await openForms(work),
    await describeConnections(work),
    await readMailboxes(work),
    await lastRefused(work),
  ];
  const rows = await listSourceRows(work, { archived: false });
  return rows.map(({ id, name, branch, kind, localPart }) => {
    const form = forms.find(({ sourceId }) => sourceId === id);
    const meta = connections.find(({ sourceId }) => sourceId === id)?.view;
    const call = refused.find(({ sourceId }) => sourceId === id);
    return {
      id,
      name,
      branch,
      kind,
      ways: [
        open(id, 'mail', `${localPart}@${mailDomain}`),
        ...mailboxes.filter(({ sourceId }) => sourceId === id).map(viewOfMailbox),
        ...(withSecret.has(id) ? [open(id, 'http', ''), open(id, 'google', '')] : []),
        ...(meta ? [{ ...open(id, 'meta', meta.pageIds.join(', ')), ...troubleOfMeta(meta) }] : []),
        ...(form ? [open(id, 'form', `${publicUrl}${FORM_PATH}${form.token}`)] : []),
      ],
      refused: call
        ? {
            code: call.code as ProblemCode,
            detail: call.detail,
            count: call.count,
            lastAt: call.lastAt.toString(),
          }
        : null,
    };
  });
};

const viewOfMailbox = ({
  username,
  state,
  lastMessageAt,
  failing,
}: Awaited<ReturnType<typeof readMailboxes>>[number]): WayInView => ({
  way: 'mailbox',
  at: username,
  state: state === 'failing' || state === 'paused' ? state : 'open',
  lastAt: lastMessageAt,
  failing: failing && { way: 'mailbox', failure: failing.failure, since: failing.since },
});

const troubleOfMeta = ({
  failing,
}: Awaited<ReturnType<typeof describeConnections>>[number]['view']): Partial<WayInView> =>
  failing
    ? { state: 'failing', failing: { way: 'meta', failure: failing.failure, since: failing.since } }
    : {};

/** When something came last, by source and way; those of HTTP are told apart by their paths. */
const lastArrivals = async (work: DealershipWork) => {
  const { rows } = await sql<{ sourceId: string; way: WayIn; lastAt: Temporal.Instant }>`
    select source_id, case when channel = 'smtp' then 'mail'
                           when channel = 'imap' then 'mailbox'
                           when channel = 'form' then 'form'
                           when envelope_to like '%/google' then 'google'
                           when envelope_to like '%/meta' then 'meta'
                           else 'http' end as way,
           max(received_at) as last_at
    from raw_messages
    where dealership_id = ${work.dealershipId} and source_id is not null and channel <> 'import'
      and received_at > ${work.now.subtract({ hours: DAYS * 24 })}
    group by 1, 2`.execute(work.sql);
  return rows;
};

const sourcesWithSecret = async (work: DealershipWork): Promise<ReadonlySet<string>> => {
  const rows = await work.sql
    .selectFrom('sourceSecrets')
    .select('sourceId')
    .where('dealershipId', '=', work.dealershipId)
    .execute();
  return new Set(rows.map(({ sourceId }) => sourceId));
};

const openForms = (work: DealershipWork) =>
  work.sql
    .selectFrom('sourceForms')
    .select(['sourceId', 'token'])
    .where('dealershipId', '=', work.dealershipId)
    .where('active', '=', true)
    .execute();

const lastRefused = (work: DealershipWork) =>
  work.sql
    .selectFrom('refusedCalls')
    .select(['sourceId', 'code', 'detail', 'count', 'lastAt'])
    .distinctOn('sourceId')
    .where('dealershipId', '=', work.dealershipId)
    .orderBy('sourceId')
    .orderBy('lastAt', 'desc')
    .orderBy('code')
    .execute();
