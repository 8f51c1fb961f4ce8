import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Endpoint } from '../../contract/endpoint.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';

/** The checked input of a call. */
export interface Input<E extends Endpoint> {
  readonly params: z.output<E['params']>;
  readonly query: z.output<E['query']>;
  readonly body: z.output<E['body']>;
}

/** An endpoint bound to what answers it. */
export type Route =
  | {
      readonly scope: 'dealership';
      readonly endpoint: Endpoint;
      readonly handle: (work: DealershipWork, input: Input<Endpoint>, caller: Caller) => Promise<unknown>;
    }
  | {
      readonly scope: 'installation';
      readonly endpoint: Endpoint;
      readonly handle: (
        input: Input<Endpoint>,
        request: FastifyRequest,
        reply: FastifyReply,
      ) => Promise<unknown>;
    };

/** Answers inside one transaction bound to the caller's dealership. */
export const dealershipRoute = <E extends Endpoint>(
  endpoint: E,
  handle: (work: DealershipWork, input: Input<E>, caller: Caller) => Promise<z.input<E['output']>>,
): Route => ({ scope: 'dealership', endpoint, handle });

/** Answers outside any dealership: sign-up, health, operators. */
export const installationRoute = <E extends Endpoint>(
  endpoint: E,
  handle: (input: Input<E>, request: FastifyRequest, reply: FastifyReply) => Promise<z.input<E['output']>>,
): Route => ({ scope: 'installation', endpoint, handle });
