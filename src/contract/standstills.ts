import { z } from 'zod';
import { CONFIGURABLE_STAGES } from '../domain/escalation/policy.ts';
import { endpoint, id, instant } from './endpoint.ts';

const lateStage = z.object({
  leadId: id,
  number: z.number().int(),
  customer: z.string().nullable(),
  vehicle: z.string().nullable(),
  stage: z.enum([...CONFIGURABLE_STAGES, 'followUp']),
  dueAt: instant,
});

export const listStandstills = endpoint({
  method: 'GET',
  path: '/api/escalation/standstills',
  who: ['dispatcher', 'controller', 'admin'],
  summary: 'Times in which no engine worked, newest first, and what of this dealership came late by that.',
  output: z.object({
    items: z.array(
      z.object({
        fromAt: instant,
        untilAt: instant,
        /** How many stages came late; `late` shows the first of them. */
        lateCount: z.number().int(),
        late: z.array(lateStage),
      }),
    ),
    zone: z.string(),
  }),
});
export type Standstill = z.infer<(typeof listStandstills)['output']>['items'][number];
