import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { getCalendar } from '../../contract/calendars.ts';
import { listBranches } from '../../contract/sources.ts';
import { call } from '../api.ts';

export type CalendarView = z.output<(typeof getCalendar)['output']>;

export const branchesQuery = queryOptions({ queryKey: ['branches'], queryFn: () => call(listBranches) });

export const calendarQuery = (branchId: string) =>
  queryOptions({
    queryKey: ['branches', branchId, 'calendar'],
    queryFn: () => call(getCalendar, { params: { id: branchId } }),
  });
