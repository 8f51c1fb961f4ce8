import { z } from 'zod';
import { endpoint, id, instant } from './endpoint.ts';

export const listSources = endpoint({
  method: 'GET',
  path: '/api/sources',
  who: 'signedIn',
  summary: 'Sources with their lead addresses and what last came from them.',
  output: z.object({
    items: z.array(
      z.object({
        id,
        name: z.string(),
        kind: z.string(),
        branchId: id,
        branch: z.string(),
        leadAddress: z.string(),
        silenceLimitDays: z.number().int(),
        active: z.boolean(),
        lastLeadAt: instant.nullable(),
        leads: z.number().int(),
      }),
    ),
  }),
});

export const listBranches = endpoint({
  method: 'GET',
  path: '/api/branches',
  who: 'signedIn',
  summary: 'Branches with zone, state and opening hours.',
  output: z.object({
    items: z.array(
      z.object({
        id,
        name: z.string(),
        zone: z.string(),
        state: z.string(),
        region: z.string().nullable(),
        hours: z.string(),
      }),
    ),
  }),
});
