import type { QueryClient } from '@tanstack/react-query';
import { ProblemError } from '../api.ts';
import { sessionQuery } from '../session.ts';

/**
 * Signs in and asks who that is; better-auth's own endpoint, which the contract leaves to it.
 *
 * @throws {ProblemError} `wrongSignIn`, `tooManyRequests`, `unavailable`
 */
export const signIn = async (client: QueryClient, email: string, password: string): Promise<void> => {
  const response = await fetch('/api/auth/sign-in/email', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  }).catch((error: unknown) => {
    throw new ProblemError(0, { detail: String(error) });
  });
  if (!response.ok) throw new ProblemError(response.status, { code: codeOf(response.status) });
  await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
};

const codeOf = (status: number) => {
  if (status === 429) return 'tooManyRequests';
  return status >= 400 && status < 500 ? 'wrongSignIn' : 'unavailable';
};
