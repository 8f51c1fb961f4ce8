/** Mailboxes read by IMAP, against real servers on real sockets (product.md 7). */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { ImapFlow } from 'imapflow';
import pino from 'pino';
import { readConfig } from '../src/config.ts';
import type { Mailbox } from '../src/server/mailboxes/store.ts';
import { type Database, openDatabase } from '../src/server/db/database.ts';
import { createMailbox } from '../src/server/mailboxes/commands.ts';
import { STAND_IN_MEDIA_TYPE } from '../src/server/intake/stand-in.ts';
import { openSecretBox } from '../src/server/mailboxes/secrets.ts';
import { type MailboxService, startMailboxService } from '../src/server/mailboxes/service.ts';
import { intakeOutages } from '../src/server/mailboxes/store.ts';
import { type SetupResult, setUpDealership } from '../src/server/settings/setup.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { eventually } from './faults/running.ts';
import {
  dovecotLeftOut,
  type ImapServer,
  inInbox,
  startDovecot,
  startHoodiecrow,
  startWire,
  USER,
  USER_PASSWORD,
  type Wire,
} from './harness/imap-servers.ts';

const config = readConfig({ LEADWACHT_MAIL_DOMAIN: 'leads.test' });
const secrets = openSecretBox('the secret of this installation');

const suite = (name: string, skip: string | false, start: () => Promise<ImapServer>): void => {
  describe(name, { skip }, () => {
    let testDatabase: TestDatabase;
    let database: Database;
    let house: SetupResult;
    let server: ImapServer;
    let wire: Wire;
    let mailboxId: string;
    const services: MailboxService[] = [];
    /** Pauses between tries pass as fast as the test likes. */
    let ahead = Temporal.Duration.from({ seconds: 0 });
    const pass = (duration: Temporal.DurationLike): void => {
      ahead = ahead.add(duration);
    };

    before(async () => {
      server = await start();
    });
    after(() => server.stop());

    beforeEach(async () => {
      testDatabase = await createTestDatabase();
      database = openDatabase(testDatabase.config, (real) => real.add(ahead));
      const admin = { name: 'Adam', mail: 'adam@nord.example', password: 'ein langes Passwort' };
      house = await setUpDealership(database, config, { name: 'Nord', state: 'BY', admin, people: [] }, null);
      wire = await startWire(server.port);
      await withClient(async (client) => {
        await client.messageDelete('1:*');
      });
    });
    afterEach(async () => {
      await Promise.all(services.splice(0).map((one) => one.stop()));
      await wire.stop();
      await database.close();
      await testDatabase.drop();
    });

    const withClient = <T>(work: (client: ImapFlow) => Promise<T>): Promise<T> => inInbox(server.port, work);
    const put = (...subjects: string[]): Promise<void> =>
      withClient(async (client) => {
        for (const subject of subjects) await client.append('INBOX', mailOf(subject));
      });
    const unseen = (): Promise<number> =>
      withClient(async (client) => ((await client.search({ seen: false }, { uid: true })) || []).length);

    const source = () => house.sources.find(({ kind }) => kind === 'homepage') ?? house.sources[0];
    const add = async (change: object = {}): Promise<void> => {
      const settings = {
        sourceId: source()?.id ?? '',
        host: '127.0.0.1',
        port: wire.port,
        security: 'none' as const,
        username: USER,
        folder: 'INBOX',
        key: { auth: 'password' as const, password: USER_PASSWORD },
        startWith: 'unread' as const,
        ...change,
      };
      mailboxId = await database.inDealership(house.dealershipId, (work) =>
        createMailbox(work, secrets, settings, { accountId: house.adminId }),
      );
    };
    const run = (lookEveryMs = 600_000): MailboxService => {
      const log = pino({ level: 'silent' });
      const needs = {
        database,
        mailDomain: 'leads.test',
        checkSender: false,
        secrets,
        log,
        everyMs: 20,
        lookEveryMs,
      };
      const service = startMailboxService(needs);
      services.push(service);
      return service;
    };

    const stored = () =>
      database.acrossDealerships(({ sql }) =>
        sql.selectFrom('rawMessages').selectAll().orderBy('id').execute(),
      );
    const subjects = async (): Promise<string[]> =>
      (await stored()).map(({ bytes }) => /^Subject: (.*?)\r?$/m.exec(bytes.toString('latin1'))?.[1] ?? '');
    const mailbox = (): Promise<Mailbox> =>
      database.acrossDealerships(({ sql }) =>
        sql.selectFrom('mailboxes').selectAll().where('id', '=', mailboxId).executeTakeFirstOrThrow(),
      );
    const whenTaken = async (...expected: string[]): Promise<void> => {
      await eventually(`${expected} are taken in`, async () => (await stored()).length >= expected.length);
      await eventually('they are marked as seen', async () => {
        const { lastUid, seenUid, lookedAt, connectedAt } = await mailbox();
        return (
          lastUid === seenUid && connectedAt !== null && Temporal.Instant.compare(lookedAt, connectedAt) >= 0
        );
      });
      assert.deepEqual(await subjects(), expected);
    };
    const whenFailing = (failure: string): Promise<void> =>
      eventually(`it fails with ${failure}`, async () => (await mailbox()).failure === failure);

    test('what is unread is taken in byte for byte for the mailbox’s source, and marked as seen afterwards', async () => {
      await put('one', 'two');
      await add();
      run();
      await whenTaken('one', 'two');
      const [first] = await stored();
      assert.equal(first?.bytes.toString(), mailOf('one'));
      assert.equal(first?.channel, 'imap');
      assert.equal(first?.sourceId, source()?.id);
      assert.equal(first?.envelopeTo, source()?.leadAddress);
      assert.equal(await unseen(), 0);
    });

    test('"only what comes from now on" leaves alone what is there, also when it is numbered anew', async () => {
      const longAgo = new Date('2020-01-06T10:00:00Z');
      await withClient((client) => client.append('INBOX', mailOf('old'), [], longAgo));
      await add({ startWith: 'new' });
      const service = run(100);
      await eventually('it is connected', async () => (await mailbox()).connectedAt !== null);
      await put('new');
      await whenTaken('new');
      await service.stop();
      services.splice(0);
      await put('newer');
      await server.renumber();
      run();
      await whenTaken('new', 'newer');
      assert.equal(await unseen(), 1);
    });

    test('mail that a person has read in the meantime is taken in all the same', async () => {
      await add();
      const first = run();
      await eventually('it is connected', async () => (await mailbox()).connectedAt !== null);
      await first.stop();
      await put('read by a person');
      await withClient((client) => client.messageFlagsAdd('1:*', ['\\Seen']));
      run();
      await whenTaken('read by a person');
    });

    test('a mail that names another address of the dealership is for that one', async () => {
      const other = house.sources.find(({ id }) => id !== source()?.id);
      await withClient((client) =>
        client.append('INBOX', `Delivered-To: ${other?.leadAddress}\r\n${mailOf('other')}`),
      );
      await add();
      run();
      await whenTaken('other');
      const [only] = await stored();
      assert.equal(only?.sourceId, other?.id);
      assert.equal(only?.envelopeTo, other?.leadAddress);
    });

    test('new mail is taken in as soon as the server tells of it', async () => {
      await add();
      run();
      await eventually('it is connected', async () => (await mailbox()).connectedAt !== null);
      await put('told');
      await whenTaken('told');
    });

    test('new mail is taken in without a word from the server, by looking', async () => {
      await add();
      run(50);
      await eventually('it is connected', async () => (await mailbox()).connectedAt !== null);
      await put('by looking');
      await whenTaken('by looking');
    });

    test('a server that breaks off in the middle of a message leaves nothing half, and nothing twice', async () => {
      await put('small');
      await put(`large ${'x'.repeat(900_000)}`);
      await add();
      wire.cutAfter(400_000);
      run();
      await whenFailing('broken');
      assert.deepEqual(await subjects(), ['small']);
      wire.mend();
      pass({ minutes: 1 });
      await eventually('both are there', async () => (await stored()).length === 2);
      await eventually('it works again', async () => (await mailbox()).failingSince === null);
      assert.equal((await stored())[1]?.bytes.length, mailOf(`large ${'x'.repeat(900_000)}`).length);
      assert.equal(await unseen(), 0);
    });

    test('stopped after the commit and before the mark, it marks at the next start and takes nothing twice', async () => {
      await put('one', 'two');
      await add();
      run();
      await whenTaken('one', 'two');
      await services.splice(0)[0]?.stop();
      await withClient((client) => client.messageFlagsRemove('1:*', ['\\Seen']));
      await database.acrossDealerships(({ sql }) =>
        sql.updateTable('mailboxes').set({ seenUid: 0 }).execute(),
      );
      assert.equal(await unseen(), 2);
      run();
      await eventually('they are marked', async () => (await unseen()) === 0);
      assert.deepEqual(await subjects(), ['one', 'two']);
    });

    test('messages numbered anew by the server come once, and what came meanwhile is found', async () => {
      await put('one', 'two');
      await add();
      const service = run();
      await whenTaken('one', 'two');
      await service.stop();
      services.splice(0);
      await put('three');
      await withClient((client) => client.messageFlagsAdd('1:*', ['\\Seen']));
      await server.renumber();
      run();
      await whenTaken('one', 'two', 'three');
    });

    test('two processes share the work, and one takes over what the other leaves', async () => {
      await put('one');
      await add();
      run();
      run();
      await whenTaken('one');
      const { leasedBy } = await mailbox();
      assert.equal(wire.connections(), 1);
      for (const service of services.splice(0, 1)) await service.stop();
      await put('two');
      run(50);
      await whenTaken('one', 'two');
      assert.ok(leasedBy);
    });

    test('a wrong password is told as what it is, tried again in growing pauses, and over when it is right', async () => {
      await put('one');
      await add({ key: { auth: 'password', password: 'wrong' } });
      run();
      await whenFailing('signInRefused');
      const { retryAt, failingSince } = await mailbox();
      assert.ok(failingSince && Temporal.Instant.compare(retryAt, failingSince) > 0);
      pass({ seconds: 10 });
      await eventually('it is tried again', async () => (await mailbox()).failures === 2);
      assert.deepEqual(await stored(), []);
    });

    test('a sign-in service that refuses the refresh token is told as such, and the token stays secret', async () => {
      const asked: string[] = [];
      const tokens = createServer((request, answer) => {
        request.on('data', (chunk) => asked.push(String(chunk)));
        request.on('end', () => {
          answer.writeHead(400, { 'content-type': 'application/json' });
          answer.end(JSON.stringify({ error: 'invalid_grant', error_description: 'expired' }));
        });
      }).listen(0, '127.0.0.1');
      await once(tokens, 'listening');
      const tokenUrl = `http://127.0.0.1:${(tokens.address() as AddressInfo).port}/token`;
      const client = {
        tokenUrl,
        clientId: 'us',
        scope: 'mail',
        clientSecret: 'cs',
        refreshToken: 'rt-geheim',
      };
      await add({ key: { auth: 'oauth2', ...client } });
      run();
      await whenFailing('tokenRefused');
      assert.deepEqual(Object.fromEntries(new URLSearchParams(asked[0])), {
        grant_type: 'refresh_token',
        client_id: 'us',
        client_secret: 'cs',
        refresh_token: 'rt-geheim',
        scope: 'mail',
      });
      const kept = await mailbox();
      assert.equal(kept.failureDetail, '400 invalid_grant: expired');
      assert.doesNotMatch(JSON.stringify(kept), /rt-geheim/);
      const written = await database.acrossDealerships(({ sql }) =>
        sql.selectFrom('settingChanges').selectAll().execute(),
      );
      assert.doesNotMatch(JSON.stringify(written), /rt-geheim|testpass/);
      tokens.close();
    });

    test('a server that is away, and a folder that is not there, are told as what they are', async () => {
      await add({ folder: 'Anfragen' });
      run();
      await whenFailing('folderMissing');
      wire.cutAfter(0);
      await wire.stop();
      pass({ minutes: 2 });
      await whenFailing('unreachable');
      wire = await startWire(server.port);
    });

    const uidOf = (subject: string): Promise<number> =>
      withClient(async (client) => {
        const found = (await client.search({ all: true }, { uid: true })) || [];
        for (const uid of found) {
          const message = await client.fetchOne(String(uid), { envelope: true }, { uid: true });
          if (message && message.envelope?.subject === subject) return uid;
        }
        throw new Error(`There is no mail "${subject}".`);
      });
    const isSeen = (uid: number): Promise<boolean> =>
      withClient(async (client) => {
        const message = await client.fetchOne(String(uid), { flags: true }, { uid: true });
        return message && (message.flags?.has('\\Seen') ?? false);
      });
    /** Lets the pauses pass, until a message stands in. */
    const whenStoodIn = async (): Promise<void> => {
      for (let failures = 1; failures <= 7; failures += 1) {
        await eventually(`it failed or stands in (${failures})`, async () => {
          const { failures: soFar, lastUid, seenUid } = await mailbox();
          return soFar === failures || (lastUid > 0 && lastUid === seenUid && soFar === 0);
        });
        if ((await mailbox()).failures === 0) return;
        pass({ seconds: 301 });
      }
      assert.fail('No message stands in for it.');
    };
    const standIns = async () =>
      (await stored()).filter(({ mediaType }) => mediaType === STAND_IN_MEDIA_TYPE);

    for (const how of ['refuses', 'breaks'] as const)
      test(`a mail the server ${how} is stood in for after five tries, stays unread, and those behind it come`, async () => {
        await put('before', 'damaged', 'behind');
        const uid = await uidOf('damaged');
        await add();
        // What breaks the connection does so whatever is asked of it.
        wire.withhold(how, new RegExp(how === 'refuses' ? `UID FETCH ${uid} .*BODY` : `UID FETCH ${uid} `));
        run();
        await whenStoodIn();
        assert.equal((await stored()).length, 3);
        const [standIn, ...more] = await standIns();
        assert.deepEqual(more, []);
        const told = JSON.parse(standIn?.bytes.toString() ?? '');
        assert.equal(told.uid, uid);
        assert.equal(told.mailbox, USER);
        assert.equal(told.about?.subject, how === 'refuses' ? 'damaged' : undefined);
        assert.match(told.said, how === 'refuses' ? /damaged/ : /./);
        assert.equal(standIn?.sourceId, source()?.id);
        assert.equal(await isSeen(uid), false);
        assert.equal(await unseen(), 1);
        assert.equal((await mailbox()).failingSince, null);
      });

    test('a mail that can be fetched later takes the place of what stood in for it', async () => {
      await put('damaged');
      const uid = await uidOf('damaged');
      await add();
      wire.withhold('refuses', new RegExp(`UID FETCH ${uid} .*BODY`));
      run(50);
      await whenStoodIn();
      const [standIn] = await standIns();
      wire.mend();
      pass({ hours: 1 });
      await eventually('the mail is there', async () => (await standIns()).length === 0);
      const [only, ...more] = await stored();
      assert.deepEqual(more, []);
      assert.equal(only?.id, standIn?.id);
      assert.equal(only?.bytes.toString(), mailOf('damaged'));
      await eventually('it is marked as seen', () => isSeen(uid));
    });

    test('numbered anew, a mail that was stood in for is still the one message: refused once more, and then fetched', async () => {
      await put('gone', 'damaged');
      const stopped = async () => {
        await Promise.all(services.splice(0).map((one) => one.stop()));
      };
      const withhold = async () =>
        wire.withhold('refuses', new RegExp(`UID FETCH ${await uidOf('damaged')} .*BODY`));
      await withhold();
      await add();
      run();
      await whenStoodIn();
      await stopped();
      const [standIn] = await standIns();
      const uid = await uidOf('gone');
      await withClient((client) => client.messageDelete(String(uid), { uid: true }));
      await server.renumber();
      await withhold();
      run();
      pass({ minutes: 5 });
      await whenStoodIn();
      await stopped();
      assert.equal((await stored()).length, 2);
      await server.renumber();
      wire.mend();
      run();
      await eventually('the mail itself is there', async () => (await standIns()).length === 0);
      await eventually('it is marked as seen', async () => (await unseen()) === 0);
      const kept = await stored();
      assert.deepEqual((await subjects()).toSorted(), ['damaged', 'gone']);
      assert.equal(kept.find(({ id }) => id === standIn?.id)?.bytes.toString(), mailOf('damaged'));
    });

    test('a mail that was stood in for, moved away and back, is still the one message', async () => {
      await put('damaged');
      wire.withhold('refuses', /UID FETCH \d+ .*BODY/);
      await add();
      run(50);
      await whenStoodIn();
      const [standIn] = await standIns();
      await withClient((client) => client.messageDelete('1:*'));
      wire.mend();
      pass({ hours: 1 });
      await eventually('it is found to be gone', async () => {
        const rows = await database.acrossDealerships(({ sql }) =>
          sql.selectFrom('unfetchedMails').select('nextTryAt').execute(),
        );
        return rows.every(({ nextTryAt }) => nextTryAt === null);
      });
      await withClient((client) => client.append('INBOX', mailOf('damaged')));
      await eventually('the mail itself is there', async () => (await standIns()).length === 0);
      assert.deepEqual(
        (await stored()).map(({ id }) => id),
        [standIn?.id],
      );
    });

    test('the time in which a mailbox was out of reach is known afterwards', async () => {
      await add();
      const service = run(50);
      await eventually('it is connected', async () => (await mailbox()).connectedAt !== null);
      await service.stop();
      services.splice(0);
      const { lookedAt } = await mailbox();
      pass({ hours: 3 });
      const outages = () =>
        database.inDealership(house.dealershipId, (work) =>
          intakeOutages(work, source()?.id ?? '', work.now.subtract({ hours: 24 }), work.now),
        );
      const going = await outages();
      assert.deepEqual(
        going.map(({ fromAt, untilAt }) => [String(fromAt), untilAt]),
        [[String(lookedAt), null]],
      );
      run();
      await eventually('it is over', async () => (await outages())[0]?.untilAt !== null);
      const [over] = await outages();
      assert.equal(String(over?.fromAt), String(lookedAt));
      assert.equal(over?.mailbox, USER);
    });
  });
};

const mailOf = (subject: string): string =>
  `From: Karla <karla@kunde.example>\r\nTo: info@autohaus.example\r\nSubject: ${subject}\r\nDate: Mon, 2 Mar 2026 09:30:00 +0100\r\n` +
  `Message-ID: <${subject.length}-${subject.slice(0, 20).replaceAll(' ', '-')}@kunde.example>\r\n\r\nName: Karla\r\nNachricht: Ist er noch da?\r\n`;

suite('Hoodiecrow', false, () => startHoodiecrow(['IDLE', 'UIDPLUS', 'LITERALPLUS']));
suite('Dovecot', dovecotLeftOut, startDovecot);
