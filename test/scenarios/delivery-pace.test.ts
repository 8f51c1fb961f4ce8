import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/server/log.ts';
import { openDelivery } from '../../src/server/mail/delivery.ts';
import { openRelay, type Transmission } from '../../src/server/mail/transmission.ts';
import { startProgram } from '../../src/server/program.ts';
import { noticed } from '../harness/noticed.ts';
import { addressOf, type Outbox, outboxOf } from '../harness/outbox.ts';
import { type Dealership, instantOf, startWorld, type World } from '../harness/world.ts';

// How fast mails leave, in which order, and what holds up whom: nobody.
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

const TO_GRETE: Transmission = {
  from: 'leadwacht@leads.localhost',
  to: { name: 'Grete', address: addressOf('Grete') },
  subject: 'Golf',
  text: 'Gern.',
  html: null,
  messageId: '<1@leadwacht>',
  inReplyTo: null,
  id: '1',
  references: [],
  files: [],
  automatic: 'auto-generated',
};

test('T41: an attempt that is cut off: before the relay has the mail it is unreachable, afterwards nobody knows', async () => {
  const relay = openRelay(new URL(world.relay.url));
  world.relay.mood = 'silent';
  const held = world.relay.nextMail();
  const transmission = relay.transmit(TO_GRETE);
  await held;
  relay.close();
  assert.equal((await transmission).result, 'unknown');

  world.relay.door = 'holding';
  const hasty = openRelay(new URL(world.relay.url), 50);
  assert.deepEqual(await hasty.transmit(TO_GRETE), {
    result: 'unreachable',
    answer: 'No answer within 0.05 s',
  });
  const nobody = openRelay(new URL('smtp://127.0.0.1:1'));
  assert.equal((await nobody.transmit(TO_GRETE)).result, 'unreachable');
});

test('a mail that cannot be prepared is put off and reported; the others leave', async () => {
  const log = openLog(false);
  log.level = 'silent';
  const delivery = openDelivery({
    database: world.database,
    relay: openRelay(new URL(world.relay.url)),
    passOn: async () => {},
    recheck: async (_work, { toName }) => {
      if (toName === 'Grete') throw new Error('a fault of ours');
      return null;
    },
    mailsPerMinute: 100,
    mailFrom: 'leadwacht@leads.localhost',
    log,
  });
  await outbox.writeTo(['Grete', 'Hans']);
  assert.equal(await delivery.run(), 2);
  const grete = await outbox.mailTo('Grete');
  assert.deepEqual([grete.state, grete.lastAnswer, grete.attemptLog], ['retry', 'a fault of ours', []]);
  assert.equal((await outbox.mailTo('Hans')).state, 'sent');
});

test('T41: nobody waits for a slow relay: 19 mails under way hold up neither the round nor a later mail', async () => {
  const relay = openRelay(new URL(world.relay.url));
  const log = openLog(false);
  log.level = 'silent';
  const delivery = openDelivery({
    database: world.database,
    relay,
    passOn: async () => {},
    recheck: async () => null,
    mailsPerMinute: 100,
    mailFrom: 'leadwacht@leads.localhost',
    log,
  });
  world.relay.mood = (to) => (to === addressOf('Zoe') ? 'accepting' : 'silent');
  const slow = Array.from({ length: 19 }, (_, index) => `Langsam${index}`);
  await outbox.writeTo(slow);
  assert.equal(await delivery.begin(), 19);
  await outbox.writeTo(['Zoe']);
  assert.equal(await delivery.begin(), 1);
  await noticed(world.database, 'outbox', async () => (await outbox.mailTo('Zoe')).state === 'sent');
  assert.equal(await delivery.begin(), 0);

  relay.close();
  await delivery.stop();
  for (const name of slow) assert.ok(['uncertain', 'retry'].includes((await outbox.mailTo(name)).state));
});

test('T41: no more mails a minute than the relay takes, over two engines; no dealership starves another', async () => {
  const other = await world.setUp('Autohaus Zwei');
  const many = Array.from({ length: 12 }, (_, index) => `Viele${index}`);
  const config = readConfig({
    LEADWACHT_SERVICES: 'web',
    LEADWACHT_HTTP_PORT: '0',
    LEADWACHT_SMTP_RELAY: world.relay.url,
    LEADWACHT_SMTP_RELAY_RATE: '5',
  });
  const log = openLog(false);
  log.level = 'error';
  // Its transactions always begin a little earlier than those of the first one.
  const clock = () => instantOf(world.now()).subtract({ milliseconds: 500 });
  const second = await startProgram({ config, connection: world.connection, clock, log });
  const workOff = async (): Promise<void> => {
    while ((await second.step()) > 0);
  };
  try {
    await outbox.writeTo(many);
    await outboxOf(world, other).writeTo(['Otto', 'Olga']);
    world.jumpTo('2026-03-03T09:05');
    await world.work();
    await workOff();
    assert.equal(world.relay.mails.length, 5);
    for (const name of ['Otto', 'Olga'])
      assert.equal(outbox.received(name), 1, `${name} waits for nobody's many mails`);

    world.jumpTo('2026-03-03T09:05:59');
    await Promise.all([world.work(), workOff(), world.work()]);
    assert.equal(world.relay.mails.length, 5);
    world.jumpTo('2026-03-03T09:06:01');
    await Promise.all([world.work(), workOff()]);
    assert.equal(world.relay.mails.length, 10);
    await world.passTo('2026-03-03T09:10');
    for (const name of many) assert.equal(outbox.received(name), 1, name);
  } finally {
    await second.stop();
  }
});
