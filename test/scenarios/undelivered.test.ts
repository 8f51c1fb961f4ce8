import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { LeadItem } from '../../src/contract/leads.ts';
import type { Person } from '../harness/person.ts';
import { type Dealership, localOf, startWorld, type World } from '../harness/world.ts';

// product.md 3: a delivery failure does not count as handled. A failed answer was no answer.
let world: World;
let dealer: Dealership;
let vera: Person;
let lead: LeadItem;

beforeEach(async () => {
  world = await startWorld();
  world.jumpTo('2026-03-03T09:00');
  dealer = await world.setUp();
  vera = await dealer.hire('Vera Vogt', 'seller');
  lead = await dealer.enquiry();
});
afterEach(() => world.stop());

const answer = async (next?: object) => {
  await vera.post(`/api/leads/${lead.id}/answer`, {
    subject: 'Ihr Golf',
    text: 'Ja.',
    ...(next && { next }),
  });
  await world.work();
};

const report = (action: 'failed' | 'delayed', messageId: string, status = '5.1.1') =>
  [
    'From: MAILER-DAEMON@mx.kunde.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b\n\nyour mail did not arrive',
    '--b\nContent-Type: message/delivery-status\n',
    'Reporting-MTA: dns; mx.kunde.example\n',
    `Final-Recipient: rfc822; karla@kunde.example\nAction: ${action}\nStatus: ${status}`,
    'Diagnostic-Code: smtp; 550 no such user here',
    `--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <${messageId}>\nSubject: Ihr Golf\n--b--`,
  ].join('\n');

const page = () => world.lead(vera, lead.id);
const dueNow = async () => {
  const { status, dueAt } = await page();
  return [status, localOf(dueAt)];
};

test('a bounced answer marks the address, is told with its reason, and an answer is due again', async () => {
  await answer();
  const { from, messageId } = world.mailTo({ mail: 'karla@kunde.example' });
  await world.passTo('2026-03-03T15:00');
  await world.bring(report('failed', messageId), from);
  await world.work();
  const { history, unreachable, assigneeId } = await page();
  assert.deepEqual(await dueNow(), ['open', '2026-03-03T17:00:00']);
  assert.equal(assigneeId, vera.id);
  assert.deepEqual([unreachable?.address, unreachable?.reason], ['karla@kunde.example', 'noSuchAddress']);
  const bounced = history.find(({ kind }) => kind === 'bounced');
  assert.deepEqual([bounced?.data.reason, bounced?.data.said], ['noSuchAddress', '550 no such user here']);
  await world.passTo('2026-03-03T17:00');
  assert.equal((await page()).symbol, 'red', 'and the clock really runs');
  world.noUnexpectedMail();
});

test('a report on a delay is noted and wakes nobody', async () => {
  await answer();
  const { from, messageId } = world.mailTo({ mail: 'karla@kunde.example' });
  await world.bring(report('delayed', messageId, '4.4.1'), from);
  await world.work();
  const { status, unreachable, history } = await page();
  assert.deepEqual([status, unreachable], ['followUp', null]);
  assert.equal(history.find(({ kind }) => kind === 'bounced')?.data.delayed, true);
  world.noUnexpectedMail();
});

test('a report that comes to the lead address finds the lead by the mail it speaks of', async () => {
  await answer();
  const { messageId } = world.mailTo({ mail: 'karla@kunde.example' });
  await world.bring(report('failed', messageId), dealer.sources[0]?.leadAddress ?? '');
  await world.work();
  assert.equal((await page()).status, 'open');
  assert.equal((await dealer.admin.get<{ items: LeadItem[] }>('/api/leads?view=all')).items.length, 1);
  world.noUnexpectedMail();
});

test('who spoke with the customer since need not answer again; the address is marked all the same', async () => {
  await answer();
  const { from, messageId } = world.mailTo({ mail: 'karla@kunde.example' });
  world.jumpTo('2026-03-03T10:00');
  await vera.post(`/api/leads/${lead.id}/call`, { text: 'kommt am Freitag' });
  world.jumpTo('2026-03-03T11:00');
  await world.bring(report('failed', messageId), from);
  await world.work();
  const { status, unreachable } = await page();
  assert.deepEqual([status, unreachable?.reason], ['followUp', 'noSuchAddress']);
  world.noUnexpectedMail();
});

test('a lead that was closed with the answer that failed is open again; a sold one is not', async () => {
  await answer({ kind: 'close', outcome: 'lost', reason: 'vehicleSold' });
  const first = world.mailTo({ mail: 'karla@kunde.example' });
  await world.bring(report('failed', first.messageId), first.from);
  await world.work();
  assert.deepEqual(await dueNow(), ['open', '2026-03-03T11:00:00']);

  world.jumpTo('2026-03-03T09:30');
  await vera.post(`/api/leads/${lead.id}/close`, { outcome: 'won', reason: 'sold' });
  await world.bring(`${report('failed', first.messageId)}\n`, first.from);
  await world.work();
  assert.equal((await page()).status, 'closed');
  world.noUnexpectedMail();
});

test('an answer the relay refuses for good is no answer either, and the seller sees why', async () => {
  world.relay.mood = 550;
  await answer();
  const { history, unreachable } = await page();
  assert.deepEqual(await dueNow(), ['open', '2026-03-03T11:00:00']);
  assert.equal(unreachable?.address, 'karla@kunde.example');
  const undelivered = history.find(({ kind }) => kind === 'undelivered');
  assert.match(String(undelivered?.data.said), /550/);
  world.noUnexpectedMail();
});

test('who writes can be reached again', async () => {
  await answer();
  const { from, messageId } = world.mailTo({ mail: 'karla@kunde.example' });
  await world.bring(report('failed', messageId, '5.2.2'), from);
  await world.work();
  assert.equal((await page()).unreachable?.reason, 'full');
  await world.bring('From: karla@kunde.example\nSubject: Hallo\n\nMein Postfach war voll.', from);
  await world.work();
  assert.equal((await page()).unreachable, null);
  world.noUnexpectedMail();
});

test('a report on a former answer changes nothing after a later one was sent', async () => {
  await answer();
  const first = world.mailTo({ mail: 'karla@kunde.example' });
  world.jumpTo('2026-03-03T10:00');
  await answer();
  world.mailTo({ mail: 'karla@kunde.example' });
  await world.bring(report('failed', first.messageId), first.from);
  await world.work();
  assert.equal((await page()).status, 'followUp');
  world.noUnexpectedMail();
});
