import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { PASSWORD } from '../../../test/harness/person.ts';
import { openTestWeb, type TestWeb } from '../../../test/harness/web.ts';
import { createAccount } from './commands.ts';

describe('invitations', () => {
  let web: TestWeb;
  let admin: string;
  before(async () => {
    web = await openTestWeb();
    await web.addDealership('anna@amsel.example');
    admin = await web.cookieOf('anna@amsel.example');
  });
  after(() => web.close());

  const invite = (mail: string) =>
    web.call('POST', '/api/invitations', {
      cookie: admin,
      body: { name: 'Bernd <Bussard>', mail, roles: ['seller', 'dispatcher'] },
    });
  const accept = (token: string, password = PASSWORD) =>
    web.call('POST', `/api/invitations/by-token/${token}`, { body: { name: 'Bernd Bussard', password } });
  const mailTo = (address: string) =>
    web.database.acrossDealerships(({ sql }) =>
      sql
        .selectFrom('outbox')
        .selectAll()
        .where('toAddress', '=', address)
        .orderBy('id', 'desc')
        .executeTakeFirst(),
    );
  const tokenFor = async (address: string): Promise<string> => {
    const mail = await mailTo(address);
    return /\/einladung\/(\w+)/.exec(mail?.textBody ?? '')?.[1] ?? '';
  };

  test('go out by mail, and let a person in once, with the roles of the invitation', async () => {
    assert.equal((await invite('Bernd@amsel.example')).statusCode, 200);
    const mail = await mailTo('bernd@amsel.example');
    assert.equal(mail?.kind, 'invitation');
    assert.match(mail?.htmlBody ?? '', /Bernd &lt;Bussard&gt;/);
    const token = await tokenFor('bernd@amsel.example');

    const shown = await web.call('GET', `/api/invitations/by-token/${token}`);
    assert.equal(shown.json().mail, 'bernd@amsel.example');
    assert.equal(shown.json().dealership, 'Autohaus anna@amsel.example');

    assert.equal((await accept(token)).statusCode, 200);
    const cookie = await web.cookieOf('bernd@amsel.example');
    const { account } = (await web.call('GET', '/api/session', { cookie })).json();
    assert.deepEqual(account.roles, ['seller', 'dispatcher']);

    const again = await accept(token);
    assert.equal(again.statusCode, 410);
    assert.equal(again.json().code, 'invitationExpired');
  });

  test('two acceptances at once make one account', async () => {
    await invite('carla@amsel.example');
    const token = await tokenFor('carla@amsel.example');
    const answers = await Promise.all([accept(token), accept(token)]);
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b),
      [200, 410],
    );
  });

  test('are replaced by a newer one to the same address', async () => {
    await invite('doris@amsel.example');
    const first = await tokenFor('doris@amsel.example');
    await invite('doris@amsel.example');
    assert.equal((await accept(first)).json().code, 'invitationExpired');
    assert.equal((await accept(await tokenFor('doris@amsel.example'))).statusCode, 200);
  });

  test('run out', async () => {
    await invite('emil@amsel.example');
    const token = await tokenFor('emil@amsel.example');
    await web.database.acrossDealerships(({ sql, now }) =>
      sql
        .updateTable('invitations')
        .set({ expiresAt: now })
        .where('mail', '=', 'emil@amsel.example')
        .execute(),
    );
    assert.equal((await accept(token)).json().code, 'invitationExpired');
  });

  test('are stored without their token', async () => {
    await invite('frida@amsel.example');
    const token = await tokenFor('frida@amsel.example');
    const rows = await web.database.acrossDealerships(({ sql }) =>
      sql.selectFrom('invitations').selectAll().execute(),
    );
    assert.ok(token.length > 20);
    assert.ok(!JSON.stringify(rows).includes(token));
  });

  test('are refused for a colleague, and for a wish for a short password', async () => {
    assert.equal((await invite('anna@amsel.example')).json().code, 'mailInUse');
    await invite('gerd@amsel.example');
    const short = await accept(await tokenFor('gerd@amsel.example'), 'kurz');
    assert.deepEqual(
      short.json().fields.map(({ path }: { path: string }) => path),
      ['password'],
    );
  });

  test('do not tell who has an account elsewhere; accepting is refused', async () => {
    await web.addDealership('heinz@habicht.example');
    assert.equal((await invite('heinz@habicht.example')).statusCode, 200);
    assert.equal((await accept(await tokenFor('heinz@habicht.example'))).json().code, 'mailInUse');
  });

  test('are an admin’s business', async () => {
    const seller = await web.cookieOf('bernd@amsel.example');
    const answer = await web.call('POST', '/api/invitations', {
      cookie: seller,
      body: { name: 'Ida', mail: 'ida@amsel.example', roles: ['admin'] },
    });
    assert.equal(answer.statusCode, 403);
    assert.equal(answer.json().code, 'notAllowed');
  });
});

describe('the last admin', () => {
  let web: TestWeb;
  before(async () => {
    web = await openTestWeb();
  });
  after(() => web.close());

  const addAdmin = (dealershipId: string, mail: string) =>
    web.database.acrossDealerships((work) =>
      createAccount(
        { ...work, dealershipId },
        { name: mail, mail, password: PASSWORD, roles: ['admin'] },
        null,
      ),
    );
  const change = (cookie: string, id: string, roles: string[], active = true) =>
    web.call('PUT', `/api/accounts/${id}`, { cookie, body: { name: 'Neuer Name', roles, active } });

  test('keeps the role and the access, but may be renamed', async () => {
    const { adminId } = await web.addDealership('anna@amsel.example');
    const cookie = await web.cookieOf('anna@amsel.example');
    assert.equal((await change(cookie, adminId, ['seller'])).json().code, 'notAllowed');
    assert.equal((await change(cookie, adminId, ['admin'], false)).json().code, 'notAllowed');
    assert.equal((await change(cookie, adminId, ['admin', 'seller'])).statusCode, 200);
  });

  test('remains when two admins remove each other at the same moment', async () => {
    const { dealershipId, adminId } = await web.addDealership('berta@bussard.example');
    const otherId = await addAdmin(dealershipId, 'carl@bussard.example');
    const [berta, carl] = [
      await web.cookieOf('berta@bussard.example'),
      await web.cookieOf('carl@bussard.example'),
    ];
    const answers = await Promise.all([
      change(berta, otherId, ['seller']),
      change(carl, adminId, ['seller']),
    ]);
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b),
      [200, 403],
    );
  });

  test('of another dealership is out of reach', async () => {
    const { adminId } = await web.addDealership('dora@dohle.example');
    await web.addDealership('emil@elster.example');
    const foreign = await web.cookieOf('emil@elster.example');
    assert.equal((await change(foreign, adminId, ['admin'])).json().code, 'notFound');
  });

  test('leaves a record of every change', async () => {
    const { adminId, dealershipId } = await web.addDealership('fritz@falke.example');
    await change(await web.cookieOf('fritz@falke.example'), adminId, ['admin', 'controller']);
    const changes = await web.database.inDealership(dealershipId, ({ sql }) =>
      sql.selectFrom('settingChanges').select(['subject', 'old', 'new', 'changedBy']).orderBy('id').execute(),
    );
    assert.deepEqual(
      changes.map(({ subject }) => subject),
      ['dealership', 'account', 'account'],
    );
    assert.equal(changes.at(-1)?.changedBy, adminId);
    assert.deepEqual(changes.at(-1)?.new, {
      id: adminId,
      name: 'Neuer Name',
      roles: ['admin', 'controller'],
      active: true,
    });
  });
});
