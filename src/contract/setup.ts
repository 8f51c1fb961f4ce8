import { z } from 'zod';
import { ROLES } from '../domain/accounts/roles.ts';
import { endpoint, id } from './endpoint.ts';

export const newSource = z.object({
  kind: z.string().min(1).max(40),
  name: z.string().trim().min(1).max(100),
});

/** One dealership set up at once; the command and the wizard both send this. */
export const setupInput = z.object({
  setupCode: z.string().max(100).optional(),
  name: z.string().trim().min(1).max(100),
  state: z.string().min(2).max(4),
  region: z.string().max(20).optional(),
  /** As in `explain`: "Mo-Fr 08:00-18:00, Sa 09:00-13:00" or "24/7"; the product's default when left out. */
  hours: z.string().max(500).optional(),
  admin: z.object({
    name: z.string().trim().min(1).max(100),
    mail: z.email(),
    password: z.string().min(10).max(200),
  }),
  sources: z.array(newSource).max(30).optional(),
  people: z
    .array(
      z.object({
        name: z.string().trim().min(1).max(100),
        mail: z.email(),
        roles: z.array(z.enum(ROLES)).min(1),
      }),
    )
    .max(100)
    .default([]),
});
export type SetupInput = z.infer<typeof setupInput>;

export const setUp = endpoint({
  method: 'POST',
  path: '/api/setup',
  who: 'anyone',
  summary: 'Set up the first dealership (only while there is none).',
  body: setupInput,
  output: z.object({
    dealershipId: id,
    branchId: id,
    adminId: id,
    sources: z.array(z.object({ id, name: z.string(), kind: z.string(), leadAddress: z.string() })),
  }),
});

export const setupChoices = endpoint({
  method: 'GET',
  path: '/api/setup/choices',
  who: 'anyone',
  summary: 'States with their holiday regions and the kinds of sources, for the wizard.',
  output: z.object({
    states: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        regions: z.array(z.object({ code: z.string(), name: z.string() })),
      }),
    ),
    sourceKinds: z.array(
      z.object({ kind: z.string(), name: z.string(), silenceLimitDays: z.number().int() }),
    ),
    defaultHours: z.string(),
  }),
});

export const getTestCode = endpoint({
  method: 'GET',
  path: '/api/sources/:id/test-code',
  who: ['admin', 'controller'],
  summary: 'The code that makes an enquiry a test of this source, for one entered at the exchange by hand.',
  params: z.object({ id }),
  output: z.object({ code: z.string() }),
});

export const sendTestEnquiry = endpoint({
  method: 'POST',
  path: '/api/sources/:id/test-enquiry',
  who: ['admin', 'controller'],
  summary: "Send a test enquiry: by mail to the source's lead address, or through the source's own form.",
  params: z.object({ id }),
  body: z.object({ way: z.enum(['mail', 'form']).default('mail') }),
  output: z.object({ code: z.string() }),
});
