import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { getCompanySignIn } from '../../contract/company-sign-in.ts';
import { call } from '../api.ts';

export type CompanySignInView = z.output<(typeof getCompanySignIn)['output']>;

export const companySignInQuery = queryOptions({
  queryKey: ['company-sign-in'],
  queryFn: () => call(getCompanySignIn),
});
