import { queryOptions } from '@tanstack/react-query';
import { listAccounts } from '../contract/accounts.ts';
import { call } from './api.ts';

/** The people of the dealership. */
export const peopleQuery = queryOptions({ queryKey: ['accounts'], queryFn: () => call(listAccounts) });
