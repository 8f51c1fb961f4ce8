import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  type acknowledgementSpec,
  listAcknowledgements,
  previewAcknowledgement,
} from '../../contract/acknowledgements.ts';
import { call } from '../api.ts';

export type Spec = z.output<typeof acknowledgementSpec>;
export type Language = keyof Spec['texts'];

export const acknowledgementsQuery = queryOptions({
  queryKey: ['acknowledgements'],
  queryFn: () => call(listAcknowledgements),
});

export const previewQuery = (branchId: string, spec: Spec, language: Language) =>
  queryOptions({
    queryKey: ['acknowledgementPreview', branchId, spec.texts[language], language],
    queryFn: () => call(previewAcknowledgement, { body: { branchId, spec, language } }),
    placeholderData: (before) => before,
    gcTime: 60_000,
    retry: false,
  });
