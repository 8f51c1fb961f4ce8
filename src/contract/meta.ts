import { z } from 'zod';
import { META_FAILURES } from '../domain/intake/meta-access.ts';
import { done, endpoint, id, idParams, instant } from './endpoint.ts';

/** A notification holds ids only. */
export const MAX_NOTIFICATION_BYTES = 256_000;

export const verifyMetaWebhook = endpoint({
  method: 'GET',
  path: '/api/in/:id/meta',
  who: 'source',
  summary:
    'Meta asks whether the webhook of a source is ours: with the right token, its challenge comes back as text.',
  params: idParams,
  query: z.object({ 'hub.mode': z.string(), 'hub.verify_token': z.string(), 'hub.challenge': z.string() }),
  output: z.string(),
});

/** Ids as Meta writes them. */
const metaId = z
  .string()
  .trim()
  .regex(/^\d{1,40}$/);

export const leadgenNotice = z.object({
  leadgen_id: metaId,
  page_id: metaId,
  form_id: metaId.optional(),
  ad_id: metaId.optional(),
  adgroup_id: metaId.optional(),
  created_time: z.number().int().optional(),
});

export const handInMetaLeads = endpoint({
  method: 'POST',
  path: '/api/in/:id/meta',
  who: 'source',
  summary:
    'The webhook of Meta lead ads, signed with the app secret in X-Hub-Signature-256. 200: kept; the leads are fetched afterwards.',
  params: idParams,
  body: z.object({
    object: z.literal('page'),
    entry: z.array(
      z.object({ changes: z.array(z.object({ field: z.literal('leadgen'), value: leadgenNotice })) }),
    ),
  }),
  output: z.object({}),
  maxBodyBytes: MAX_NOTIFICATION_BYTES,
});

const connection = z.object({
  pageIds: z.array(z.string()),
  fetchedAt: instant.nullable(),
  /** Leads Meta has told of and not yet handed out. */
  waiting: z.number().int(),
  failing: z
    .object({ failure: z.enum(META_FAILURES), since: instant, detail: z.string(), nextTryAt: instant })
    .nullable(),
});

export const listFailingMeta = endpoint({
  method: 'GET',
  path: '/api/meta/failing',
  who: 'signedIn',
  summary:
    'Sources whose leads cannot be fetched from Meta at the moment: their enquiries hold no details yet.',
  output: z.object({
    items: z.array(
      z.object({ sourceId: id, source: z.string(), failure: z.enum(META_FAILURES), since: instant }),
    ),
  }),
});

export const getMetaConnection = endpoint({
  method: 'GET',
  path: '/api/sources/:id/meta',
  who: ['admin', 'controller'],
  summary:
    'How leads of Facebook and Instagram come to a source: what Meta is to be told, and how the access stands.',
  params: idParams,
  output: z.object({ webhookUrl: z.string(), verifyToken: z.string(), connection: connection.nullable() }),
});
export type MetaView = z.output<typeof getMetaConnection.output>;

/** Secrets are only ever taken, never given out; left out, the stored one stays. */
const secret = z.string().trim().min(1).max(1_000).optional();

export const setMetaConnection = endpoint({
  method: 'PUT',
  path: '/api/sources/:id/meta',
  who: ['admin'],
  summary: 'Set whose leads a source takes from Meta, and with which secrets. What waits is fetched at once.',
  params: idParams,
  body: z.object({ pageIds: z.array(metaId).min(1).max(50), appSecret: secret, pageToken: secret }),
  output: done,
});

export const removeMetaConnection = endpoint({
  method: 'DELETE',
  path: '/api/sources/:id/meta',
  who: ['admin'],
  summary: 'Take nothing from Meta any more at a source. What came stays.',
  params: idParams,
  output: done,
});
