import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/server/log.ts';
import { openDelivery } from '../../src/server/mail/delivery.ts';
import { openRelay, type Transmission } from '../../src/server/mail/transmission.ts';
import { enqueueMail } from '../../src/server/mail/outbox.ts';
import { startProgram } from '../../src/server/program.ts';
import { noticed } from '../harness/noticed.ts';
import { type Dealership, instantOf, localOf, startWorld, type World } from '../harness/world.ts';

// What becomes of a mail on its way to a real relay, spoken to over real sockets. All mails are answers to customers.
let world: World;
let dealer: Dealership;

beforeEach(async () => {
  world = await startWorld({ LEADWACHT_SMTP_RELAY_RATE: '5' });
  dealer = await world.setUp();
  world.jumpTo('2026-03-03T09:00');
});
afterEach(() => world.stop());

interface Attempt {
  readonly startedAt: string;
  readonly result: string | null;
}
interface Mail {
  readonly id: string;
  readonly state: string;
  readonly toAddress: string;
  readonly messageId: string;
  readonly lastAnswer: string | null;
  readonly attemptLog: readonly Attempt[];
}

const addressOf = (name: string): string => `${name.toLowerCase()}@kunde.example`;
/** A mail to each of these customers waits in the outbox. */
const writeTo = (names: readonly string[], { id } = dealer): Promise<void> =>
  world.database.inDealership(id, async (work) => {
    for (const name of names)
      await enqueueMail(work, {
        kind: 'answer',
        toName: name,
        toAddress: addressOf(name),
        subject: 'Golf',
        text: 'Gern.',
      });
  });
const mailOf = async (name: string): Promise<Mail> => {
  const { items } = await dealer.admin.get<{ items: Mail[] }>('/api/outbox');
  const found = items.find(({ toAddress }) => toAddress === addressOf(name));
  assert.ok(found, `the outbox has a mail to ${name}`);
  return dealer.admin.get(`/api/outbox/${found.id}`);
};
const undelivered = async (): Promise<string[]> => {
  const { items } = await dealer.admin.get<{ items: Mail[] }>('/api/outbox/undelivered');
  return items.map(({ toAddress }) => toAddress);
};
const triesOf = ({ attemptLog }: Mail): string[] =>
  attemptLog.map(({ startedAt, result }) => `${localOf(startedAt)} ${result}`);
const received = (name: string): number =>
  world.relay.mails.filter(({ to }) => to === addressOf(name)).length;

test('T41: 4xx: tried again after 1, 5, 15 minutes, 1, 3, 6 and 12 hours, then dead and announced', async () => {
  world.relay.mood = (to) => (to === addressOf('Grete') ? 451 : 'accepting');
  await writeTo(['Grete', 'Hans']);
  await world.passTo('2026-03-04T09:00');

  const grete = await mailOf('Grete');
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
  assert.deepEqual(await undelivered(), [addressOf('Grete')]);
  assert.deepEqual(triesOf(await mailOf('Hans')), ['2026-03-03T09:00:00 accepted'], 'nobody waited for it');
});

test('T41: 5xx: dead at once and announced until somebody takes note; sent again, its tries begin anew', async () => {
  world.relay.mood = (to) => (to === addressOf('Grete') ? 550 : 'accepting');
  await writeTo(['Grete', 'Hans']);
  await world.work();
  const { id, state, lastAnswer } = await mailOf('Grete');
  assert.equal(state, 'dead');
  assert.match(lastAnswer ?? '', /550/);
  assert.equal((await mailOf('Hans')).state, 'sent');
  assert.deepEqual(await undelivered(), [addressOf('Grete')]);
  await dealer.admin.post(`/api/outbox/${id}/dismiss`);
  assert.deepEqual(await undelivered(), []);

  world.relay.mood = 451;
  await dealer.admin.post(`/api/outbox/${id}/resend`);
  await world.passTo('2026-03-03T09:02');
  assert.deepEqual(triesOf(await mailOf('Grete')), [
    '2026-03-03T09:00:00 refused',
    '2026-03-03T09:00:00 refusedForNow',
    '2026-03-03T09:01:00 refusedForNow',
  ]);
  world.relay.mood = 'accepting';
  await world.passTo('2026-03-03T09:10');
  assert.equal((await mailOf('Grete')).state, 'sent');
  assert.equal((await dealer.admin.ask('POST', `/api/outbox/${id}/resend`)).status, 404, 'sent is sent');
});

test('T41: a relay that never answers: uncertain after the deadline, one resend, and the other mails go on', async () => {
  world.relay.mood = 'silent';
  await writeTo(['Grete']);
  const held = world.relay.nextMail('beforeAnswer');
  const hanging = world.work();
  await held;
  world.relay.mood = 'accepting';
  await writeTo(['Hans']);
  await world.work();
  assert.equal((await mailOf('Hans')).state, 'sent');
  assert.equal((await mailOf('Grete')).state, 'sending');

  world.jumpTo('2026-03-03T09:02');
  await world.work();
  assert.equal((await mailOf('Grete')).state, 'uncertain');
  world.jumpTo('2026-03-03T09:04');
  await world.work();
  const grete = await mailOf('Grete');
  assert.equal(grete.state, 'sent');
  assert.deepEqual(triesOf(grete), ['2026-03-03T09:00:00 unknown', '2026-03-03T09:04:00 accepted']);
  assert.equal(received('Grete'), 1);

  world.relay.hangUp();
  await hanging;
  assert.deepEqual(
    triesOf(await mailOf('Grete')),
    triesOf(grete),
    'what comes after the deadline changes nothing',
  );
});

test('T40: the relay has it, but its answer is lost: one resend with the same Message-ID, both attempts kept', async () => {
  world.relay.mood = 'hangingUp';
  await writeTo(['Grete']);
  await world.work();
  assert.equal((await mailOf('Grete')).state, 'uncertain');
  await world.passTo('2026-03-03T12:00');
  const { id, state, messageId, ...grete } = await mailOf('Grete');
  assert.equal(state, 'dead', 'twice without an answer is not sent a third time');
  assert.deepEqual(triesOf({ ...grete, id, state, messageId }), [
    '2026-03-03T09:00:00 unknown',
    '2026-03-03T09:02:00 unknown',
  ]);
  assert.deepEqual(
    world.relay.mails.map((mail) => `<${mail.messageId}>`),
    [messageId, messageId],
  );
  assert.deepEqual(await undelivered(), [addressOf('Grete')]);
});

test('T40: an uncertain mail can be sent again at once', async () => {
  world.relay.mood = 'hangingUp';
  await writeTo(['Grete']);
  await world.work();
  world.relay.mood = 'accepting';
  await dealer.admin.post(`/api/outbox/${(await mailOf('Grete')).id}/resend`);
  await world.work();
  assert.equal((await mailOf('Grete')).state, 'sent');
});

test('T41: a relay that talks to nobody is asked once a minute; no mail dies of it, and all leave when it is back', async () => {
  world.relay.door = 'shut';
  await writeTo(['Grete', 'Hans', 'Ina']);
  await world.work();
  await writeTo(['Jan']);
  await world.passTo('2026-03-03T09:30');
  const mails = await Promise.all(['Grete', 'Hans', 'Ina', 'Jan'].map(mailOf));
  const attempts = mails.flatMap(({ attemptLog }) => attemptLog).length;
  assert.ok(attempts > 15 && attempts <= 3 + 30, `${attempts} attempts in half an hour`);
  const { engine, delivery } = await (await fetch(`${world.base}/api/health`)).json();
  assert.deepEqual([engine.state, delivery.state, delivery.reason], ['ok', 'failing', 'unreachable']);
  assert.equal(localOf(delivery.since), '2026-03-03T09:00:00');
  assert.deepEqual(await undelivered(), []);

  world.relay.door = 'open';
  await world.passTo('2026-03-03T09:35');
  for (const name of ['Grete', 'Hans', 'Ina', 'Jan']) assert.equal(received(name), 1, name);
  assert.equal((await fetch(`${world.base}/api/health`)).status, 200);
});

const TO_GRETE: Transmission = {
  from: 'leadwacht@leads.localhost',
  to: { name: 'Grete', address: addressOf('Grete') },
  subject: 'Golf',
  text: 'Gern.',
  html: null,
  messageId: '<1@leadwacht>',
  inReplyTo: null,
  automatic: true,
};

test('T41: an attempt that is cut off: before the relay has the mail it is unreachable, afterwards nobody knows', async () => {
  const relay = openRelay(new URL(world.relay.url));
  world.relay.mood = 'silent';
  const held = world.relay.nextMail('beforeAnswer');
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

test('T41: a relay that asks for a password we do not have takes no mail’s life', async () => {
  world.relay.mood = 530;
  await writeTo(['Grete']);
  await world.work();
  assert.equal((await mailOf('Grete')).state, 'retry');
  world.relay.mood = 'accepting';
  await world.passTo('2026-03-03T09:01');
  assert.equal((await mailOf('Grete')).state, 'sent');
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
  await writeTo(['Grete', 'Hans']);
  assert.equal(await delivery.run(), 2);
  const grete = await mailOf('Grete');
  assert.deepEqual([grete.state, grete.lastAnswer, grete.attemptLog], ['retry', 'a fault of ours', []]);
  assert.equal((await mailOf('Hans')).state, 'sent');
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
  await writeTo(slow);
  assert.equal(await delivery.begin(), 19);
  await writeTo(['Zoe']);
  assert.equal(await delivery.begin(), 1);
  await noticed(world.database, 'outbox', async () => (await mailOf('Zoe')).state === 'sent');
  assert.equal(await delivery.begin(), 0);

  relay.close();
  await delivery.stop();
  for (const name of slow) assert.ok(['uncertain', 'retry'].includes((await mailOf(name)).state));
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
  const clock = () => instantOf(world.now());
  const second = await startProgram({ config, connection: world.connection, clock, log });
  const workOff = async (): Promise<void> => {
    while ((await second.step()) > 0);
  };
  try {
    await writeTo(many);
    await writeTo(['Otto', 'Olga'], other);
    await Promise.all([world.work(), workOff(), world.work()]);
    assert.equal(world.relay.mails.length, 5);
    for (const name of ['Otto', 'Olga'])
      assert.equal(received(name), 1, `${name} waits for nobody's many mails`);

    world.jumpTo('2026-03-03T09:00:59');
    await Promise.all([world.work(), workOff()]);
    assert.equal(world.relay.mails.length, 5);
    world.jumpTo('2026-03-03T09:01');
    await Promise.all([world.work(), workOff()]);
    assert.equal(world.relay.mails.length, 10);
    await world.passTo('2026-03-03T09:05');
    for (const name of many) assert.equal(received(name), 1, name);
  } finally {
    await second.stop();
  }
});
