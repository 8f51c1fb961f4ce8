import { queryOptions } from '@tanstack/react-query';
import { getMetaConnection, listFailingMeta } from '../../contract/meta.ts';
import { call } from '../api.ts';

export const metaQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ['meta', sourceId],
    queryFn: () => call(getMetaConnection, { params: { id: sourceId } }),
  });

/** Under `messages`: that leads cannot be fetched, or can again, is told like what comes in. */
export const failingMetaQuery = queryOptions({
  queryKey: ['messages', 'failing-meta'],
  queryFn: () => call(listFailingMeta),
});
