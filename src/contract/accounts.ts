import { z } from 'zod';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../domain/accounts/password.ts';
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
        /** Mails the person does not want. */
        mailsOff: z.array(z.string()),
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

export const getDuties = endpoint({
  method: 'GET',
  path: '/api/accounts/:id/duties',
  who: ['admin'],
  summary: 'What somebody would leave behind: open leads, follow-ups, and whom they stand in for.',
  params: idParams,
  output: z.object({
    open: z.number().int(),
    followUps: z.number().int(),
    standsInFor: z.array(z.object({ accountId: id, fromOn: z.iso.date(), untilOn: z.iso.date().nullable() })),
  }),
});

export const endAccess = endpoint({
  method: 'POST',
  path: '/api/accounts/:id/end-access',
  who: ['admin'],
  summary:
    "End a person's access and hand their leads over in one act: in turn to colleagues, to nobody for the pool.",
  params: idParams,
  body: z.object({ to: z.array(id).max(100) }),
  output: done,
});

export const resetSecondFactor = endpoint({
  method: 'POST',
  path: '/api/accounts/:id/reset-second-factor',
  who: ['admin'],
  summary: 'Switch off the second factor of somebody who lost it; their sessions end.',
  params: idParams,
  output: done,
});

export const startPasswordReset = endpoint({
  method: 'POST',
  path: '/api/accounts/:id/password-reset',
  who: ['admin'],
  summary: 'Send somebody the link to choose a new password.',
  params: idParams,
  output: done,
});

export const getSecondFactorRoles = endpoint({
  method: 'GET',
  path: '/api/accounts/second-factor',
  who: ['admin', 'controller'],
  summary: 'For which roles the dealership wants a second factor at sign-in, and who has one.',
  output: z.object({ roles: z.array(z.enum(ROLES)), accountIds: z.array(id) }),
});

export const setSecondFactorRoles = endpoint({
  method: 'PUT',
  path: '/api/accounts/second-factor',
  who: ['admin'],
  summary: 'Say for which roles the dealership wants a second factor at sign-in.',
  body: z.object({ roles: z.array(z.enum(ROLES)) }),
  output: done,
});

export const setLanguage = endpoint({
  method: 'PUT',
  path: '/api/session/language',
  who: 'visitor',
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

export const withdrawInvitation = endpoint({
  method: 'DELETE',
  path: '/api/invitations/:id',
  who: ['admin'],
  summary: 'Take an invitation back; its link opens nothing any more.',
  params: idParams,
  output: done,
});

export const resendInvitation = endpoint({
  method: 'POST',
  path: '/api/invitations/:id/resend',
  who: ['admin'],
  summary: 'Send an invitation again, with a new link and a new term.',
  params: idParams,
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
  body: z.object({
    name: z.string().trim().min(1).max(100),
    password: z.string().min(MIN_PASSWORD_LENGTH).max(MAX_PASSWORD_LENGTH),
  }),
  output: done,
});
