import { z } from 'zod';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../domain/accounts/password.ts';
import { done, endpoint, id, idParams, instant } from './endpoint.ts';

const newPassword = z.string().min(MIN_PASSWORD_LENGTH).max(MAX_PASSWORD_LENGTH);
const oldPassword = z.string().min(1).max(MAX_PASSWORD_LENGTH);
/** Six digits of an authenticator app, or one of the recovery codes. */
const code = z.string().trim().min(6).max(20);

/** What whoever is signed in may know of their own way in. */
export const getOwnAccess = endpoint({
  method: 'GET',
  path: '/api/own-access',
  who: 'visitor',
  summary: 'Your own sign-in: second factor and open sessions.',
  output: z.object({
    mail: z.string(),
    secondFactor: z.boolean(),
    /** The dealership wants it for one of your roles. */
    secondFactorWanted: z.boolean(),
    sessions: z.array(
      z.object({
        id,
        /** The one this was asked with. */
        current: z.boolean(),
        userAgent: z.string().nullable(),
        ip: z.string().nullable(),
        since: instant,
      }),
    ),
  }),
});

export const changePassword = endpoint({
  method: 'PUT',
  path: '/api/own-access/password',
  who: 'visitor',
  perMinute: 10,
  summary: 'Change your password; every other session ends, and this one begins anew.',
  body: z.object({ oldPassword, newPassword }),
  output: done,
});

export const beginSecondFactor = endpoint({
  method: 'POST',
  path: '/api/own-access/second-factor',
  who: 'visitor',
  perMinute: 10,
  summary: 'Prepare a second factor: what an authenticator app scans, and recovery codes, shown this once.',
  body: z.object({ password: oldPassword }),
  output: z.object({ uri: z.string(), recoveryCodes: z.array(z.string()) }),
});

export const confirmSecondFactor = endpoint({
  method: 'POST',
  path: '/api/own-access/second-factor/confirm',
  who: 'visitor',
  perMinute: 10,
  summary: 'Switch the prepared second factor on with a first code of the app.',
  body: z.object({ code }),
  output: done,
});

export const removeSecondFactor = endpoint({
  method: 'POST',
  path: '/api/own-access/second-factor/remove',
  who: 'visitor',
  perMinute: 10,
  summary: 'Switch your second factor off.',
  body: z.object({ password: oldPassword }),
  output: done,
});

export const endSession = endpoint({
  method: 'DELETE',
  path: '/api/own-access/sessions/:id',
  who: 'visitor',
  summary: 'End one of your sessions.',
  params: idParams,
  output: done,
});

export const endOtherSessions = endpoint({
  method: 'POST',
  path: '/api/own-access/sessions/end-others',
  who: 'visitor',
  summary: 'End all your sessions but this one.',
  output: done,
});

/** Says the same whether somebody signs in with this address or not. */
export const forgetPassword = endpoint({
  method: 'POST',
  path: '/api/password-reset',
  who: 'anyone',
  perMinute: 10,
  summary: 'Ask for a mail with a link to choose a new password.',
  body: z.object({ mail: z.email().max(254) }),
  output: done,
});

const tokenParams = z.object({ token: z.string().min(10).max(100) });

/** The token stands in the mail's link: /passwort/<token>. */
export const getPasswordReset = endpoint({
  method: 'GET',
  path: '/api/password-reset/:token',
  who: 'anyone',
  perMinute: 30,
  summary: 'Whose password a link is for.',
  params: tokenParams,
  output: z.object({ mail: z.string() }),
});

export const resetPassword = endpoint({
  method: 'POST',
  path: '/api/password-reset/:token',
  who: 'anyone',
  perMinute: 10,
  summary: 'Choose a new password; every session ends. The second factor, where there is one, stays.',
  params: tokenParams,
  body: z.object({ password: newPassword }),
  output: done,
});

/** What the product may write to a person that they can do without; the screen shows it all the same. */
export const OPTIONAL_MAILS = ['reminder', 'EM1', 'EM2.1', 'EM2.2', 'monitor', 'earlyWarning'] as const;
export type OptionalMail = (typeof OPTIONAL_MAILS)[number];

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const mailSettings = z.object({
  /** Mails that are not wanted. */
  off: z.array(z.enum(OPTIONAL_MAILS)),
  /** Local hours in which mails wait until they end, to come as one; null: none. */
  quiet: z.object({ from: clock, until: clock }).nullable(),
  /** Whether EM2.1 waits for the end of the quiet hours too; otherwise it comes at once. */
  quietHoldsEM21: z.boolean(),
});
export type MailSettings = z.infer<typeof mailSettings>;

export const getMailSettings = endpoint({
  method: 'GET',
  path: '/api/own-access/mails',
  who: 'signedIn',
  summary: 'Which mails you get, and when.',
  output: mailSettings.extend({ zone: z.string() }),
});

export const setMailSettings = endpoint({
  method: 'PUT',
  path: '/api/own-access/mails',
  who: 'signedIn',
  summary: 'Choose which mails you get, and when.',
  body: mailSettings,
  output: done,
});
