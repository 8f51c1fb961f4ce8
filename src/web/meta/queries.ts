import { queryOptions } from '@tanstack/react-query';
import { getMetaConnection } from '../../contract/meta.ts';
import { call } from '../api.ts';

export const metaQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ['meta', sourceId],
    queryFn: () => call(getMetaConnection, { params: { id: sourceId } }),
  });
