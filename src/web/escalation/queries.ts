import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { getEscalationSettings } from '../../contract/escalation.ts';
import { call } from '../api.ts';

export type SettingsView = z.output<(typeof getEscalationSettings)['output']>;

/** The escalation times that are saved, with everybody's exceptions. */
export const settingsQuery = queryOptions({
  queryKey: ['escalation', 'policy'],
  queryFn: () => call(getEscalationSettings),
});
