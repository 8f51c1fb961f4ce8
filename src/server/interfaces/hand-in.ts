import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint } from '../../contract/endpoint.ts';
import { handIn, handInGoogleLead } from '../../contract/interfaces.ts';
import { type Problem, type ProblemCode, problem } from '../../contract/problem.ts';
import { parseObject, textOf } from '../../domain/intake/json-fields.ts';
import type { Database } from '../db/database.ts';
import { problemOf } from '../http/problems.ts';
import { slowDown } from '../http/slow-down.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { keepHandedIn, MOST_KEY_CHARS } from './commands.ts';
import { countRefused, findKnownSource, type KnownSource } from './store.ts';

/** Calls a minute at one source: far beyond any campaign, far below what would hold up the others. */
const PER_MINUTE = 300;
/** Fewer from one address without a secret that fits, whatever sources it names. */
const WRONG_PER_MINUTE = 30;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the secret was found to be right. */
    source: KnownSource | null;
  }
  interface FastifyReply {
    /** The problem a call was answered with. */
    refusedAs?: Problem;
  }
}

interface HandInNeeds {
  readonly database: Database;
  readonly log: Log;
}

/**
 * Where other systems hand in enquiries, as raw bytes: a scope of its own, without sessions and without validation, as what
 * is strange in a document is shown to people instead of refused (docs/decisions/0023).
 */
export const registerHandIn = async (app: FastifyInstance, needs: HandInNeeds): Promise<void> => {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.setValidatorCompiler(() => () => true);
    scope.decorateRequest('source', null);
    scope.addHook('onResponse', async (request, reply) => noteRefusal(request, reply, needs));
    scope.addHook('onError', async (_request, reply, error) => {
      reply.refusedAs = problemOf(error);
      if (reply.refusedAs.status === 503) reply.header('retry-after', 30);
    });
    const slowWrong = slowDown(scope, WRONG_PER_MINUTE);
    const slowSource = slowDown(scope, PER_MINUTE, ({ source, ip }) => source?.sourceId ?? ip);
    const admit = async (request: FastifyRequest, reply: FastifyReply, secret: string): Promise<void> => {
      const { id } = request.params as { id: string };
      request.source = await needs.database.acrossDealerships((work) => findKnownSource(work, id, secret));
      await (request.source ? slowSource : slowWrong)(request, reply);
      if (!request.source)
        throw new Refusal('wrongSecret', 'There is no such source, or its secret is another.');
    };
    register(scope, handIn, {
      onRequest: async (request, reply) => admit(request, reply, secretOf(request)),
      keep: async (request, reply) => {
        const key = request.headers['idempotency-key'];
        const id = await keep(needs.database, request, body(request), typeof key === 'string' ? key : null);
        return reply.status(202).send({ id });
      },
    });
    register(scope, handInGoogleLead, {
      keep: async (request, reply) => {
        const text = body(request).toString('utf8');
        const key = textOf(parseObject(text)?.['google_key']) ?? '';
        await admit(request, reply, key);
        // The secret is nowhere kept, so not in the message either.
        await keep(needs.database, request, Buffer.from(text.replaceAll(key, '***')), null);
        return reply.status(200).send({});
      },
    });
  });
};

interface Taking {
  readonly onRequest?: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  readonly keep: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
}

const register = (
  scope: FastifyInstance,
  { method, path, summary, params, body: described, output, maxBodyBytes = 0 }: Endpoint,
  { onRequest, keep: handler }: Taking,
): void => {
  scope.route({
    method,
    url: path,
    bodyLimit: maxBodyBytes,
    schema: {
      summary,
      params,
      body: described,
      consumes: [
        'application/json',
        ...(path === handIn.path ? ['application/xml', 'application/x-adf+xml'] : []),
      ],
      response: { [path === handIn.path ? 202 : 200]: output, default: problem },
    },
    ...(onRequest && { onRequest }),
    handler,
  });
};

const body = (request: FastifyRequest): Buffer =>
  Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);

const keep = (
  database: Database,
  { source, headers, ip, url }: FastifyRequest,
  bytes: Buffer,
  idempotencyKey: string | null,
): Promise<string> => {
  if (!source) throw new Error('The secret was not looked at.');
  if (idempotencyKey !== null && idempotencyKey.length > MOST_KEY_CHARS)
    throw new Refusal('badInput', `The Idempotency-Key is longer than ${MOST_KEY_CHARS} characters.`);
  const contentType = headers['content-type'] ?? '';
  return database.inDealership(source.dealershipId, (work) =>
    keepHandedIn(work, source, { bytes, contentType, idempotencyKey, peer: ip, path: url.slice(0, 200) }),
  );
};

/** In a header only: addresses stand in the logs of every machine on the way. */
const secretOf = ({ headers }: FastifyRequest): string => {
  const own = headers['x-api-key'];
  if (typeof own === 'string') return own.trim();
  return /^bearer\s+(\S+)\s*$/i.exec(headers.authorization ?? '')?.[1] ?? '';
};

/** After the answer, so that its time tells nobody which sources there are. */
const noteRefusal = async (
  request: FastifyRequest,
  { refusedAs }: FastifyReply,
  { database, log }: HandInNeeds,
): Promise<void> => {
  if (!refusedAs || refusedAs.status >= 500 || refusedAs.status === 429) return;
  const { id } = request.params as { id: string };
  const { code, detail = '' } = refusedAs;
  await database
    .acrossDealerships((work) => countRefused(work, id, code as ProblemCode, detail))
    .catch((error: unknown) => log.warn({ err: error }, 'a refused call could not be noted'));
};
