import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { openMailbox } from '../src/server/mailboxes/connection.ts';
import { lookInto } from '../src/server/mailboxes/look-into.ts';
import { ACCESS_TOKEN, startHoodiecrow, USER } from './harness/imap-servers.ts';

test('with OAuth2 it signs in by the token the sign-in service gives, and keeps the new refresh token', async () => {
  const server = await startHoodiecrow(['IDLE', 'UIDPLUS', 'SASL-IR', 'XOAUTH2']);
  const tokens = createServer((request, answer) => {
    request.resume().on('end', () => {
      answer.writeHead(200, { 'content-type': 'application/json' });
      answer.end(JSON.stringify({ access_token: ACCESS_TOKEN, refresh_token: 'the next' }));
    });
  }).listen(0, '127.0.0.1');
  await once(tokens, 'listening');
  const tokenUrl = `http://127.0.0.1:${(tokens.address() as AddressInfo).port}/token`;
  const door = { host: '127.0.0.1', port: server.port, security: 'none' as const, username: USER };
  const token = { tokenUrl, clientId: 'us', scope: null };
  const key = { auth: 'oauth2' as const, token, clientSecret: '', refreshToken: 'the first' };
  const { client, newRefreshToken } = await openMailbox({ ...door, key });
  assert.equal(newRefreshToken, 'the next');
  client.close();
  const seen = await lookInto({ ...door, key }, 'INBOX');
  assert.deepEqual(seen, { ok: true, folders: ['INBOX'], messages: 0, unread: 0, idle: true });
  tokens.close();
  await server.stop();
});
