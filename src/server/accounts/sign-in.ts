import type { IncomingHttpHeaders } from 'node:http';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { CamelCasePlugin, Kysely, type KyselyPlugin, PostgresDialect } from 'kysely';
import type { Config } from '../../config.ts';
import type { Database } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { Visitor } from './caller.ts';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './credentials.ts';
import { endSessions, findVisitor } from './visitors.ts';

/** A session ends after this time whatever happens; then one signs in again. */
const SESSION_SECONDS = 30 * 24 * 60 * 60;

export interface SignIn {
  /** Who sent these headers; `null` when nobody is signed in or their access has ended. */
  visitorOf(headers: IncomingHttpHeaders): Promise<Visitor | null>;
  /** Starts a session; returns its cookies. Refuses with `wrongSignIn`, whatever of the two was wrong. */
  signIn(mail: string, password: string, headers: IncomingHttpHeaders): Promise<string[]>;
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
  return {
    async visitorOf(headers) {
      const found = await telling(auth.api.getSession({ headers: asHeaders(headers) }));
      if (!found) return null;
      return database.acrossDealerships(async (work) => {
        const visitor = await findVisitor(work, found.user.id);
        if (!visitor) await endSessions(work, found.user.id);
        return visitor;
      });
    },
    async signIn(mail, password, headers) {
      try {
        const body = { email: mail, password };
        const asked = auth.api.signInEmail({ body, headers: asHeaders(headers), returnHeaders: true });
        const answer = await telling(asked);
        return answer.headers.getSetCookie();
      } catch (error) {
        if (error instanceof APIError && error.statusCode < 500) {
          throw new Refusal('wrongSignIn', 'The mail address or the password is wrong.');
        }
        throw error;
      }
    },
    async signOut(headers) {
      const answer = await telling(auth.api.signOut({ headers: asHeaders(headers), returnHeaders: true }));
      return answer.headers.getSetCookie();
    },
  };
};

const openBetterAuth = (database: Database, config: Config, secret: string) => {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: database.systemPool }),
    plugins: [new CamelCasePlugin(), instantsToDates],
  });
  const mayEnter = (authUserId: string): Promise<boolean> =>
    database.acrossDealerships(async (work) => (await findVisitor(work, authUserId)) !== null);

  return betterAuth({
    baseURL: config.publicUrl,
    secret,
    telemetry: { enabled: false },
    database: { db, type: 'postgres' },
    user: { modelName: 'authUsers' },
    session: { modelName: 'authSessions', expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    account: { modelName: 'authCredentials' },
    verification: { modelName: 'authVerifications' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
    },
    // Whoever's access has ended is answered like a wrong password.
    databaseHooks: {
      session: { create: { before: async ({ userId }) => ((await mayEnter(userId)) ? undefined : false) } },
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
