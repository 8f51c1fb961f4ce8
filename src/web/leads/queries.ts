import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { countLeads, getLead, getOriginal, listLeads } from '../../contract/leads.ts';
import { call } from '../api.ts';
import type { ListSearch } from './list-search.ts';

export const countsQuery = queryOptions({
  queryKey: ['leads', 'counts'],
  queryFn: () => call(countLeads),
});

export const listQuery = (search: ListSearch) =>
  infiniteQueryOptions({
    queryKey: ['leads', 'list', search],
    queryFn: ({ pageParam }) =>
      call(listLeads, {
        query: {
          ...search,
          review: search.review ? 'true' : undefined,
          ...(pageParam ? { cursor: pageParam } : {}),
        },
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });

export const leadQuery = (id: string) =>
  queryOptions({
    queryKey: ['leads', 'lead', id],
    queryFn: () => call(getLead, { params: { id } }),
  });

export const originalQuery = (id: string, message: string) =>
  queryOptions({
    queryKey: ['leads', 'original', id, message],
    queryFn: () => call(getOriginal, { params: { id }, query: { message } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
