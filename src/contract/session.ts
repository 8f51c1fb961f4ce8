import { z } from 'zod';
import { ROLES } from '../domain/accounts/roles.ts';
import { endpoint, id } from './endpoint.ts';

/** Sign-in and sign-out themselves are better-auth's: POST /api/auth/sign-in/email, POST /api/auth/sign-out. */
export const getSession = endpoint({
  method: 'GET',
  path: '/api/session',
  who: 'anyone',
  summary: 'Who is signed in, and whether the installation is set up.',
  output: z.object({
    setUp: z.boolean(),
    /** True when the set-up form asks for the code that the terminal shows. */
    setupCodeNeeded: z.boolean(),
    account: z
      .object({
        id,
        name: z.string(),
        mail: z.string(),
        roles: z.array(z.enum(ROLES)),
        dealershipId: id,
        dealership: z.string(),
        zone: z.string(),
        /** An operator works inside the dealership: why, and until when. */
        support: z.object({ reason: z.string(), until: z.string(), seesLeads: z.boolean() }).nullable(),
      })
      .nullable(),
    /** The dealership wants a second factor; nothing else works before there is one. */
    secondFactorMissing: z.boolean(),
    operator: z.boolean(),
    /** Nobody is signed in yet, and some sign in with company accounts. */
    companySignIn: z.boolean(),
    /** In which the product speaks and writes to them; null when nobody is signed in. */
    language: z.enum(['de', 'en']).nullable(),
    now: z.string(),
    example: z.boolean(),
  }),
});
