import { z } from 'zod';
import { endpoint, id, instant } from './endpoint.ts';
import { escalationSettings } from './escalation.ts';

const reached = z.object({ overdue: z.number().int(), escalated: z.number().int() });
const counted = z.object({ leads: z.number().int(), present: reached, chosen: reached });

export const askWhatIf = endpoint({
  method: 'POST',
  path: '/api/statistics/what-if',
  who: ['controller', 'admin'],
  summary:
    'How many usable leads of the last days would have been overdue and escalated by the present times, and by others.',
  /** The settings as they would be saved: exceptions of branches and sources hold for their leads. */
  body: z.object({ settings: escalationSettings, days: z.number().int().min(1).max(366) }),
  output: z.object({
    since: instant,
    all: counted,
    /** Those that leads came from, most leads first. */
    sources: z.array(z.object({ id, name: z.string(), ...counted.shape })),
  }),
});
/** Leads that are not closed, by who has them; `accountId` is null for the pool. */
export const countWorkload = endpoint({
  method: 'GET',
  path: '/api/statistics/workload',
  who: ['dispatcher', 'controller', 'admin'],
  summary: 'How many open, overdue and escalated leads every person has, and the pool.',
  output: z.object({
    items: z.array(
      z.object({
        accountId: id.nullable(),
        open: z.number().int(),
        overdue: z.number().int(),
        escalated: z.number().int(),
      }),
    ),
  }),
});

export type WhatIfAnswer = z.infer<typeof askWhatIf.output>;
