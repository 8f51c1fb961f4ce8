import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { getIntakeQuiet, getSource, listSourceNames, listSources } from '../../contract/sources.ts';
import { call } from '../api.ts';

export type Source = z.output<(typeof listSources)['output']>['items'][number];

export type SourcePageData = z.output<(typeof getSource)['output']>;

/** What the sources are called; they change seldom. Archived ones too, for what was set or came long ago. */
export const sourceNamesQuery = queryOptions({
  queryKey: ['sources', 'names'],
  queryFn: () => call(listSourceNames),
  staleTime: 60_000,
});

export const sourceQuery = (id: string) =>
  queryOptions({
    queryKey: ['leads', 'sources', id],
    queryFn: () => call(getSource, { params: { id } }),
  });

/** Under `leads`, because an enquiry ends the silence. */
export const intakeQuietQuery = queryOptions({
  queryKey: ['leads', 'intake-quiet'],
  queryFn: () => call(getIntakeQuiet),
});

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
