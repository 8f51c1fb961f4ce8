import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { addressOf, type Outbox, outboxOf, triesOf } from '../harness/outbox.ts';
import { type Dealership, localOf, startWorld, type World } from '../harness/world.ts';

// What becomes of a mail on its way to a real relay, spoken to over real sockets. All mails are answers to customers.
let world: World;
let dealer: Dealership;
let outbox: Outbox;

beforeEach(async () => {
  world = await startWorld({ LEADWACHT_SMTP_RELAY_RATE: '5' });
  dealer = await world.setUp();
  outbox = outboxOf(world, dealer);
  world.jumpTo('2026-03-03T09:00');
});
afterEach(() => world.stop());

test('T41: 4xx: tried again after 1, 5, 15 minutes, 1, 3, 6 and 12 hours, then dead and announced', async () => {
  world.relay.mood = (to) => (to === addressOf('Grete') ? 451 : 'accepting');
  await outbox.writeTo(['Grete', 'Hans']);
  await world.passTo('2026-03-04T09:00');

  const grete = await outbox.mailTo('Grete');
  assert.equal(grete.state, 'dead');
  assert.deepEqual(triesOf(grete), [
    '2026-03-03T09:00:00 refusedForNow',
    '2026-03-03T09:01:00 refusedForNow',
    '2026-03-03T09:06:00 refusedForNow',
    '2026-03-03T09:21:00 refusedForNow',
    '2026-03-03T10:21:00 refusedForNow',
    '2026-03-03T13:21:00 refusedForNow',
    '2026-03-03T19:21:00 refusedForNow',
    '2026-03-04T07:21:00 refusedForNow',
  ]);
  assert.deepEqual(await outbox.undelivered(), [addressOf('Grete')]);
  assert.deepEqual(
    triesOf(await outbox.mailTo('Hans')),
    ['2026-03-03T09:00:00 accepted'],
    'nobody waited for it',
  );
});

test('T41: 5xx: dead at once and announced until somebody takes note; sent again, its tries begin anew', async () => {
  world.relay.mood = (to) => (to === addressOf('Grete') ? 550 : 'accepting');
  await outbox.writeTo(['Grete', 'Hans']);
  await world.work();
  const { id, state, lastAnswer } = await outbox.mailTo('Grete');
  assert.equal(state, 'dead');
  assert.match(lastAnswer ?? '', /550/);
  assert.equal((await outbox.mailTo('Hans')).state, 'sent');
  assert.deepEqual(await outbox.undelivered(), [addressOf('Grete')]);
  await dealer.admin.post(`/api/outbox/${id}/dismiss`);
  assert.deepEqual(await outbox.undelivered(), []);

  world.relay.mood = 451;
  await dealer.admin.post(`/api/outbox/${id}/resend`);
  await world.passTo('2026-03-03T09:02');
  assert.deepEqual(triesOf(await outbox.mailTo('Grete')), [
    '2026-03-03T09:00:00 refused',
    '2026-03-03T09:00:00 refusedForNow',
    '2026-03-03T09:01:00 refusedForNow',
  ]);
  world.relay.mood = 'accepting';
  await world.passTo('2026-03-03T09:10');
  assert.equal((await outbox.mailTo('Grete')).state, 'sent');
  assert.equal((await dealer.admin.ask('POST', `/api/outbox/${id}/resend`)).status, 404, 'sent is sent');
});

test('T41: a relay that never answers: uncertain after the deadline, one resend, and the other mails go on', async () => {
  world.relay.mood = 'silent';
  await outbox.writeTo(['Grete']);
  const held = world.relay.nextMail();
  const hanging = world.work();
  await held;
  world.relay.mood = 'accepting';
  await outbox.writeTo(['Hans']);
  await world.work();
  assert.equal((await outbox.mailTo('Hans')).state, 'sent');
  assert.equal((await outbox.mailTo('Grete')).state, 'sending');

  world.jumpTo('2026-03-03T09:02');
  await world.work();
  assert.equal((await outbox.mailTo('Grete')).state, 'uncertain');
  world.jumpTo('2026-03-03T09:04');
  await world.work();
  const grete = await outbox.mailTo('Grete');
  assert.equal(grete.state, 'sent');
  assert.deepEqual(triesOf(grete), ['2026-03-03T09:00:00 unknown', '2026-03-03T09:04:00 accepted']);
  assert.equal(outbox.received('Grete'), 1);

  world.relay.hangUp();
  await hanging;
  assert.deepEqual(
    triesOf(await outbox.mailTo('Grete')),
    triesOf(grete),
    'what comes after the deadline changes nothing',
  );
});

test('T40: the relay has it, but its answer is lost: one resend with the same Message-ID, both attempts kept', async () => {
  world.relay.mood = 'hangingUp';
  await outbox.writeTo(['Grete']);
  await world.work();
  assert.equal((await outbox.mailTo('Grete')).state, 'uncertain');
  await world.passTo('2026-03-03T12:00');
  const { id, state, messageId, ...grete } = await outbox.mailTo('Grete');
  assert.equal(state, 'dead', 'twice without an answer is not sent a third time');
  assert.deepEqual(triesOf({ ...grete, id, state, messageId }), [
    '2026-03-03T09:00:00 unknown',
    '2026-03-03T09:02:00 unknown',
  ]);
  assert.deepEqual(
    world.relay.mails.map((mail) => `<${mail.messageId}>`),
    [messageId, messageId],
  );
  assert.deepEqual(await outbox.undelivered(), [addressOf('Grete')]);
});

test('T40: an uncertain mail can be sent again at once', async () => {
  world.relay.mood = 'hangingUp';
  await outbox.writeTo(['Grete']);
  await world.work();
  world.relay.mood = 'accepting';
  await dealer.admin.post(`/api/outbox/${(await outbox.mailTo('Grete')).id}/resend`);
  await world.work();
  assert.equal((await outbox.mailTo('Grete')).state, 'sent');
});

test('T41: a relay that talks to nobody is asked once a minute; no mail dies of it, and all leave when it is back', async () => {
  world.relay.door = 'shut';
  await outbox.writeTo(['Grete', 'Hans', 'Ina']);
  await world.work();
  await outbox.writeTo(['Jan']);
  await world.passTo('2026-03-03T09:30');
  const mails = await Promise.all(['Grete', 'Hans', 'Ina', 'Jan'].map(outbox.mailTo));
  const attempts = mails.flatMap(({ attemptLog }) => attemptLog).length;
  assert.ok(attempts > 15 && attempts <= 3 + 30, `${attempts} attempts in half an hour`);
  const { engine, delivery } = await (await fetch(`${world.base}/api/health`)).json();
  assert.deepEqual([engine.state, delivery.state, delivery.reason], ['ok', 'failing', 'unreachable']);
  assert.equal(localOf(delivery.since), '2026-03-03T09:00:00');
  assert.deepEqual(await outbox.undelivered(), []);

  world.relay.door = 'open';
  await world.passTo('2026-03-03T09:35');
  for (const name of ['Grete', 'Hans', 'Ina', 'Jan']) assert.equal(outbox.received(name), 1, name);
  assert.equal((await fetch(`${world.base}/api/health`)).status, 200);
});

test('T41: a relay that asks for a password we do not have takes no mail’s life', async () => {
  world.relay.mood = 530;
  await outbox.writeTo(['Grete']);
  await world.work();
  assert.equal((await outbox.mailTo('Grete')).state, 'retry');
  world.relay.mood = 'accepting';
  await world.passTo('2026-03-03T09:01');
  assert.equal((await outbox.mailTo('Grete')).state, 'sent');
});
