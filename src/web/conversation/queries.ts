import { queryOptions } from '@tanstack/react-query';
import { listFilledBlocks, listSignatures, listTextBlocks } from '../../contract/text-blocks.ts';
import { call } from '../api.ts';

export const textBlocksQuery = queryOptions({
  queryKey: ['textBlocks'],
  queryFn: () => call(listTextBlocks),
});

/** With the values of one lead. */
export const filledBlocksQuery = (id: string) =>
  queryOptions({
    queryKey: ['textBlocks', 'filled', id],
    queryFn: () => call(listFilledBlocks, { params: { id } }),
  });

export const signaturesQuery = queryOptions({
  queryKey: ['signatures'],
  queryFn: () => call(listSignatures),
});
