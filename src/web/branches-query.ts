import { queryOptions } from '@tanstack/react-query';
import { listBranches } from '../contract/sources.ts';
import { call } from './api.ts';

/** The branches of the dealership. */
export const branchesQuery = queryOptions({ queryKey: ['branches'], queryFn: () => call(listBranches) });
