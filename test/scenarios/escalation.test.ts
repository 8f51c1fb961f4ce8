import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { EscalationSettings } from '../../src/domain/escalation/settings.ts';
import type { Standstill } from '../../src/contract/standstills.ts';
import type { LeadItem } from '../../src/contract/leads.ts';
import type { Person } from '../harness/person.ts';
import { talkSmtp } from '../smtp-talk.ts';
import { type Dealership, instantOf, localOf, startWorld, type World } from '../harness/world.ts';

let world: World;
let dealer: Dealership;
let vera: Person;
let clara: Person;

beforeEach(async () => {
  world = await startWorld();
  dealer = await world.setUp();
  vera = await dealer.hire('Vera Vogt', 'seller');
  clara = await dealer.hire('Clara Conrad', 'controller');
});
afterEach(() => world.stop());

const withControllerMail = () =>
  dealer.changeTimes({ 'EM2.1': { on: true, minutes: 120, unit: 'openingHours' } });
const veras = async (): Promise<LeadItem> => {
  const lead = await dealer.enquiry();
  await vera.post(`/api/leads/${lead.id}/take`);
  return lead;
};
const stagesOf = async (id: string): Promise<string[]> => {
  const { history } = await world.lead(dealer.admin, id);
  return history
    .filter(({ kind }) => kind === 'stageReached')
    .map(({ at, data }) => `${data.stage} ${localOf(at)}${data.late ? ' late' : ''}`);
};

test('N1, N2, N3: overdue after 2 opening hours, at the controller 4 later, and the seller sees the warning triangle', async () => {
  world.jumpTo('2026-03-06T15:00');
  const lead = await veras();
  assert.equal(lead.symbol, 'yellow');
  assert.equal(localOf(lead.dueAt), '2026-03-06T17:00:00');

  await world.passTo('2026-03-06T16:59:59');
  assert.equal((await world.lead(vera, lead.id)).symbol, 'yellow');
  await world.passTo('2026-03-06T17:00');
  const overdue = await world.lead(vera, lead.id);
  assert.deepEqual([overdue.symbol, overdue.escalated], ['red', false]);

  await world.passTo('2026-03-07T11:59:59');
  assert.equal((await world.lead(vera, lead.id)).escalated, false);
  await world.passTo('2026-03-07T12:00');
  const escalated = await world.lead(vera, lead.id);
  assert.equal(escalated.escalated, true);
  assert.equal(localOf(escalated.escalatedAt), '2026-03-07T12:00:00');
  const { items } = await clara.get<{ items: LeadItem[] }>('/api/leads?view=escalated');
  assert.deepEqual(
    items.map(({ id }) => id),
    [lead.id],
  );

  await world.passTo('2026-03-12T18:00');
  world.noUnexpectedMail();
});

test('N4: new times never change a running clock; they hold for what arrives afterwards', async () => {
  world.jumpTo('2026-03-03T09:00');
  const before = await veras();
  await dealer.changeTimes({ E1: { on: true, minutes: 60, unit: 'openingHours' } });
  const afterwards = await dealer.enquiry({ name: 'Kurt Kurz' });
  assert.equal(localOf((await world.lead(vera, before.id)).dueAt), '2026-03-03T11:00:00');
  assert.equal(localOf(afterwards.dueAt), '2026-03-03T10:00:00');
  await world.passTo('2026-03-03T10:30');
  assert.equal((await world.lead(vera, before.id)).symbol, 'yellow');
  assert.equal((await world.lead(dealer.admin, afterwards.id)).symbol, 'red');
  world.noUnexpectedMail();
});

test('N4: two people who change the times at once cannot undo each other unseen', async () => {
  const path = '/api/escalation/settings';
  const { settings, version } = await dealer.admin.get<{ settings: EscalationSettings; version: number }>(
    path,
  );
  const change = { settings, basedOnVersion: version, openLeads: 'keep' };
  await dealer.admin.put(path, change);
  const second = await dealer.admin.ask('PUT', path, change);
  assert.equal(second.status, 409);
  const { stages } = settings;
  const withoutE1 = { ...settings, stages: { ...stages, E1: { ...stages.E1, on: false } } };
  const refused = await dealer.admin.ask('PUT', path, {
    ...change,
    settings: withoutE1,
    basedOnVersion: version + 1,
  });
  assert.equal(((await refused.json()) as { code: string }).code, 'policyRefused');
  world.noUnexpectedMail();
});

test('N5: the course of any arrival is explained by the dealership’s own times, weekend included', async () => {
  const arrivalAt = encodeURIComponent(instantOf('2026-03-06T15:00').toString());
  const { steps } = await vera.get<{
    steps: { stage: string; at: string; reason: { passed: { name: string }[] } | null }[];
  }>(`/api/escalation/course?arrivalAt=${arrivalAt}`);
  assert.deepEqual(
    steps.map(({ stage, at }) => `${stage} ${localOf(at)}`),
    ['arrival 2026-03-06T15:00:00', 'E1 2026-03-06T17:00:00', 'E2.1 2026-03-07T12:00:00'],
  );
  world.noUnexpectedMail();
});

test('N7: EM2.1 is off until it is wanted', async () => {
  world.jumpTo('2026-03-06T15:00');
  await veras();
  await world.passTo('2026-03-12T18:00');
  world.noUnexpectedMail();
});

test('N7, T18: switched on, the controller gets one mail two opening hours after the escalation', async () => {
  await withControllerMail();
  world.jumpTo('2026-03-06T15:00');
  const lead = await veras();
  await world.passTo('2026-03-09T09:00:59');
  assert.deepEqual(await stagesOf(lead.id), [
    'E1 2026-03-06T17:00:00',
    'E2.1 2026-03-07T12:00:00',
    'EM2.1 2026-03-09T09:00:00',
  ]);
  world.noUnexpectedMail();
  await world.passTo('2026-03-09T09:01');
  const mail = world.mailTo(clara);
  assert.match(mail.subject, /^Eskalierte Anfrage: Karla Kunde, VW Golf$/);
  assert.match(mail.text, new RegExp(`/anfragen/${lead.id}`));
  await world.passTo('2026-03-12T18:00');
  world.noUnexpectedMail();
});

test('N7: "at once" sends the mail in the very minute of the escalation', async () => {
  await dealer.changeTimes({ 'EM2.1': { on: true, minutes: 0, unit: 'openingHours' } });
  world.jumpTo('2026-03-06T15:00');
  await veras();
  await world.passTo('2026-03-07T12:01');
  world.mailTo(clara);
  await world.passTo('2026-03-12T18:00');
  world.noUnexpectedMail();
});

test('leads that fall due in the same minute reach each controller as one mail', async () => {
  await withControllerMail();
  const karl = await dealer.hire('Karl Koch', 'controller');
  world.jumpTo('2026-03-03T09:00');
  for (const name of ['Ina Igel', 'Jens Jung', 'Kai Kern']) await dealer.enquiry({ name });
  await world.passTo('2026-03-04T12:00');
  for (const controller of [clara, karl]) {
    const { subject, text } = world.mailTo(controller);
    assert.match(subject, /^3 eskalierte Anfragen/);
    for (const name of ['Ina Igel', 'Jens Jung', 'Kai Kern']) assert.match(text, new RegExp(name));
  }
  world.noUnexpectedMail();
});

test('without a controller the admins are told', async () => {
  await withControllerMail();
  await dealer.admin.put(`/api/accounts/${clara.id}`, {
    name: clara.name,
    roles: ['controller'],
    active: false,
  });
  world.jumpTo('2026-03-03T09:00');
  await veras();
  await world.passTo('2026-03-04T12:00');
  world.mailTo(dealer.admin);
  world.noUnexpectedMail();
});

test('N8: a mail to each source’s lead address becomes a lead of that source; other addresses are refused', async () => {
  world.jumpTo('2026-03-03T09:00');
  for (const source of dealer.sources) {
    const lead = await dealer.enquiry({ to: source.leadAddress });
    assert.equal(lead.source, source.name);
  }
  const stranger = await talkSmtp(world.smtpPort);
  await stranger.say('EHLO fremd.example');
  await stranger.say('MAIL FROM:<kunde@example.org>');
  assert.match(await stranger.say('RCPT TO:<niemand@leads.localhost>'), /^550 /);
  await stranger.say('QUIT');
  world.noUnexpectedMail();
});

test('T27: closed one second before the due instant, nothing turns red and nobody is told', async () => {
  await withControllerMail();
  world.jumpTo('2026-03-03T09:00');
  const lead = await veras();
  await world.passTo('2026-03-03T10:59:59');
  await vera.post(`/api/leads/${lead.id}/close`, { outcome: 'lost', reason: 'vehicleSold' });
  await world.passTo('2026-03-10T18:00');
  const closed = await world.lead(vera, lead.id);
  assert.deepEqual([closed.status, closed.symbol, closed.escalated], ['closed', 'closed', false]);
  assert.deepEqual(await stagesOf(lead.id), []);
  assert.deepEqual(
    closed.timeline.filter(({ state }) => state === 'void').map(({ stage }) => stage),
    ['E1', 'E2.1', 'EM2.1'],
  );
  world.noUnexpectedMail();
});

test('T28: closing and the engine at the same instant are put in order by the row’s lock, and no mail leaves', async () => {
  await withControllerMail();
  world.jumpTo('2026-03-06T15:00');
  const leads = [];
  for (let count = 0; count < 8; count++)
    leads.push(await dealer.enquiry({ name: `Kunde ${count}`, mail: `k${count}@kunde.example` }));
  await world.passTo('2026-03-09T08:59:59');
  world.jumpTo('2026-03-09T09:00');
  const closing = leads.map(({ id }) =>
    vera.post(`/api/leads/${id}/close`, { outcome: 'lost', reason: 'price' }),
  );
  await Promise.all([world.work(), ...closing, world.work()]);
  await world.passTo('2026-03-10T18:00');
  for (const { id } of leads) {
    const { status, escalated } = await world.lead(vera, id);
    assert.deepEqual([status, escalated], ['closed', false]);
    // The close comes at the very instant EM2.1 is due: the stage is recorded once, by whoever was first.
    assert.deepEqual(
      (await stagesOf(id)).filter((stage) => stage.startsWith('EM2.1')),
      ['EM2.1 2026-03-09T09:00:00'],
    );
  }
  world.noUnexpectedMail();
});

test('T29: a lead closed while its mail waits makes the mail obsolete', async () => {
  await withControllerMail();
  world.jumpTo('2026-03-06T15:00');
  const lead = await veras();
  await world.passTo('2026-03-09T09:00:30');
  await vera.post(`/api/leads/${lead.id}/close`, { outcome: 'lost', reason: 'price' });
  await world.passTo('2026-03-10T18:00');
  world.noUnexpectedMail();
});

test('T29: a lead closed while its written mail waits in the outbox: the re-check makes it obsolete, no mail', async () => {
  await withControllerMail();
  world.jumpTo('2026-03-06T15:00');
  const lead = await veras();
  world.relay.door = 'shut';
  await world.passTo('2026-03-09T09:01');
  const states = async () => {
    const { items } = await dealer.admin.get<{ items: { state: string }[] }>('/api/outbox');
    return items.map(({ state }) => state);
  };
  assert.deepEqual(await states(), ['retry']);
  await vera.post(`/api/leads/${lead.id}/close`, { outcome: 'lost', reason: 'price' });
  world.relay.door = 'open';
  await world.passTo('2026-03-09T09:10');
  assert.deepEqual(await states(), ['obsolete']);
  assert.equal((await fetch(`${world.base}/api/health`)).status, 200, 'nothing waits for the relay');
  world.noUnexpectedMail();
});

test('T29: a lead answered after its mail was written, but before it left, drops out of the mail', async () => {
  await withControllerMail();
  world.jumpTo('2026-03-06T15:00');
  const [first, second] = [
    await dealer.enquiry({ name: 'Ina Igel' }),
    await dealer.enquiry({ name: 'Jens Jung' }),
  ];
  world.relay.mood = 451;
  await world.passTo('2026-03-09T09:01');
  await vera.post(`/api/leads/${first.id}/call`, { text: 'erreicht' });
  world.relay.mood = 'accepting';
  await world.passTo('2026-03-09T12:00');
  const mail = world.mailTo(clara);
  assert.match(mail.text, /Jens Jung/);
  assert.doesNotMatch(mail.text, /Ina Igel/);
  await vera.post(`/api/leads/${second.id}/call`, {});
  world.noUnexpectedMail();
});

test('T30: reopening starts a new clock; the old one cannot fire any more', async () => {
  await withControllerMail();
  world.jumpTo('2026-03-03T09:00');
  const lead = await veras();
  await world.passTo('2026-03-03T11:30');
  await vera.post(`/api/leads/${lead.id}/close`, { outcome: 'lost', reason: 'noInterest' });
  await world.passTo('2026-03-04T09:00');
  await vera.post(`/api/leads/${lead.id}/reopen`, {});
  assert.equal(localOf((await world.lead(vera, lead.id)).dueAt), '2026-03-04T11:00:00');
  await world.passTo('2026-03-04T12:00');
  assert.deepEqual(await stagesOf(lead.id), ['E1 2026-03-03T11:00:00', 'E1 2026-03-04T11:00:00']);
  world.noUnexpectedMail();
});

test('T31: an engine that stood still for three days records true instants, sends one mail, marked late, and says so', async () => {
  await withControllerMail();
  world.jumpTo('2026-03-06T15:00');
  const lead = await veras();
  world.jumpTo('2026-03-09T15:00');
  await world.passTo('2026-03-09T16:00');
  assert.deepEqual(await stagesOf(lead.id), [
    'E1 2026-03-06T17:00:00 late',
    'E2.1 2026-03-07T12:00:00 late',
    'EM2.1 2026-03-09T09:00:00 late',
  ]);
  const { text } = world.mailTo(clara);
  assert.match(text, /verspätet gemeldet/);
  assert.match(text, /Leadwacht stand von Fr., 06.03., 15:00 bis Mo., 09.03., 15:00 still/);

  const { items } = await clara.get<{ items: Standstill[] }>('/api/escalation/standstills');
  assert.deepEqual(
    items.map(({ fromAt, untilAt, lateCount }) => [localOf(fromAt), localOf(untilAt), lateCount]),
    [['2026-03-06T15:00:00', '2026-03-09T15:00:00', 3]],
  );
  assert.deepEqual(
    items[0]?.late.map(({ leadId, stage, dueAt }) => [leadId, stage, localOf(dueAt)]),
    [
      [lead.id, 'E1', '2026-03-06T17:00:00'],
      [lead.id, 'E2.1', '2026-03-07T12:00:00'],
      [lead.id, 'EM2.1', '2026-03-09T09:00:00'],
    ],
  );
  await world.passTo('2026-03-12T16:00');
  world.noUnexpectedMail();
});

test('T32: answered late while the engine stood still: overdue is recorded, nobody is told', async () => {
  await withControllerMail();
  world.jumpTo('2026-03-06T15:00');
  const lead = await veras();
  world.jumpTo('2026-03-09T15:00');
  await vera.post(`/api/leads/${lead.id}/call`, { text: 'Termin vereinbart' });
  await world.passTo('2026-03-09T16:00');
  assert.deepEqual(await stagesOf(lead.id), [
    'E1 2026-03-06T17:00:00 late',
    'E2.1 2026-03-07T12:00:00 late',
    'EM2.1 2026-03-09T09:00:00 late',
  ]);
  const handled = await world.lead(vera, lead.id);
  assert.deepEqual([handled.status, handled.symbol, handled.escalated], ['followUp', 'green', false]);
  world.noUnexpectedMail();
});

test('T33: re-assigning changes no due instant; the mail goes to whoever is responsible when it is sent', async () => {
  await withControllerMail();
  const otto = await dealer.hire('Otto Ohm', 'seller');
  world.jumpTo('2026-03-06T15:00');
  const lead = await veras();
  await world.passTo('2026-03-06T17:30');
  await clara.post(`/api/leads/${lead.id}/assign`, { assigneeId: otto.id });
  assert.equal(localOf((await world.lead(otto, lead.id)).dueAt), '2026-03-06T17:00:00');
  await world.passTo('2026-03-07T12:30');
  const nina = await dealer.hire('Nina Neu', 'controller');
  await dealer.admin.put(`/api/accounts/${clara.id}`, {
    name: clara.name,
    roles: ['controller'],
    active: false,
  });
  await world.passTo('2026-03-09T10:00');
  world.mailTo(nina);
  assert.equal(
    (await vera.ask('GET', `/api/leads/${lead.id}`)).status,
    404,
    'a seller does not see a colleague’s lead',
  );
  world.noUnexpectedMail();
});

test('T34: a follow-up set while red ends the red; at its date it is overdue, and E2.2 later at the controller', async () => {
  await withControllerMail();
  world.jumpTo('2026-03-03T09:00');
  const lead = await veras();
  await world.passTo('2026-03-03T11:30');
  await vera.post(`/api/leads/${lead.id}/follow-up`, { at: instantOf('2026-03-04T10:00').toString() });
  assert.equal((await world.lead(vera, lead.id)).symbol, 'green');
  await world.passTo('2026-03-04T09:59');
  assert.equal((await world.lead(vera, lead.id)).symbol, 'green');
  await world.passTo('2026-03-04T10:00');
  const overdue = await world.lead(vera, lead.id);
  assert.deepEqual([overdue.symbol, overdue.escalated], ['red', false]);
  await world.passTo('2026-03-05T10:00');
  assert.equal((await world.lead(vera, lead.id)).escalated, true);
  await world.passTo('2026-03-10T18:00');
  world.noUnexpectedMail();
});
