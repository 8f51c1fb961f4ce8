import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { ReapplyCounts } from '../../src/contract/escalation.ts';
import type { LeadItem } from '../../src/contract/leads.ts';
import { type CalendarSpec, parseWeek } from '../../src/domain/time/opening-hours.ts';
import type { EscalationSettings } from '../../src/domain/escalation/settings.ts';
import type { Person } from '../harness/person.ts';
import { type Dealership, localOf, startWorld, type World } from '../harness/world.ts';

// A dealership that changes its escalation times while leads are open (product.md 4, "Settings are versioned and stamped").

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

const opening = (hours: number, on = true) => ({ on, minutes: hours * 60, unit: 'openingHours' as const });
const SETTINGS = '/api/escalation/settings';
const settingsNow = () => dealer.admin.get<{ settings: EscalationSettings; version: number }>(SETTINGS);
const previewOf = async (change: Partial<EscalationSettings['stages']>): Promise<ReapplyCounts> => {
  const { settings } = await settingsNow();
  const stages = { ...settings.stages, ...change };
  return dealer.admin.post(`${SETTINGS}/preview`, { settings: { ...settings, stages } });
};
const arriving = async (local: string): Promise<LeadItem> => {
  await world.passTo(local);
  return dealer.enquiry();
};
const standing = async ({ id }: LeadItem) => {
  const { symbol, escalated, dueAt, escalatedAt } = await world.lead(dealer.admin, id);
  return { symbol, escalated, dueAt: localOf(dueAt), escalatedAt: localOf(escalatedAt) };
};
/** Every stage once, with the instant it was due. */
const stagesOf = async ({ id }: LeadItem): Promise<string[]> => {
  const { history } = await world.lead(dealer.admin, id);
  return history
    .filter(({ kind }) => kind === 'stageReached')
    .map(({ at, data }) => `${data.stage} ${localOf(at)}`);
};

test('T23: open leads keep the two hours they began with; new ones have one', async () => {
  const before = await arriving('2026-03-03T09:00');
  assert.equal(await dealer.changeTimes({ E1: opening(1) }), null);
  const afterwards = await dealer.enquiry();
  assert.equal((await standing(before)).dueAt, '2026-03-03T11:00:00');
  assert.equal((await standing(afterwards)).dueAt, '2026-03-03T10:00:00');
  await world.passTo('2026-03-03T10:59:59');
  assert.equal((await standing(before)).symbol, 'yellow');
  world.noUnexpectedMail();
});

test('T24: given to the open leads too, the preview says what happens, each turns red once, and the mail counts from now', async () => {
  const early = await arriving('2026-03-03T08:00');
  const late = await arriving('2026-03-03T09:20');
  await world.passTo('2026-03-03T09:30');
  const wanted = { E1: opening(1), 'EM2.1': opening(2) };
  const promised = await previewOf(wanted);
  assert.deepEqual(promised, { open: 2, changed: 2, turnRed: 1, escalate: 0, mail: 0 });
  assert.equal((await standing(early)).symbol, 'yellow', 'a preview changes nothing');

  assert.deepEqual(await dealer.changeTimes(wanted, 'apply'), promised);
  await world.work();
  assert.deepEqual(await standing(early), {
    symbol: 'red',
    escalated: false,
    dueAt: '2026-03-03T09:30:00',
    escalatedAt: null,
  });
  assert.equal((await standing(late)).dueAt, '2026-03-03T10:20:00');

  await world.passTo('2026-03-03T15:29');
  assert.deepEqual(await stagesOf(early), ['E1 2026-03-03T09:30:00', 'E2.1 2026-03-03T13:30:00']);
  await world.passTo('2026-03-03T15:31');
  const mail = world.mailTo(clara);
  assert.match(mail.subject, /Karla Kunde/);
  assert.deepEqual((await stagesOf(early)).at(-1), 'EM2.1 2026-03-03T15:30:00');
  await world.passTo('2026-03-03T16:21');
  world.mailTo(clara);
  world.noUnexpectedMail();
});

test('T24: its page says why the lead turned red, and what it reached by the old times stays', async () => {
  const lead = await arriving('2026-03-03T08:00');
  await world.passTo('2026-03-03T11:00');
  assert.equal((await standing(lead)).dueAt, '2026-03-03T10:00:00');
  const applied = await dealer.changeTimes({ 'E2.1': opening(0.5) }, 'apply');
  assert.deepEqual(applied, { open: 1, changed: 1, turnRed: 0, escalate: 1, mail: 0 });
  const { timeline, escalatedAt } = await world.lead(dealer.admin, lead.id);
  assert.equal(localOf(escalatedAt), '2026-03-03T11:00:00');
  assert.deepEqual(
    timeline.map(({ stage, at, state, reason }) => [stage, localOf(at), state, reason?.from ?? null]),
    [
      ['arrival', '2026-03-03T08:00:00', 'reached', null],
      ['E1', '2026-03-03T10:00:00', 'reached', null],
      ['E2.1', '2026-03-03T11:00:00', 'reached', 'applied'],
    ],
  );
  world.noUnexpectedMail();
});

test('T26: switched off mid-flight, the mail is no longer sent; one that was sent stays in the history', async () => {
  await dealer.changeTimes({ 'EM2.1': opening(1) });
  const told = await arriving('2026-03-02T08:00');
  await world.passTo('2026-03-02T15:30');
  world.mailTo(clara);
  const armed = await dealer.enquiry({ name: 'Armin Arm' });
  await world.passTo('2026-03-03T12:00');
  assert.equal((await standing(armed)).escalated, true);
  await dealer.changeTimes({ 'EM2.1': opening(1, false) }, 'apply');
  await world.passTo('2026-03-06T18:00');
  const { history } = await world.lead(dealer.admin, told.id);
  assert.equal(history.filter(({ kind }) => kind === 'mailSent').length, 1);
  world.noUnexpectedMail();
});

test('a mail told by the old times is not told again by the new ones', async () => {
  await dealer.changeTimes({ 'EM2.1': opening(1) });
  await arriving('2026-03-02T08:00');
  await world.passTo('2026-03-02T15:30');
  world.mailTo(clara);
  await dealer.changeTimes({ 'EM2.1': opening(2) }, 'apply');
  await dealer.changeTimes({ 'EM2.1': opening(1) }, 'apply');
  await world.passTo('2026-03-06T18:00');
  world.noUnexpectedMail();
});

test('a mail that was due when the new times came still leaves', async () => {
  await dealer.changeTimes({ 'EM2.1': opening(1) });
  await arriving('2026-03-02T08:00');
  await world.passTo('2026-03-02T15:00');
  const noticed = await dealer.changeTimes({ 'EM2.1': opening(2) }, 'apply');
  assert.equal(noticed?.changed, 1);
  await world.passTo('2026-03-02T15:01');
  world.mailTo(clara);

  await world.passTo('2026-03-06T18:00');
  world.noUnexpectedMail();
});

test('a newly responsible person is told once, and the others not again, when new times come in the same minute', async () => {
  await dealer.changeTimes({ 'EM2.1': opening(1) });
  await arriving('2026-03-02T08:00');
  await world.passTo('2026-03-02T15:30');
  world.mailTo(clara);
  await dealer.admin.put(`/api/accounts/${vera.id}`, {
    name: vera.name,
    roles: ['controller'],
    active: true,
  });
  await dealer.changeTimes({ 'EM2.1': opening(2) }, 'apply');
  await world.passTo('2026-03-02T15:32');
  world.mailTo(vera);
  world.noUnexpectedMail();
});

test('a lead goes on as usual after it was given new times', async () => {
  const lead = await arriving('2026-03-03T08:00');
  await world.passTo('2026-03-03T09:30');
  await dealer.changeTimes({ E1: opening(1) }, 'apply');
  await vera.post(`/api/leads/${lead.id}/call`, { reached: true });
  assert.equal((await standing(lead)).symbol, 'green');
  await vera.post(`/api/leads/${lead.id}/close`, { outcome: 'lost', reason: 'other' });
  await dealer.admin.post(`/api/leads/${lead.id}/reopen`, {});
  await world.passTo('2026-03-03T10:30');
  assert.deepEqual(await stagesOf(lead), ['E1 2026-03-03T09:30:00', 'E1 2026-03-03T10:30:00']);
  world.noUnexpectedMail();
});

test('a source with a time of its own: its leads have that one, others the dealership’s', async () => {
  const { settings, version } = await settingsNow();
  const [first, second] = dealer.sources;
  assert.ok(first && second);
  const sources = { [second.id]: { E1: opening(1) } };
  await dealer.admin.put(SETTINGS, {
    settings: { ...settings, sources },
    basedOnVersion: version,
    openLeads: 'keep',
  });
  await world.passTo('2026-03-03T09:00');
  const usual = await dealer.enquiry({ to: first.leadAddress });
  const special = await dealer.enquiry({ to: second.leadAddress });
  assert.equal((await standing(usual)).dueAt, '2026-03-03T11:00:00');
  assert.equal((await standing(special)).dueAt, '2026-03-03T10:00:00');

  const wanted = { ...settings, stages: { ...settings.stages, E1: opening(3) }, sources };
  const counts = await dealer.admin.post<ReapplyCounts>(`${SETTINGS}/preview`, { settings: wanted });
  assert.deepEqual([counts.open, counts.changed], [2, 1], 'the own time of the source stays');
  world.noUnexpectedMail();
});

test('only what was saved is given: new times leave the calendar alone on which a lead was kept', async () => {
  const lead = await arriving('2026-03-03T16:30');
  const path = `/api/branches/${dealer.branchId}/calendar`;
  const { calendar, version } = await dealer.admin.get<{ calendar: CalendarSpec; version: number }>(path);
  const week = parseWeek('Mo-Fr 08:00-17:00');
  const shorter = { calendar: { ...calendar, week }, basedOnVersion: version, openLeads: 'keep' };
  await dealer.admin.put(path, shorter);
  await dealer.changeTimes({ E1: opening(1) }, 'apply');
  assert.equal((await standing(lead)).dueAt, '2026-03-03T17:30:00', 'by the hours it began with');
  await dealer.admin.put(path, { ...shorter, basedOnVersion: version + 1, openLeads: 'apply' });
  assert.equal((await standing(lead)).dueAt, '2026-03-04T08:30:00');
  world.noUnexpectedMail();
});

test('times for a branch or source of another dealership are refused', async () => {
  const other = await world.setUp('Autohaus Nordlicht');
  const { settings, version } = await settingsNow();
  const stranger = { [other.branchId]: { E1: opening(1) } };
  const change = {
    settings: { ...settings, branches: stranger },
    basedOnVersion: version,
    openLeads: 'keep',
  };
  assert.equal((await dealer.admin.ask('PUT', SETTINGS, change)).status, 404);
  world.noUnexpectedMail();
});
