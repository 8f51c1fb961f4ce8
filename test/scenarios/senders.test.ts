import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import nodemailer from 'nodemailer';
import type { z } from 'zod';
import { readConfig } from '../../src/config.ts';
import type { getMessage, MessageItem } from '../../src/contract/intake.ts';
import type { SourceView } from '../../src/contract/sources.ts';
import { judgeSender } from '../../src/domain/intake/sender.ts';
import { openSenderCheck } from '../../src/server/intake/sender-check.ts';
import { type NameServer, startNameServer } from '../harness/name-server.ts';
import { type Dealership, startWorld, type World } from '../harness/world.ts';

// Who really sent a mail is found out after it was accepted: shown, part of the check before going live, and never a reason
// to turn an enquiry away (product.md 6 and 7.3).

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
let names: NameServer;
let world: World;
let dealer: Dealership;

before(async () => {
  names = await startNameServer();
});
after(() => names.stop());
beforeEach(() => {
  names.failing = false;
  names.texts.clear();
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  names.texts.set('a1._domainkey.boerse.example', `v=DKIM1; k=rsa; p=${key}`);
});
afterEach(() => world.stop());

const openWorld = async (senderCheck = 'dns') => {
  world = await startWorld({ LEADWACHT_SENDER_CHECK: senderCheck, LEADWACHT_DNS: names.address });
  dealer = await world.setUp();
};

/** An enquiry as the exchange sends and signs it. */
const signedMail = async (from = 'Börse <post@boerse.example>'): Promise<string> => {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await transport.sendMail({
    from,
    to: 'leads@autohaus.example',
    subject: 'Anfrage',
    text: 'Name: Karla Kunde\nE-Mail: karla@kunde.example\nNachricht: Ist der Golf noch da?\n',
    dkim: {
      domainName: 'boerse.example',
      keySelector: 'a1',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
  });
  return (message as Buffer).toString();
};

const arrives = async (mail: string) => {
  assert.match(await world.bring(mail.trimEnd(), dealer.sources[0]?.leadAddress ?? ''), /^250/);
  await world.work();
};
const verdict = async () => {
  const { items } = await dealer.admin.get<{ items: MessageItem[] }>('/api/messages');
  const message = await dealer.admin.get<z.output<typeof getMessage.output>>(`/api/messages/${items[0]?.id}`);
  return message.senderVerdict;
};
const leadCount = async () =>
  (await dealer.admin.get<{ items: unknown[] }>('/api/leads?view=all')).items.length;
const isChecked = async () => {
  const { items } = await dealer.admin.get<{ items: SourceView[] }>('/api/sources');
  const source = items.find(({ id }) => id === dealer.sources[0]?.id);
  return source?.checks.some(({ step, checkedBy }) => step === 'senderConfirmed' && checkedBy === null);
};

test('an exchange that signs its mails is confirmed, and so is this step of the check before going live', async () => {
  await openWorld();
  assert.equal(await isChecked(), false);
  await arrives(await signedMail());
  assert.deepEqual(await verdict(), { state: 'confirmed', domain: 'boerse.example', proof: 'dkim' });
  assert.equal(await isChecked(), true);
});

test('a mail that was changed on its way is an enquiry all the same; its sender is not confirmed', async () => {
  await openWorld();
  await arrives((await signedMail()).replace('Golf', 'Polo'));
  assert.deepEqual(await verdict(), { state: 'unconfirmed', domain: 'boerse.example', proof: null });
  assert.equal(await leadCount(), 1);
  assert.equal(await isChecked(), false);
});

test('what the exchange itself declares to be forged says so, and is an enquiry all the same', async () => {
  await openWorld();
  names.texts.set('_dmarc.boerse.example', 'v=DMARC1; p=reject');
  await arrives((await signedMail()).replace('Golf', 'Polo'));
  assert.equal((await verdict())?.state, 'refuted');
  assert.equal(await leadCount(), 1);
});

test('without an answer of the name service the enquiry is there at once; the sender is asked about again, in the end it is unknown', async () => {
  await openWorld();
  names.failing = true;
  await arrives(await signedMail());
  assert.equal(await leadCount(), 1);
  assert.equal(await verdict(), null);
  for (const time of ['07:05', '07:10']) {
    world.jumpTo(`2026-03-02T${time}`);
    await world.work();
  }
  assert.equal((await verdict())?.state, 'unknown');
});

test('the name service is back before patience ends: confirmed after all', async () => {
  await openWorld();
  names.failing = true;
  await arrives(await signedMail());
  names.failing = false;
  world.jumpTo('2026-03-02T07:05');
  await world.work();
  assert.equal((await verdict())?.state, 'confirmed');
});

test('the mail server in front is believed when it is named, without a question to anybody', async () => {
  await openWorld('mx.autohaus.example');
  names.failing = true;
  const word = 'Authentication-Results: mx.autohaus.example; spf=pass smtp.mailfrom=bounce@boerse.example';
  await arrives(`${word}\r\n${await signedMail()}`);
  assert.deepEqual(await verdict(), { state: 'confirmed', domain: 'boerse.example', proof: 'spf' });
});

test('switched off, nobody asks', async () => {
  await openWorld('off');
  await arrives(await signedMail());
  assert.equal(await verdict(), null);
});

describe('by the address of the sending server', () => {
  const judge = async (peer: string) => {
    const check = openSenderCheck(
      readConfig({ LEADWACHT_SENDER_CHECK: 'dns', LEADWACHT_DNS: names.address }),
    );
    assert.ok(check);
    const bytes = Buffer.from('From: post@boerse.example\r\nSubject: Anfrage\r\n\r\nName: Karla\r\n');
    const mail = { bytes, channel: 'smtp', peer, peerName: 'mail.boerse.example' };
    return judgeSender(await check({ ...mail, envelopeFrom: 'bounce@boerse.example' }));
  };
  beforeEach(async () => {
    await openWorld('off');
    names.texts.set('boerse.example', 'v=spf1 ip4:198.51.100.7 -all');
  });

  test('one the domain names confirms it, another does not', async () => {
    assert.deepEqual(await judge('198.51.100.7'), {
      state: 'confirmed',
      domain: 'boerse.example',
      proof: 'spf',
    });
    assert.equal((await judge('198.51.100.8')).state, 'unconfirmed');
  });

  test('a relay of our own network says nothing about it', async () => {
    assert.equal((await judge('10.0.0.5')).state, 'unconfirmed');
  });
});
