import { z } from 'zod';
import { done, endpoint, id } from './endpoint.ts';

const text = z.string().trim().min(1).max(500);

/** How a dealership signs in with its company accounts; the secret itself is never told. */
export const companySignIn = z.object({
  name: z.string().trim().min(1).max(60),
  issuer: text,
  clientId: text,
  trustsMail: z.boolean(),
  onlyWay: z.boolean(),
});

export const getCompanySignIn = endpoint({
  method: 'GET',
  path: '/api/company-sign-in',
  who: ['admin'],
  summary:
    'How people sign in with their company accounts (OpenID Connect), and what the provider must know of us.',
  output: z.object({
    company: companySignIn.extend({ hasSecret: z.boolean() }).nullable(),
    /** Entered at the provider: where it sends people back to. */
    redirectUri: z.string(),
    /** Leads straight to the provider. */
    startLink: z.string(),
  }),
});

export const setCompanySignIn = endpoint({
  method: 'PUT',
  path: '/api/company-sign-in',
  who: ['admin'],
  summary: 'Let people sign in with their company accounts. The provider is asked before it is saved.',
  body: companySignIn.extend({
    /** Left out: the one that is there stays; empty: the provider asks for none. */
    clientSecret: z.string().max(500).optional(),
  }),
  output: done,
});

export const removeCompanySignIn = endpoint({
  method: 'DELETE',
  path: '/api/company-sign-in',
  who: ['admin'],
  summary: 'No more sign-in with company accounts; whoever is signed in that way is signed out.',
  output: done,
});

/** Not part of the contract's table: these two answer with redirects (server/company-sign-in). */
export const COMPANY_START = '/api/auth/company';
export const companyAttempt = z.object({
  email: z.email().max(254),
  returnTo: z.string().max(2000).optional(),
});
export const companyStartParams = z.object({ id });
