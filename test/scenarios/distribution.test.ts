import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import i18next from 'i18next';
import type { LeadPage } from '../../src/contract/leads.ts';
import type { DistributionSettings, Mode, Rule } from '../../src/domain/distribution/settings.ts';
import { de } from '../../src/i18n/de/de.ts';
import { entryOf } from '../../src/web/leads/event-texts.ts';
import { whyText } from '../../src/web/distribution/why-text.ts';
import { changeDistribution } from '../harness/distribution.ts';
import { type Duties, startDuties } from '../harness/duties.ts';
import type { Person } from '../harness/person.ts';

// Who gets a new enquiry (product.md 8), and what the Verlauf says about it. It is Friday 6 March 2026, 15:00.
const t = await i18next
  .createInstance()
  .init({ lng: 'de', resources: { de: { translation: de } }, interpolation: { escapeValue: false } });
let away: Duties['away'];
let clara: Duties['clara'];
let coverage: Duties['coverage'];
let dealer: Duties['dealer'];
let otto: Duties['otto'];
let vera: Duties['vera'];
let world: Duties['world'];

beforeEach(async () => {
  ({ away, clara, coverage, dealer, otto, vera, world } = await startDuties());
});
afterEach(async () => {
  world.noUnexpectedMail();
  await world.stop();
});

const distribute = (mode: Mode, change: Partial<DistributionSettings> = {}) =>
  changeDistribution(dealer, { branches: { [dealer.branchId]: mode }, adviser: 'off', ...change });

/** What the history of a lead says about its distribution, in the reader's words. */
const said = (lead: LeadPage): string[] =>
  lead.history.map(entryOf).flatMap(({ kind, data }) => {
    if (kind === 'distributed') return t('distribution.history', { why: whyText(t, data) });
    return kind === 'followed' ? t('distribution.followed', { to: data.toName }) : [];
  });

/** An enquiry of a new customer; the lead as the admin sees it. */
let customers = 0;
const enquiry = async (text: Parameters<Duties['dealer']['enquiry']>[0] = {}): Promise<LeadPage> => {
  customers += 1;
  const name = `Kunde ${customers}`;
  const { id } = await dealer.enquiry({ name, mail: `kunde${customers}@kunde.example`, ...text });
  return world.lead(dealer.admin, id);
};
const KARLA = { name: 'Karla Kunde', mail: 'karla@kunde.example' };
const viewOf = async (person: Person, view: string): Promise<number[]> => {
  const { items } = await person.get<{ items: LeadPage[] }>(`/api/leads?view=${view}`);
  return items.map(({ number }) => number).toSorted((a, b) => a - b);
};

test('pool: everybody sees it, nothing is said about it, whoever takes it has it', async () => {
  await distribute('pool');
  const lead = await enquiry();
  assert.equal(lead.assignee, null);
  assert.deepEqual(said(lead), []);
  assert.deepEqual(await viewOf(vera, 'pool'), [lead.number]);
  await vera.post(`/api/leads/${lead.id}/take`);
  assert.deepEqual(await viewOf(otto, 'pool'), []);
});

test('by hand: sellers do not see it, the dispatcher gives it to somebody, and may leave it to the pool of nobody', async () => {
  const dora = await dealer.hire('Dora Dietz', 'dispatcher');
  await distribute('manual');
  const lead = await enquiry();
  assert.deepEqual(said(lead), ['Verteilung: von Hand, wartet auf den Anfragenverteiler']);
  assert.deepEqual(await viewOf(vera, 'pool'), []);
  assert.equal((await vera.ask('POST', `/api/leads/${lead.id}/take`, {})).status, 404);
  assert.deepEqual(await viewOf(dora, 'toDistribute'), [lead.number]);

  await dora.post(`/api/leads/${lead.id}/assign`, { assigneeId: vera.id });
  assert.deepEqual(await viewOf(vera, 'mine'), [lead.number]);
  await dora.post(`/api/leads/${lead.id}/assign`, { assigneeId: null });
  assert.equal((await world.lead(dora, lead.id)).toDistribute, true, 'back to the dispatchers');
  assert.deepEqual(await viewOf(otto, 'pool'), []);
});

test('in turn: each gets one, and the Verlauf says whose turn it was', async () => {
  await distribute('roundRobin');
  const leads = [await enquiry(), await enquiry(), await enquiry()];
  assert.deepEqual(
    leads.map(({ assignee }) => assignee),
    ['Vera Vogt', 'Otto Ohm', 'Vera Vogt'],
  );
  assert.deepEqual(leads.flatMap(said), [
    'Verteilung: reihum, Vera Vogt war am längsten nicht dran',
    'Verteilung: reihum, Otto Ohm war am längsten nicht dran',
    'Verteilung: reihum, Vera Vogt war am längsten nicht dran',
  ]);
  assert.deepEqual(
    leads.map(({ clockStartedAt, arrivedAt }) => clockStartedAt === arrivedAt),
    [true, true, true],
  );
});

test('in turn, many mails at once: nobody gets two more than the other', async () => {
  await distribute('roundRobin');
  const [source] = dealer.sources;
  await Promise.all(
    Array.from({ length: 20 }, (_, number) =>
      world.bring(
        `From: K${number} <k${number}@kunde.example>\nSubject: Golf\nMessage-ID: <${number}@k>\n\nE-Mail: k${number}@kunde.example\n`,
        source?.leadAddress ?? '',
      ),
    ),
  );
  await world.work();
  assert.equal((await viewOf(vera, 'mine')).length, 10);
  assert.equal((await viewOf(otto, 'mine')).length, 10);
});

describe('rules', () => {
  const rule = (change: Partial<Rule>): Rule => ({
    id: crypto.randomUUID(),
    sources: [],
    branches: [],
    brands: [],
    condition: null,
    postcodes: [],
    target: { to: 'dispatchers' },
    ...change,
  });

  test('a brand’s enquiries go to its seller, another branch’s to that branch, the rest to the pool', async () => {
    const north = await dealer.openBranch('Nord');
    await distribute('rules', {
      rules: [
        rule({ brands: ['Audi'], target: { to: 'person', personId: otto.id } }),
        rule({ brands: ['Skoda'], target: { to: 'pool', branchId: north.id } }),
      ],
    });
    const [audi, skoda, golf] = [
      await enquiry({ vehicle: 'Audi A4' }),
      await enquiry({ vehicle: 'Škoda Octavia' }),
      await enquiry(),
    ];
    assert.equal(audi.assignee, 'Otto Ohm');
    assert.deepEqual([skoda.assignee, skoda.branch], [null, 'Nord']);
    assert.deepEqual([golf.assignee, golf.branch !== 'Nord'], [null, true]);
    assert.deepEqual([audi, skoda, golf].flatMap(said), [
      'Verteilung: Regel 1, Otto Ohm',
      'Verteilung: Regel 2, in den Pool (Nord)',
      `Verteilung: keine Regel passte, in den Pool (${golf.branch})`,
    ]);
  });

  test('of a group each member in turn', async () => {
    await distribute('rules', { rules: [rule({ target: { to: 'group', people: [otto.id, clara.id] } })] });
    const got = [(await enquiry()).assignee, (await enquiry()).assignee, (await enquiry()).assignee];
    assert.deepEqual(got, ['Clara Conrad', 'Otto Ohm', 'Clara Conrad']);
  });

  test('that cannot be used are refused by their place; ids of strangers are unknown', async () => {
    const path = '/api/distribution/settings';
    const { settings, version } = await dealer.admin.get<{ settings: DistributionSettings; version: number }>(
      path,
    );
    const put = (change: Partial<DistributionSettings>, basedOnVersion = version) =>
      dealer.admin.ask('PUT', path, { settings: { ...settings, ...change }, basedOnVersion });
    const refused = await put({ rules: [rule({}), rule({ target: { to: 'group', people: [] } })] });
    assert.equal(refused.status, 422);
    assert.match(await refused.text(), /rules\.1.*emptyGroup/);
    const stranger = crypto.randomUUID();
    assert.equal(
      (await put({ rules: [rule({ target: { to: 'person', personId: stranger } })] })).status,
      404,
    );
    assert.equal((await put({ branches: { [stranger]: 'manual' } })).status, 404);
    assert.equal((await put({}, version + 1)).status, 409);
  });
});

describe('the personal adviser', () => {
  test('“alle”: whoever handled the customer’s latest enquiry gets the next one, closed or not', async () => {
    await distribute('pool', { adviser: 'all' });
    const first = await enquiry(KARLA);
    await vera.post(`/api/leads/${first.id}/take`);
    await vera.post(`/api/leads/${first.id}/close`, { outcome: 'lost', reason: 'price' });
    const next = await enquiry({ ...KARLA, vehicle: 'VW Polo' });
    assert.equal(next.assignee, 'Vera Vogt');
    assert.deepEqual(said(next), [`Verteilung: Kundenbetreuer Vera Vogt, letzte Anfrage #${first.number}`]);
  });

  test('“offen”: only while one of them is open', async () => {
    await distribute('roundRobin', { adviser: 'open' });
    const first = await enquiry(KARLA);
    assert.equal(first.assignee, 'Vera Vogt');
    const second = await enquiry({ ...KARLA, vehicle: 'VW Polo' });
    assert.equal(second.assignee, 'Vera Vogt');
    for (const { id } of [first, second])
      await vera.post(`/api/leads/${id}/close`, { outcome: 'lost', reason: 'price' });
    const third = await enquiry({ ...KARLA, vehicle: 'VW Up' });
    assert.equal(third.assignee, 'Otto Ohm', 'whose turn it is');
  });

  test('what else the customer has in the pool follows, what a person has does not', async () => {
    await distribute('pool');
    const [first, second, third] = [
      await enquiry(KARLA),
      await enquiry({ ...KARLA, vehicle: 'VW Polo' }),
      await enquiry({ ...KARLA, vehicle: 'VW Up' }),
    ];
    await otto.post(`/api/leads/${third.id}/take`);
    assert.deepEqual(await viewOf(otto, 'mine'), [third.number], 'off: nothing follows');
    await distribute('pool', { adviser: 'all' });
    await vera.post(`/api/leads/${first.id}/take`);
    assert.deepEqual(await viewOf(vera, 'mine'), [first.number, second.number]);
    assert.deepEqual(await viewOf(otto, 'mine'), [third.number]);
    assert.deepEqual(said(await world.lead(vera, second.id)), [
      'Verteilung: folgt Vera Vogt als Anfrage desselben Interessenten, wie',
    ]);
  });

  test('an exchange’s relay address makes nobody known', async () => {
    await distribute('pool', { adviser: 'all' });
    const relay = { name: 'Ein Kunde', mail: 'abc123@kontakt.mobile.de' };
    const first = await enquiry(relay);
    assert.equal(first.customerMailIsRelay, true);
    await vera.post(`/api/leads/${first.id}/take`);
    const other = { ...relay, vehicle: 'VW Polo', to: dealer.sources[1]?.leadAddress ?? '' };
    const second = await enquiry(other);
    assert.deepEqual([second.number !== first.number, second.assignee], [true, null]);
  });
});

describe('absence', () => {
  const today = { fromOn: '2026-03-06', untilOn: null };

  test('who is away gets nothing; the adviser’s substitute does, and works what the absent person has', async () => {
    await distribute('roundRobin', { adviser: 'all' });
    const first = await enquiry(KARLA);
    assert.equal(first.assignee, 'Vera Vogt');
    assert.equal((await otto.ask('GET', `/api/leads/${first.id}`)).status, 404);
    await away(vera, otto, today);
    assert.equal((await enquiry()).assignee, 'Otto Ohm');
    const next = await enquiry({ ...KARLA, vehicle: 'VW Polo' });
    assert.equal(next.assignee, 'Otto Ohm');
    assert.deepEqual(said(next), [
      `Verteilung: Kundenbetreuer Vera Vogt, letzte Anfrage #${first.number}, Otto Ohm in Vertretung für Vera Vogt`,
    ]);
    assert.equal((await world.lead(otto, first.id)).assignee, 'Vera Vogt');
    assert.equal((await otto.ask('GET', `/api/leads/${first.id}/original`)).status, 200);
    await otto.post(`/api/leads/${first.id}/call`, { reached: true });
  });

  test('nobody is there: it waits for the dispatchers, and the banner says so', async () => {
    await distribute('roundRobin');
    assert.deepEqual((await coverage(clara)).unstaffed, []);
    await away(vera, null, today);
    await away(otto, null, today);
    const lead = await enquiry();
    assert.equal(lead.assignee, null);
    assert.deepEqual(said(lead), ['Verteilung: reihum, niemand ist da, wartet auf den Anfragenverteiler']);
    assert.deepEqual(await viewOf(clara, 'toDistribute'), [lead.number]);
    assert.deepEqual((await coverage(clara)).unstaffed, [{ branch: lead.branch, source: null }]);
  });

  test('the customer of somebody whose access has ended writes again: it is given away like a new one', async () => {
    await distribute('roundRobin');
    const lead = await enquiry(KARLA);
    await vera.post(`/api/leads/${lead.id}/close`, { outcome: 'lost', reason: 'price' });
    await dealer.admin.put(`/api/accounts/${vera.id}`, { name: vera.name, roles: ['seller'], active: false });
    const token = await world.database.inDealership(dealer.id, async ({ sql }) => {
      const row = await sql
        .selectFrom('leads')
        .select('replyToken')
        .where('id', '=', lead.id)
        .executeTakeFirst();
      return row?.replyToken ?? '';
    });
    await world.bring(
      `From: ${KARLA.mail}\nSubject: Re\nMessage-ID: <again@kunde.example>\n\nDoch noch Interesse.\n`,
      `r-${token}@leads.localhost`,
    );
    await world.work();
    const again = await world.lead(dealer.admin, lead.id);
    assert.deepEqual([again.status, again.assignee], ['open', 'Otto Ohm']);
  });
});

describe('who sees what', () => {
  test('sellers see the pools of their branches, and colleagues’ leads when it is set so', async () => {
    const north = await dealer.openBranch('Nord');
    await distribute('pool');
    await dealer.admin.put(`/api/accounts/${otto.id}`, {
      name: otto.name,
      roles: ['seller'],
      active: true,
      scope: { branches: [north.id], sources: [] },
    });
    const here = await enquiry();
    const there = await enquiry({ to: north.source.leadAddress });
    assert.deepEqual(await viewOf(otto, 'pool'), [there.number]);
    assert.deepEqual(await viewOf(vera, 'pool'), [here.number, there.number]);
    await vera.post(`/api/leads/${there.id}/take`);
    assert.deepEqual(await viewOf(otto, 'team'), []);
    const entry = { sourceId: dealer.sources[0]?.id, name: 'Am Telefon', takeIt: true };
    const { id: own } = await otto.post<{ id: string }>('/api/leads', entry);
    assert.equal((await world.lead(otto, own)).assignee, 'Otto Ohm', 'what he enters himself, he may keep');
    await otto.post(`/api/leads/${own}/close`, { outcome: 'lost', reason: 'price' });
    await distribute('pool', { sellersSee: 'colleagues' });
    assert.deepEqual(await viewOf(otto, 'team'), [there.number]);
    assert.equal((await otto.get<{ team: number }>('/api/leads/counts')).team, 1);
  });

  test('dispatchers and controllers see their scope, and their substitutes what they see', async () => {
    const north = await dealer.openBranch('Nord');
    await distribute('pool');
    await dealer.admin.put(`/api/accounts/${clara.id}`, {
      name: clara.name,
      roles: ['controller'],
      active: true,
      scope: { branches: [north.id], sources: [] },
    });
    const here = await enquiry();
    const there = await enquiry({ to: north.source.leadAddress });
    await vera.post(`/api/leads/${here.id}/take`);
    await vera.post(`/api/leads/${there.id}/take`);
    assert.deepEqual(await viewOf(clara, 'team'), [there.number]);
    assert.equal((await clara.ask('POST', `/api/leads/${here.id}/assign`, { assigneeId: null })).status, 404);
    assert.deepEqual(await viewOf(otto, 'team'), []);
    await away(clara, otto, { fromOn: '2026-03-06', untilOn: null });
    assert.deepEqual(await viewOf(otto, 'team'), [there.number]);
  });
});

test('the preview says who would get an enquiry, also by rules that are not saved and on another day', async () => {
  await distribute('pool', { adviser: 'all' });
  const first = await enquiry(KARLA);
  await vera.post(`/api/leads/${first.id}/take`);
  const [source] = dealer.sources;
  const ask = (more: object) =>
    dealer.admin.post<{ to: string; name: string; steps: { code: string }[] }>('/api/distribution/preview', {
      sourceId: source?.id,
      ...more,
    });
  assert.equal((await ask({})).to, 'pool');
  const known = await ask({ customerMail: 'KARLA@kunde.example' });
  assert.deepEqual([known.to, known.name], ['person', 'Vera Vogt']);
  const { settings } = await dealer.admin.get<{ settings: DistributionSettings }>(
    '/api/distribution/settings',
  );
  const unsaved = { settings: { ...settings, branches: { [dealer.branchId]: 'roundRobin' } } };
  assert.equal((await ask(unsaved)).name, 'Vera Vogt');
  await away(vera, null);
  assert.equal((await ask({ ...unsaved, at: '2026-03-10T09:00:00Z' })).name, 'Otto Ohm');
});
