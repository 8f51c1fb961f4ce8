import { z } from 'zod';
import { endpoint, id, instant } from './endpoint.ts';

export const settingChange = z.object({
  id,
  at: instant,
  /** A person of the dealership, an operator who helped, or the installation itself. */
  by: z.object({ kind: z.enum(['person', 'support', 'installation']), name: z.string().nullable() }),
  /** What was changed, e.g. `account`; a screen must live with subjects it does not know. */
  subject: z.string(),
  /** As they were written down then, possibly by an older version; null for what was not there, or is not any more. */
  old: z.unknown(),
  new: z.unknown(),
});
export type SettingChange = z.output<typeof settingChange>;

export const listChanges = endpoint({
  method: 'GET',
  path: '/api/settings/changes',
  who: ['controller', 'admin'],
  summary: 'Every change of settings, rights and people, newest first: who, when, old and new.',
  query: z.object({ subject: z.string().max(100).optional(), cursor: id.optional() }),
  output: z.object({
    items: z.array(settingChange),
    /** What the branches, sources and people are called whose ids stand in the changes. */
    names: z.record(z.string(), z.string()),
    /** All subjects there are changes of. */
    subjects: z.array(z.string()),
    nextCursor: id.nullable(),
  }),
});
