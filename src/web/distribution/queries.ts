import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  countWaiting,
  getCandidates,
  getDistribution,
  type previewDistribution,
} from '../../contract/distribution.ts';
import type { DistributionSettings } from '../../domain/distribution/settings.ts';
import { call } from '../api.ts';

export type DistributionView = z.output<(typeof getDistribution)['output']>;
export type DistributionAnswer = z.output<(typeof previewDistribution)['output']>;

export type Candidates = z.output<(typeof getCandidates)['output']>;
export type Candidate = Candidates['items'][number];

/** Who gets new enquiries, as it is saved. */
export const distributionQuery = queryOptions({
  queryKey: ['distribution'],
  queryFn: () => call(getDistribution),
});

/** What waits for a dispatcher although these settings would not make it wait. */
export const waitingQuery = (settings: DistributionSettings) =>
  queryOptions({
    queryKey: ['leads', 'waiting', settings],
    queryFn: () => call(countWaiting, { body: { settings } }),
    placeholderData: (before) => before,
  });

/** Whom a dispatcher can give a lead to; under `leads`, because it changes with every lead. */
export const candidatesQuery = (id: string) =>
  queryOptions({
    queryKey: ['leads', 'candidates', id],
    queryFn: () => call(getCandidates, { params: { id } }),
  });
