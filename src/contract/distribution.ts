import { z } from 'zod';
import type { Step } from '../domain/distribution/decide.ts';
import { ADVISERS, MODES, SELLERS_SEE } from '../domain/distribution/settings.ts';
import { endpoint, id, idParams, instant } from './endpoint.ts';

const ids = z.array(id).max(500).readonly();
const postcode = z.string().trim().max(5);

const rule = z.object({
  /** Made by whoever adds the rule; stays with it wherever it is moved. */
  id,
  sources: ids,
  branches: ids,
  brands: z.array(z.string().trim().min(1).max(50)).max(50).readonly(),
  condition: z.enum(['new', 'used']).nullable(),
  postcodes: z
    .array(z.object({ from: postcode, to: postcode }))
    .max(100)
    .readonly(),
  target: z.discriminatedUnion('to', [
    z.object({ to: z.literal('person'), personId: id }),
    z.object({ to: z.literal('group'), people: ids }),
    z.object({ to: z.literal('pool'), branchId: id.nullable() }),
    z.object({ to: z.literal('dispatchers') }),
  ]),
});

const steps = z.array(z.custom<Step>((value) => typeof value === 'object' && value !== null)).readonly();

export const distributionSettings = z.object({
  branches: z.record(id, z.enum(MODES)),
  sources: z.record(id, z.enum(MODES)),
  rules: z.array(rule).max(200).readonly(),
  adviser: z.enum(ADVISERS),
  sellersSee: z.enum(SELLERS_SEE),
});

export const getDistribution = endpoint({
  method: 'GET',
  path: '/api/distribution/settings',
  who: ['controller', 'admin'],
  summary:
    'Who gets new enquiries: mode of each branch and source, rules, personal advisers, what sellers see.',
  output: z.object({
    settings: distributionSettings,
    version: z.number().int(),
    changedAt: instant,
    /** null: as it was set up. */
    changedBy: z.string().nullable(),
    mayChange: z.boolean(),
  }),
});

export const changeDistribution = endpoint({
  method: 'PUT',
  path: '/api/distribution/settings',
  who: ['admin'],
  summary:
    'Change who gets new enquiries. Enquiries that are there stay where they are, unless those that wait for a dispatcher shall be distributed, too.',
  body: z.object({
    settings: distributionSettings,
    basedOnVersion: z.number().int(),
    /** Distribute by the new settings what `countWaiting` counts. */
    distributeWaiting: z.boolean().default(false),
  }),
  output: z.object({ version: z.number().int() }),
});

export const countWaiting = endpoint({
  method: 'POST',
  path: '/api/distribution/waiting',
  who: ['admin'],
  summary:
    'How many enquiries wait for a dispatcher at places where these settings would not make them wait.',
  body: z.object({ settings: distributionSettings }),
  output: z.object({ waiting: z.number().int() }),
});

export const previewDistribution = endpoint({
  method: 'POST',
  path: '/api/distribution/preview',
  who: ['controller', 'admin'],
  summary: 'Who would get an enquiry like this, step by step; by settings that are not saved, too.',
  body: z.object({
    settings: distributionSettings.optional(),
    sourceId: id,
    make: z.string().trim().max(50).optional(),
    condition: z.enum(['new', 'used']).optional(),
    postcode: postcode.optional(),
    /** Of a customer who may be known. */
    customerMail: z.string().trim().max(200).optional(),
    /** When it comes in; now unless said. */
    at: instant.optional(),
  }),
  output: z.object({
    to: z.enum(['person', 'pool', 'dispatchers']),
    /** Of the person, or of the branch where it waits. */
    name: z.string(),
    steps,
    /** Of the people and branches in the steps, by their ids. */
    names: z.record(z.string(), z.string()),
  }),
});

export const getCandidates = endpoint({
  method: 'GET',
  path: '/api/leads/:id/candidates',
  who: 'signedIn',
  summary:
    'To whom a dispatcher can give a lead: who is there, what they have to do, and whom the product proposes.',
  params: idParams,
  output: z.object({
    items: z.array(
      z.object({
        accountId: id,
        name: z.string(),
        /** Sells at the lead's place. */
        sells: z.boolean(),
        /** Of today; `standIn` is the name of whoever is there in their place. */
        absence: z.object({ untilOn: z.iso.date().nullable(), standIn: z.string().nullable() }).nullable(),
        /** Leads they have. */
        open: z.number().int(),
        overdue: z.number().int(),
      }),
    ),
    /** Whether it can go to the pool: not where dispatchers give leads to people. */
    toPool: z.boolean(),
    /** `personId` null: nobody is there. */
    proposal: z.object({ personId: id.nullable(), steps, names: z.record(z.string(), z.string()) }),
  }),
});
