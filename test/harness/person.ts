import assert from 'node:assert/strict';

/** Somebody signed in over HTTP, as the browser does it. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly mail: string;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
  /** Hands in a file, byte for byte; the bare answer. */
  send(path: string, file: Uint8Array): Promise<Response>;
  /** The bare answer, for what is expected to be refused. */
  ask(method: string, path: string, body?: unknown): Promise<Response>;
}

export const PASSWORD = 'ein langes Passwort';

/**
 * Signs in with mail and password and keeps the cookies; with the first thing they do, for most only are told something.
 */
export const signIn = (base: string, identity: { id: string; name: string; mail: string }): Person => {
  let signedIn: Promise<string> | undefined;
  const cookie = () => (signedIn ??= cookiesOf(base, identity.mail));

  const ask = async (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${base}${path}`, {
      method,
      headers: {
        cookie: await cookie(),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const demand = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await ask(method, path, body);
    const text = await response.text();
    assert.ok(response.ok, `${identity.name}: ${method} ${path} -> ${response.status} ${text}`);
    return JSON.parse(text) as T;
  };
  return {
    ...identity,
    ask,
    get: (path) => demand('GET', path),
    post: (path, body = {}) => demand('POST', path, body),
    put: (path, body) => demand('PUT', path, body),
    send: async (path, file) =>
      fetch(`${base}${path}`, {
        method: 'POST',
        headers: { cookie: await cookie(), 'content-type': 'application/octet-stream' },
        body: Buffer.from(file),
      }),
  };
};

const cookiesOf = async (base: string, mail: string): Promise<string> => {
  const answer = await fetch(`${base}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: mail, password: PASSWORD }),
  });
  assert.equal(answer.status, 200, `${mail} can sign in`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
};
