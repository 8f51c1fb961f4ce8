import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { problem } from '../../contract/problem.ts';
import { NOW_HEADER, SPEED_HEADER } from '../../contract/server-time.ts';
import type { Config } from '../../config.ts';
import type { SignIn } from '../accounts/sign-in.ts';
import { registerSignIn } from '../accounts/sign-in-routes.ts';
import { type PublicFormNeeds, registerPublicForms } from '../forms/public-routes.ts';
import { registerCompanySignIn } from '../company-sign-in/routes.ts';
import type { Database } from '../db/database.ts';
import { registerHandIn } from '../interfaces/hand-in.ts';
import type { Log } from '../log.ts';
import type { SecretBox } from '../mailboxes/secrets.ts';
import { httpSeconds, metrics } from '../metrics.ts';
import { callerOf, guard } from './guard.ts';
import { registerLive } from './live.ts';
import { refuseForeignOrigin } from './origin.ts';
import { PROBLEM_MEDIA_TYPE, problemOf } from './problems.ts';
import { type FileAnswer, sendFile } from './files.ts';
import type { Route } from './route.ts';
import { slowDown } from './slow-down.ts';
import { registerWebFiles, WEB_FOLDER } from './web-files.ts';

export interface AppNeeds {
  readonly database: Database;
  readonly config: Config;
  readonly log: Log;
  readonly signIn: SignIn;
  readonly secrets: SecretBox;
  readonly routes: readonly Route[];
  /** What the pages of the homepage forms are signed with. */
  readonly secret: PublicFormNeeds['secret'];
  /** How fast the database's clock is stretched; 1 when left out. */
  readonly clockSpeed?: number;
  /** Brings the figures up to date that are read at /metrics. */
  readonly measure?: () => Promise<void>;
  /** The built web app; where Vite puts it unless told otherwise. */
  readonly webFolder?: string;
}

/** The whole HTTP side, not yet listening. */
export const buildApp = async (needs: AppNeeds): Promise<FastifyInstance> => {
  const { database, config, signIn, routes, webFolder = WEB_FOLDER } = needs;
  // Behind a proxy on the same machine the visitor's address stands in its headers; nobody else is believed.
  const app = Fastify({ trustProxy: config.exposed ? 'loopback' : false });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('visitor', null);
  takeOnlyJson(app);
  answerErrors(app, needs.log);
  measure(app);

  app.addHook('onRequest', refuseForeignOrigin(config.publicUrl));
  await app.register(helmet, securityHeaders(config));
  await app.register(rateLimit, { global: false });
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Leadwacht', version: '1' } },
    transform: jsonSchemaTransform,
  });

  registerSignIn(app, signIn);
  registerCompanySignIn(app, needs);
  for (const route of routes) {
    if (route.endpoint.takesFile) await takeFile(app, (scope) => registerRoute(scope, route, needs));
    else registerRoute(app, route, needs);
  }
  await registerHandIn(app, needs);
  await registerLive(app, database, signIn);
  await registerPublicForms(app, needs);
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    await needs.measure?.();
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });
  await registerWebFiles(app, webFolder);
  return app;
};

const registerRoute = (app: FastifyInstance, route: Route, needs: AppNeeds): void => {
  const { database, signIn, clockSpeed = 1 } = needs;
  const { method, path, who, summary, params, query, body, output, alsoStatus } = route.endpoint;
  const { maxBodyBytes, sendsFile, perMinute } = route.endpoint;
  app.route({
    method,
    url: path,
    ...(maxBodyBytes && { bodyLimit: maxBodyBytes }),
    schema: {
      summary,
      params,
      querystring: query,
      ...(method !== 'GET' && { body }),
      response: {
        ...(!sendsFile && { 200: output }),
        ...(alsoStatus && { [alsoStatus]: output }),
        default: problem,
      },
    },
    onRequest: [guard(who, signIn), ...(perMinute === undefined ? [] : [slowDown(app, perMinute)])],
    // An act without any details may come without a body.
    preValidation: async (request) => {
      request.body ??= {};
    },
    handler: (request, reply) => {
      const input = { params: request.params, query: request.query, body: request.body };
      if (route.scope === 'installation') return route.handle(input, request, reply);
      const caller = callerOf(request);
      return database.inDealership(caller.dealershipId, async (work) => {
        reply.header(NOW_HEADER, work.now.toString());
        if (clockSpeed !== 1) reply.header(SPEED_HEADER, clockSpeed);
        const answer = await route.handle(work, input, caller);
        return sendsFile ? sendFile(reply, answer as FileAnswer) : answer;
      });
    },
  });
};

/** A scope in which a body is no JSON but the stream of a file. */
const takeFile = async (app: FastifyInstance, register: (scope: FastifyInstance) => void): Promise<void> => {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    register(scope);
  });
};

const takeOnlyJson = (app: FastifyInstance): void => {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, String(body), done);
  });
};

const answerErrors = (app: FastifyInstance, log: Log): void => {
  app.setErrorHandler((error, { method, routeOptions }, reply) => {
    const document = problemOf(error);
    if (document.status >= 500) log.error({ err: error, method, route: routeOptions.url }, document.title);
    return reply.status(document.status).type(PROBLEM_MEDIA_TYPE).serializer(JSON.stringify).send(document);
  });
};

const measure = (app: FastifyInstance): void => {
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const labels = { method, route: routeOptions.url ?? 'none', status: reply.statusCode };
    httpSeconds.observe(labels, reply.elapsedTime / 1000);
  });
};

const securityHeaders = ({ publicUrl }: Config): Parameters<typeof helmet>[1] => {
  const https = publicUrl.startsWith('https:');
  return {
    hsts: https,
    frameguard: { action: 'deny' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'img-src': ["'self'", 'data:'],
        'object-src': ["'none'"],
        // Mantine writes its colours into style elements.
        'style-src': ["'self'", "'unsafe-inline'"],
        ...(https && { 'upgrade-insecure-requests': [] }),
      },
    },
  };
};
