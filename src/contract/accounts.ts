import { z } from 'zod';
import { ROLES } from '../domain/accounts/roles.ts';
import { done, endpoint, id, idParams, instant } from './endpoint.ts';

const roles = z.array(z.enum(ROLES)).min(1);
/** Branches and sources a controller or dispatcher answers for, or a seller sells for; an empty list means all. */
const scope = z.object({ branches: z.array(id).max(500), sources: z.array(id).max(500) });

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
        scope,
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
  summary: "Change a person's name, roles and scope, or end their access.",
  params: idParams,
  /** A scope left out stays as it is. */
  body: z.object({
    name: z.string().trim().min(1).max(100),
    roles,
    active: z.boolean(),
    scope: scope.optional(),
  }),
  output: done,
});

export const setLanguage = endpoint({
  method: 'PUT',
  path: '/api/session/language',
  who: 'signedIn',
  summary: 'The language the product speaks and writes to whoever is signed in.',
  body: z.object({ language: z.enum(['de', 'en']) }),
  output: done,
});

/** Whole days in the dealership's zone, both ends included. */
const absenceDays = z.object({
  fromOn: z.iso.date(),
  /** null while nobody knows when they come back. */
  untilOn: z.iso.date().nullable(),
  substituteId: id.nullable(),
});

export const listAbsences = endpoint({
  method: 'GET',
  path: '/api/absences',
  who: 'signedIn',
  summary: 'Who is away today or later, and who stands in.',
  output: z.object({
    today: z.iso.date(),
    items: z.array(absenceDays.extend({ id, accountId: id })),
  }),
});

export const enterAbsence = endpoint({
  method: 'POST',
  path: '/api/absences',
  who: 'signedIn',
  summary: 'Enter an absence: everybody their own, controllers and admins those of all.',
  body: absenceDays.extend({ accountId: id }),
  output: z.object({ id }),
});

export const changeAbsence = endpoint({
  method: 'PUT',
  path: '/api/absences/:id',
  who: 'signedIn',
  summary: 'Change the days or the substitute of an absence.',
  params: idParams,
  body: absenceDays,
  output: done,
});

export const removeAbsence = endpoint({
  method: 'DELETE',
  path: '/api/absences/:id',
  who: 'signedIn',
  summary: 'Remove an absence: the person is there after all.',
  params: idParams,
  output: done,
});

/** `source` null: the whole branch. */
const places = z.array(z.object({ branch: z.string(), source: z.string().nullable() }));

export const getCoverage = endpoint({
  method: 'GET',
  path: '/api/accounts/coverage',
  who: ['controller', 'admin'],
  summary:
    'For which branches and sources nobody is there today, to answer for them or to get new enquiries.',
  output: z.object({
    /** Nobody for anything: the list below then names every branch. */
    everything: z.boolean(),
    unattended: places,
    /** Where new enquiries would be given to somebody, but nobody of them is there: they wait for the dispatchers. */
    unstaffed: places,
    /** Open leads of which nobody at all could be told. */
    undeliverable: z.number().int(),
  }),
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
