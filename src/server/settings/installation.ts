import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Database } from '../db/database.ts';
import { newId, newToken } from '../ids.ts';

/** What is made once, at the first start, and never changes. */
export interface Installation {
  readonly id: string;
  /** Asked for at the first set-up when strangers can reach the product. */
  readonly setupCode: string;
  /** Signs the cookies of all sign-ins. */
  readonly authSecret: string;
}

const SETUP_CODE_BYTES = 8;
const AUTH_SECRET_BYTES = 32;

/** The installation, made when there is none yet; several processes starting at once agree on one. */
export const ensureInstallation = (database: Database): Promise<Installation> =>
  database.acrossDealerships(async ({ sql, now }) => {
    await sql
      .insertInto('installation')
      .values({
        id: newId(),
        setupCode: newToken(SETUP_CODE_BYTES),
        authSecret: randomBytes(AUTH_SECRET_BYTES).toString('base64url'),
        createdAt: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return sql.selectFrom('installation').select(['id', 'setupCode', 'authSecret']).executeTakeFirstOrThrow();
  });

/** Compares in a time that tells nothing of how much was right. */
export const isSetupCode = ({ setupCode }: Pick<Installation, 'setupCode'>, given: string): boolean =>
  timingSafeEqual(digest(setupCode), digest(given.trim().toLowerCase()));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
