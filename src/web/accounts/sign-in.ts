import type { QueryClient } from '@tanstack/react-query';
import { ProblemError } from '../api.ts';
import { sessionQuery } from '../session.ts';

/**
 * Signs in and asks who that is, unless a second step has to follow; better-auth's own endpoint, which the contract leaves to it.
 *
 * @throws {ProblemError} `wrongSignIn`, `tooManyRequests`, `unavailable`
 */
export const signIn = async (
  client: QueryClient,
  email: string,
  password: string,
): Promise<'signedIn' | 'secondFactor'> => {
  const answer = await ask('/api/auth/sign-in/email', { email, password });
  if (answer.secondFactor) return 'secondFactor';
  await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
  return 'signedIn';
};

/**
 * The second step, with a code of the app or a recovery code.
 *
 * @throws {ProblemError} `wrongSignIn`, `tooManyRequests`, `unavailable`
 */
export const enterCode = async (client: QueryClient, code: string): Promise<void> => {
  await ask('/api/auth/sign-in/second-factor', { code });
  await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
};

const ask = async (path: string, body: object): Promise<{ secondFactor?: boolean }> => {
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch((error: unknown) => {
    throw new ProblemError(0, { detail: String(error) });
  });
  if (!response.ok) throw new ProblemError(response.status, { code: codeOf(response.status) });
  return (await response.json()) as { secondFactor?: boolean };
};

const codeOf = (status: number) => {
  if (status === 429) return 'tooManyRequests';
  return status >= 400 && status < 500 ? 'wrongSignIn' : 'unavailable';
};
