import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint } from '../../contract/endpoint.ts';
import { handIn, handInGoogleLead } from '../../contract/interfaces.ts';
import { handInMetaLeads, verifyMetaWebhook } from '../../contract/meta.ts';
import { type Problem, type ProblemCode, problem } from '../../contract/problem.ts';
import { parseObject, textOf } from '../../domain/intake/json-fields.ts';
import { leadsIn } from '../../domain/intake/meta-notification.ts';
import type { Database } from '../db/database.ts';
import { problemOf } from '../http/problems.ts';
import { slowDown } from '../http/slow-down.ts';
import { isSameWord } from '../ids.ts';
import type { Log } from '../log.ts';
import type { SecretBox } from '../mailboxes/secrets.ts';
import { keepNotices, verifyTokenOf } from '../meta/commands.ts';
import { findSigned, type MetaConnection } from '../meta/store.ts';
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
  readonly secrets: SecretBox;
  /** What verify tokens are made with. */
  readonly secret: string;
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
    const slowSource = slowDown(scope, PER_MINUTE, sourceIdOf);
    const admit = async <Known>(
      request: FastifyRequest,
      reply: FastifyReply,
      known: Known | null,
    ): Promise<Known> => {
      await (known ? slowSource : slowWrong)(request, reply);
      if (!known) throw new Refusal('wrongSecret', 'There is no such source, or its secret is another.');
      return known;
    };
    const admitBySecret = async (request: FastifyRequest, reply: FastifyReply, secret: string) => {
      const found = await needs.database.acrossDealerships((work) =>
        findKnownSource(work, sourceIdOf(request), secret),
      );
      request.source = await admit(request, reply, found);
    };
    register(scope, handIn, {
      onRequest: async (request, reply) => admitBySecret(request, reply, secretOf(request)),
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
        await admitBySecret(request, reply, key);
        // The secret is nowhere kept, so not in the message either.
        await keep(needs.database, request, Buffer.from(text.replaceAll(key, '***')), null);
        return reply.status(200).send({});
      },
    });
    register(scope, verifyMetaWebhook, {
      keep: async (request, reply) => {
        const said = request.query as Record<string, unknown>;
        const token = verifyTokenOf(needs.secret, sourceIdOf(request));
        const isOurs = isSameWord(textOf(said['hub.verify_token']) ?? '', token);
        await admit(request, reply, isOurs || null);
        return reply.type('text/plain').send(textOf(said['hub.challenge']) ?? '');
      },
    });
    register(scope, handInMetaLeads, {
      keep: async (request, reply) => {
        const signature = String(request.headers['x-hub-signature-256'] ?? '');
        const signed = { bytes: body(request), signature };
        const found = await needs.database.acrossDealerships((work) =>
          findSigned(work, needs.secrets, sourceIdOf(request), signed),
        );
        await keepTold(needs.database, request, await admit(request, reply, found));
        return reply.status(200).send({});
      },
    });
  });
};

const sourceIdOf = ({ params }: FastifyRequest): string => (params as { id: string }).id;

/** Leads of pages that are entered here are kept, whatever stands beside them; Meta sends again what was refused. */
const keepTold = async (
  database: Database,
  request: FastifyRequest,
  { dealershipId, sourceId, pageIds }: MetaConnection,
): Promise<void> => {
  const document = parseObject(body(request).toString('utf8'));
  if (!document) throw new Refusal('noEnquiry', 'The body is no notification: it must be one JSON object.');
  const notices = leadsIn(document);
  const known = notices.filter(({ pageId }) => pageIds.includes(pageId));
  const told = { sourceId, peer: request.ip, path: request.url.slice(0, 200) };
  await database.inDealership(dealershipId, (work) => keepNotices(work, known, told));
  const strange = notices.find(({ pageId }) => !pageIds.includes(pageId));
  if (strange) throw new Refusal('unknownPage', `Page ${strange.pageId} is not entered at this source.`);
};

interface Taking {
  readonly onRequest?: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  readonly keep: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
}

const register = (
  scope: FastifyInstance,
  { method, path, summary, params, query, body: described, output, maxBodyBytes }: Endpoint,
  { onRequest, keep: handler }: Taking,
): void => {
  scope.route({
    method,
    url: path,
    ...(maxBodyBytes && { bodyLimit: maxBodyBytes }),
    schema: {
      summary,
      params,
      querystring: query,
      ...(method !== 'GET' && { body: described }),
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
  const { code, detail = '' } = refusedAs;
  await database
    .acrossDealerships((work) => countRefused(work, sourceIdOf(request), code as ProblemCode, detail))
    .catch((error: unknown) => log.warn({ err: error }, 'a refused call could not be noted'));
};
