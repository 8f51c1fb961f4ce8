import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { codeOf } from '../../../test/harness/authenticator.ts';
import { PASSWORD } from '../../../test/harness/person.ts';
import { openTestWeb, type TestWeb } from '../../../test/harness/web.ts';

const SIGN_IN = '/api/auth/sign-in/email';
const NEW_PASSWORD = 'drei blaue Reifen 4711';
const ANNA = 'anna@amsel.example';

let web: TestWeb;
before(async () => {
  web = await openTestWeb();
  await web.addDealership(ANNA);
});
after(() => web.close());

const own = async (cookie: string) => (await web.call('GET', '/api/own-access', { cookie })).json();
const signInWith = (password: string) => web.call('POST', SIGN_IN, { body: { email: ANNA, password } });
const mails = () =>
  web.database.acrossDealerships(({ sql }) =>
    sql.selectFrom('outbox').selectAll().where('kind', '=', 'passwordReset').orderBy('id').execute(),
  );
const cookieIn = (answer: Awaited<ReturnType<TestWeb['call']>>) =>
  answer.cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ');

describe('sessions', () => {
  test('are listed, this one marked, and can be ended one by one or all others at once', async () => {
    const phone = await web.cookieOf(ANNA);
    const desk = await web.cookieOf(ANNA);
    const { sessions } = await own(desk);
    const [current, other] = [true, false].map((is) =>
      sessions.filter((session: { current: boolean }) => session.current === is),
    );
    assert.equal(current.length, 1);
    const ended = await web.call('DELETE', `/api/own-access/sessions/${other[0].id}`, { cookie: desk });
    assert.equal(ended.statusCode, 200);
    await web.call('POST', '/api/own-access/sessions/end-others', { cookie: desk });
    assert.equal((await web.call('GET', '/api/accounts', { cookie: phone })).statusCode, 401);
    assert.deepEqual(
      (await own(desk)).sessions.map(({ current: is }: { current: boolean }) => is),
      [true],
    );
  });

  test('those of others are none of mine', async () => {
    await web.addDealership('bert@buche.example');
    const [mine, theirs] = [await web.cookieOf(ANNA), await web.cookieOf('bert@buche.example')];
    const { sessions } = await own(theirs);
    const answer = await web.call('DELETE', `/api/own-access/sessions/${sessions[0].id}`, { cookie: mine });
    assert.equal(answer.statusCode, 404);
    assert.equal((await web.call('GET', '/api/accounts', { cookie: theirs })).statusCode, 200);
  });
});

describe('a new password', () => {
  test('asks for the old one, ends every other session and begins this one anew', async () => {
    const elsewhere = await web.cookieOf(ANNA);
    const cookie = await web.cookieOf(ANNA);
    const change = (oldPassword: string, newPassword: string) =>
      web.call('PUT', '/api/own-access/password', { cookie, body: { oldPassword, newPassword } });
    assert.equal((await change('ganz falsches Passwort', NEW_PASSWORD)).json().code, 'wrongPassword');
    assert.equal((await change(PASSWORD, 'Passwort2026!')).json().code, 'passwordGuessable');
    const changed = await change(PASSWORD, NEW_PASSWORD);
    assert.equal(changed.statusCode, 200);
    for (const old of [elsewhere, cookie])
      assert.equal((await web.call('GET', '/api/accounts', { cookie: old })).statusCode, 401);
    const fresh = cookieIn(changed);
    assert.equal((await web.call('GET', '/api/accounts', { cookie: fresh })).statusCode, 200);
    assert.equal((await signInWith(PASSWORD)).statusCode, 401);
    const back = await web.call('PUT', '/api/own-access/password', {
      cookie: fresh,
      body: { oldPassword: NEW_PASSWORD, newPassword: PASSWORD },
    });
    assert.equal(back.statusCode, 200);
  });
});

describe('a forgotten password', () => {
  test('the answer is the same for strangers; people get one link, which works once and ends every session', async () => {
    const cookie = await web.cookieOf(ANNA);
    const ask = (mail: string) => web.call('POST', '/api/password-reset', { body: { mail } });
    const [known, again, unknown] = [
      await ask('Anna@Amsel.example'),
      await ask(ANNA),
      await ask('no@body.example'),
    ];
    assert.deepEqual([known.statusCode, known.json()], [unknown.statusCode, unknown.json()]);
    assert.equal(again.statusCode, 200);
    const sent = await mails();
    assert.deepEqual(
      sent.map(({ toAddress }) => toAddress),
      [ANNA],
      'one mail, however often it was asked for within a minute',
    );
    const token = /\/passwort\/(\w+)/.exec(sent[0]?.textBody ?? '')?.[1] ?? '';
    const stored = await web.database.acrossDealerships(({ sql }) =>
      sql.selectFrom('passwordResets').select('tokenHash').execute(),
    );
    assert.ok(stored.every(({ tokenHash }) => tokenHash !== token));

    assert.equal((await web.call('GET', `/api/password-reset/${token}`)).json().mail, ANNA);
    const reset = (password: string) =>
      web.call('POST', `/api/password-reset/${token}`, { body: { password } });
    assert.equal((await reset('anna12345678')).json().code, 'passwordGuessable');
    assert.equal((await reset(NEW_PASSWORD)).statusCode, 200);
    assert.equal((await web.call('GET', '/api/accounts', { cookie })).statusCode, 401);
    assert.equal((await signInWith(NEW_PASSWORD)).statusCode, 200);
    assert.equal((await reset(PASSWORD)).json().code, 'linkExpired');
    const fresh = await web.cookieOf(ANNA, NEW_PASSWORD);
    await web.call('PUT', '/api/own-access/password', {
      cookie: fresh,
      body: { oldPassword: NEW_PASSWORD, newPassword: PASSWORD },
    });
  });

  test('an invented token is nobody’s', async () => {
    assert.equal((await web.call('GET', '/api/password-reset/abcdefghijklmnop')).json().code, 'linkExpired');
  });
});

describe('a second factor', () => {
  const CARL = 'carl@carport.example';
  before(() => web.addDealership(CARL));
  const carlSignsIn = () => web.call('POST', SIGN_IN, { body: { email: CARL, password: PASSWORD } });
  let secret: string;
  let recoveryCodes: string[];
  const enter = (cookie: string, code: string) =>
    web.call('POST', '/api/auth/sign-in/second-factor', { cookie, body: { code } });

  test('is prepared with the password and holds from its first right code on', async () => {
    const cookie = await web.cookieOf(CARL);
    const begin = (password: string) =>
      web.call('POST', '/api/own-access/second-factor', { cookie, body: { password } });
    assert.equal((await begin('ganz falsches Passwort')).json().code, 'wrongPassword');
    const { uri, recoveryCodes: codes } = (await begin(PASSWORD)).json();
    recoveryCodes = codes;
    secret = new URL(uri).searchParams.get('secret') ?? '';
    assert.equal((await carlSignsIn()).json().secondFactor, undefined, 'prepared is not switched on');
    const confirm = (code: string) =>
      web.call('POST', '/api/own-access/second-factor/confirm', { cookie, body: { code } });
    assert.equal((await confirm('000000')).json().code, 'wrongCode');
    assert.equal((await confirm(codeOf(secret, Date.now()))).statusCode, 200);
  });

  test('the password alone is no way in any more; a code opens one session, however long it is shown', async () => {
    const first = await carlSignsIn();
    assert.deepEqual(first.json(), { ok: true, secondFactor: true });
    const half = cookieIn(first);
    assert.equal((await web.call('GET', '/api/accounts', { cookie: half })).statusCode, 401);
    assert.equal((await enter(half, '123456')).statusCode, 401);
    const code = codeOf(secret, Date.now() + 30_000);
    const entered = await enter(half, code);
    assert.equal(entered.statusCode, 200);
    assert.equal((await web.call('GET', '/api/accounts', { cookie: cookieIn(entered) })).statusCode, 200);

    const second = cookieIn(await carlSignsIn());
    const replayed = await enter(second, code);
    assert.equal(replayed.json().code, 'wrongCode');
    assert.equal((await web.call('GET', '/api/accounts', { cookie: cookieIn(replayed) })).statusCode, 401);
  });

  test('a recovery code helps once; switched off, the password is enough again', async () => {
    const [code = ''] = recoveryCodes;
    const entered = await enter(cookieIn(await carlSignsIn()), code);
    assert.equal(entered.statusCode, 200);
    assert.equal((await enter(cookieIn(await carlSignsIn()), code)).statusCode, 401);
    const removed = await web.call('POST', '/api/own-access/second-factor/remove', {
      cookie: cookieIn(entered),
      body: { password: PASSWORD },
    });
    assert.equal(removed.statusCode, 200);
    assert.deepEqual((await carlSignsIn()).json(), { ok: true });
  });
});
