import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { countMessages, getMessage, listMessages } from '../../contract/intake.ts';
import { call } from '../api.ts';
import type { IntakeSearch } from './intake-search.ts';

export const messagesQuery = ({ art, quelle, stand, q }: IntakeSearch) =>
  infiniteQueryOptions({
    queryKey: ['messages', 'list', { art, quelle, stand, q }],
    queryFn: ({ pageParam }) =>
      call(listMessages, {
        query: { class: art, source: quelle, state: stand, q, ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });

export const messageCountsQuery = (days: number) =>
  queryOptions({
    queryKey: ['messages', 'counts', days],
    queryFn: () => call(countMessages, { query: { days } }),
  });

export const messageQuery = (id: string) =>
  queryOptions({
    queryKey: ['messages', 'message', id],
    queryFn: () => call(getMessage, { params: { id } }),
  });
