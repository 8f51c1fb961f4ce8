import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readConfig } from '../src/config.ts';
import { openLog } from '../src/server/log.ts';
import { deliveryRound, intakeRound, prepareScene, type Scene, settleAndCount } from './chaos/rounds.ts';
import { type MailSink, startMailSink } from './harness/mail-sink.ts';

// The whole program with its own PostgreSQL in a folder of its own, killed in the middle of its work.
let folder: string;
let relay: MailSink;
let scene: Scene;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadwacht-kill-'));
  relay = await startMailSink();
  const env = { LEADWACHT_DATA: folder };
  const log = openLog(false);
  log.level = 'error';
  scene = await prepareScene({ config: readConfig(env), env, log, relay });
});
after(async () => {
  await relay.stop();
  await rm(folder, { recursive: true, force: true });
});

test('killed in the middle of intake: every mail answered 250 is stored once and became one lead', async () => {
  await intakeRound(scene, 30, 1);
  await intakeRound(scene, 30, 17);
  const { accepted, leads } = await settleAndCount(scene);
  assert.ok(accepted >= 18, `${accepted} were answered 250`);
  assert.ok(leads >= accepted);
});

test('T39: killed after the claim, before a word of SMTP: one resend after the deadline, exactly one mail', async () => {
  const before = relay.mails.length;
  await deliveryRound(scene, 1, 'atDoor');
  assert.equal(relay.mails.length, before);
  await settleAndCount(scene);
  assert.equal(relay.mails.length, before + 1);
});

test('T39, T40: killed in the middle of delivery: every mail is sent, a second time only under the same Message-ID', async () => {
  await deliveryRound(scene, 3, 'beforeAnswer');
  await deliveryRound(scene, 3, 'afterAnswer');
  const { outboxSent, transmissions, transmittedTwice } = await settleAndCount(scene);
  assert.equal(outboxSent, 7);
  assert.equal(transmissions, outboxSent + transmittedTwice);
});
