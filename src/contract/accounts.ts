import { z } from 'zod';
import { ROLES } from '../domain/accounts/roles.ts';
import { done, endpoint, id, idParams, instant } from './endpoint.ts';

const roles = z.array(z.enum(ROLES)).min(1);

/** People a lead can be given to, and the list of people for settings. */
export const listAccounts = endpoint({
  method: 'GET',
  path: '/api/accounts',
  who: 'signedIn',
  summary: 'The people of the dealership.',
  output: z.object({
    items: z.array(
      z.object({
        id,
        name: z.string(),
        mail: z.string(),
        roles,
        active: z.boolean(),
        lastSeenAt: instant.nullable(),
      }),
    ),
  }),
});

export const setAccount = endpoint({
  method: 'PUT',
  path: '/api/accounts/:id',
  who: ['admin'],
  summary: "Change a person's name and roles, or end their access.",
  params: idParams,
  body: z.object({ name: z.string().trim().min(1).max(100), roles, active: z.boolean() }),
  output: done,
});

export const listInvitations = endpoint({
  method: 'GET',
  path: '/api/invitations',
  who: ['admin'],
  summary: 'Invitations that were sent and not yet accepted.',
  output: z.object({
    items: z.array(
      z.object({ id, name: z.string(), mail: z.string(), roles, createdAt: instant, expiresAt: instant }),
    ),
  }),
});

export const invite = endpoint({
  method: 'POST',
  path: '/api/invitations',
  who: ['admin'],
  summary: 'Invite a person by mail.',
  body: z.object({ name: z.string().trim().min(1).max(100), mail: z.email(), roles }),
  output: z.object({ id }),
});

/** The token stands in the mail's link: /einladung/<token>. */
export const getInvitation = endpoint({
  method: 'GET',
  path: '/api/invitations/by-token/:token',
  who: 'anyone',
  summary: 'Whom an invitation is for.',
  params: z.object({ token: z.string().min(10).max(100) }),
  output: z.object({ name: z.string(), mail: z.string(), dealership: z.string() }),
});

export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/api/invitations/by-token/:token',
  who: 'anyone',
  summary: 'Accept an invitation and choose a password; then sign in.',
  params: z.object({ token: z.string().min(10).max(100) }),
  body: z.object({ name: z.string().trim().min(1).max(100), password: z.string().min(10).max(200) }),
  output: done,
});
