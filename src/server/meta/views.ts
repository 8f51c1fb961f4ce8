import type { MetaView } from '../../contract/meta.ts';
import { META_FAILURES } from '../../domain/intake/meta-access.ts';
import type { DealershipWork } from '../db/database.ts';
import type { MetaConnection } from './store.ts';

interface DescribedConnection {
  readonly sourceId: string;
  /** Its name. */
  readonly source: string;
  readonly view: NonNullable<MetaView['connection']>;
}

/** How the connections of the dealership stand, or that of one source. */
export const describeConnections = async (
  work: DealershipWork,
  sourceId?: string,
): Promise<DescribedConnection[]> => {
  const rows = await work.sql
    .selectFrom('metaConnections as connection')
    .innerJoin('sources', (join) =>
      join
        .onRef('sources.dealershipId', '=', 'connection.dealershipId')
        .onRef('sources.id', '=', 'connection.sourceId'),
    )
    .selectAll('connection')
    .select('sources.name as source')
    .select((eb) =>
      eb
        .selectFrom('metaLeads as lead')
        .select((of) => of.fn.countAll<number>().as('waiting'))
        .whereRef('lead.dealershipId', '=', 'connection.dealershipId')
        .whereRef('lead.sourceId', '=', 'connection.sourceId')
        .where('lead.nextTryAt', 'is not', null)
        .as('waiting'),
    )
    .where('connection.dealershipId', '=', work.dealershipId)
    .$if(sourceId !== undefined, (query) => query.where('connection.sourceId', '=', sourceId ?? ''))
    .orderBy('sources.createdAt')
    .orderBy('sources.id')
    .execute();
  return rows.map(({ waiting, source, ...connection }) => ({
    sourceId: connection.sourceId,
    source,
    view: {
      pageIds: connection.pageIds,
      fetchedAt: connection.fetchedAt?.toString() ?? null,
      waiting: waiting ?? 0,
      failing: failingOf(connection),
    },
  }));
};

const failingOf = ({ failingSince, failure, failureDetail, retryAt }: MetaConnection) =>
  failingSince && {
    failure: META_FAILURES.find((one) => one === failure) ?? ('unreachable' as const),
    since: failingSince.toString(),
    detail: failureDetail ?? '',
    nextTryAt: retryAt.toString(),
  };
