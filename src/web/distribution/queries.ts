import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { getDistribution, type previewDistribution } from '../../contract/distribution.ts';
import { call } from '../api.ts';

export type DistributionView = z.output<(typeof getDistribution)['output']>;
export type DistributionAnswer = z.output<(typeof previewDistribution)['output']>;

/** Who gets new enquiries, as it is saved. */
export const distributionQuery = queryOptions({
  queryKey: ['distribution'],
  queryFn: () => call(getDistribution),
});
