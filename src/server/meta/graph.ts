import { createHmac } from 'node:crypto';
import { isObject, type JsonObject, parseObject, textOf } from '../../domain/intake/json-fields.ts';
import { type MetaFailure, metaFailureOf } from '../../domain/intake/meta-access.ts';

/** A lead could not be fetched: because of the access, or because there is no such lead. */
export class MetaError extends Error {
  readonly failure: MetaFailure | 'unknownLead';
  constructor(failure: MetaFailure | 'unknownLead', detail: string) {
    super(detail);
    this.failure = failure;
  }
}

/** What opens a page's leads. */
export interface MetaSecrets {
  readonly appSecret: string;
  readonly pageToken: string;
}

const PATIENCE_MS = 15_000;
const FIELDS = 'id,created_time,ad_id,form_id,field_data';

/** A lead as Meta has it, from the Graph API at `graph`. Throws `MetaError`. */
export const fetchLead = async (
  graph: string,
  leadgenId: string,
  { appSecret, pageToken }: MetaSecrets,
): Promise<JsonObject> => {
  const url = new URL(`${graph}/${leadgenId}`);
  url.searchParams.set('fields', FIELDS);
  // Proves that the token is used by the app it was made for; many apps insist on it.
  url.searchParams.set('appsecret_proof', createHmac('sha256', appSecret).update(pageToken).digest('hex'));
  const unreachable = (cause: Error): never => {
    throw new MetaError('unreachable', `${url.host}: ${cause.message}`);
  };
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${pageToken}` },
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(unreachable);
  const said = parseObject(await answer.text().catch(unreachable));
  if (answer.ok && said && textOf(said['id']) === leadgenId) return said;
  throw errorOf(answer, said, pageToken);
};

const errorOf = ({ ok, status }: Response, said: JsonObject | null, pageToken: string): MetaError => {
  const error = isObject(said?.['error']) ? said['error'] : {};
  const code = Number(textOf(error['code']) ?? Number.NaN);
  // Meta repeats a token it cannot read.
  const words = (textOf(error['message']) ?? '').replaceAll(pageToken, '…');
  const failure = ok ? 'unreachable' : metaFailureOf(status, Number.isNaN(code) ? undefined : code);
  return new MetaError(failure, `${status} ${words}`.trim().slice(0, 500));
};
