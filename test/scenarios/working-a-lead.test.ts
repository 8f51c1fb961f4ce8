import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { assertOneClockEach } from '../harness/clocks.ts';
import type { Person } from '../harness/person.ts';
import { type Dealership, localOf, startWorld, type World } from '../harness/world.ts';

let world: World;
let dealer: Dealership;
let vera: Person;

beforeEach(async () => {
  world = await startWorld();
  world.jumpTo('2026-03-03T09:00');
  dealer = await world.setUp();
  vera = await dealer.hire('Vera Vogt', 'seller');
});
afterEach(() => world.stop());

const codeOf = async (answer: Response): Promise<string> => ((await answer.json()) as { code: string }).code;

test('an answer reaches the customer from the lead’s reply address, stops the clock and proposes the next step', async () => {
  const lead = await dealer.enquiry();
  await vera.post(`/api/leads/${lead.id}/answer`, { subject: 'Ihr Golf', text: 'Ja, er steht noch hier.' });
  await world.work();
  const mail = world.mailTo({ mail: 'karla@kunde.example' });
  assert.match(mail.from, /^r-[a-z0-9]+@leads\.localhost$/);
  assert.equal(mail.text.trim(), 'Ja, er steht noch hier.');
  const answered = await world.lead(vera, lead.id);
  assert.deepEqual([answered.status, answered.symbol, answered.assigneeId], ['followUp', 'green', vera.id]);
  assert.equal(localOf(answered.dueAt), '2026-03-06T08:00:00', 'three opening days later');
  world.noUnexpectedMail();
});

test('the customer’s reply comes back to the lead, and an answer is due again', async () => {
  const lead = await dealer.enquiry();
  await vera.post(`/api/leads/${lead.id}/answer`, { subject: 'Ihr Golf', text: 'Ja.' });
  await world.work();
  const { from } = world.mailTo({ mail: 'karla@kunde.example' });
  await world.passTo('2026-03-04T15:00');
  const answer = await world.bring(
    'From: Karla <karla@kunde.example>\nSubject: Re: Ihr Golf\n\nPasst morgen?',
    from,
  );
  assert.match(answer, /^250/);
  await world.work();
  const open = await world.lead(vera, lead.id);
  assert.deepEqual(
    [open.status, open.symbol, localOf(open.dueAt)],
    ['open', 'yellow', '2026-03-04T17:00:00'],
  );
  const wrote = open.history.find(({ kind }) => kind === 'customerWrote');
  assert.equal(String(wrote?.data.text).trim(), 'Passt morgen?');
  world.noUnexpectedMail();
});

test('an out-of-office reply is written into the history and wakes nobody', async () => {
  const lead = await dealer.enquiry();
  await vera.post(`/api/leads/${lead.id}/answer`, { subject: 'Ihr Golf', text: 'Ja.' });
  await world.work();
  const { from } = world.mailTo({ mail: 'karla@kunde.example' });
  await world.bring(
    'From: karla@kunde.example\nSubject: Abwesend\nAuto-Submitted: auto-replied\n\nBin im Urlaub.',
    from,
  );
  await world.work();
  const lead2 = await world.lead(vera, lead.id);
  assert.equal(lead2.status, 'followUp');
  assert.ok(lead2.history.some(({ kind }) => kind === 'automaticReply'));
  world.noUnexpectedMail();
});

test('opening, noting and assigning are not handling: the clock goes on', async () => {
  const lead = await dealer.enquiry();
  await vera.post(`/api/leads/${lead.id}/take`);
  await vera.post(`/api/leads/${lead.id}/note`, { text: 'ruft er zurück?' });
  await vera.get(`/api/leads/${lead.id}`);
  await world.passTo('2026-03-03T11:00');
  assert.equal((await world.lead(vera, lead.id)).symbol, 'red');
  world.noUnexpectedMail();
});

test('of fifty sellers who take a lead in the same instant exactly one gets it, the others hear who', async () => {
  const sellers: Person[] = [];
  for (let count = 1; count <= 50; count++)
    sellers.push(await dealer.hire(`Verkäufer ${letters(count)}`, 'seller'));
  const lead = await dealer.enquiry();
  const answers = await Promise.all(
    sellers.map(async (seller) => {
      const answer = await seller.ask('POST', `/api/leads/${lead.id}/take`);
      return { seller, status: answer.status, body: await answer.json() };
    }),
  );
  const { assigneeId, assignee } = await world.lead(dealer.admin, lead.id);
  assert.deepEqual(
    answers.filter(({ status }) => status === 200).map(({ seller }) => seller.id),
    [assigneeId],
  );
  for (const { status, body } of answers.filter(({ seller }) => seller.id !== assigneeId)) {
    assert.equal(status, 409);
    assert.deepEqual(
      [body.code, body.words, body.detail],
      ['alreadyTaken', { name: assignee }, `${assignee} was faster.`],
    );
  }
  const { history } = await world.lead(dealer.admin, lead.id);
  assert.equal(history.filter(({ kind }) => kind === 'taken').length, 1);
  world.noUnexpectedMail();
});

/** "aa", "ab", …: addresses are made of letters. */
const letters = (count: number): string =>
  String.fromCharCode(97 + Math.floor(count / 26), 97 + (count % 26));

test('what cannot be done is refused with a reason', async () => {
  const lead = await dealer.enquiry();
  assert.equal(await codeOf(await vera.ask('POST', `/api/leads/${lead.id}/reopen`, {})), 'leadNotClosed');
  await vera.post(`/api/leads/${lead.id}/close`, { outcome: 'unusable', reason: 'spam' });
  assert.equal(await codeOf(await vera.ask('POST', `/api/leads/${lead.id}/call`, {})), 'leadClosed');
  assert.equal(await codeOf(await vera.ask('POST', `/api/leads/${lead.id}/note`, { text: '' })), 'badInput');
  assert.equal(await codeOf(await vera.ask('GET', `/api/leads/${crypto.randomUUID()}`)), 'notFound');
  assert.equal(await codeOf(await vera.ask('PUT', '/api/escalation/settings', {})), 'notAllowed');
  world.noUnexpectedMail();
});

test('a mail nothing can be read from is a lead to be checked, with a clock like any other', async () => {
  const to = dealer.sources[0]?.leadAddress ?? '';
  assert.match(await world.bring('\n\n\u0000\u0001 nichts', to), /^250/);
  await world.work();
  const { items } = await vera.get<{ items: { needsReview: boolean; dueAt: string; symbol: string }[] }>(
    '/api/leads?view=pool',
  );
  assert.deepEqual(
    items.map(({ needsReview, dueAt, symbol }) => [needsReview, localOf(dueAt), symbol]),
    [[true, '2026-03-03T11:00:00', 'yellow']],
  );
  world.noUnexpectedMail();
});

test('T30: closed, reopened and written to, also at the same moment, a lead has exactly one clock while it is open', async () => {
  const lead = await dealer.enquiry();
  await vera.post(`/api/leads/${lead.id}/answer`, { subject: 'Ihr Golf', text: 'Ja.' });
  await world.work();
  const { from } = world.mailTo({ mail: 'karla@kunde.example' });
  const close = () => vera.ask('POST', `/api/leads/${lead.id}/close`, { outcome: 'lost', reason: 'price' });
  const reopen = () => vera.ask('POST', `/api/leads/${lead.id}/reopen`, {});
  let mails = 0;
  const customerWrites = async () => {
    mails += 1;
    await world.bring(`From: karla@kunde.example\nSubject: Re: Ihr Golf\n\nNachricht ${mails}`, from);
    await world.work();
  };
  const rounds = [
    [close],
    [reopen],
    [customerWrites],
    [close],
    [customerWrites],
    [close, customerWrites],
    [reopen, customerWrites],
    [close, close],
    [reopen, reopen],
    [close, reopen, customerWrites],
    [customerWrites],
  ];
  for (const acts of rounds) {
    await Promise.all(acts.map((act) => act()));
    await assertOneClockEach(world);
  }
  assert.equal(
    (await world.lead(vera, lead.id)).status,
    'open',
    'the customer’s word comes last, or the reopening',
  );
  world.noUnexpectedMail();
});
