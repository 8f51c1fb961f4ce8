import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  countMessages,
  getMessage,
  getRereading,
  listMessages,
  listRereadings,
  listRereadLeads,
} from '../../contract/intake.ts';
import { getImport, listImports } from '../../contract/imports.ts';
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

export const rereadingsQuery = queryOptions({
  queryKey: ['messages', 'rereadings'],
  queryFn: () => call(listRereadings),
});

export const rereadingQuery = (id: string) =>
  queryOptions({
    queryKey: ['messages', 'rereading', id],
    queryFn: () => call(getRereading, { params: { id } }),
  });

export const rereadLeadsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['messages', 'rereadLeads', id],
    queryFn: ({ pageParam }) =>
      call(listRereadLeads, { params: { id }, query: pageParam ? { cursor: pageParam } : {} }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });

export const importsQuery = queryOptions({
  queryKey: ['messages', 'imports'],
  queryFn: () => call(listImports),
});

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['messages', 'import', id],
    queryFn: () => call(getImport, { params: { id } }),
  });
