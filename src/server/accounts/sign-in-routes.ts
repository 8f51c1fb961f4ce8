import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DONE, done } from '../../contract/endpoint.ts';
import { Refusal } from '../refusal.ts';
import { MAX_PASSWORD_LENGTH } from './credentials.ts';
import type { SignIn } from './sign-in.ts';

const attempt = z.object({ email: z.email().max(254), password: z.string().min(1).max(MAX_PASSWORD_LENGTH) });
type Attempt = z.output<typeof attempt>;

const MINUTE_MS = 60_000;

/** Sign-in and sign-out: the two endpoints that set cookies, at better-auth's usual paths. */
export const registerSignIn = (app: FastifyInstance, signIn: SignIn): void => {
  const byPlace = slowDown(app.createRateLimit({ max: 100, timeWindow: MINUTE_MS }));
  const byPerson = slowDown(app.createRateLimit({ max: 10, timeWindow: MINUTE_MS, keyGenerator: personOf }));

  app.post<{ Body: Attempt }>(
    '/api/auth/sign-in/email',
    {
      schema: { summary: 'Sign in with mail address and password.', body: attempt, response: { 200: done } },
      onRequest: byPlace,
      preHandler: byPerson,
    },
    async ({ body, headers }, reply) => {
      reply.header('set-cookie', await signIn.signIn(body.email, body.password, headers));
      return DONE;
    },
  );

  app.post(
    '/api/auth/sign-out',
    { schema: { summary: 'End the session.', response: { 200: done } } },
    async ({ headers }, reply) => {
      reply.header('set-cookie', await signIn.signOut(headers));
      return DONE;
    },
  );
};

type Limit = ReturnType<FastifyInstance['createRateLimit']>;

const slowDown =
  (limit: Limit) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const state = await limit(request);
    if (state.isAllowed || !state.isExceeded) return;
    reply.header('retry-after', state.ttlInSeconds);
    throw new Refusal('tooManyRequests', `Too many attempts. Try again in ${state.ttlInSeconds} seconds.`);
  };

const personOf = (request: FastifyRequest): string =>
  `${normalizeIP(request.ip)} ${(request.body as Attempt).email.toLowerCase()}`;
