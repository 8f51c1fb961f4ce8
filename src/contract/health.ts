import { z } from 'zod';
import { endpoint, instant } from './endpoint.ts';

const part = z.object({
  state: z.enum(['ok', 'failing', 'off']),
  since: instant,
  detail: z.string().optional(),
  /**
   * What is wrong although nothing throws: due work waits too long, single items cannot be worked, no engine shows
   * life, the relay cannot be reached, or a mailbox cannot be read or leads not be fetched from Meta (told apart to
   * their dealership).
   */
  reason: z.enum(['late', 'stuck', 'silent', 'unreachable', 'mailbox', 'meta']).optional(),
});

export const health = z.object({
  status: z.enum(['ok', 'failing']),
  engine: part,
  intake: part,
  delivery: part,
  database: part,
});
export type Health = z.infer<typeof health>;
export type HealthPart = z.infer<typeof part>;

export const getHealth = endpoint({
  method: 'GET',
  path: '/api/health',
  who: 'anyone',
  summary: 'Whether engine, intake, delivery and database work, and since when. 503 when one of them fails.',
  output: health,
  alsoStatus: 503,
});
