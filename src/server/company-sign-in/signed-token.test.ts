import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, sign, type webcrypto } from 'node:crypto';
import { test } from 'node:test';
import { signedToken } from '../../../test/harness/company-provider.ts';
import { readSignedToken, TokenError } from './signed-token.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk: webcrypto.JsonWebKey = publicKey.export({ format: 'jwk' });
const keys = [{ ...jwk, kid: 'one' }];
const now = Temporal.Instant.from('2026-03-06T14:00:00Z');
const seconds = now.epochMilliseconds / 1000;
const expected = { issuer: 'https://login.example', clientId: 'leadwacht', nonce: 'n', now };
const claims = {
  iss: expected.issuer,
  aud: 'leadwacht',
  sub: '1',
  iat: seconds,
  exp: seconds + 300,
  nonce: 'n',
};
const read = (token: string, published: Parameters<typeof readSignedToken>[1] = keys) =>
  readSignedToken(token, published, expected);
const refused = (token: string, published?: Parameters<typeof readSignedToken>[1]) =>
  assert.throws(() => read(token, published), TokenError);

test('a token of the provider for us and this attempt is read, with RSA, elliptic curves and Edwards curves', () => {
  assert.equal(read(signedToken(claims, privateKey))['sub'], '1');
  assert.equal(
    read(signedToken({ ...claims, aud: ['leadwacht', 'other'], azp: 'leadwacht' }, privateKey))['sub'],
    '1',
  );
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  for (const [alg, pair, hash] of [
    ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' }), 'sha256'],
    ['EdDSA', generateKeyPairSync('ed25519'), null],
  ] as const) {
    const signed = `${part({ alg })}.${part(claims)}`;
    const signature = sign(hash, Buffer.from(signed), { key: pair.privateKey, dsaEncoding: 'ieee-p1363' });
    const published: webcrypto.JsonWebKey = pair.publicKey.export({ format: 'jwk' });
    assert.equal(read(`${signed}.${signature.toString('base64url')}`, [...keys, published])['sub'], '1', alg);
  }
});

test('what is not exactly that is refused', () => {
  for (const wrong of [
    { iss: 'https://other.example' },
    { aud: 'other' },
    { aud: ['leadwacht', 'other'] },
    { azp: 'other' },
    { exp: seconds - 61 },
    { exp: undefined },
    { iat: seconds + 61 },
    { iat: undefined },
    { nbf: seconds + 61 },
    { sub: '' },
    { nonce: 'other' },
    { nonce: undefined },
  ])
    refused(signedToken({ ...claims, ...wrong }, privateKey));
  assert.ok(
    read(signedToken({ ...claims, exp: seconds - 30 }, privateKey)),
    'two clocks may differ by a minute',
  );
});

test('signed by nobody, by the published key as a secret, by another key, or changed afterwards: refused', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  refused(`${part({ alg: 'none' })}.${part(claims)}.`);
  const forged = `${part({ alg: 'HS256', kid: 'one' })}.${part(claims)}`;
  const secret = publicKey.export({ format: 'pem', type: 'spki' });
  refused(`${forged}.${createHmac('sha256', secret).update(forged).digest('base64url')}`);
  refused(signedToken(claims, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey));
  const [head, , signature] = signedToken(claims, privateKey).split('.');
  refused([head, part({ ...claims, sub: '2' }), signature].join('.'));
  refused(signedToken(claims, privateKey, { alg: 'RS256', crit: ['b64'], b64: false }));
  refused(signedToken(claims, privateKey, { alg: 'RS256', kid: 'two' }));
  refused(signedToken(claims, privateKey), [{ ...jwk, use: 'enc' }]);
  for (const junk of ['', 'a.b', 'a.b.c', 'a.b.c.d', `${part({ alg: 'RS256' })}.bm8.${signature}`])
    refused(junk);
});

test('a key too small to be trusted is none', () => {
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
  refused(signedToken(claims, small.privateKey), [small.publicKey.export({ format: 'jwk' })]);
});
