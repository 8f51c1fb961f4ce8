import { createHmac } from 'node:crypto';
import { isSameWord, newToken } from '../ids.ts';

/** What a page of the form carries: which opening it is and since when, signed, so that nobody makes up either. */
export interface PageToken {
  readonly pageId: string;
  readonly openedAt: Temporal.Instant;
}

export const newPageToken = (secret: string, formToken: string, now: Temporal.Instant): string => {
  const content = `${newToken(9)}.${now.epochMilliseconds}`;
  return `${content}.${seal(secret, formToken, content)}`;
};

/** null for what this installation did not make for this form. */
export const readPageToken = (secret: string, formToken: string, token: string): PageToken | null => {
  const [, content = '', given = ''] = /^([a-z0-9]{1,40}\.\d{1,15})\.([a-f0-9]{32})$/.exec(token) ?? [];
  const [pageId = '', millis = ''] = content.split('.');
  if (!isSameWord(given, seal(secret, formToken, content))) return null;
  return { pageId, openedAt: Temporal.Instant.fromEpochMilliseconds(Number(millis)) };
};

const seal = (secret: string, formToken: string, content: string): string =>
  createHmac('sha256', secret).update(`form page ${formToken} ${content}`).digest('hex').slice(0, 32);
