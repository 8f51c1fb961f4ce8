import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { listSources } from '../../contract/sources.ts';
import { call } from '../api.ts';

export type Source = z.output<(typeof listSources)['output']>['items'][number];

/** Under `leads`, because the last lead and their number change with every lead. */
export const sourcesQuery = queryOptions({
  queryKey: ['leads', 'sources'],
  queryFn: () => call(listSources),
});

/** The archived ones too. */
export const allSourcesQuery = queryOptions({
  queryKey: ['leads', 'sources', 'archived'],
  queryFn: () => call(listSources, { query: { archived: 'with' } }),
});
