import { queryOptions } from '@tanstack/react-query';
import { listMailboxes } from '../../contract/mailboxes.ts';
import { call } from '../api.ts';

/** Asked again by the half minute: how a mailbox stands changes without anybody's act. */
export const mailboxesQuery = queryOptions({
  queryKey: ['mailboxes'],
  queryFn: () => call(listMailboxes),
  refetchInterval: 30_000,
});
