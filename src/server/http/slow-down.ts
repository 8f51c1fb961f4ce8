import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';

const MINUTE_MS = 60_000;

/** Lets so many requests a minute through, counted by address or whatever `keyOf` says; refuses with `tooManyRequests`. */
export const slowDown = (
  app: FastifyInstance,
  perMinute: number,
  keyOf?: (request: FastifyRequest) => string,
) => {
  const limit = app.createRateLimit({
    max: perMinute,
    timeWindow: MINUTE_MS,
    ...(keyOf && { keyGenerator: keyOf }),
  });
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const state = await limit(request);
    if (state.isAllowed || !state.isExceeded) return;
    reply.header('retry-after', state.ttlInSeconds);
    throw new Refusal('tooManyRequests', `Too many attempts. Try again in ${state.ttlInSeconds} seconds.`);
  };
};
