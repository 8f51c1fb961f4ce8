import { createHmac, timingSafeEqual } from 'node:crypto';
import { newToken } from './ids.ts';

/** The header by which a test enquiry of ours is recognised when it comes back (product.md 6, N8). */
export const TEST_HEADER = 'x-leadwacht-test';

/** A code only this installation can make, and for this source only: no stranger passes an enquiry off as a test. */
export const newTestCode = (secret: string, sourceId: string): string => {
  const nonce = newToken(5);
  return `${nonce}-${seal(secret, sourceId, nonce)}`;
};

export const isTestCode = (secret: string, sourceId: string, code: string): boolean => {
  const [nonce = '', given = ''] = code.trim().split('-');
  const expected = Buffer.from(seal(secret, sourceId, nonce));
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
};

const seal = (secret: string, sourceId: string, nonce: string): string =>
  createHmac('sha256', secret).update(`test enquiry ${sourceId} ${nonce}`).digest('hex').slice(0, 16);
