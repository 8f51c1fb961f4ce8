import type { FastifyRequest } from 'fastify';
import type { Who } from '../../contract/endpoint.ts';
import type { Caller, Support, Visitor } from '../accounts/caller.ts';
import type { SignIn } from '../accounts/sign-in.ts';
import { Refusal } from '../refusal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard; null on what anyone may call. */
    visitor: Visitor | null;
  }
}

/** Before anything else is looked at: who is this, and may they call? */
export const guard =
  (who: Who, { visitorOf }: Pick<SignIn, 'visitorOf'>) =>
  async (request: FastifyRequest): Promise<void> => {
    if (who === 'anyone') return;
    // Taken in a scope of their own (interfaces/hand-in.ts); anywhere else nobody has shown a secret.
    if (who === 'source') throw new Refusal('wrongSecret', 'No secret was looked at.');
    const visitor = await visitorOf(request.headers);
    if (!visitor) throw new Refusal('notSignedIn', 'Sign in first.');
    if (!mayCall(who, visitor)) throw new Refusal('notAllowed', 'Your roles do not allow this.');
    if (who !== 'visitor' && visitor.secondFactorMissing)
      throw new Refusal(
        'secondFactorNeeded',
        'Set up a second factor first: the dealership wants one for your role.',
      );
    if (visitor.caller?.support && who !== 'visitor' && who !== 'operator')
      refuseSupport(visitor.caller.support, request);
    request.visitor = visitor;
  };

/** What is the customers' or the people's own: support has no business there. */
const CUSTOMERS = [
  '/api/leads',
  '/api/outbox',
  '/api/messages',
  '/api/rereadings',
  '/api/imports',
  '/api/customers',
];
const PERSONAL = ['/api/own-access', '/api/support', '/api/session', '/api/company-sign-in'];

/** Support changes settings; it reads enquiries only where the dealership allows it, and never acts on them. */
const refuseSupport = (support: Support, { method, routeOptions }: FastifyRequest): void => {
  const path = routeOptions.url ?? '';
  const isUnder = (prefixes: readonly string[]) => prefixes.some((prefix) => path.startsWith(prefix));
  const mayRead = support.seesLeads && method === 'GET';
  if ((isUnder(CUSTOMERS) && !mayRead) || (isUnder(PERSONAL) && method !== 'GET'))
    throw new Refusal('notAllowed', 'Support does not see or change this in a dealership.');
};

/** Whoever is signed in behind a guarded request. */
export const visitorOf = ({ visitor, routeOptions }: FastifyRequest): Visitor => {
  if (!visitor) throw new Error(`${routeOptions.url} lets strangers in.`);
  return visitor;
};

/** The signed-in person of a dealership behind a guarded request. */
export const callerOf = ({ visitor, routeOptions }: FastifyRequest): Caller => {
  if (!visitor?.caller) throw new Error(`${routeOptions.url} lets callers in that belong to no dealership.`);
  return visitor.caller;
};

const mayCall = (who: Exclude<Who, 'anyone' | 'source'>, { caller, operator }: Visitor): boolean => {
  if (who === 'visitor') return true;
  if (who === 'operator') return operator;
  return caller !== null && (who === 'signedIn' || who.some((role) => caller.roles.includes(role)));
};
