import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Role } from '../domain/accounts/roles.ts';
import { getSession } from '../contract/session.ts';
import { call } from './api.ts';

export type Session = z.output<(typeof getSession)['output']>;

export const sessionQuery = queryOptions({
  queryKey: [getSession.path],
  queryFn: () => call(getSession),
  staleTime: 60_000,
});

/** The session of whoever looks at a page inside the frame; the router asked for it before the page was shown. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery).data;

/** Where somebody must go first: set the installation up, or sign in. */
export const gateFor = (session: Session): '/start' | '/anmelden' | null => {
  if (!session.setUp) return '/start';
  return session.account || session.operator ? null : '/anmelden';
};

export const hasRole = (session: Session, ...roles: Role[]) =>
  roles.some((role) => session.account?.roles.includes(role) ?? false);

/** Sign-in and sign-out are better-auth's own endpoints, which the contract leaves to it. */
export const signOut = async () => {
  await fetch('/api/auth/sign-out', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  // A full load, so that nothing of the person who left stays in memory.
  window.location.assign('/anmelden');
};
