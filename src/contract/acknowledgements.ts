import { z } from 'zod';
import { MAIL_LANGUAGES } from '../domain/conversation/salutation.ts';
import { done, endpoint, id } from './endpoint.ts';

const texts = z.object({
  subject: z.string().trim().min(1).max(200),
  inside: z.string().trim().min(1).max(5_000),
  outside: z.string().trim().min(1).max(5_000),
});

export const acknowledgementSpec = z.object({
  on: z.boolean(),
  /** Whether addresses by which an exchange relays are answered as well. */
  relays: z.boolean(),
  /** `auto`: the customer's, where the enquiry says it. */
  language: z.enum([...MAIL_LANGUAGES, 'auto']),
  texts: z.object({ de: texts, en: texts }),
});

export const listAcknowledgements = endpoint({
  method: 'GET',
  path: '/api/acknowledgements',
  who: ['controller', 'admin'],
  summary: 'The automatic first mails of all branches, and of sources that differ from their branch.',
  output: z.object({
    branches: z.array(
      z.object({
        id,
        name: z.string(),
        /** What holds for the branch; before anybody sets it, the product's own words, switched off. */
        spec: acknowledgementSpec,
        sources: z.array(z.object({ id, name: z.string(), spec: acknowledgementSpec.nullable() })),
      }),
    ),
  }),
});

export const setAcknowledgement = endpoint({
  method: 'PUT',
  path: '/api/acknowledgements',
  who: ['controller', 'admin'],
  summary: 'Set the automatic first mail of a branch or of one source; null lets a source follow its branch.',
  body: z.object({ branchId: id, sourceId: id.nullable(), spec: acknowledgementSpec.nullable() }),
  output: done,
});

const previewed = z.object({ subject: z.string(), text: z.string() });

export const previewAcknowledgement = endpoint({
  method: 'POST',
  path: '/api/acknowledgements/preview',
  who: ['controller', 'admin'],
  summary: 'The mails a made-up customer would get, in and out of hours. Sends nothing.',
  body: z.object({ branchId: id, spec: acknowledgementSpec, language: z.enum(MAIL_LANGUAGES) }),
  output: z.object({ from: z.string(), inside: previewed, outside: previewed, missing: z.array(z.string()) }),
});
