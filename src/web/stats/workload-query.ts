import { queryOptions } from '@tanstack/react-query';
import { countWorkload } from '../../contract/stats.ts';
import { call } from '../api.ts';

/** How much lies on whose desk; under `leads`, because it changes with every lead. */
export const workloadQuery = queryOptions({
  queryKey: ['leads', 'workload'],
  queryFn: () => call(countWorkload),
});
