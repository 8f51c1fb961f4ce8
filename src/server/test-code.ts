import { createHmac } from 'node:crypto';
import { isSameWord, newToken } from './ids.ts';

/** The header by which a test enquiry of ours is recognised when it comes back (product.md 6, N8). */
export const TEST_HEADER = 'x-leadwacht-test';

/** A code only this installation can make, and for this source only: no stranger passes an enquiry off as a test. */
export const newTestCode = (secret: string, sourceId: string): string => {
  const nonce = newToken(5);
  return `${nonce}-${seal(secret, sourceId, nonce)}`;
};

/** A short code for people, to be written into an enquiry they enter at the exchange themselves: always the same of a source. */
export const handCode = (secret: string, sourceId: string): string => {
  const digest = createHmac('sha256', secret).update(`test by hand ${sourceId}`).digest();
  return `LW-${Array.from(digest.subarray(0, 8), (byte) => CLEAR[byte % CLEAR.length]).join('')}`;
};

/** Without letters and digits that are taken for each other. */
const CLEAR = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const HAND_CODE = /\bLW-[A-HJ-NP-Z2-9]{8}\b/;

/** The first code for people in a text; to be checked before it is believed. */
export const findHandCode = (text: string): string | null => HAND_CODE.exec(text)?.[0] ?? null;

export const isTestCode = (secret: string, sourceId: string, code: string): boolean => {
  if (code === handCode(secret, sourceId)) return true;
  const [nonce = '', given = ''] = code.trim().split('-');
  return isSameWord(given, seal(secret, sourceId, nonce));
};

const seal = (secret: string, sourceId: string, nonce: string): string =>
  createHmac('sha256', secret).update(`test enquiry ${sourceId} ${nonce}`).digest('hex').slice(0, 16);
