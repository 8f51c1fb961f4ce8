import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type BetterAuthPlugin, betterAuth } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { z } from 'zod';
import { CamelCasePlugin, Kysely, type KyselyPlugin, PostgresDialect } from 'kysely';
import type { Config } from '../../config.ts';
import type { ProblemCode } from '../../contract/problem.ts';
import { SIGN_IN_WAYS, type SignInWay } from '../../domain/accounts/company-sign-in.ts';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../../domain/accounts/password.ts';
import { wallClock } from '../clock.ts';
import type { Database, Work } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { Visitor } from './caller.ts';
import { endSessions, findVisitor, isCompanyOnly } from './visitors.ts';

/** Longer than any code of an app is taken. */
const CODE_MINUTES = 5;
/** A session ends after this time whatever happens; then one signs in again. */
const SESSION_SECONDS = 30 * 24 * 60 * 60;

export interface SignIn {
  /** Who sent these headers; `null` when nobody is signed in or their access has ended. */
  visitorOf(headers: IncomingHttpHeaders): Promise<Visitor | null>;
  /**
   * Starts a session, or with a second factor the way to it; returns its cookies. Refuses with `wrongSignIn`, whatever of
   * the two was wrong, or with `companySignInOnly`, when both were right but only company accounts are let in.
   */
  signIn(
    mail: string,
    password: string,
    headers: IncomingHttpHeaders,
  ): Promise<{ readonly cookies: string[]; readonly secondFactor: boolean }>;
  /** Starts a session of whom a provider has let in; returns its cookies. Throws when their access has ended. */
  signInByCompany(authUserId: string, headers: IncomingHttpHeaders): Promise<string[]>;
  /** The second step, with a code of the app or a recovery code, each good for once. Refuses with `wrongCode`. */
  enterCode(code: string, headers: IncomingHttpHeaders): Promise<string[]>;
  /** Ends every session and starts a new one; returns its cookies. Refuses with `wrongPassword`. */
  changePassword(oldPassword: string, newPassword: string, headers: IncomingHttpHeaders): Promise<string[]>;
  /** Refuses with `wrongPassword`. */
  beginSecondFactor(
    password: string,
    headers: IncomingHttpHeaders,
  ): Promise<{ readonly uri: string; readonly recoveryCodes: string[] }>;
  /** Returns the cookies of the session that begins with it. Refuses with `wrongCode`. */
  confirmSecondFactor(code: string, headers: IncomingHttpHeaders): Promise<string[]>;
  /** Returns the cookies of the session that begins with it. Refuses with `wrongPassword`. */
  removeSecondFactor(password: string, headers: IncomingHttpHeaders): Promise<string[]>;
  /** Ends the session; returns the cookies that say so. */
  signOut(headers: IncomingHttpHeaders): Promise<string[]>;
}

export const openSignIn = (database: Database, config: Config, secret: string): SignIn => {
  const auth = openBetterAuth(database, config, secret);
  /** better-auth hides why it failed; a database that is away is asked again, and says so itself. */
  const telling = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      return await asked;
    } catch (error) {
      if (!(error instanceof APIError && error.statusCode < 500))
        await database.acrossDealerships(async () => {});
      throw error;
    }
  };
  /** What better-auth refuses, in our words. */
  const refusing = async <T>(code: ProblemCode, detail: string, asked: Promise<T>): Promise<T> => {
    try {
      return await telling(asked);
    } catch (error) {
      if (!(error instanceof APIError && error.statusCode < 500)) throw error;
      if (error.body?.code === COMPANY_ONLY)
        throw new Refusal(COMPANY_ONLY, 'This dealership signs in with its company accounts.');
      throw new Refusal(code, detail);
    }
  };
  return {
    async visitorOf(headers) {
      const found = await telling(auth.api.getSession({ headers: asHeaders(headers) }));
      if (!found) return null;
      return database.acrossDealerships(async (work) => {
        const visitor = await findVisitor(work, found.user.id, wayOf(found.session));
        if (!visitor) await endSessions(work, found.user.id);
        return visitor && { ...visitor, sessionId: found.session.id };
      });
    },
    async signIn(mail, password, headers) {
      const body = { email: mail, password };
      const asked = auth.api.signInEmail({ body, headers: asHeaders(headers), returnHeaders: true });
      const answer = await refusing('wrongSignIn', 'The mail address or the password is wrong.', asked);
      return {
        cookies: answer.headers.getSetCookie(),
        secondFactor: 'twoFactorRedirect' in answer.response,
      };
    },
    async signInByCompany(userId, headers) {
      const asked = auth.api.signInByCompany({
        body: { userId },
        headers: asHeaders(headers),
        returnHeaders: true,
      });
      const answer = await refusing('wrongSignIn', 'Their access has ended.', asked);
      return answer.headers.getSetCookie();
    },
    async enterCode(code, headers) {
      const asked = isAppCode(code)
        ? auth.api.verifyTOTP({ body: { code }, headers: asHeaders(headers), returnHeaders: true })
        : auth.api.verifyBackupCode({ body: { code }, headers: asHeaders(headers), returnHeaders: true });
      const answer = await refusing('wrongCode', WRONG_CODE, asked);
      const { token, user } = answer.response;
      if (token && !(await database.acrossDealerships((work) => useCodeOnce(work, user.id, code)))) {
        await database.acrossDealerships((work) => endSessionOf(work, token));
        throw new Refusal('wrongCode', WRONG_CODE);
      }
      return answer.headers.getSetCookie();
    },
    async changePassword(currentPassword, newPassword, headers) {
      const body = { currentPassword, newPassword, revokeOtherSessions: true };
      const asked = auth.api.changePassword({ body, headers: asHeaders(headers), returnHeaders: true });
      return (await refusing('wrongPassword', WRONG_PASSWORD, asked)).headers.getSetCookie();
    },
    async beginSecondFactor(password, headers) {
      const asked = auth.api.enableTwoFactor({
        body: { password, method: 'totp' },
        headers: asHeaders(headers),
      });
      const answer = await refusing('wrongPassword', WRONG_PASSWORD, asked);
      if (answer.method !== 'totp') throw new Error('A second factor was prepared that nobody asked for.');
      return { uri: answer.totpURI, recoveryCodes: answer.backupCodes };
    },
    async confirmSecondFactor(code, headers) {
      const asked = auth.api.verifyTOTP({ body: { code }, headers: asHeaders(headers), returnHeaders: true });
      return (await refusing('wrongCode', WRONG_CODE, asked)).headers.getSetCookie();
    },
    async removeSecondFactor(password, headers) {
      const asked = auth.api.disableTwoFactor({
        body: { password },
        headers: asHeaders(headers),
        returnHeaders: true,
      });
      return (await refusing('wrongPassword', WRONG_PASSWORD, asked)).headers.getSetCookie();
    },
    async signOut(headers) {
      const answer = await telling(auth.api.signOut({ headers: asHeaders(headers), returnHeaders: true }));
      return answer.headers.getSetCookie();
    },
  };
};

const COMPANY_ONLY = 'companySignInOnly';
const WRONG_CODE = 'The code is wrong, was used already, or has run out.';
const WRONG_PASSWORD = 'The present password is wrong.';

/** Codes of an authenticator app are six digits; recovery codes have letters and a hyphen. */
const isAppCode = (code: string): boolean => /^\d{6}$/.test(code);

/** A code opens one session, however long the app still shows it. */
const useCodeOnce = async (work: Work, userId: string, code: string): Promise<boolean> => {
  const codeHash = createHash('sha256').update(code).digest('hex');
  const usedAt = wallClock();
  await work.sql
    .deleteFrom('authUsedCodes')
    .where('usedAt', '<', usedAt.subtract({ minutes: CODE_MINUTES }))
    .execute();
  const { numInsertedOrUpdatedRows } = await work.sql
    .insertInto('authUsedCodes')
    .values({ userId, codeHash, usedAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
};

const endSessionOf = (work: Work, token: string) =>
  work.sql.deleteFrom('authSessions').where('token', '=', token).execute();

const openBetterAuth = (database: Database, config: Config, secret: string) => {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: database.systemPool }),
    plugins: [new CamelCasePlugin(), instantsToDates],
  });
  /** Whoever's access has ended is answered like a wrong password; who must come by another way, is told. */
  const mayEnter = (authUserId: string, way: SignInWay): Promise<boolean> =>
    database.acrossDealerships(async (work) => {
      if ((await findVisitor(work, authUserId, way)) !== null) return true;
      if (way === 'password' && (await isCompanyOnly(work, authUserId)))
        throw new APIError('FORBIDDEN', { code: COMPANY_ONLY });
      return false;
    });

  return betterAuth({
    baseURL: config.publicUrl,
    secret,
    telemetry: { enabled: false },
    database: { db, type: 'postgres' },
    user: { modelName: 'authUsers' },
    session: {
      modelName: 'authSessions',
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      additionalFields: { via: { type: [...SIGN_IN_WAYS], defaultValue: 'password', input: false } },
    },
    account: { modelName: 'authCredentials' },
    verification: { modelName: 'authVerifications' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
    },
    plugins: [
      twoFactor({ issuer: 'Leadwacht', schema: { twoFactor: { modelName: 'authTwoFactors' } } }),
      companyAccounts,
    ],
    databaseHooks: {
      session: {
        create: {
          before: async (session) => ((await mayEnter(session.userId, wayOf(session))) ? undefined : false),
        },
      },
    },
    // Ours counts by mail address too (sign-in-routes.ts).
    rateLimit: { enabled: false },
    // What fails is thrown, and logged where it is answered.
    logger: { disabled: true },
    advanced: {
      cookiePrefix: 'leadwacht',
      useSecureCookies: config.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      database: { generateId: newId },
    },
  });
};

/** Opens a session for whom a provider has let in: asking for more is the provider's business. Only this program calls it. */
const companyAccounts = {
  id: 'company-accounts',
  endpoints: {
    signInByCompany: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ userId: z.string() }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(ctx.body.userId);
        const session =
          user && (await internalAdapter.createSession(user.id, false, { via: 'company' }, true));
        if (!session) throw new APIError('UNAUTHORIZED');
        await setSessionCookie(ctx, { session, user });
        return { ok: true };
      },
    ),
  },
} satisfies BetterAuthPlugin;

const wayOf = (session: object): SignInWay =>
  'via' in session && session.via === 'company' ? 'company' : 'password';

/** better-auth reckons with dates, our connections deliver instants. */
const instantsToDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({
    ...result,
    rows: result.rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          value instanceof Temporal.Instant ? new Date(value.epochMilliseconds) : value,
        ]),
      ),
    ),
  }),
};

const asHeaders = (headers: IncomingHttpHeaders): Headers => {
  const { cookie, 'user-agent': userAgent } = headers;
  return new Headers({ ...(cookie && { cookie }), ...(userAgent && { 'user-agent': userAgent }) });
};
