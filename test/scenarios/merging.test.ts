import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { LeadItem, LeadPage } from '../../src/contract/leads.ts';
import { assertOneClockEach } from '../harness/clocks.ts';
import type { Person } from '../harness/person.ts';
import { changeDistribution } from '../harness/distribution.ts';
import { type Dealership, instantOf, localOf, startWorld, type World } from '../harness/world.ts';

let world: World;
let dealer: Dealership;
let vera: Person;
let clara: Person;

// Tuesday; E1 after 2 opening hours, E2.1 4 later, EM2.1 another 2 later.
beforeEach(async () => {
  world = await startWorld();
  world.jumpTo('2026-03-03T08:00');
  dealer = await world.setUp();
  vera = await dealer.hire('Vera Vogt', 'seller');
  clara = await dealer.hire('Clara Conrad', 'controller');
  await dealer.changeTimes({ 'EM2.1': { on: true, minutes: 120, unit: 'openingHours' } });
});
afterEach(async () => {
  await assertOneClockEach(world);
  await world.stop();
});

const merge = (lead: LeadItem, into: LeadItem, by = dealer.admin) =>
  by.post(`/api/leads/${lead.id}/merge`, { into: into.id });
const page = (lead: LeadItem): Promise<LeadPage> => world.lead(dealer.admin, lead.id);
const stateOf = async (lead: LeadItem) => {
  const { status, symbol, escalated, dueAt } = await page(lead);
  return [status, symbol, escalated, dueAt && localOf(dueAt)];
};
const kindsOf = async (lead: LeadItem) => (await page(lead)).history.map(({ kind }) => kind);
const codeOf = async (answer: Response): Promise<string> => ((await answer.json()) as { code: string }).code;

for (const direction of ['the red one into the yellow one', 'the yellow one into the red one']) {
  test(`T36: of a red and a yellow lead the red one’s clock goes on: ${direction}`, async () => {
    const red = await dealer.enquiry();
    await world.passTo('2026-03-03T10:30');
    const yellow = await dealer.enquiry({ vehicle: 'VW Polo' });
    const [lead, into] = direction.startsWith('the red') ? [red, yellow] : [yellow, red];
    await merge(lead, into);
    assert.deepEqual(await stateOf(into), ['new', 'red', false, '2026-03-03T10:00:00']);
    assert.deepEqual(await stateOf(lead), ['closed', 'closed', false, null]);
    assert.deepEqual((await page(lead)).mergedInto, { id: into.id, number: into.number });

    await world.passTo('2026-03-03T13:59');
    assert.equal((await page(into)).escalated, false);
    await world.passTo('2026-03-03T16:01');
    assert.equal(localOf((await page(into)).escalatedAt), '2026-03-03T14:00:00', 'counted from the red one');
    assert.match(world.mailTo(clara).text, new RegExp(`/anfragen/${into.id}`));
    await world.passTo('2026-03-10T18:00');
    world.noUnexpectedMail();
  });
}

test('T36: what was told of a lead is not told again of the one it was merged into', async () => {
  const escalated = await dealer.enquiry();
  await world.passTo('2026-03-03T16:30');
  world.mailTo(clara);
  const fresh = await dealer.enquiry({ vehicle: 'VW Polo' });
  await merge(escalated, fresh);
  assert.deepEqual(await stateOf(fresh), ['new', 'red', true, '2026-03-03T10:00:00']);
  const { timeline, history } = await page(fresh);
  assert.deepEqual(
    timeline.map(({ stage, at, state }) => `${stage} ${localOf(at)} ${state}`),
    [
      'arrival 2026-03-03T16:30:00 reached',
      'E1 2026-03-03T10:00:00 reached',
      'E2.1 2026-03-03T14:00:00 reached',
      'EM2.1 2026-03-03T16:00:00 reached',
      'E1 2026-03-04T08:30:00 void',
      'E2.1 2026-03-04T12:30:00 void',
      'EM2.1 2026-03-04T14:30:00 void',
    ],
  );
  assert.ok(history.some(({ kind, data }) => kind === 'mailSent' && data.toName === clara.name));
  await vera.post(`/api/leads/${fresh.id}/take`);
  await world.passTo('2026-03-03T16:40');
  await dealer.changeTimes({ 'EM2.1': { on: true, minutes: 30, unit: 'openingHours' } }, 'apply');
  await world.passTo('2026-03-10T18:00');
  world.noUnexpectedMail();
});

test('T33, T36: who answers for the lead that goes on, and was not told of the other one, is told once', async () => {
  await dealer.changeTimes({ EM1: { on: true, minutes: 0, unit: 'openingHours' } });
  await changeDistribution(dealer, { adviser: 'off' });
  const otto = await dealer.hire('Otto Ohm', 'seller');
  const veras = await dealer.enquiry();
  await vera.post(`/api/leads/${veras.id}/take`);
  await world.passTo('2026-03-03T10:01');
  world.mailTo(vera);
  const ottos = await dealer.enquiry({ vehicle: 'VW Polo' });
  await otto.post(`/api/leads/${ottos.id}/take`);
  await merge(veras, ottos);
  await world.passTo('2026-03-03T11:00');
  assert.ok(world.mailTo(otto).text.includes(ottos.id));
  await world.passTo('2026-03-03T15:59');
  world.noUnexpectedMail();
});

test('T36: a mail that is owed goes with the clock, and speaks of the lead that goes on', async () => {
  const first = await dealer.enquiry();
  const second = await dealer.enquiry({ vehicle: 'VW Polo' });
  const other = await dealer.enquiry({ name: 'Otto Ohm', mail: 'otto@kunde.example' });
  world.relay.mood = 451;
  await world.passTo('2026-03-03T16:01');
  await dealer.admin.post(`/api/leads/${other.id}/close`, { outcome: 'lost', reason: 'price' });
  const third = await dealer.enquiry({ vehicle: 'VW Up' });
  await merge(first, third);
  world.relay.mood = 'accepting';
  await world.passTo('2026-03-03T17:00');
  const { subject, text } = world.mailTo(clara);
  assert.match(subject, /2 /);
  assert.ok(text.includes(third.id) && text.includes(second.id));
  assert.ok(!text.includes(first.id) && !text.includes(other.id));
  await world.passTo('2026-03-10T18:00');
  world.noUnexpectedMail();
});

test('T36: a mail whose minute has not ended yet goes with the clock, once, and that of the other one is void', async () => {
  const first = await dealer.enquiry();
  world.jumpTo('2026-03-03T08:00:10');
  const second = await dealer.enquiry({ vehicle: 'VW Polo' });
  await world.passTo('2026-03-03T16:00:30');
  await merge(first, second);
  await world.passTo('2026-03-03T16:05');
  const { text } = world.mailTo(clara);
  assert.ok(text.includes(second.id) && !text.includes(first.id));
  await world.passTo('2026-03-10T18:00');
  world.noUnexpectedMail();
});

test('T36: an answer that is due beats a follow-up for later, and the other way round', async () => {
  const handled = await dealer.enquiry();
  const at = new Date('2026-03-03T12:00:00Z').toISOString();
  await vera.post(`/api/leads/${handled.id}/follow-up`, { at });
  const fresh = await dealer.enquiry({ vehicle: 'VW Polo' });
  await merge(fresh, handled);
  assert.deepEqual(await stateOf(handled), ['open', 'yellow', false, '2026-03-03T10:00:00']);
  assert.equal((await page(handled)).assigneeId, vera.id);

  await vera.post(`/api/leads/${handled.id}/follow-up`, { at });
  await world.passTo('2026-03-03T12:00');
  const later = await dealer.enquiry({ vehicle: 'VW Up' });
  await merge(handled, later);
  assert.deepEqual(await stateOf(later), ['followUp', 'green', false, '2026-03-03T13:00:00']);
  assert.equal((await page(later)).assigneeId, vera.id, 'nobody loses what they had');
  await world.passTo('2026-03-03T13:00');
  assert.deepEqual(await stateOf(later), ['followUp', 'red', false, '2026-03-03T13:00:00']);
  await world.passTo('2026-03-04T13:00');
  assert.equal((await page(later)).escalated, true);
  world.noUnexpectedMail();
});

test('T36: what fell due while the engine slept is recorded where it was before the two are merged', async () => {
  const [first, second] = [await dealer.enquiry(), await dealer.enquiry({ vehicle: 'VW Polo' })];
  world.jumpTo('2026-03-03T15:00');
  await merge(first, second);
  for (const lead of [first, second]) {
    const reached = (await page(lead)).history.filter(({ kind }) => kind === 'stageReached');
    assert.deepEqual(
      reached.map(({ data }) => data.stage),
      ['E1', 'E2.1'],
    );
  }
  assert.equal((await page(second)).escalated, true);
  world.noUnexpectedMail();
});

test('both histories tell of the merging; what the customer had written stands in the lead that goes on', async () => {
  const [first, second] = [await dealer.enquiry(), await dealer.enquiry({ vehicle: 'VW Polo' })];
  await merge(first, second);
  const there = (await page(first)).history.at(-1);
  assert.deepEqual(
    [there?.kind, there?.actor, there?.data.number],
    ['mergedInto', 'Adam Ahrens', second.number],
  );
  const here = (await page(second)).history.at(-1);
  assert.deepEqual([here?.kind, here?.data.leadId], ['mergedFrom', first.id]);
  assert.match(String(here?.data.text), /Ist der Wagen noch da\?/);
  world.noUnexpectedMail();
});

test('the customer’s mail to a merged lead wakes the one it goes on in, however often that was merged', async () => {
  const first = await dealer.enquiry();
  await vera.post(`/api/leads/${first.id}/answer`, { subject: 'Ihr Golf', text: 'Ja.' });
  await world.work();
  const { from } = world.mailTo({ mail: 'karla@kunde.example' });
  const second = await dealer.enquiry({ vehicle: 'VW Polo' });
  const third = await dealer.enquiry({ vehicle: 'VW Up' });
  await merge(first, second);
  await merge(second, third);
  await dealer.admin.post(`/api/leads/${third.id}/close`, { outcome: 'lost', reason: 'price' });
  await world.passTo('2026-03-03T15:00');
  const reply = 'From: karla@kunde.example\nSubject: Re: Ihr Golf\n\nPasst morgen?';
  await world.bring(reply, from);
  await world.bring(reply, from);
  await world.work();
  assert.deepEqual(await stateOf(third), ['open', 'yellow', false, '2026-03-03T17:00:00']);
  assert.deepEqual((await kindsOf(third)).slice(-2), ['customerWrote', 'duplicateArrived']);
  assert.equal((await page(first)).status, 'closed');
  world.noUnexpectedMail();
});

test('T30: a merged lead that is reopened is on its own again: a new clock, its own mails, and the other one as it was', async () => {
  const first = await dealer.enquiry();
  await world.passTo('2026-03-03T10:30');
  const second = await dealer.enquiry({ vehicle: 'VW Polo' });
  await merge(first, second);
  await world.passTo('2026-03-03T11:00');
  await dealer.admin.post(`/api/leads/${first.id}/reopen`);
  assert.deepEqual(await stateOf(first), ['open', 'yellow', false, '2026-03-03T13:00:00']);
  assert.equal((await page(first)).mergedInto, null);
  assert.deepEqual(await stateOf(second), ['new', 'red', false, '2026-03-03T10:00:00']);
  assert.equal((await kindsOf(second)).at(-1), 'separated');
  await assertOneClockEach(world);

  await dealer.admin.post(`/api/leads/${first.id}/answer`, { subject: 'Ihr Golf', text: 'Ja.' });
  await world.work();
  const { from } = world.mailTo({ mail: 'karla@kunde.example' });
  await world.bring('From: karla@kunde.example\nSubject: Re: Ihr Golf\n\nGut.', from);
  await world.work();
  assert.equal((await page(first)).status, 'open');
  await merge(second, first);
  assert.deepEqual(await stateOf(first), ['open', 'red', false, '2026-03-03T10:00:00']);
  world.noUnexpectedMail();
});

test('merging is refused with itself, with a closed lead, and with one the person may not see', async () => {
  const [first, second] = [await dealer.enquiry(), await dealer.enquiry({ vehicle: 'VW Polo' })];
  const refused = async (lead: LeadItem, into: string, by = dealer.admin) =>
    codeOf(await by.ask('POST', `/api/leads/${lead.id}/merge`, { into }));
  assert.equal(await refused(first, first.id), 'sameLead');
  assert.equal(await refused(first, first.id.toUpperCase()), 'sameLead');
  await clara.post(`/api/leads/${second.id}/take`);
  assert.equal(await refused(first, second.id, vera), 'notFound');
  assert.equal(await refused(second, first.id, vera), 'notFound');
  await clara.post(`/api/leads/${second.id}/close`, { outcome: 'lost', reason: 'price' });
  assert.equal(await refused(first, second.id), 'leadClosed');
  assert.equal(await refused(second, first.id), 'leadClosed');
  assert.deepEqual(await stateOf(first), ['new', 'yellow', false, '2026-03-03T10:00:00']);
  world.noUnexpectedMail();
});

test('of two people who merge the same two leads in opposite directions exactly one does it', async () => {
  for (let round = 0; round < 5; round++) {
    const [first, second] = [await dealer.enquiry(), await dealer.enquiry({ vehicle: 'VW Polo' })];
    const answers = await Promise.all([
      dealer.admin.ask('POST', `/api/leads/${first.id}/merge`, { into: second.id }),
      clara.ask('POST', `/api/leads/${second.id}/merge`, { into: first.id }),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409]);
    await assertOneClockEach(world);
  }
  world.noUnexpectedMail();
});

test('leads can be merged while the open leads are given new times: all that stay have those', async () => {
  for (let minutes = 61; minutes <= 63; minutes++) {
    const [first, second] = [await dealer.enquiry(), await dealer.enquiry({ vehicle: 'VW Polo' })];
    const [third, fourth] = [await dealer.enquiry(), await dealer.enquiry({ vehicle: 'VW Up' })];
    await Promise.all([
      dealer.changeTimes({ E1: { on: true, minutes, unit: 'openingHours' } }, 'apply'),
      merge(first, second),
      merge(fourth, third),
    ]);
    for (const lead of [second, third])
      assert.equal((await page(lead)).dueAt, instantOf('2026-03-03T08:00').add({ minutes }).toString());
  }
  world.noUnexpectedMail();
});
