import type { z } from 'zod';
import type { Endpoint } from '../contract/endpoint.ts';
import { PROBLEM_CODES, type Problem, type ProblemCode } from '../contract/problem.ts';
import { hearServerTime } from './clock.ts';

/** The server said no, or could not be reached (`unavailable`, status 0). */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly fields: NonNullable<Problem['fields']>;
  /** What the code's sentence names. */
  readonly words: NonNullable<Problem['words']>;

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.detail ?? problem.title ?? problem.code ?? `HTTP ${status}`);
    this.name = 'ProblemError';
    this.status = status;
    this.code =
      PROBLEM_CODES.find((code) => code === problem.code) ??
      (status === 0 || status >= 502 ? 'unavailable' : 'internal');
    this.fields = problem.fields ?? [];
    this.words = problem.words ?? {};
  }
}

export interface Input<E extends Endpoint> {
  params?: z.input<E['params']>;
  query?: z.input<E['query']>;
  body?: z.input<E['body']>;
}

/**
 * Calls an endpoint of the contract. Whatever is JSON and not a problem document is the answer, whichever its
 * status: `/api/health` says what is failing with 503.
 *
 * @throws {ProblemError} when the server refuses or is not there
 */
export const call = async <E extends Endpoint>(
  endpoint: E,
  input: Input<E> = {},
): Promise<z.output<E['output']>> => {
  const response = await request(endpoint, input);
  hearServerTime(response.headers);
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('application/json')) return response.json();
  if (type.startsWith('application/problem+json'))
    throw new ProblemError(response.status, await response.json());
  throw new ProblemError(response.ok ? 0 : response.status, {});
};

const request = (endpoint: Endpoint, { params = {}, query = {}, body }: Input<Endpoint>) =>
  fetch(urlOf(endpoint.path, params as Values, query as Values), {
    method: endpoint.method,
    credentials: 'same-origin',
    ...(endpoint.method === 'GET' ? {} : content(body)),
  }).catch((error: unknown) => {
    throw new ProblemError(0, { detail: String(error) });
  });

const content = (body: unknown) =>
  body instanceof Blob
    ? { headers: { 'content-type': 'application/octet-stream' }, body }
    : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) };

type Values = Record<string, string | number | boolean | undefined>;

const urlOf = (path: string, params: Values, query: Values) => {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, String(value));
  return search.size > 0 ? `${filled}?${search}` : filled;
};
