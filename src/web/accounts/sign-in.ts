import type { QueryClient } from '@tanstack/react-query';
import { COMPANY_START } from '../../contract/company-sign-in.ts';
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
 * Where somebody signs in with their company account.
 *
 * @throws {ProblemError} `noCompanySignIn`, `providerAway`, `tooManyRequests`, `unavailable`
 */
export const findCompanyWay = async (email: string, returnTo: string): Promise<string> => {
  const { to } = await ask(COMPANY_START, { email, returnTo });
  return to ?? '/';
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

const ask = async (path: string, body: object): Promise<{ secondFactor?: boolean; to?: string }> => {
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch((error: unknown) => {
    throw new ProblemError(0, { detail: String(error) });
  });
  if (!response.ok) {
    const { code } = (await response.json().catch(() => ({}))) as { code?: string };
    throw new ProblemError(response.status, {
      code: OWN_CODES.find((one) => one === code) ?? codeOf(response.status),
    });
  }
  return (await response.json()) as { secondFactor?: boolean; to?: string };
};

/** What is answered in a sentence of its own; everything else is told by its status. */
const OWN_CODES = ['companySignInOnly', 'noCompanySignIn', 'providerAway'];

const codeOf = (status: number) => {
  if (status === 429) return 'tooManyRequests';
  return status >= 400 && status < 500 ? 'wrongSignIn' : 'unavailable';
};
