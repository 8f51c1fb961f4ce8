import { z } from 'zod';
import { addressFault, type Claims, type CompanyRefusal } from '../../domain/accounts/company-sign-in.ts';
import { wallClock } from '../clock.ts';
import { type PublishedKey, readSignedToken, TokenError } from './signed-token.ts';

/** A sign-in by a provider failed; `message` is for those who run the product, never for the screen. */
export class ProviderError extends Error {
  readonly refusal: CompanyRefusal;
  constructor(refusal: CompanyRefusal, detail: string) {
    super(detail);
    this.refusal = refusal;
  }
}

/** How the product is known to a provider. */
export interface Client {
  readonly issuer: string;
  readonly clientId: string;
  /** null: the provider asks for none. */
  readonly clientSecret: string | null;
}

const address = z.string().refine((text) => addressFault(text.split('?')[0] ?? '') === null);
const description = z.object({
  issuer: z.string(),
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address,
  userinfo_endpoint: address.optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
});
export type Provider = z.output<typeof description>;

const PATIENCE_MS = 10_000;
const MOST_BYTES = 256 * 1024;
/**
 * What a provider says of itself (OpenID Connect Discovery); its name may differ by a slash at the end, as people type it.
 * Throws `ProviderError`.
 */
export const discover = async (issuer: string): Promise<Provider> => {
  const said = await askJson(`${bare(issuer)}/.well-known/openid-configuration`);
  const provider = description.safeParse(said);
  if (!provider.success) throw new ProviderError('provider', `${issuer} does not describe itself.`);
  // Whoever answers for another issuer could hand out its tokens here.
  if (bare(provider.data.issuer) !== bare(issuer))
    throw new ProviderError('provider', `${issuer} calls itself ${provider.data.issuer}.`);
  return provider.data;
};

const bare = (issuer: string): string => issuer.replace(/\/$/, '');

/** Exchanges the code of a sign-in for what the provider says of the person (RFC 6749 4.1.3, RFC 7636). Throws `ProviderError`. */
export const redeem = async (
  provider: Provider,
  client: Client,
  grant: { code: string; verifier: string; nonce: string; redirectUri: string },
): Promise<Claims> => {
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code: grant.code,
    redirect_uri: grant.redirectUri,
    code_verifier: grant.verifier,
    client_id: client.clientId,
  });
  const headers: Record<string, string> = {};
  if (client.clientSecret !== null) {
    if (provider.token_endpoint_auth_methods_supported?.includes('client_secret_post'))
      form.set('client_secret', client.clientSecret);
    else headers['authorization'] = basic(client.clientId, client.clientSecret);
  }
  const tokens = await askJson(provider.token_endpoint, { method: 'POST', body: form, headers });
  const { id_token: idToken, access_token: accessToken } = tokens;
  if (typeof idToken !== 'string') throw new ProviderError('token', 'The provider sent no id_token.');
  const claims = await verified(provider, client, idToken, grant.nonce);
  if (claims.email !== undefined || !provider.userinfo_endpoint || typeof accessToken !== 'string')
    return claims;
  const more = await askJson(provider.userinfo_endpoint, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  if (more['sub'] !== claims.sub) throw new ProviderError('token', 'The provider speaks of somebody else.');
  return { ...more, ...claims };
};

const keySet = z.object({
  keys: z.array(z.custom<PublishedKey>((key) => typeof key === 'object' && key !== null)),
});

const verified = async (
  { issuer, jwks_uri: keysAt }: Provider,
  { clientId }: Client,
  idToken: string,
  nonce: string,
): Promise<Claims> => {
  const published = keySet.safeParse(await askJson(keysAt));
  if (!published.success) throw new ProviderError('provider', `${keysAt} holds no keys.`);
  try {
    return readSignedToken(idToken, published.data.keys, { issuer, clientId, nonce, now: wallClock() });
  } catch (cause) {
    throw cause instanceof TokenError ? new ProviderError('token', cause.message) : cause;
  }
};

/** RFC 6749 2.3.1: both are form-encoded before they are joined. */
const basic = (id: string, secret: string): string => {
  const encode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
  return `Basic ${Buffer.from(`${encode(id)}:${encode(secret)}`).toString('base64')}`;
};

const askJson = async (url: string, init: RequestInit = {}): Promise<Record<string, unknown>> => {
  const failed = (why: string) => new ProviderError('provider', `${new URL(url).host}: ${why}`);
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(url, { ...init, redirect: 'error', signal });
    const text = await readAtMost(answer, MOST_BYTES);
    const said: unknown = JSON.parse(text);
    if (typeof said !== 'object' || said === null) throw failed('no JSON object');
    // Only the standard's own word: whatever else stands there may be a secret.
    if (!answer.ok)
      throw failed(`${answer.status} ${'error' in said ? String(said.error).slice(0, 100) : ''}`);
    return said as Record<string, unknown>;
  } catch (cause) {
    if (cause instanceof ProviderError) throw cause;
    throw failed(cause instanceof SyntaxError ? 'no JSON' : (cause as Error).message);
  }
};

const readAtMost = async ({ body }: Response, most: number): Promise<string> => {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.byteLength;
    if (bytes > most) throw new Error('the answer is too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
};
