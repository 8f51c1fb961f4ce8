import { z } from 'zod';
import { CONFIGURABLE_STAGES } from '../domain/escalation/policy.ts';
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
/** `id`: of the branch or source whose own time it is; null for the dealership's. */
export const listTimesSince = endpoint({
  method: 'GET',
  path: '/api/statistics/times',
  who: ['controller', 'admin'],
  summary: 'Since when each configured time is as it is, and who set it.',
  output: z.object({
    items: z.array(
      z.object({
        origin: z.enum(['dealership', 'branch', 'source']),
        id: id.nullable(),
        stage: z.enum(CONFIGURABLE_STAGES),
        at: instant,
        /** `name` null: nobody in particular. */
        by: z.object({ kind: z.enum(['person', 'support', 'installation']), name: z.string().nullable() }),
      }),
    ),
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
