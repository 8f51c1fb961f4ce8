import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { PASSWORD } from '../../../test/harness/person.ts';
import { openTestWeb, type TestWeb } from '../../../test/harness/web.ts';
import { createAccount } from './commands.ts';

const SIGN_IN = '/api/auth/sign-in/email';

describe('sign-in', () => {
  let web: TestWeb;
  before(async () => {
    web = await openTestWeb();
    await web.addDealership('anna@amsel.example');
  });
  after(() => web.close());

  test('right mail and password lead to a session of the dealership', async () => {
    const cookie = await web.cookieOf('Anna@Amsel.example');
    const { account } = (await web.call('GET', '/api/session', { cookie })).json();
    assert.equal(account.mail, 'anna@amsel.example');
    assert.deepEqual(account.roles, ['admin']);
    assert.equal(account.zone, 'Europe/Berlin');
  });

  test('a wrong password and an unknown mail get the same answer', async () => {
    const wrong = await web.call('POST', SIGN_IN, {
      body: { email: 'anna@amsel.example', password: 'falsch-falsch' },
    });
    const unknown = await web.call('POST', SIGN_IN, {
      body: { email: 'niemand@amsel.example', password: PASSWORD },
    });
    assert.equal(wrong.statusCode, 401);
    assert.equal(wrong.json().code, 'wrongSignIn');
    assert.deepEqual(wrong.json(), unknown.json());
    assert.equal(wrong.headers['set-cookie'], undefined);
  });

  test('the cookie is out of reach for scripts and other sites', async () => {
    const answer = await web.call('POST', SIGN_IN, {
      body: { email: 'anna@amsel.example', password: PASSWORD },
    });
    const session = answer.cookies.find(({ name }) => name.endsWith('session_token'));
    assert.equal(session?.httpOnly, true);
    assert.equal(session?.sameSite, 'Lax');
    assert.equal(session?.path, '/');
    assert.equal(session?.secure, undefined);
    assert.doesNotMatch(answer.body, /token/);
  });

  test('every sign-in makes a new session, also on top of an old one', async () => {
    const first = await web.cookieOf('anna@amsel.example');
    const second = await web.call('POST', SIGN_IN, {
      cookie: first,
      body: { email: 'anna@amsel.example', password: PASSWORD },
    });
    assert.equal(second.statusCode, 200);
    assert.notEqual(second.cookies[0]?.value, decodeURIComponent(first.split('=')[1] ?? ''));
  });

  test('an invented or altered cookie is nobody', async () => {
    const cookie = await web.cookieOf('anna@amsel.example');
    for (const forged of ['leadwacht.session_token=abc', cookie.replace(/=./, '=#'), `${cookie}x`]) {
      assert.equal((await web.call('GET', '/api/accounts', { cookie: forged })).statusCode, 401);
    }
  });

  test('signing out ends the session on the server', async () => {
    const cookie = await web.cookieOf('anna@amsel.example');
    assert.equal((await web.call('POST', '/api/auth/sign-out', { cookie })).statusCode, 200);
    assert.equal((await web.call('GET', '/api/accounts', { cookie })).statusCode, 401);
  });

  test('nobody can sign up by themselves', async () => {
    const body = { email: 'neu@amsel.example', password: PASSWORD, name: 'Neu' };
    assert.equal((await web.call('POST', '/api/auth/sign-up/email', { body })).statusCode, 404);
  });
});

describe('ended access', () => {
  let web: TestWeb;
  before(async () => {
    web = await openTestWeb();
  });
  after(() => web.close());

  test('ends running sessions at once, refuses new ones, and does not revive old ones', async () => {
    const { dealershipId } = await web.addDealership('anna@amsel.example');
    const accountId = await web.database.acrossDealerships((work) =>
      createAccount(
        { ...work, dealershipId },
        { name: 'Bernd Bussard', mail: 'bernd@amsel.example', password: PASSWORD, roles: ['seller'] },
        null,
      ),
    );
    const admin = await web.cookieOf('anna@amsel.example');
    const seller = await web.cookieOf('bernd@amsel.example');
    const access = (active: boolean) =>
      web.call('PUT', `/api/accounts/${accountId}`, {
        cookie: admin,
        body: { name: 'Bernd Bussard', roles: ['seller'], active },
      });
    const look = () => web.call('GET', '/api/accounts', { cookie: seller });

    assert.equal((await look()).statusCode, 200);
    assert.equal((await access(false)).statusCode, 200);
    assert.equal((await look()).statusCode, 401);
    const again = await web.call('POST', SIGN_IN, {
      body: { email: 'bernd@amsel.example', password: PASSWORD },
    });
    assert.equal(again.json().code, 'wrongSignIn');

    assert.equal((await access(true)).statusCode, 200);
    assert.equal((await look()).statusCode, 401);
    assert.ok(await web.cookieOf('bernd@amsel.example'));
  });
});

describe('the limits of sign-in', () => {
  let web: TestWeb;
  before(async () => {
    web = await openTestWeb({ LEADWACHT_PUBLIC_URL: 'https://leads.example.org' });
    await web.addDealership('anna@amsel.example');
  });
  after(() => web.close());

  const attempt = (email: string, from: string, password = 'falsch-falsch') =>
    web.call('POST', SIGN_IN, { body: { email, password }, headers: { 'x-forwarded-for': from } });

  test('after ten attempts in a minute even the right password has to wait', async () => {
    for (let tries = 0; tries < 10; tries += 1) {
      assert.equal((await attempt('anna@amsel.example', '192.0.2.1')).statusCode, 401);
    }
    const eleventh = await attempt('ANNA@amsel.example', '192.0.2.1', PASSWORD);
    assert.equal(eleventh.statusCode, 429);
    assert.equal(eleventh.json().code, 'tooManyRequests');
    assert.ok(Number(eleventh.headers['retry-after']) > 0);
    assert.equal((await attempt('anna@amsel.example', '192.0.2.2')).statusCode, 401);
  });

  test('one place has a hundred attempts a minute, malformed ones included', async () => {
    for (let tries = 0; tries < 100; tries += 1) {
      assert.equal((await attempt('no address', '192.0.2.3')).statusCode, 400);
    }
    assert.equal((await attempt('anna@amsel.example', '192.0.2.3', PASSWORD)).statusCode, 429);
  });

  test('behind https the cookie is sent over https only', async () => {
    const answer = await web.call('POST', SIGN_IN, {
      body: { email: 'anna@amsel.example', password: PASSWORD },
    });
    assert.equal(answer.cookies[0]?.secure, true);
    assert.match(answer.cookies[0]?.name ?? '', /^__Secure-/);
  });
});
