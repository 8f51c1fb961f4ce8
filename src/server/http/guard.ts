import type { FastifyRequest } from 'fastify';
import type { Who } from '../../contract/endpoint.ts';
import type { Caller, Visitor } from '../accounts/caller.ts';
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
    const visitor = await visitorOf(request.headers);
    if (!visitor) throw new Refusal('notSignedIn', 'Sign in first.');
    if (!mayCall(who, visitor)) throw new Refusal('notAllowed', 'Your roles do not allow this.');
    request.visitor = visitor;
  };

/** The signed-in person of a dealership behind a guarded request. */
export const callerOf = ({ visitor, routeOptions }: FastifyRequest): Caller => {
  if (!visitor?.caller) throw new Error(`${routeOptions.url} lets callers in that belong to no dealership.`);
  return visitor.caller;
};

const mayCall = (who: Exclude<Who, 'anyone'>, { caller, operator }: Visitor): boolean => {
  if (who === 'operator') return operator;
  return caller !== null && (who === 'signedIn' || who.some((role) => caller.roles.includes(role)));
};
