import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { getCoverage, getSecondFactorRoles, listAbsences } from '../../contract/accounts.ts';
import { call } from '../api.ts';

type Absences = z.output<(typeof listAbsences)['output']>;
export type Absence = Absences['items'][number];

/** Under `accounts`: whoever is away or answers for something changes with the people. */
export const absencesQuery = queryOptions({
  queryKey: ['accounts', 'absences'],
  queryFn: () => call(listAbsences),
});

/** Asked again by the minute: at midnight other people are there, without anybody saying so. */
export const coverageQuery = queryOptions({
  queryKey: ['accounts', 'coverage'],
  queryFn: () => call(getCoverage),
  refetchInterval: 60_000,
});

export const secondFactorsQuery = queryOptions({
  queryKey: ['accounts', 'second-factors'],
  queryFn: () => call(getSecondFactorRoles),
});
