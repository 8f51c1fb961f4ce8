import { z } from 'zod';
import { done, endpoint, id, idParams, instant } from './endpoint.ts';

export const enterDealership = endpoint({
  method: 'POST',
  path: '/api/operator/dealerships/:id/enter',
  who: 'operator',
  summary: 'Work inside a dealership for some hours, for a reason it can read.',
  params: idParams,
  body: z.object({ reason: z.string().trim().min(5).max(500) }),
  output: z.object({ until: instant }),
});

export const leaveDealership = endpoint({
  method: 'POST',
  path: '/api/operator/leave',
  who: 'operator',
  summary: 'Leave the dealership one works in.',
  output: done,
});

export const getSupport = endpoint({
  method: 'GET',
  path: '/api/support',
  who: ['admin', 'controller'],
  summary: 'What support may see here, and when it was here, who, why, and how much it changed.',
  output: z.object({
    seesLeads: z.boolean(),
    mayChange: z.boolean(),
    visits: z.array(
      z.object({
        id,
        name: z.string(),
        reason: z.string(),
        enteredAt: instant,
        endsAt: instant,
        changes: z.number().int(),
      }),
    ),
    zone: z.string(),
  }),
});

export const setSupport = endpoint({
  method: 'PUT',
  path: '/api/support',
  who: ['admin'],
  summary: 'Say whether support may read enquiries.',
  body: z.object({ seesLeads: z.boolean() }),
  output: done,
});
