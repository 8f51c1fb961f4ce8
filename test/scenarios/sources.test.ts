import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { sql as raw } from 'kysely';
import type { z } from 'zod';
import type { getMonitor, getSource, SourceView } from '../../src/contract/sources.ts';
import { createOperator } from '../../src/server/accounts/commands.ts';
import { PASSWORD, type Person, signIn } from '../harness/person.ts';
import { type Dealership, localOf, startWorld, type World } from '../harness/world.ts';

// Sources as a dealership keeps them: added, checked before they go live, watched, paused, put away (product.md 6, N8-N13).

let world: World;
let dealer: Dealership;
let clara: Person;

beforeEach(async () => {
  world = await startWorld();
  dealer = await world.setUp();
  clara = await dealer.hire('Clara Conrad', 'controller');
});
afterEach(() => world.stop());

const codeOf = async (answer: Response): Promise<string> => ((await answer.json()) as { code: string }).code;
const sources = async (query = ''): Promise<SourceView[]> =>
  (await dealer.admin.get<{ items: SourceView[] }>(`/api/sources${query}`)).items;
const named = async (name: string): Promise<SourceView> => {
  const source = (await sources()).find((one) => one.name === name);
  assert.ok(source, name);
  return source;
};
const change = async (name: string, setting: Partial<SourceView>): Promise<void> => {
  const { id, branchId, silenceLimitDays, monitored } = await named(name);
  await dealer.admin.put(`/api/sources/${id}`, { name, branchId, silenceLimitDays, monitored, ...setting });
};
const monitor = () => clara.get<z.output<typeof getMonitor.output>>('/api/monitor');
const intakeQuiet = async () => (await clara.get<{ quiet: unknown }>('/api/monitor/intake')).quiet;
const silentIn = (run: { findings: readonly { source: string; verdict: string }[] } | undefined): string[] =>
  (run?.findings ?? []).filter(({ verdict }) => verdict === 'silent').map(({ source }) => source);
/** Enquiries from all sources, closed at once. */
const allDeliver = async (): Promise<void> => {
  for (const { leadAddress } of dealer.sources) {
    const lead = await dealer.enquiry({ to: leadAddress });
    await dealer.admin.post(`/api/leads/${lead.id}/close`, { outcome: 'lost', reason: 'other' });
  }
};

test('a source is added from the catalogue, with the recommended limit and an address that takes enquiries', async () => {
  const { branchId } = dealer;
  const made = await dealer.admin.post<{ id: string; leadAddress: string }>('/api/sources', {
    kind: 'kleinanzeigen',
    name: 'Kleinanzeigen Süd',
    branchId,
  });
  const source = await named('Kleinanzeigen Süd');
  assert.deepEqual(
    [source.silenceLimitDays, source.recommendedLimitDays, source.silence?.verdict],
    [14, 14, 'waiting'],
  );
  assert.equal((await dealer.enquiry({ to: made.leadAddress })).source, 'Kleinanzeigen Süd');
  const after = await named('Kleinanzeigen Süd');
  assert.deepEqual(
    [after.leads, after.perDay.length, after.perDay.at(-1), after.silence?.verdict],
    [1, 90, 1, 'ok'],
  );
  const unknown = { kind: 'fax', name: 'Fax', branchId };
  assert.equal(await codeOf(await dealer.admin.ask('POST', '/api/sources', unknown)), 'badInput');
  assert.equal(
    await codeOf(await clara.ask('POST', '/api/sources', { ...unknown, kind: 'other' })),
    'notAllowed',
  );
});

test('N8: before it goes live: the address entered by somebody, the test enquiry seen by the product itself', async () => {
  const { id } = await named('mobile.de');
  await clara.put(`/api/sources/${id}/checks/addressEntered`, { checked: true });
  await clara.post(`/api/sources/${id}/test-enquiry`, {});
  await world.work();
  const { checks, leads } = await named('mobile.de');
  assert.deepEqual(checks.map(({ step, checkedBy }) => [step, checkedBy]).toSorted(), [
    ['addressEntered', 'Clara Conrad'],
    ['fieldsRead', null],
    ['testReceived', null],
  ]);
  assert.equal(leads, 0, 'our own test is no lead of the source');
  await clara.put(`/api/sources/${id}/checks/addressEntered`, { checked: false });
  assert.equal((await named('mobile.de')).checks.length, 2);
});

test('N8: an enquiry entered at the exchange by hand with the source’s code shows that the whole way is open', async () => {
  const { id, leadAddress } = await named('mobile.de');
  const { code } = await clara.get<{ code: string }>(`/api/sources/${id}/test-code`);
  const arrives = async (words: string): Promise<void> => {
    await world.bring(
      `From: buyer-1@kontakt.mobile.de\nSubject: Anfrage\nMessage-ID: <${crypto.randomUUID()}@mobile.example>\n\nName: Tina Test\nE-Mail: tina@test.example\nNachricht: ${words}\n`,
      leadAddress,
    );
    await world.work();
  };
  await arrives('Nur ein Test: LW-AAAAAAAA');
  assert.equal((await named('mobile.de')).checks.length, 0, 'a code that is not this source’s is no test');
  await arrives(`Nur ein Test: ${code}`);
  const { checks, leads } = await named('mobile.de');
  assert.ok(checks.some(({ step }) => step === 'testReceived'));
  assert.equal(leads, 1, 'only the first is an enquiry');
});

test('N12, T52: limits one by one; a changed limit mails nobody before the next Friday', async () => {
  await world.passTo('2026-03-05T10:00');
  await allDeliver();
  await world.passTo('2026-03-12T10:00');
  await change('mobile.de', { silenceLimitDays: 3 });
  assert.deepEqual((await named('mobile.de')).silence?.verdict, 'silent');
  await change('AutoScout24', { silenceLimitDays: 14 });
  await world.passTo('2026-03-13T06:59');
  world.noUnexpectedMail();
  await change('Homepage', { monitored: false });
  await world.passTo('2026-03-13T07:01');
  assert.match(world.mailTo(clara).subject, /mobile\.de seit 7 Tagen/);
  world.noUnexpectedMail();
});

test('T52: paused, nobody is told; resumed, its silence counts from then', async () => {
  await world.passTo('2026-03-05T10:00');
  await allDeliver();
  const { id } = await named('mobile.de');
  await clara.post(`/api/sources/${id}/pause`, { untilOn: '2026-03-15' });
  await change('AutoScout24', { monitored: false });
  await change('Homepage', { monitored: false });
  await world.passTo('2026-03-13T07:01');
  world.noUnexpectedMail();
  await world.passTo('2026-03-20T07:01');
  const { active, pausedUntilOn } = await named('mobile.de');
  assert.deepEqual([active, pausedUntilOn], [true, null], 'the pause ended by itself');
  world.noUnexpectedMail();
  await world.passTo('2026-03-27T07:01');
  assert.match(world.mailTo(clara).subject, /mobile\.de seit 11 Tagen/);
  world.noUnexpectedMail();
});

test('"seen until": the silence is known, and said again when the day is over', async () => {
  await world.passTo('2026-03-05T10:00');
  await allDeliver();
  await change('AutoScout24', { monitored: false });
  await change('Homepage', { monitored: false });
  await world.passTo('2026-03-13T07:01');
  world.mailTo(clara);
  await clara.post(`/api/sources/${(await named('mobile.de')).id}/seen`, { untilOn: '2026-03-20' });
  await world.passTo('2026-03-20T07:01');
  world.noUnexpectedMail();
  await world.passTo('2026-03-27T07:01');
  assert.match(world.mailTo(clara).text, /zum 3\. Mal in Folge/);
  world.noUnexpectedMail();
});

test('N12: switched off, no run; switched on again, what was silent meanwhile is not made up for', async () => {
  await dealer.admin.put('/api/monitor', { on: false });
  await world.passTo('2026-03-14T10:00');
  await dealer.admin.put('/api/monitor', { on: true });
  await world.passTo('2026-03-19T10:00');
  world.noUnexpectedMail();
  assert.deepEqual((await monitor()).runs, []);
  await world.passTo('2026-03-20T07:01');
  world.mailTo(clara);
  world.noUnexpectedMail();
});

test('the run log says what was checked and what was reported, and whether it was made up', async () => {
  await world.passTo('2026-03-05T10:00');
  await allDeliver();
  await world.passTo('2026-03-06T07:01');
  world.jumpTo('2026-03-14T09:00');
  await world.passTo('2026-03-14T09:01');
  const { runs, nextRunAt } = await monitor();
  assert.deepEqual(
    runs.map((run) => [run.fridayOn, run.outcome, run.madeUp, silentIn(run)]),
    [
      ['2026-03-13', 'intakeSilent', true, ['mobile.de', 'AutoScout24', 'Homepage']],
      ['2026-03-06', 'checked', false, []],
    ],
  );
  assert.equal(localOf(nextRunAt), '2026-03-20T07:00:00');
});

test('operators are told of a silent intake in the language each of them chose', async () => {
  const hire = async (name: string): Promise<Person> => {
    const mail = `${name.toLowerCase()}@betrieb.example`;
    const id = await world.database.acrossDealerships((work) =>
      createOperator(work, { name, mail, password: PASSWORD }),
    );
    return signIn(world.base, { id, name, mail });
  };
  const [olga, owen] = [await hire('Olga'), await hire('Owen')];
  await owen.put('/api/session/language', { language: 'en' });
  assert.equal((await owen.get<{ language: string }>('/api/session')).language, 'en');
  await world.passTo('2026-03-05T10:00');
  await allDeliver();
  await world.passTo('2026-03-13T07:01');
  assert.match(world.mailTo(olga).text, /Guten Tag/);
  assert.match(world.mailTo(owen).text, /Hello/);
});

/** Three enquiries a day for thirteen weeks, closed long ago, up to one that comes now. */
const hasDelivered = async (name: string): Promise<void> => {
  const { id } = await named(name);
  const lead = await dealer.enquiry({ to: dealer.sources.find((one) => one.id === id)?.leadAddress ?? '' });
  await world.database.acrossDealerships(({ sql, now }) =>
    sql
      .updateTable('sources')
      .set({ activeSince: now.subtract({ hours: 24 * 120 }) })
      .where('id', '=', id)
      .execute(),
  );
  await world.database.acrossDealerships(({ sql }) =>
    raw`
      insert into leads (dealership_id, id, number, branch_id, source_id, status, generation, enquiry, raw_message_id,
                         reply_token, arrived_at, closed_at, close_outcome)
      select dealership_id, gen_random_uuid(), -number * 1000 - n, branch_id, source_id, 'closed', 1, enquiry, raw_message_id,
             id || '-' || n, arrived_at - n * interval '8 hours', arrived_at, 'lost'
      from leads, generate_series(1, 272) n where id = ${lead.id}`.execute(sql),
  );
  await dealer.admin.post(`/api/leads/${lead.id}/close`, { outcome: 'lost', reason: 'other' });
};
const page = (id: string) => clara.get<z.output<typeof getSource.output>>(`/api/sources/${id}`);

test('early warning: its own rhythm makes a silence improbable long before the limit; on screen, without a mail', async () => {
  await hasDelivered('mobile.de');
  assert.equal((await named('mobile.de')).improbable, null);
  await world.passTo('2026-03-05T18:00');
  const { id, improbable, silence } = await named('mobile.de');
  assert.ok(
    improbable && improbable.expected > 7 && improbable.chance < 1 / 1000,
    JSON.stringify(improbable),
  );
  assert.equal(silence?.verdict, 'ok', 'long before the limit of seven days');
  const [alarm] = (await page(id)).alarms;
  assert.equal(alarm?.kind, 'early');
  assert.ok(alarm.at < '2026-03-05T10:00', `noticed at ${alarm.at}, when it became improbable`);
  world.noUnexpectedMail();
});

test('early warning by mail, where it is wanted: once for a silence, with what to do; over when enquiries come again', async () => {
  await dealer.admin.put('/api/monitor', { earlyWarning: 'mail' });
  await hasDelivered('mobile.de');
  await world.passTo('2026-03-05T18:00');
  const warning = world.mailTo(clara);
  assert.equal(warning.subject, 'Frühwarnung: ungewöhnlich still (mobile.de)');
  const { id } = await named('mobile.de');
  assert.match(warning.text, /Sonst kämen in dieser Zeit etwa \d+; .* nur einmal in 1\d{3} Fällen/);
  assert.match(warning.text, new RegExp(`/quellen/${id}\\?tun=testanfrage`));
  await dealer.enquiry();
  await world.passTo('2026-03-05T19:59');
  await world.passTo('2026-03-06T00:30');
  const [alarm] = (await page(id)).alarms;
  assert.equal(alarm?.kind === 'early' && localOf(alarm.endedAt), '2026-03-05T18:00:00');
  world.noUnexpectedMail();
});

test('a fault of our own intake is noticed first: all sources together are silent before any of them is', async () => {
  await dealer.admin.put('/api/monitor', { earlyWarning: 'mail' });
  for (const { name } of dealer.sources) await hasDelivered(name);
  await world.passTo('2026-03-04T00:00');
  for (const person of [clara, dealer.admin]) {
    const mail = world.mailTo(person);
    assert.equal(mail.subject, 'Frühwarnung: von keiner Quelle kommen Anfragen – bitte die Annahme prüfen');
  }
  assert.ok(await intakeQuiet(), 'and it stands on the screen');
  await world.passTo('2026-03-06T00:30');
  assert.deepEqual((await page(dealer.sources[0]?.id ?? '')).alarms, [], 'single sources are not spoken of');
  await dealer.enquiry();
  await world.passTo('2026-03-06T07:30');
  assert.equal(await intakeQuiet(), null);
  const rest = world.mailTo(clara);
  assert.equal(rest.subject, 'Frühwarnung: ungewöhnlich still (AutoScout24 und Homepage)');
  world.noUnexpectedMail();
});

test('T53: spam shows that a source delivers where the dealership says so', async () => {
  await allDeliver();
  await world.passTo('2026-03-07T12:00');
  await world.bring(
    'From: Casino <win@spam.example>\nSubject: Gewonnen\nMessage-ID: <1@spam.example>\nX-Spam-Flag: YES\n\nKlicken Sie\n',
    dealer.sources[0]?.leadAddress ?? '',
  );
  await world.work();
  const { silence } = await named('mobile.de');
  assert.equal(silence && localOf(silence.sinceAt), '2026-03-02T07:00:00');
  await dealer.admin.put('/api/monitor', { spamDelivers: true });
  const counted = (await named('mobile.de')).silence;
  assert.equal(counted && localOf(counted.sinceAt), '2026-03-07T12:00:00');
});

test('the monitor runs at seven in the zone the dealership is said to be in', async () => {
  await dealer.admin.put('/api/monitor', { zone: 'Atlantic/Canary' });
  assert.equal(localOf((await monitor()).nextRunAt), '2026-03-06T08:00:00');
  await allDeliver();
  await world.passTo('2026-03-06T07:59');
  assert.equal((await monitor()).runs.length, 0);
  await world.passTo('2026-03-06T08:00');
  assert.equal((await monitor()).runs.length, 1);
  const refused = await dealer.admin.ask('PUT', '/api/monitor', { zone: 'Mars/Olympus' });
  assert.equal(refused.status, 400);
});

test('archived, a source is out of the way, keeps its leads and still takes enquiries', async () => {
  await world.passTo('2026-03-05T10:00');
  const [first] = dealer.sources;
  assert.ok(first);
  await dealer.admin.post(`/api/sources/${first.id}/archive`, {});
  assert.equal((await sources()).length, 2);
  assert.equal((await sources('?archived=with')).find(({ id }) => id === first.id)?.archived, true);
  assert.equal((await dealer.enquiry({ to: first.leadAddress })).source, first.name);
  await dealer.admin.post(`/api/sources/${first.id}/resume`, {});
  const { archived, active, leads } = await named(first.name);
  assert.deepEqual([archived, active, leads], [false, true, 1]);
});
