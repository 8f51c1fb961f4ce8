import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { FORM_PATH } from '../../contract/forms.ts';
import { HAND_IN_PATH } from '../../contract/interfaces.ts';
import { Refusal } from '../refusal.ts';

const OPEN_PATHS = [HAND_IN_PATH, FORM_PATH];
const READING = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses a change that another website's page asks for with the visitor's cookies. Browsers name the page's origin;
 * callers without one are no browsers and carry no cookies by themselves.
 */
export const refuseForeignOrigin =
  (publicUrl: string) =>
  async (request: FastifyRequest): Promise<void> => {
    const { origin } = request.headers;
    if (READING.includes(request.method) || origin === undefined) return;
    // Other systems come with the secret of a source, and a form is open to everybody: neither counts cookies.
    if (OPEN_PATHS.some((path) => request.routeOptions.url?.startsWith(path))) return;
    if (origin === new URL(publicUrl).origin || isOwnAddress(origin, request.host)) return;
    throw new Refusal('notAllowed', `Changes are not taken from ${origin}.`);
  };

/**
 * The page comes from the very address it talks to. Only for localhost and bare IP addresses: a name could be one
 * that its owner has pointed at us.
 */
const isOwnAddress = (origin: string, host: string): boolean => {
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  const name = page.hostname.replace(/^\[|\]$/g, '');
  return page.host === host && (name === 'localhost' || isIP(name) !== 0);
};
