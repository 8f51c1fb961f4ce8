import { constants, createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What the provider says of whoever signs in next. */
export interface ProviderPerson {
  readonly email?: string;
  readonly email_verified?: boolean;
}

/** How the provider goes wrong at the next sign-in. */
export interface ProviderFaults {
  /** Claims of the id_token that are other than they should be; undefined leaves one out. */
  readonly claims?: Record<string, unknown>;
  /** Signs with a key nobody published. */
  readonly foreignKey?: boolean;
  /** The person says no, or the provider does. */
  readonly declines?: boolean;
  readonly answersAs?: string;
  /** Says the mail address at the userinfo endpoint only. */
  readonly mailAtUserinfo?: boolean;
}

/** A provider of company accounts on this machine (OpenID Connect with PKCE), that lets `person` in without asking. */
export interface CompanyProvider {
  readonly issuer: string;
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  person: ProviderPerson;
  faults: ProviderFaults;
  stop(): Promise<void>;
}

interface Grant {
  readonly nonce: string;
  readonly challenge: string;
  readonly redirectUri: string;
}

export const startCompanyProvider = async (): Promise<CompanyProvider> => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const client = { clientId: 'leadwacht', clientSecret: 'geheim & sicher' };
  const grants = new Map<string, Grant>();
  const nowSeconds = () => Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);

  const tokens = (grant: Grant) => {
    const { claims, foreignKey, mailAtUserinfo } = provider.faults;
    const now = nowSeconds();
    const said = {
      iss: provider.issuer,
      aud: client.clientId,
      sub: '4711',
      iat: now,
      exp: now + 300,
      nonce: grant.nonce,
      ...(!mailAtUserinfo && provider.person),
      ...claims,
    };
    return {
      id_token: signedToken(said, foreignKey ? foreign : privateKey),
      access_token: 'access',
      token_type: 'Bearer',
    };
  };

  const redeem = (form: URLSearchParams, authorization: string | undefined): object | null => {
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    const secret = new URLSearchParams({ '': client.clientSecret }).toString().slice(1);
    const isClient =
      authorization === `Basic ${Buffer.from(`${client.clientId}:${secret}`).toString('base64')}`;
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const holds = grant && challenge === grant.challenge && form.get('redirect_uri') === grant.redirectUri;
    return isClient && holds && form.get('grant_type') === 'authorization_code' ? tokens(grant) : null;
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', provider.issuer);
    const say = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname === '/.well-known/openid-configuration')
      say(200, {
        issuer: provider.issuer,
        authorization_endpoint: `${provider.issuer}/authorize`,
        token_endpoint: `${provider.issuer}/token`,
        jwks_uri: `${provider.issuer}/keys`,
        userinfo_endpoint: `${provider.issuer}/me`,
      });
    else if (url.pathname === '/keys')
      say(200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig' }] });
    else if (url.pathname === '/me') say(200, { sub: '4711', ...provider.person });
    else if (url.pathname === '/token') {
      const answer = redeem(new URLSearchParams(await text(request)), request.headers.authorization);
      if (answer) say(200, answer);
      else say(400, { error: 'invalid_grant' });
    } else if (url.pathname === '/authorize') {
      const asked = (name: string) => url.searchParams.get(name) ?? '';
      const code = randomUUID();
      grants.set(code, {
        nonce: asked('nonce'),
        challenge: asked('code_challenge'),
        redirectUri: asked('redirect_uri'),
      });
      const back = new URL(asked('redirect_uri'));
      const answer = provider.faults.declines ? { error: 'access_denied' } : { code };
      const iss = provider.faults.answersAs ?? provider.issuer;
      for (const [name, value] of Object.entries({ ...answer, iss, state: asked('state') }))
        back.searchParams.set(name, value);
      response.writeHead(302, { location: back.href }).end();
    } else say(404, {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const provider: CompanyProvider = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    client,
    person: {},
    faults: {},
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return provider;
};

/** RS256, RFC 7515 compact. */
export const signedToken = (
  claims: object,
  key: KeyObject,
  header: object = { alg: 'RS256', kid: 'one' },
): string => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key, padding: constants.RSA_PKCS1_PADDING });
  return `${signed}.${signature.toString('base64url')}`;
};
