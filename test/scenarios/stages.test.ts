import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { LeadItem } from '../../src/contract/leads.ts';
import { NOBODY } from '../../src/server/ids.ts';
import type { Person } from '../harness/person.ts';
import { type Dealership, instantOf, localOf, startWorld, type World } from '../harness/world.ts';

// One story for each stage: when it comes, what is seen, who is told, and who is not.
let world: World;
let dealer: Dealership;
let vera: Person;
let clara: Person;
let dora: Person;

beforeEach(async () => {
  world = await startWorld();
  dealer = await world.setUp();
  vera = await dealer.hire('Vera Vogt', 'seller');
  clara = await dealer.hire('Clara Conrad', 'controller');
  dora = await dealer.hire('Dora Dietz', 'dispatcher');
  world.jumpTo('2026-03-03T09:00');
});
afterEach(() => world.stop());

const after = (minutes: number) => ({ on: true, minutes, unit: 'openingHours' as const });
const veras = async (): Promise<LeadItem> => {
  const lead = await dealer.enquiry();
  await vera.post(`/api/leads/${lead.id}/take`);
  return lead;
};
const followedUp = async (at: string): Promise<LeadItem> => {
  const lead = await veras();
  await moveFollowUp(lead, at);
  return lead;
};
const moveFollowUp = (lead: LeadItem, at: string) =>
  vera.post(`/api/leads/${lead.id}/follow-up`, { at: instantOf(at).toString() });
const seen = async ({ id }: LeadItem): Promise<string> => {
  const { symbol, escalated } = await world.lead(vera, id);
  return escalated ? `${symbol} with triangle` : symbol;
};
const stagesOf = async ({ id }: LeadItem): Promise<string[]> => {
  const { history } = await world.lead(dealer.admin, id);
  return history
    .filter(({ kind }) => kind === 'stageReached')
    .map(({ at, data }) => `${data.stage} ${localOf(at)?.slice(0, 16)}`);
};
const escalatedLeads = async (person: Person): Promise<string[]> => {
  const { items } = await person.get<{ items: LeadItem[] }>('/api/leads?view=escalated');
  return items.map(({ id }) => id);
};
const nothingElse = async (until: string): Promise<void> => {
  await world.passTo(until);
  world.noUnexpectedMail();
};

test('reminder: the assignee is reminded before E1; the lead is still yellow', async () => {
  await dealer.changeTimes({ reminder: after(30) });
  const lead = await veras();
  await world.passTo('2026-03-03T10:30:59');
  world.noUnexpectedMail();
  await world.passTo('2026-03-03T10:31');
  assert.match(world.mailTo(vera).text, new RegExp(`/anfragen/${lead.id}`));
  assert.equal(await seen(lead), 'yellow');
  assert.deepEqual(await stagesOf(lead), ['reminder 2026-03-03T10:30']);
  await vera.post(`/api/leads/${lead.id}/call`, {});
  await nothingElse('2026-03-05T18:00');
});

test('reminder: a lead nobody has taken is put to the dispatchers', async () => {
  await dealer.changeTimes({ reminder: after(30) });
  await dealer.enquiry();
  await world.passTo('2026-03-03T10:31');
  world.mailTo(dora);
  await nothingElse('2026-03-10T18:00');
});

test('E1: the lead turns from yellow to red at its due instant, and nobody is told by mail', async () => {
  const lead = await veras();
  await world.passTo('2026-03-03T10:59:59');
  assert.equal(await seen(lead), 'yellow');
  await world.passTo('2026-03-03T11:00');
  assert.equal(await seen(lead), 'red');
  const { items } = await vera.get<{ items: LeadItem[] }>('/api/leads?view=mine&symbol=red');
  assert.deepEqual(
    items.map(({ id }) => id),
    [lead.id],
  );
  assert.deepEqual(await stagesOf(lead), ['E1 2026-03-03T11:00']);
  await nothingElse('2026-03-10T18:00');
});

test('EM1: the assignee is told that the lead is overdue, so long after E1 as set', async () => {
  await dealer.changeTimes({ EM1: after(15) });
  const lead = await veras();
  await world.passTo('2026-03-03T11:15:59');
  world.noUnexpectedMail();
  await world.passTo('2026-03-03T11:16');
  assert.match(world.mailTo(vera).text, new RegExp(`/anfragen/${lead.id}`));
  assert.equal(await seen(lead), 'red');
  assert.deepEqual(await stagesOf(lead), ['E1 2026-03-03T11:00', 'EM1 2026-03-03T11:15']);
  await nothingElse('2026-03-10T18:00');
});

test('EM1: at once, and for a lead nobody has taken to the dispatchers', async () => {
  await dealer.changeTimes({ EM1: after(0) });
  await dealer.enquiry();
  await world.passTo('2026-03-03T11:01');
  world.mailTo(dora);
  await nothingElse('2026-03-10T18:00');
});

test('E2.1: the lead appears at the controller, the seller sees the triangle, and nobody is told by mail', async () => {
  const lead = await veras();
  await world.passTo('2026-03-03T14:59:59');
  assert.equal(await seen(lead), 'red');
  assert.deepEqual(await escalatedLeads(clara), []);
  await world.passTo('2026-03-03T15:00');
  assert.equal(await seen(lead), 'red with triangle');
  assert.deepEqual(await escalatedLeads(clara), [lead.id]);
  await nothingElse('2026-03-10T18:00');
  await vera.post(`/api/leads/${lead.id}/call`, {});
  assert.equal(await seen(lead), 'green');
  assert.deepEqual(await escalatedLeads(clara), []);
});

test('EM2.1: the controller is told so long after the escalation as set, the seller is not', async () => {
  await dealer.changeTimes({ 'EM2.1': after(60) });
  const lead = await veras();
  await world.passTo('2026-03-03T16:00:59');
  world.noUnexpectedMail();
  await world.passTo('2026-03-03T16:01');
  const { subject, text } = world.mailTo(clara);
  assert.match(subject, /Karla Kunde/);
  assert.match(text, new RegExp(`/anfragen/${lead.id}`));
  assert.deepEqual(await stagesOf(lead), [
    'E1 2026-03-03T11:00',
    'E2.1 2026-03-03T15:00',
    'EM2.1 2026-03-03T16:00',
  ]);
  await nothingElse('2026-03-10T18:00');
});

test('followUp: green until its date, red from then on, and nobody is told by mail', async () => {
  const lead = await followedUp('2026-03-05T10:00');
  await world.passTo('2026-03-05T09:59:59');
  assert.equal(await seen(lead), 'green');
  await world.passTo('2026-03-05T10:00');
  assert.equal(await seen(lead), 'red');
  assert.deepEqual(await stagesOf(lead), ['followUp 2026-03-05T10:00']);
  await nothingElse('2026-03-10T18:00');
});

test('E2.2: 24 hours after the date the lead is at the controller; out of hours it waits for the next opening', async () => {
  const lead = await followedUp('2026-03-06T17:00');
  await world.passTo('2026-03-09T07:59:59');
  assert.equal(await seen(lead), 'red');
  await world.passTo('2026-03-09T08:00');
  assert.equal(await seen(lead), 'red with triangle');
  assert.deepEqual(await escalatedLeads(clara), [lead.id]);
  assert.deepEqual(await stagesOf(lead), ['followUp 2026-03-06T17:00', 'E2.2 2026-03-09T08:00']);
  await nothingElse('2026-03-12T18:00');
});

test('EM2.2: the controller is told so long after the escalation of the follow-up as set', async () => {
  await dealer.changeTimes({ 'EM2.2': after(60) });
  const lead = await followedUp('2026-03-06T17:00');
  await world.passTo('2026-03-09T09:00:59');
  world.noUnexpectedMail();
  await world.passTo('2026-03-09T09:01');
  assert.match(world.mailTo(clara).text, new RegExp(`/anfragen/${lead.id}`));
  await nothingElse('2026-03-12T18:00');
});

test('T35: a follow-up moved before its date is due at the new one only', async () => {
  const lead = await followedUp('2026-03-05T10:00');
  await world.passTo('2026-03-04T12:00');
  await moveFollowUp(lead, '2026-03-06T10:00');
  await world.passTo('2026-03-06T09:59:59');
  assert.equal(await seen(lead), 'green');
  await world.passTo('2026-03-10T18:00');
  assert.deepEqual(await stagesOf(lead), ['followUp 2026-03-06T10:00', 'E2.2 2026-03-07T10:00']);
  world.noUnexpectedMail();
});

test('T35: a follow-up moved after it was overdue is green again, and escalates by its new date', async () => {
  const lead = await followedUp('2026-03-05T10:00');
  await world.passTo('2026-03-05T11:00');
  assert.equal(await seen(lead), 'red');
  await moveFollowUp(lead, '2026-03-06T10:00');
  assert.equal(await seen(lead), 'green');
  await world.passTo('2026-03-06T09:59:59');
  assert.equal(await seen(lead), 'green');
  await world.passTo('2026-03-10T18:00');
  assert.deepEqual(await stagesOf(lead), [
    'followUp 2026-03-05T10:00',
    'followUp 2026-03-06T10:00',
    'E2.2 2026-03-07T10:00',
  ]);
  world.noUnexpectedMail();
});

test('T35: a follow-up set in the past is overdue now, and escalates counted from now', async () => {
  const lead = await veras();
  await world.passTo('2026-03-03T12:00');
  await moveFollowUp(lead, '2026-03-02T10:00');
  await world.work();
  assert.equal(await seen(lead), 'red');
  await world.passTo('2026-03-04T11:59:59');
  assert.equal(await seen(lead), 'red');
  await world.passTo('2026-03-04T12:00');
  assert.equal(await seen(lead), 'red with triangle');
  assert.deepEqual(await stagesOf(lead), [
    'E1 2026-03-03T11:00',
    'followUp 2026-03-03T12:00',
    'E2.2 2026-03-04T12:00',
  ]);
  world.noUnexpectedMail();
});

test('T35: a follow-up on a closed day is overdue on that day; what counts from it counts by its unit', async () => {
  const byTheClock = await followedUp('2026-03-08T10:00');
  await dealer.changeTimes({ 'E2.2': after(180) });
  const byOpening = await followedUp('2026-03-08T10:00');
  await world.passTo('2026-03-08T10:00');
  assert.deepEqual([await seen(byTheClock), await seen(byOpening)], ['red', 'red']);
  await world.passTo('2026-03-10T18:00');
  assert.deepEqual(await stagesOf(byTheClock), ['followUp 2026-03-08T10:00', 'E2.2 2026-03-09T10:00']);
  assert.deepEqual(await stagesOf(byOpening), ['followUp 2026-03-08T10:00', 'E2.2 2026-03-09T11:00']);
  world.noUnexpectedMail();
});

test('T38: merged while the clock is set back, a mail’s stage that was reached is not reached again', async () => {
  await dealer.changeTimes({ EM1: after(15) });
  const first = await veras();
  await world.passTo('2026-03-03T09:30');
  const second = await dealer.enquiry({ name: 'Kurt Kurz', mail: 'kurt@kurz.example' });
  await world.passTo('2026-03-03T12:00');
  world.mailTo(vera);
  world.mailTo(dora);
  world.jumpTo('2026-03-03T10:00');
  await dealer.admin.post(`/api/leads/${first.id}/merge`, { into: second.id });
  await world.passTo('2026-03-03T16:00');
  for (const { id } of [first, second]) {
    const ledger = await world.database.inDealership(dealer.id, ({ sql }) =>
      sql
        .selectFrom('escalationLedger')
        .select(['stage'])
        .where('leadId', '=', id)
        .where('stage', '=', 'EM1')
        .where('recipient', '=', NOBODY)
        .execute(),
    );
    assert.equal(ledger.length, 1, 'reached once');
  }
  world.noUnexpectedMail();
});
