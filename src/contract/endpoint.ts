import { z } from 'zod';
import type { Role } from '../domain/accounts/roles.ts';

/**
 * Who may call: everybody, other systems with the secret of a source, whoever is signed in, any signed-in account of a dealership, accounts with one of the roles, or
 * operators.
 */
export type Who = 'anyone' | 'source' | 'visitor' | 'signedIn' | 'operator' | readonly Role[];

export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With Fastify's `:name` for path parameters. */
  readonly path: `/api/${string}`;
  readonly who: Who;
  /** One English sentence for the API description. */
  readonly summary: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly output: Output;
  /** A status besides 200 that carries the output too: health's 503. */
  readonly alsoStatus?: number;
  /** A body larger than usual; in bytes. */
  readonly maxBodyBytes?: number;
  /** Takes a file, byte for byte, instead of JSON; its handler reads the stream and keeps its limit. */
  readonly takesFile?: true;
  /** Answers with a file instead of JSON. */
  readonly sendsFile?: true;
  /** Calls a minute from one address, where somebody could guess or pester; unlimited when left out. */
  readonly perMinute?: number;
}

const nothing = z.object({});

/** Declares one endpoint; the server registers it, the web app calls it, the tests walk over all of them. */
export const endpoint = <
  Output extends z.ZodType,
  Params extends z.ZodType = typeof nothing,
  Query extends z.ZodType = typeof nothing,
  Body extends z.ZodType = typeof nothing,
>(
  parts: Pick<
    Endpoint,
    | 'method'
    | 'path'
    | 'who'
    | 'summary'
    | 'alsoStatus'
    | 'maxBodyBytes'
    | 'takesFile'
    | 'sendsFile'
    | 'perMinute'
  > & {
    params?: Params;
    query?: Query;
    body?: Body;
    output: Output;
  },
): Endpoint<Params, Query, Body, Output> => ({
  ...parts,
  params: parts.params ?? (nothing as z.ZodType as Params),
  query: parts.query ?? (nothing as z.ZodType as Query),
  body: parts.body ?? (nothing as z.ZodType as Body),
});

/** Ids are UUIDs in every path and body. */
export const id = z.uuid();
export const idParams = z.object({ id });

/** An instant as ISO 8601 text with offset or Z. */
export const instant = z.iso.datetime({ offset: true });

/** The answer of acts that have nothing to say but that they were done. */
export const done = z.object({ ok: z.literal(true) });
export const DONE = { ok: true } as const;
