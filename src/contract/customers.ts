import { z } from 'zod';
import { done, endpoint, id, idParams, instant } from './endpoint.ts';

/** Why somebody may be the same person: nobody is merged by it. */
export const LIKENESSES = [
  'samePhone',
  'sameMail',
  'sameBuyer',
  'sameNameAndPostcode',
  'similarMail',
] as const;

const leadReference = z.object({ id, number: z.number().int() });

/** What the reader may see of the customer of a lead: only what leads in their sight say. */
export const customerPanel = z.object({
  id,
  name: z.string().nullable(),
  /** Ways to reach them, each with the latest lead that states it. */
  contacts: z.array(
    z.object({
      kind: z.enum(['mail', 'phone']),
      value: z.string(),
      lead: leadReference,
      source: z.string(),
      at: instant,
    }),
  ),
  /** Leads of the customer out of the reader's sight; nothing else is told of them. */
  hidden: z.number().int(),
  similar: z.array(
    z.object({ id, name: z.string().nullable(), why: z.enum(LIKENESSES), lead: leadReference }),
  ),
  /** Who was merged into this customer and by whom, the latest first. */
  merges: z.array(
    z.object({
      customerId: id,
      name: z.string().nullable(),
      mergedAt: instant,
      mergedBy: z.string().nullable(),
      separatedAt: instant.nullable(),
      separatedBy: z.string().nullable(),
    }),
  ),
});
export type CustomerPanel = z.infer<typeof customerPanel>;

export const getCustomer = endpoint({
  method: 'GET',
  path: '/api/leads/:id/customer',
  who: 'signedIn',
  summary:
    'The customer of a lead: ways to reach them, similar customers, what was merged. null: not identified.',
  params: idParams,
  output: z.object({ customer: customerPanel.nullable() }),
});

export const mergeCustomer = endpoint({
  method: 'POST',
  path: '/api/customers/:id/merge',
  who: 'signedIn',
  summary: 'Say that a customer is the same person as another one. Can be taken back.',
  params: idParams,
  body: z.object({ into: id }),
  output: done,
});

export const separateCustomer = endpoint({
  method: 'POST',
  path: '/api/customers/:id/separate',
  who: 'signedIn',
  summary: 'Take a merging of customers back: each has again what identifies them, also what came since.',
  params: idParams,
  body: z.object({}),
  output: done,
});
