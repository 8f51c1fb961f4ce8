import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { getOutboxMail, listOutbox, listUndelivered } from '../../contract/outbox.ts';
import { call } from '../api.ts';
import type { MailState } from './mail-state.tsx';

export type OutboxItem = z.output<(typeof listOutbox)['output']>['items'][number];
export type OutboxMail = z.output<(typeof getOutboxMail)['output']>;

export const outboxQuery = (state: MailState | undefined) =>
  infiniteQueryOptions({
    queryKey: ['outbox', 'list', state],
    queryFn: ({ pageParam }) =>
      call(listOutbox, { query: { state, ...(pageParam ? { cursor: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });

export const mailQuery = (id: string) =>
  queryOptions({
    queryKey: ['outbox', 'mail', id],
    queryFn: () => call(getOutboxMail, { params: { id } }),
  });

/** Mails that reached nobody and that nobody has taken note of. */
export const undeliveredQuery = queryOptions({
  queryKey: ['outbox', 'undelivered'],
  queryFn: () => call(listUndelivered),
});
