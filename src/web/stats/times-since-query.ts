import { queryOptions } from '@tanstack/react-query';
import { listTimesSince } from '../../contract/stats.ts';
import { call } from '../api.ts';

/** Who set each configured time when; under `escalation`, because it changes with the times. */
export const timesSinceQuery = queryOptions({
  queryKey: ['escalation', 'since'],
  queryFn: () => call(listTimesSince),
});
