import { queryOptions } from '@tanstack/react-query';
import { listFailingMailboxes, listMailboxes } from '../../contract/mailboxes.ts';
import { call } from '../api.ts';

/** Asked again by the half minute: when a mailbox was last looked at is told by nobody. */
export const mailboxesQuery = queryOptions({
  queryKey: ['mailboxes'],
  queryFn: () => call(listMailboxes),
  refetchInterval: 30_000,
});

/** Under `messages`: a mailbox that fails, or works again, is told like what comes in. */
export const failingMailboxesQuery = queryOptions({
  queryKey: ['messages', 'failing-mailboxes'],
  queryFn: () => call(listFailingMailboxes),
});
