import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { readConfig } from '../src/config.ts';
import { ENDPOINTS } from '../src/contract/all.ts';
import type { Endpoint } from '../src/contract/endpoint.ts';
import { LIVE_PATH } from '../src/contract/live.ts';
import { realClock } from '../src/server/clock.ts';
import { openLog } from '../src/server/log.ts';
import { type Program, startProgram } from '../src/server/program.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

const GOLDEN = join(import.meta.dirname, 'golden', 'routes.txt');

/** What is not an endpoint of the contract: cookies, a stream, descriptions. */
const OTHERS = [
  'POST /api/auth/sign-in/email anyone',
  'POST /api/auth/sign-in/second-factor anyone',
  'POST /api/auth/sign-out anyone',
  'POST /api/auth/company anyone',
  'GET /api/auth/company/:id anyone',
  'GET /api/auth/company/callback anyone',
  `GET ${LIVE_PATH} signedIn`,
  'GET /api/openapi.json anyone',
  'GET /metrics anyone',
];

const lineOf = ({ method, path, who }: Endpoint): string => `${method} ${path} ${[who].flat().join(',')}`;

describe('the table of routes', () => {
  let store: TestDatabase;
  let program: Program;
  let base: string;
  before(async () => {
    store = await createTestDatabase();
    const config = readConfig({ LEADWACHT_HTTP_PORT: '0', LEADWACHT_SERVICES: 'web' });
    const log = openLog(false);
    log.level = 'silent';
    program = await startProgram({ config, connection: store.config, clock: realClock, log });
    base = `http://127.0.0.1:${program.httpPort}`;
  });
  after(async () => {
    await program.stop();
    await store.drop();
  });

  const ask = ({ method, path }: Pick<Endpoint, 'method' | 'path'>): Promise<Response> =>
    fetch(`${base}${path.replaceAll(/:\w+/g, '01900000-0000-7000-8000-000000000000')}`, { method });

  test('is the one written down: who may call what changes on purpose only', async () => {
    const table = [...ENDPOINTS.map(lineOf), ...OTHERS].sort();
    assert.deepEqual(table, (await readFile(GOLDEN, 'utf8')).trim().split('\n'));
  });

  test('holds every path that the API describes', async () => {
    const { paths } = (await (await fetch(`${base}/api/openapi.json`)).json()) as {
      paths: Record<string, object>;
    };
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    const known = [...ENDPOINTS.map(lineOf), ...OTHERS].map((line) => line.split(' ').slice(0, 2).join(' '));
    assert.deepEqual(
      described.filter((route) => !known.includes(route)),
      [],
    );
  });

  for (const endpoint of ENDPOINTS) {
    test(`${lineOf(endpoint)}: registered, and closed to strangers unless meant for anyone`, async () => {
      const answer = await ask(endpoint);
      const body = (await answer.json()) as { code?: string; detail?: string };
      if (endpoint.who === 'anyone') {
        assert.notEqual(answer.status, 401);
        assert.doesNotMatch(body.detail ?? '', /^There is nothing at/);
      } else {
        const code = endpoint.who === 'source' ? 'wrongSecret' : 'notSignedIn';
        assert.deepEqual([answer.status, body.code], [401, code]);
      }
    });
  }
});
