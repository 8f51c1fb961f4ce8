import { z } from 'zod';
import { endpoint, id, instant } from './endpoint.ts';
import { setUp, setupInput } from './setup.ts';

export const listDealerships = endpoint({
  method: 'GET',
  path: '/api/operator/dealerships',
  who: 'operator',
  summary: 'All dealerships of the installation.',
  output: z.object({
    items: z.array(
      z.object({
        dealershipId: id,
        name: z.string(),
        createdAt: instant,
        accounts: z.number().int(),
        openLeads: z.number().int(),
      }),
    ),
  }),
});

export const createDealership = endpoint({
  method: 'POST',
  path: '/api/operator/dealerships',
  who: 'operator',
  summary: 'Set up a further dealership.',
  body: setupInput.omit({ setupCode: true }),
  output: setUp.output,
});
