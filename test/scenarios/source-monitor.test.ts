import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { Person } from '../harness/person.ts';
import type { SunkMail } from '../harness/mail-sink.ts';
import { type Dealership, startWorld, type World } from '../harness/world.ts';

// The source monitor's Fridays (product.md 6). The dealership is set up on Monday, 2 March, with mobile.de, AutoScout24
// and its homepage, all with a limit of seven days.

let world: World;
let dealer: Dealership;
let clara: Person;

beforeEach(async () => {
  world = await startWorld();
  dealer = await world.setUp();
  clara = await dealer.hire('Clara Conrad', 'controller');
});
afterEach(() => world.stop());

const addressOf = (name: string): string => {
  const source = dealer.sources.find((one) => one.name === name);
  assert.ok(source, name);
  return source.leadAddress;
};
/** An enquiry that is closed at once, so that no clock of its own speaks. */
const delivers = async (name: string, text: { mail?: string } = {}): Promise<void> => {
  const lead = await dealer.enquiry({ to: addressOf(name), ...text });
  await dealer.admin.post(`/api/leads/${lead.id}/close`, { outcome: 'lost', reason: 'other' });
};
const allDeliver = async (...names: string[]): Promise<void> => {
  for (const name of names) await delivers(name);
};
const ALL = ['mobile.de', 'AutoScout24', 'Homepage'];
/** What the next mail to the controller reports as silent. */
const reported = (mail: SunkMail): string[] => ALL.filter((name) => mail.text.includes(`\n${name}, `));

test('N9, N11, N13: on from the start; a source silent for a week is reported on Friday at seven, with what to do', async () => {
  await world.passTo('2026-03-05T10:00');
  await allDeliver(...ALL);
  await world.passTo('2026-03-10T10:00');
  await allDeliver('AutoScout24', 'Homepage');
  await world.passTo('2026-03-13T06:59:59');
  world.noUnexpectedMail();
  await world.passTo('2026-03-13T07:01');
  const mail = world.mailTo(clara);
  assert.equal(mail.subject, 'Quellenmonitor: mobile.de seit 7 Tagen ohne Anfrage');
  assert.deepEqual(reported(mail), ['mobile.de']);
  assert.match(mail.text, /Letzte Anfrage Do\., 05\.03\.2026, 10:00/);
  assert.match(mail.text, /Testanfrage/);
  await world.passTo('2026-03-20T06:59');
  world.noUnexpectedMail();
});

test('N8, T51: a wrongly entered lead address raises the alarm: never heard, and watched for a week', async () => {
  await world.passTo('2026-03-12T10:00');
  await allDeliver('mobile.de', 'AutoScout24');
  await world.passTo('2026-03-13T07:01');
  const mail = world.mailTo(clara);
  assert.deepEqual(reported(mail), ['Homepage']);
  assert.ok(mail.text.includes(addressOf('Homepage')), 'the address to be entered');
  world.noUnexpectedMail();
});

test('still silent, it is said again with the week; when enquiries come again, that is said too', async () => {
  await world.passTo('2026-03-04T10:00');
  await allDeliver(...ALL);
  await world.passTo('2026-03-12T10:00');
  await allDeliver('Homepage');
  await world.passTo('2026-03-13T07:01');
  assert.deepEqual(reported(world.mailTo(clara)), ['mobile.de', 'AutoScout24']);
  await world.passTo('2026-03-19T10:00');
  await allDeliver('Homepage', 'AutoScout24');
  await world.passTo('2026-03-20T07:01');
  const second = world.mailTo(clara);
  assert.match(second.text, /Seit 15 Tagen keine Anfrage .*zum 2\. Mal in Folge/);
  assert.match(second.text, /Diese Quelle liefert wieder:\n\nAutoScout24/);
  world.noUnexpectedMail();
});

test('T50: down on Friday and up on Monday, one run with Friday’s cut-off and one mail, however often it starts', async () => {
  await world.passTo('2026-03-04T10:00');
  await allDeliver(...ALL);
  await world.passTo('2026-03-12T10:00');
  await allDeliver('AutoScout24', 'Homepage');
  world.jumpTo('2026-03-16T08:00');
  // Heard on Monday, before the run is made up: at Friday's cut-off it was silent.
  await delivers('mobile.de');
  await world.passTo('2026-03-16T08:01');
  const mail = world.mailTo(clara);
  assert.deepEqual(reported(mail), ['mobile.de']);
  assert.match(mail.subject, /seit 8 Tagen/);
  for (const local of ['2026-03-16T09:00', '2026-03-17T07:00', '2026-03-19T12:00']) await world.passTo(local);
  world.noUnexpectedMail();
});

test('T53: duplicates show that delivery works; our own test enquiry does not', async () => {
  await world.passTo('2026-03-04T10:00');
  const mail = (messageId: string) =>
    `From: Karla Kunde <karla@kunde.example>\nSubject: Anfrage\nMessage-ID: <${messageId}>\n\nIst der Wagen noch da?\n`;
  await world.bring(mail('once@kunde.example'), addressOf('mobile.de'));
  await world.work();
  const { items } = await dealer.admin.get<{ items: { id: string }[] }>('/api/leads?view=all');
  await dealer.admin.post(`/api/leads/${items[0]?.id}/close`, { outcome: 'lost', reason: 'other' });
  await allDeliver('Homepage');
  await world.passTo('2026-03-12T10:00');
  await world.bring(mail('once@kunde.example'), addressOf('mobile.de'));
  const homepage = dealer.sources.find(({ name }) => name === 'Homepage');
  await dealer.admin.post(`/api/sources/${homepage?.id}/test-enquiry`, {});
  await world.work();
  for (const { id } of (await dealer.admin.get<{ items: { id: string }[] }>('/api/leads?view=team')).items)
    await dealer.admin.post(`/api/leads/${id}/close`, { outcome: 'unusable', reason: 'test' });
  await world.passTo('2026-03-13T07:01');
  assert.deepEqual(reported(world.mailTo(clara)), ['AutoScout24', 'Homepage']);
  world.noUnexpectedMail();
});

test('what somebody enters by hand does not show that an exchange delivers', async () => {
  await world.passTo('2026-03-04T10:00');
  await allDeliver(...ALL);
  await world.passTo('2026-03-12T10:00');
  await allDeliver('AutoScout24', 'Homepage');
  const sourceId = dealer.sources.find(({ name }) => name === 'mobile.de')?.id;
  const entered = { sourceId, name: 'Karla Kunde', mail: 'karla@kunde.example', text: 'Rief an.' };
  const { id } = await dealer.admin.post<{ id: string }>('/api/leads', entered);
  await dealer.admin.post(`/api/leads/${id}/close`, { outcome: 'lost', reason: 'other' });
  await world.passTo('2026-03-13T07:01');
  assert.deepEqual(reported(world.mailTo(clara)), ['mobile.de']);
  world.noUnexpectedMail();
});

test('T54: all sources fall silent at once: one alarm about our own intake, none a source', async () => {
  await world.passTo('2026-03-05T10:00');
  await allDeliver(...ALL);
  await world.passTo('2026-03-13T07:01');
  const alarm = world.mailTo(clara);
  assert.match(alarm.subject, /alle Quellen zugleich verstummt/);
  world.mailTo(dealer.admin);
  world.noUnexpectedMail();
});

test('two dealerships in different zones: each at its own seven o’clock', async () => {
  const london = await world.setUp('Autohaus Themse', { state: 'none' });
  await world.database.inDealership(london.id, ({ sql }) =>
    sql.updateTable('dealerships').set({ zone: 'Europe/London' }).execute(),
  );
  const carl = await london.hire('Carl Cole', 'controller');
  await world.passTo('2026-03-13T07:59');
  assert.deepEqual(reported(world.mailTo(clara)), ALL);
  world.noUnexpectedMail();
  await world.passTo('2026-03-13T08:01');
  assert.deepEqual(reported(world.mailTo(carl)), ALL);
  world.noUnexpectedMail();
});

test('T54: a mailbox of ours out of reach since Wednesday: one alarm about it, and no word about its source', async () => {
  await allDeliver(...ALL);
  await world.passTo('2026-03-11T09:00');
  const [mobile] = dealer.sources;
  // Nobody listens there.
  await dealer.admin.post('/api/mailboxes', {
    sourceId: mobile?.id,
    host: '127.0.0.1',
    port: 9,
    security: 'none',
    username: 'anfragen',
    folder: 'INBOX',
    key: { auth: 'password', password: 'geheim' },
    startWith: 'unread',
  });
  await allDeliver('AutoScout24', 'Homepage');
  await world.passTo('2026-03-13T07:01');
  for (const person of [clara, dealer.admin]) {
    const alarm = world.mailTo(person);
    assert.equal(alarm.subject, 'Quellenmonitor: Postfach nicht erreichbar (mobile.de)');
    assert.match(alarm.text, /kommen von selbst nach/);
  }
  world.noUnexpectedMail();
  const { runs } = await clara.get<{ runs: { findings: { source: string; verdict: string }[] }[] }>(
    '/api/monitor',
  );
  const found = runs[0]?.findings.find(({ source }) => source === 'mobile.de');
  assert.equal(found?.verdict, 'intakeDown');
});
