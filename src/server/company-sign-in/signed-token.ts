import { constants, createPublicKey, type KeyObject, verify, type webcrypto } from 'node:crypto';

/** Why a token does not hold, for those who run the product. */
export class TokenError extends Error {}

/** A provider's key as it publishes it (RFC 7517). */
export interface PublishedKey extends webcrypto.JsonWebKey {
  readonly kid?: string;
}

/** What a token must be for us (OpenID Connect Core 3.1.3.7). */
export interface Expected {
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  readonly now: Temporal.Instant;
}

/** Clocks of two houses. */
const TOLERANCE_SECONDS = 60;
const LEAST_RSA_BITS = 2048;
const { RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_DIGEST } = constants;

/** Signed with a key of the provider's; nothing that a shared secret or nobody signed. */
const ALGORITHMS: Readonly<
  Record<string, { kty: string; crv?: string; hash: string | null; options: object }>
> = {
  RS256: { kty: 'RSA', hash: 'sha256', options: { padding: RSA_PKCS1_PADDING } },
  PS256: {
    kty: 'RSA',
    hash: 'sha256',
    options: { padding: RSA_PKCS1_PSS_PADDING, saltLength: RSA_PSS_SALTLEN_DIGEST },
  },
  ES256: { kty: 'EC', crv: 'P-256', hash: 'sha256', options: { dsaEncoding: 'ieee-p1363' } },
  EdDSA: { kty: 'OKP', crv: 'Ed25519', hash: null, options: {} },
};

/** What a provider signed, once it is sure that it did, for us, for this attempt, and that it still holds. Throws `TokenError`. */
export const readSignedToken = (
  token: string,
  keys: readonly PublishedKey[],
  expected: Expected,
): Record<string, unknown> => {
  const [head = '', body = '', signature = '', ...rest] = token.split('.');
  if (rest.length > 0) throw new TokenError('It has not three parts.');
  requireSignature(`${head}.${body}`, Buffer.from(signature, 'base64url'), recordIn(head), keys);
  const claims = recordIn(body);
  requireClaims(claims, expected);
  return claims;
};

const requireSignature = (
  signed: string,
  signature: Buffer,
  { alg, kid, crit }: Record<string, unknown>,
  keys: readonly PublishedKey[],
): void => {
  const algorithm = typeof alg === 'string' && Object.hasOwn(ALGORITHMS, alg) ? ALGORITHMS[alg] : undefined;
  if (!algorithm) throw new TokenError(`It is signed by ${String(alg)}.`);
  // Whatever must be understood and is not known here (RFC 7515 4.1.11).
  if (crit !== undefined) throw new TokenError('It asks for what is not known here.');
  const { kty, crv, hash, options } = algorithm;
  const fitting = keys.filter(
    (key) =>
      key.kty === kty &&
      (crv === undefined || key.crv === crv) &&
      (key.alg === undefined || key.alg === alg) &&
      (key.use === undefined || key.use === 'sig') &&
      (kid === undefined || key.kid === undefined || key.kid === kid),
  );
  const holds = (key: KeyObject) => verify(hash, Buffer.from(signed), { key, ...options }, signature);
  if (!fitting.map(keyOf).some((key) => key !== null && holds(key)))
    throw new TokenError('No key of the provider fits its signature.');
};

const keyOf = (published: PublishedKey): KeyObject | null => {
  try {
    const key = createPublicKey({ key: published, format: 'jwk' });
    const bits = key.asymmetricKeyDetails?.modulusLength;
    return bits !== undefined && bits < LEAST_RSA_BITS ? null : key;
  } catch {
    return null;
  }
};

const requireClaims = (claims: Record<string, unknown>, { issuer, clientId, nonce, now }: Expected): void => {
  const { iss, aud, azp, exp, iat, nbf, sub } = claims;
  const seconds = now.epochMilliseconds / 1000;
  const readers = Array.isArray(aud) ? aud : [aud];
  const isPast = (value: unknown) => typeof value === 'number' && value <= seconds + TOLERANCE_SECONDS;
  if (iss !== issuer) throw new TokenError(`It is from ${String(iss)}.`);
  if (!readers.includes(clientId)) throw new TokenError('It is for somebody else.');
  if ((readers.length > 1 || azp !== undefined) && azp !== clientId)
    throw new TokenError('It was made for somebody else.');
  if (typeof exp !== 'number' || exp <= seconds - TOLERANCE_SECONDS) throw new TokenError('It has run out.');
  if (!isPast(iat) || (nbf !== undefined && !isPast(nbf))) throw new TokenError('It is from the future.');
  if (typeof sub !== 'string' || sub === '') throw new TokenError('It names nobody.');
  if (claims['nonce'] !== nonce) throw new TokenError('It is of another attempt.');
};

const recordIn = (part: string): Record<string, unknown> => {
  try {
    const said: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (typeof said === 'object' && said !== null && !Array.isArray(said)) return { ...said };
  } catch {
    // Answered below.
  }
  throw new TokenError('It cannot be read.');
};
