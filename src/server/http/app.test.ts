import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { z } from 'zod';
import { openTestWeb, type TestWeb } from '../../../test/harness/web.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { problem } from '../../contract/problem.ts';
import { installationRoute } from './route.ts';

/** A mistake of ours, as no real endpoint makes it. */
const broken = installationRoute(
  endpoint({ method: 'GET', path: '/api/broken', who: 'anyone', summary: 'Fails.', output: z.object({}) }),
  () => Promise.reject(new Error('secret detail')),
);

describe('errors', () => {
  let web: TestWeb;
  before(async () => {
    web = await openTestWeb({}, [broken]);
  });
  after(() => web.close());

  const json = { 'content-type': 'application/json' };
  const raw = (payload: string, headers: Record<string, string> = json) =>
    web.app.inject({ method: 'POST', url: '/api/setup', payload, headers });

  test('are problem documents, whatever goes wrong', async () => {
    const answers = [
      [await web.call('GET', '/api/nothing'), 404, 'notFound'],
      [await web.call('DELETE', '/'), 404, 'notFound'],
      [await web.call('GET', '/api/accounts'), 401, 'notSignedIn'],
      [await web.call('GET', '/api/broken'), 500, 'internal'],
      [await web.call('POST', '/api/setup', { body: {} }), 400, 'badInput'],
      [await raw('{"name": '), 400, 'badInput'],
      [await raw('name=Amsel', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'badInput'],
      [await raw('hello', { 'content-type': 'text/plain' }), 415, 'badInput'],
      [await raw(JSON.stringify('x'.repeat(2_000_000))), 413, 'badInput'],
      [await raw('{"__proto__": {"admin": true}}'), 400, 'badInput'],
    ] as const;
    for (const [answer, status, code] of answers) {
      const document = problem.parse(answer.json());
      assert.deepEqual([answer.statusCode, document.status, document.code], [status, status, code]);
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
    }
  });

  test('name every wrong field by its path', async () => {
    const body = { name: 'Amsel', state: 'BY', admin: { name: '', mail: 'nix', password: 'kurz' } };
    const document = problem.parse((await web.call('POST', '/api/setup', { body })).json());
    assert.deepEqual(
      document.fields?.map(({ path }) => path),
      ['admin.name', 'admin.mail', 'admin.password'],
    );
  });

  test('of ours tell nothing of their cause', async () => {
    assert.doesNotMatch((await web.call('GET', '/api/broken')).body, /secret/);
  });

  test('ask who it is before they look at the input', async () => {
    const answer = await web.call('PUT', '/api/accounts/not-an-id', { body: { nonsense: true } });
    assert.equal(answer.json().code, 'notSignedIn');
  });
});

describe('changes asked for by another website', () => {
  const signInFrom = (web: TestWeb, origin: string, host = '127.0.0.1:3000') =>
    web.call('POST', '/api/auth/sign-in/email', {
      body: { email: 'anna@amsel.example', password: 'falsch-falsch' },
      headers: { origin, host },
    });
  const isRefused = async (answer: ReturnType<typeof signInFrom>): Promise<boolean> =>
    (await answer).json().code === 'notAllowed';

  test('are refused; the own page is served under localhost and under an address', async () => {
    const web = await openTestWeb();
    try {
      for (const origin of [
        'http://evil.example',
        'null',
        'http://127.0.0.1:4000',
        'https://localhost.evil.example',
      ]) {
        assert.ok(await isRefused(signInFrom(web, origin)), origin);
      }
      // A name of somebody else's that points at us (DNS rebinding).
      assert.ok(await isRefused(signInFrom(web, 'http://evil.example:3000', 'evil.example:3000')));
      for (const host of ['127.0.0.1:3000', 'localhost:3000', '192.168.1.5:3000', '[::1]:3000']) {
        assert.ok(!(await isRefused(signInFrom(web, `http://${host}`, host))), host);
      }
    } finally {
      await web.close();
    }
  });

  test('are taken from the public address', async () => {
    const web = await openTestWeb({ LEADWACHT_PUBLIC_URL: 'https://leads.example.org' });
    try {
      assert.ok(!(await isRefused(signInFrom(web, 'https://leads.example.org', 'leads.example.org'))));
      assert.ok(await isRefused(signInFrom(web, 'http://leads.example.org', 'leads.example.org')));
    } finally {
      await web.close();
    }
  });
});

describe('the web app', () => {
  let folder: string;
  let web: TestWeb;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leadwacht-web-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<title>Leadwacht</title>');
    await writeFile(join(folder, 'assets', 'app-abc123.js'), 'void 0;');
    web = await openTestWeb({}, [], folder);
  });
  after(async () => {
    await web.close();
    await rm(folder, { recursive: true });
  });

  test('answers every page address with its one page, read anew each time', async () => {
    for (const path of ['/', '/anfragen/123?view=pool', '/einladung/abc']) {
      const answer = await web.call('GET', path);
      assert.match(answer.body, /<title>Leadwacht/);
      assert.equal(answer.headers['cache-control'], 'no-cache');
    }
  });

  test('keeps hashed files for ever, and does not answer a missing one with the page', async () => {
    const file = await web.call('GET', '/assets/app-abc123.js');
    assert.match(String(file.headers['cache-control']), /immutable/);
    assert.equal((await web.call('GET', '/assets/app-old.js')).statusCode, 404);
    assert.equal((await web.call('GET', '/../package.json')).statusCode, 404);
  });

  test('runs only its own scripts', async () => {
    const policy = String((await web.call('GET', '/')).headers['content-security-policy']);
    assert.match(policy, /default-src 'self'/);
    assert.doesNotMatch(policy, /script-src|unsafe-eval/);
    assert.match(policy, /frame-ancestors 'none'/);
  });
});
