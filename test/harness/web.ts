import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import pino from 'pino';
import { type Config, readConfig } from '../../src/config.ts';
import { accountRoutes } from '../../src/server/accounts/routes.ts';
import { openSignIn } from '../../src/server/accounts/sign-in.ts';
import { realClock } from '../../src/server/clock.ts';
import { type Database, openDatabase } from '../../src/server/db/database.ts';
import { buildApp } from '../../src/server/http/app.ts';
import type { Route } from '../../src/server/http/route.ts';
import { openSecretBox } from '../../src/server/mailboxes/secrets.ts';
import { ensureInstallation, type Installation } from '../../src/server/settings/installation.ts';
import { settingRoutes } from '../../src/server/settings/routes.ts';
import { setUpDealership, type SetupResult } from '../../src/server/settings/setup.ts';
import { createTestDatabase } from '../database.ts';
import { PASSWORD } from './person.ts';

export interface TestWeb {
  readonly app: FastifyInstance;
  readonly database: Database;
  readonly config: Config;
  readonly installation: Installation;
  /** Another dealership; its admin signs in with `mail` and `PASSWORD`. */
  addDealership(mail: string): Promise<SetupResult>;
  /** Signs in and returns the Cookie header. */
  cookieOf(mail: string, password?: string): Promise<string>;
  call(method: InjectOptions['method'], url: string, options?: CallOptions): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

export interface CallOptions {
  readonly cookie?: string;
  readonly body?: object;
  readonly headers?: Record<string, string>;
}

/** People, set-up and sign-in on a database of their own, answering without a port; `routes` come in addition. */
export const openTestWeb = async (
  env: Record<string, string> = {},
  routes: readonly Route[] = [],
  webFolder?: string,
): Promise<TestWeb> => {
  const store = await createTestDatabase();
  const config = readConfig(env);
  const database = openDatabase(store.config, realClock);
  const installation = await ensureInstallation(database);
  const signIn = openSignIn(database, config, installation.authSecret);
  const secrets = openSecretBox(installation.authSecret);
  const needs = { database, config, signIn, secrets };
  const app = await buildApp({
    ...needs,
    secret: installation.authSecret,
    log: pino({ level: 'silent' }),
    routes: [...accountRoutes(needs), ...settingRoutes(needs), ...routes],
    ...(webFolder !== undefined && { webFolder }),
  });

  const call: TestWeb['call'] = (method = 'GET', url, { cookie, body, headers } = {}) =>
    app.inject({
      method,
      url,
      headers: { ...headers, ...(cookie && { cookie }) },
      ...(body && { payload: body }),
    });

  return {
    app,
    database,
    config,
    installation,
    call,
    addDealership: (mail) =>
      setUpDealership(
        database,
        config,
        {
          name: `Autohaus ${mail}`,
          state: 'BY',
          admin: { name: 'Anna Amsel', mail, password: PASSWORD },
          people: [],
        },
        null,
      ),
    async cookieOf(mail, password = PASSWORD) {
      const answer = await call('POST', '/api/auth/sign-in/email', { body: { email: mail, password } });
      if (answer.statusCode !== 200) throw new Error(`Sign-in of ${mail} failed: ${answer.body}`);
      return answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
    },
    async close() {
      await app.close();
      await database.close();
      await store.drop();
    },
  };
};
