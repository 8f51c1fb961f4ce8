import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DONE, done } from '../../contract/endpoint.ts';
import { MAX_PASSWORD_LENGTH } from '../../domain/accounts/password.ts';
import { slowDown } from '../http/slow-down.ts';
import type { SignIn } from './sign-in.ts';

const attempt = z.object({ email: z.email().max(254), password: z.string().min(1).max(MAX_PASSWORD_LENGTH) });
type Attempt = z.output<typeof attempt>;
const signedIn = done.extend({ secondFactor: z.literal(true).optional() });
const secondStep = z.object({ code: z.string().trim().min(6).max(20) });

/** Signing in and out, at better-auth's usual paths. */
export const registerSignIn = (app: FastifyInstance, signIn: SignIn): void => {
  const byPlace = slowDown(app, 100);
  const byPerson = slowDown(app, 10, personOf);

  app.post<{ Body: Attempt }>(
    '/api/auth/sign-in/email',
    {
      schema: {
        summary: 'Sign in with mail address and password. With `secondFactor`, a code has to follow.',
        body: attempt,
        response: { 200: signedIn },
      },
      onRequest: byPlace,
      preHandler: byPerson,
    },
    async ({ body, headers }, reply) => {
      const { cookies, secondFactor } = await signIn.signIn(body.email, body.password, headers);
      reply.header('set-cookie', cookies);
      return secondFactor ? { ...DONE, secondFactor } : DONE;
    },
  );

  app.post<{ Body: z.output<typeof secondStep> }>(
    '/api/auth/sign-in/second-factor',
    {
      schema: {
        summary: 'The second step of signing in: a code of the authenticator app, or a recovery code.',
        body: secondStep,
        response: { 200: done },
      },
      onRequest: byPlace,
    },
    async ({ body, headers }, reply) => {
      reply.header('set-cookie', await signIn.enterCode(body.code, headers));
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

const personOf = (request: FastifyRequest): string =>
  `${normalizeIP(request.ip)} ${(request.body as Attempt).email.toLowerCase()}`;
