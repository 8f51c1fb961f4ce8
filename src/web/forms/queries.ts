import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { getForm } from '../../contract/forms.ts';
import { call } from '../api.ts';

export type FormView = z.output<(typeof getForm)['output']>;

export const formQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ['forms', sourceId],
    queryFn: () => call(getForm, { params: { id: sourceId } }),
  });
