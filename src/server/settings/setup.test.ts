import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { PASSWORD } from '../../../test/harness/person.ts';
import { openTestWeb, type TestWeb } from '../../../test/harness/web.ts';
import { RECOMMENDATIONS } from '../../domain/escalation/recommendations.ts';
import { createOperator } from '../accounts/commands.ts';

const INPUT = {
  name: 'Autohaus Amsel',
  state: 'BY',
  admin: { name: 'Anna Amsel', mail: 'Anna@amsel.example', password: PASSWORD },
};

const countDealerships = (web: TestWeb): Promise<number> =>
  web.database.acrossDealerships(
    async ({ sql }) => (await sql.selectFrom('dealerships').select('dealershipId').execute()).length,
  );

describe('the first set-up', () => {
  let web: TestWeb;
  beforeEach(async () => {
    web = await openTestWeb();
  });
  afterEach(() => web.close());
  const setUp = (body: object) => web.call('POST', '/api/setup', { body });

  test('N8 gives every default source an address of its own', async () => {
    const answer = await setUp(INPUT);
    assert.equal(answer.statusCode, 200);
    const { sources } = answer.json();
    assert.deepEqual(
      sources.map(({ kind, name }: { kind: string; name: string }) => [kind, name]),
      [
        ['mobile.de', 'mobile.de'],
        ['autoscout24', 'AutoScout24'],
        ['homepage', 'Homepage'],
      ],
    );
    for (const { leadAddress } of sources)
      assert.match(leadAddress, /^[a-z0-9]+-[a-z0-9]{6}@leads\.localhost$/);
  });

  test('N4 copies the recommended times, and stores the calendar with its holidays', async () => {
    const { dealershipId } = (await setUp(INPUT)).json();
    const stored = await web.database.inDealership(dealershipId, async ({ sql, now }) => ({
      year: now.toZonedDateTimeISO('Europe/Berlin').year,
      settings: await sql.selectFrom('escalationSettings').selectAll().executeTakeFirstOrThrow(),
      calendar: await sql.selectFrom('calendars').select('spec').executeTakeFirstOrThrow(),
    }));
    assert.deepEqual(stored.settings.stages, RECOMMENDATIONS.at(-1)?.stages);
    assert.equal(stored.settings.recommendedOn, RECOMMENDATIONS.at(-1)?.publishedOn);
    const spec = stored.calendar.spec as { week: unknown[][]; days: Record<string, unknown> };
    assert.deepEqual(spec.week[5], [{ from: 540, to: 780 }]);
    assert.ok(`${stored.year - 1}-12-25` in spec.days);
    assert.ok(`${stored.year + 10}-12-25` in spec.days);
  });

  test('takes other hours, sources and people', async () => {
    const answer = await setUp({
      ...INPUT,
      hours: 'Mo-Sa 07:00-20:00',
      sources: [{ kind: 'manufacturer', name: 'Werksportal' }],
      people: [{ name: 'Bernd Bussard', mail: 'bernd@amsel.example', roles: ['seller'] }],
    });
    const { dealershipId, adminId } = answer.json();
    const { source, invitation, mail } = await web.database.inDealership(dealershipId, async ({ sql }) => ({
      source: await sql.selectFrom('sources').selectAll().executeTakeFirstOrThrow(),
      invitation: await sql.selectFrom('invitations').selectAll().executeTakeFirstOrThrow(),
      mail: await sql.selectFrom('outbox').selectAll().executeTakeFirstOrThrow(),
    }));
    assert.deepEqual([source.name, source.silenceLimitDays], ['Werksportal', 14]);
    assert.equal(invitation.createdBy, adminId);
    assert.equal(mail.toAddress, 'bernd@amsel.example');
  });

  test('lets the admin sign in, and is over then', async () => {
    assert.equal((await web.call('GET', '/api/session')).json().setUp, false);
    await setUp(INPUT);
    assert.equal((await web.call('GET', '/api/session')).json().setUp, true);
    assert.ok(await web.cookieOf('anna@amsel.example'));
    const second = await setUp({ ...INPUT, admin: { ...INPUT.admin, mail: 'other@amsel.example' } });
    assert.equal(second.statusCode, 409);
    assert.equal(second.json().code, 'alreadySetUp');
  });

  test('is won by one of two at the same moment', async () => {
    const other = { ...INPUT, admin: { ...INPUT.admin, mail: 'other@amsel.example' } };
    const answers = await Promise.all([setUp(INPUT), setUp(other)]);
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b),
      [200, 409],
    );
    assert.equal(await countDealerships(web), 1);
  });

  test('refuses with a word for what is wrong, and leaves nothing behind', async () => {
    const wrong: [object, string, string][] = [
      [{ state: 'XX' }, 'badInput', 'state'],
      [{ region: 'EVA' }, 'badInput', 'region'],
      [{ hours: 'Mo 18:00-08:00' }, 'calendarRefused', 'hours'],
      [{ sources: [{ kind: 'fax', name: 'Fax' }] }, 'badInput', 'sources.0.kind'],
      [{ admin: { ...INPUT.admin, password: 'kurz' } }, 'badInput', 'admin.password'],
      [{ name: ' ' }, 'badInput', 'name'],
    ];
    for (const [part, code, path] of wrong) {
      const answer = (await setUp({ ...INPUT, ...part })).json();
      assert.deepEqual([answer.code, answer.fields[0].path], [code, path]);
    }
    const taken = [{ name: 'Anna', mail: 'anna@amsel.example', roles: ['seller'] }];
    assert.equal((await setUp({ ...INPUT, people: taken })).json().code, 'mailInUse');
    assert.equal(await countDealerships(web), 0);
  });
});

describe('the first set-up where strangers can come', () => {
  let web: TestWeb;
  before(async () => {
    web = await openTestWeb({ LEADWACHT_PUBLIC_URL: 'https://leads.example.org' });
  });
  after(() => web.close());

  test('needs the code of the installation', async () => {
    const setUp = (setupCode?: string) =>
      web.call('POST', '/api/setup', { body: { ...INPUT, ...(setupCode !== undefined && { setupCode }) } });
    assert.equal((await web.call('GET', '/api/session')).json().setupCodeNeeded, true);
    for (const code of [undefined, '', 'falsch', `${web.installation.setupCode}x`]) {
      assert.equal((await setUp(code)).json().code, 'wrongSetupCode');
    }
    assert.equal((await setUp(web.installation.setupCode)).statusCode, 200);
  });
});

describe('an operator', () => {
  let web: TestWeb;
  before(async () => {
    web = await openTestWeb();
    await web.addDealership('anna@amsel.example');
    const operator = { name: 'Olga Otter', mail: 'olga@otter.example', password: PASSWORD };
    await web.database.acrossDealerships((work) => createOperator(work, operator));
  });
  after(() => web.close());

  test('sees the dealerships and sets up further ones, which are told who did it', async () => {
    const cookie = await web.cookieOf('olga@otter.example');
    const body = {
      ...INPUT,
      name: 'Autohaus Zeisig',
      admin: { ...INPUT.admin, mail: 'zora@zeisig.example' },
    };
    const { dealershipId } = (await web.call('POST', '/api/operator/dealerships', { cookie, body })).json();
    const { items } = (await web.call('GET', '/api/operator/dealerships', { cookie })).json();
    assert.deepEqual(
      items.map(({ name, accounts, openLeads }: Record<string, unknown>) => [name, accounts, openLeads]),
      [
        ['Autohaus Zeisig', 1, 0],
        ['Autohaus anna@amsel.example', 1, 0],
      ],
    );
    const change = await web.database.inDealership(dealershipId, ({ sql }) =>
      sql
        .selectFrom('settingChanges')
        .select('changedBy')
        .where('subject', '=', 'dealership')
        .executeTakeFirst(),
    );
    assert.ok(change?.changedBy);
  });

  test('belongs to no dealership, and an admin is no operator', async () => {
    const cookie = await web.cookieOf('olga@otter.example');
    assert.equal((await web.call('GET', '/api/accounts', { cookie })).statusCode, 403);
    const admin = await web.cookieOf('anna@amsel.example');
    assert.equal((await web.call('GET', '/api/operator/dealerships', { cookie: admin })).statusCode, 403);
  });
});
