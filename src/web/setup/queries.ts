import { queryOptions } from '@tanstack/react-query';
import { setupChoices } from '../../contract/setup.ts';
import { call } from '../api.ts';

export const choicesQuery = queryOptions({
  queryKey: ['setup', 'choices'],
  queryFn: () => call(setupChoices),
  staleTime: Number.POSITIVE_INFINITY,
});
