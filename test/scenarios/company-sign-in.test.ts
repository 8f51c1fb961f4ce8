import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { type CompanyProvider, startCompanyProvider } from '../harness/company-provider.ts';
import { PASSWORD, type Person } from '../harness/person.ts';
import { type Dealership, startWorld, type World } from '../harness/world.ts';

// Groups sign in with their own accounts (product.md 11): a provider on this machine, asked as a browser does it.
let provider: CompanyProvider;
let world: World;
let dealer: Dealership;
let vera: Person;
before(async () => {
  provider = await startCompanyProvider();
});
after(() => provider.stop());
beforeEach(async () => {
  world = await startWorld();
  dealer = await world.setUp();
  vera = await dealer.hire('Vera Vogt', 'seller');
  provider.person = { email: vera.mail, email_verified: true };
  provider.faults = {};
});
afterEach(async () => {
  world.noUnexpectedMail();
  await world.stop();
});

const settings = (change: object = {}) => ({
  name: 'Autogruppe Muster',
  issuer: provider.issuer,
  ...provider.client,
  trustsMail: false,
  onlyWay: false,
  ...change,
});
const setUp = (change?: object, by = dealer.admin) => by.ask('PUT', '/api/company-sign-in', settings(change));

/** A browser of somebody who is not signed in: it keeps cookies, and follows nothing by itself. */
const browser = () => {
  const jar = new Map<string, string>();
  const go = async (path: string, init: RequestInit = {}): Promise<Response> => {
    // The product's own address as the provider knows it has no port of its own in these stories.
    const url = path.startsWith('/') ? world.base + path : path.replace('http://127.0.0.1:0', world.base);
    const own = url.startsWith(world.base);
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
    const headers = { ...(own && { cookie }), ...(init.body && { 'content-type': 'application/json' }) };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of own ? answer.headers.getSetCookie() : []) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/);
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  return { go, jar };
};
type Browser = ReturnType<typeof browser>;
const locationOf = (answer: Response): string => answer.headers.get('location') ?? '';
const bodyOf = async <T>(answer: Response): Promise<T> => (await answer.json()) as T;

const begin = async ({ go }: Browser, email = vera.mail, returnTo?: string): Promise<Response> =>
  go('/api/auth/company', { method: 'POST', body: JSON.stringify({ email, returnTo }) });
/** To the provider and back; where the product sends the browser at the end. */
const signIn = async (at: Browser, email?: string, returnTo?: string): Promise<string> => {
  const { to } = await bodyOf<{ to: string }>(await begin(at, email, returnTo));
  return locationOf(await at.go(locationOf(await at.go(to))));
};
const whoIs = async ({ go }: Browser): Promise<string | undefined> =>
  (await bodyOf<{ account: { name: string } | null }>(await go('/api/session'))).account?.name;

test('set up by the admin, somebody signs in with their company account and comes back to where they were', async () => {
  assert.equal((await setUp()).status, 200);
  const at = browser();
  assert.equal((await bodyOf<{ companySignIn: boolean }>(await at.go('/api/session'))).companySignIn, true);
  assert.equal(
    await signIn(at, ` ${vera.mail.toUpperCase()} `.trim(), '/anfragen?view=pool'),
    '/anfragen?view=pool',
  );
  assert.equal(await whoIs(at), 'Vera Vogt');
  assert.ok(!at.jar.has('leadwacht_company'), 'the attempt is over');
  const direct = browser();
  const start = locationOf(await direct.go(`/api/auth/company/${dealer.id}`));
  assert.equal(locationOf(await direct.go(locationOf(await direct.go(start)))), '/');
  assert.equal(await whoIs(direct), 'Vera Vogt');
  provider.faults = { mailAtUserinfo: true };
  assert.equal(await signIn(browser()), '/', 'some providers tell the address only when asked again');
});

test('it comes back to no other site', async () => {
  await setUp();
  for (const evil of ['https://evil.example', '//evil.example', '/\\evil.example'])
    assert.equal(await signIn(browser(), vera.mail, evil), '/');
});

describe('who is not let in', () => {
  const refusedAs = async (refusal: string, change?: object): Promise<void> => {
    await setUp(change);
    const at = browser();
    assert.equal(await signIn(at), `/anmelden?firmenkonto=${refusal}`);
    assert.equal(await whoIs(at), undefined);
  };

  test('a token with another nonce, issuer or reader, one that ran out, one of a stranger’s key', async () => {
    for (const faults of [
      { claims: { nonce: 'other' } },
      { claims: { iss: 'https://evil.example' } },
      { claims: { aud: 'other' } },
      { claims: { exp: 1 } },
      { foreignKey: true },
      { answersAs: 'https://evil.example' },
    ]) {
      provider.faults = faults;
      await refusedAs('token');
    }
    provider.faults = { declines: true };
    await refusedAs('declined');
  });

  test('an answer to no attempt of this browser, or to one that is over', async () => {
    await setUp();
    const [one, other] = [browser(), browser()];
    const back = async (at: Browser) => {
      const { to } = await bodyOf<{ to: string }>(await begin(at));
      return locationOf(await at.go(to));
    };
    const answer = await back(one);
    assert.equal(locationOf(await other.go(answer)), '/anmelden?firmenkonto=expired', 'another browser');
    await begin(one);
    assert.equal(locationOf(await one.go(answer)), '/anmelden?firmenkonto=expired', 'an older attempt');
    const next = await back(one);
    assert.equal(locationOf(await one.go(next)), '/');
    assert.equal(locationOf(await one.go(next)), '/anmelden?firmenkonto=expired', 'twice');
    assert.equal(
      locationOf(await browser().go('/api/auth/company/callback')),
      '/anmelden?firmenkonto=expired',
    );
  });

  test('an address the provider does not vouch for, unless its silence is trusted; a no always counts', async () => {
    provider.person = { email: vera.mail };
    await refusedAs('mailUnconfirmed');
    await setUp({ trustsMail: true });
    assert.equal(await signIn(browser()), '/');
    provider.person = { email: vera.mail, email_verified: false };
    await refusedAs('mailUnconfirmed', { trustsMail: true });
  });

  test('a stranger, whom nobody makes an account; somebody whose access has ended; somebody of another dealership', async () => {
    const others = await world.setUp('Autohaus Zwei');
    provider.person = { email: 'neu@autohaus.example', email_verified: true };
    await refusedAs('unknown');
    const { items } = await dealer.admin.get<{ items: { mail: string }[] }>('/api/accounts');
    assert.ok(!items.some(({ mail }) => mail === 'neu@autohaus.example'));
    provider.person = { email: others.admin.mail, email_verified: true };
    await refusedAs('unknown');
    assert.equal((await begin(browser(), others.admin.mail)).status, 404, 'they have no company accounts');
    provider.person = { email: vera.mail, email_verified: true };
    const at = browser();
    assert.equal(await signIn(at), '/');
    await dealer.admin.put(`/api/accounts/${vera.id}`, { name: vera.name, roles: ['seller'], active: false });
    assert.equal(await whoIs(at), undefined, 'and the open session ends');
    const direct = browser();
    const back = locationOf(await direct.go(locationOf(await direct.go(`/api/auth/company/${dealer.id}`))));
    assert.equal(locationOf(await direct.go(back)), '/anmelden?firmenkonto=unknown');
  });

  test('anybody while the provider is away', async () => {
    const away = await startCompanyProvider();
    await setUp({ issuer: away.issuer, ...away.client });
    await away.stop();
    const answer = await begin(browser());
    assert.deepEqual([answer.status, (await bodyOf<{ code: string }>(answer)).code], [502, 'providerAway']);
    assert.equal(
      locationOf(await browser().go(`/api/auth/company/${dealer.id}`)),
      '/anmelden?firmenkonto=provider',
    );
  });
});

test('company accounts as the only way: passwords are for admins only, and open sessions end', async () => {
  const byPassword = (mail: string) =>
    browser().go('/api/auth/sign-in/email', {
      method: 'POST',
      body: JSON.stringify({ email: mail, password: PASSWORD }),
    });
  await setUp();
  assert.equal((await byPassword(vera.mail)).status, 200);
  assert.equal((await vera.ask('GET', '/api/leads')).status, 200);
  await setUp({ onlyWay: true });
  assert.equal((await vera.ask('GET', '/api/leads')).status, 401, 'she has to come by the other way');
  const refused = await byPassword(vera.mail);
  assert.deepEqual(
    [refused.status, (await bodyOf<{ code: string }>(refused)).code],
    [403, 'companySignInOnly'],
  );
  assert.equal((await byPassword(dealer.admin.mail)).status, 200, 'the way for emergencies');
  const at = browser();
  assert.equal(await signIn(at), '/');
  assert.equal(await whoIs(at), 'Vera Vogt');
});

test('whoever comes from the provider is asked for no second factor of ours; when it is removed, they are signed out', async () => {
  await setUp();
  await dealer.admin.put('/api/accounts/second-factor', { roles: ['seller'] });
  assert.equal((await vera.ask('GET', '/api/leads')).status, 403, 'with a password it is missing');
  const at = browser();
  await signIn(at);
  assert.equal((await at.go('/api/leads')).status, 200);
  assert.equal((await dealer.admin.ask('DELETE', '/api/company-sign-in')).status, 200);
  assert.equal((await at.go('/api/leads')).status, 401);
  assert.equal((await begin(browser())).status, 404);
});

test('settings: only admins, checked before they are saved, the secret never shown, every change written down', async () => {
  assert.equal((await setUp({}, vera)).status, 403);
  const wrong = async (change: object) => {
    const answer = await setUp(change);
    const { fields } = await bodyOf<{ fields: { path: string; message: string }[] }>(answer);
    return [answer.status, ...fields.map(({ path, message }) => `${path}: ${message}`)];
  };
  assert.deepEqual(await wrong({ issuer: 'http://login.example' }), [400, 'issuer: notEncrypted']);
  assert.deepEqual(await wrong({ issuer: 'login' }), [400, 'issuer: noAddress']);
  assert.deepEqual(await wrong({ issuer: world.base }), [400, 'issuer: noProvider']);
  assert.equal(
    (await setUp({ issuer: `${provider.issuer}/` })).status,
    200,
    'a slash more is no other provider',
  );
  const shown = await (await dealer.admin.ask('GET', '/api/company-sign-in')).text();
  assert.ok(!shown.includes('geheim') && shown.includes('"hasSecret":true'), shown);
  const { clientSecret: _, ...rest } = settings({ onlyWay: true });
  assert.equal((await dealer.admin.ask('PUT', '/api/company-sign-in', rest)).status, 200, 'the secret stays');
  assert.equal(await signIn(browser()), '/');
  const other = await startCompanyProvider();
  const moved = await dealer.admin.ask('PUT', '/api/company-sign-in', { ...rest, issuer: other.issuer });
  await other.stop();
  assert.equal(moved.status, 400, 'a secret goes only to whom it was meant for');
  const { items } = await dealer.admin.get<{ items: { subject: string; old: object; new: object }[] }>(
    '/api/settings/changes',
  );
  const changes = items.filter(({ subject }) => subject === 'companySignIn');
  assert.equal(changes.length, 2);
  assert.ok(!JSON.stringify(changes).includes('geheim'));
});
