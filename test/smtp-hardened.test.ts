/** What hostile and clumsy senders do to the listener (product.md 7.1), told on real sockets. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import pg from 'pg';
import pino from 'pino';
import { ConfigError, readConfig } from '../src/config.ts';
import { realClock } from '../src/server/clock.ts';
import { type Database, openDatabase } from '../src/server/db/database.ts';
import { setUpDealership } from '../src/server/settings/setup.ts';
import { type SmtpListener, type SmtpPatience, startSmtpListener } from '../src/server/smtp/listener.ts';
import { MAX_MESSAGE_BYTES } from '../src/server/smtp/receive.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { CERTIFICATES } from './harness/certificates.ts';
import { talkSmtp } from './smtp-talk.ts';

let testDatabase: TestDatabase;
let database: Database;
let lead: string;

const configOf = (env: Record<string, string>) =>
  readConfig({ LEADWACHT_SMTP_PORT: '0', LEADWACHT_MAIL_DOMAIN: 'leads.test', ...env });
const log = pino({ level: 'silent' });

before(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.config, realClock);
  const admin = { name: 'Adam Ahrens', mail: 'adam@nord.example', password: 'ein langes Passwort' };
  const house = { name: 'Nord', state: 'BY', admin, people: [] };
  const { sources } = await setUpDealership(database, configOf({}), house, null);
  lead = sources[0]?.leadAddress ?? '';
});
after(async () => {
  await database.close();
  await testDatabase.drop();
});

const withListener = async (
  work: (listener: SmtpListener) => Promise<void>,
  env: Record<string, string> = {},
  patience?: SmtpPatience,
): Promise<void> => {
  const listener = await startSmtpListener({
    database,
    config: configOf(env),
    log,
    ...(patience && { patience }),
  });
  try {
    await work(listener);
  } finally {
    await listener.stop();
  }
};

const stored = () =>
  database.acrossDealerships(({ sql }) => sql.selectFrom('rawMessages').selectAll().orderBy('id').execute());
/** One whole mail, as a sign that the listener is well and through with everything before. */
const takesMail = async ({ port }: SmtpListener): Promise<void> => {
  const talk = await talkSmtp(port);
  assert.match(await talk.upToData([lead]), /^354 /);
  talk.send('Subject: whole\r\n\r\nx\r\n.\r\n');
  assert.match(await talk.answer(), /^250 /);
  talk.drop();
};

test('only CR LF . CR LF ends a message: nothing is smuggled in behind another end, however it is cut into packets', () =>
  withListener(async ({ port }) => {
    const ends = [
      '\n.\n',
      '\r.\r',
      '\n.\r\n',
      '\r\n.\n',
      '\r\n.\r',
      '\r.\r\n',
      '\n.\r',
      '\r\n\0.\r\n',
      '\r\n.\0\r\n',
    ];
    for (const end of ends) {
      const before = await stored();
      const smuggled = `MAIL FROM:<chef@example.org>\r\nRCPT TO:<${lead}>\r\nDATA\r\nSubject: smuggled\r\n\r\nx`;
      const text = `Subject: outer\r\n\r\nouter${end}${smuggled}\r\n`;
      for (const packet of [text.length, 1, 7]) {
        const talk = await talkSmtp(port);
        await talk.upToData([lead]);
        for (let at = 0; at < text.length; at += packet) talk.send(text.slice(at, at + packet));
        talk.send('.\r\n');
        assert.match(await talk.answer(), /^250 /, JSON.stringify(end));
        assert.match(await talk.say('NOOP'), /^250 /, 'there is no other answer on the way');
        talk.drop();
      }
      const fresh = (await stored()).slice(before.length);
      assert.equal(fresh.length, 3);
      for (const { bytes } of fresh) assert.equal(bytes.toString('latin1'), text);
    }
  }));

test('bytes no mail should have are kept as they came: NUL, endless headers, a line without an end', () =>
  withListener(async ({ port }) => {
    const headers = Array.from({ length: 50_000 }, (_, nth) => `X-${nth}: ${nth}\r\n`).join('');
    const mails = [
      'Subject: a\0b\r\n\r\n\0\0\0\r\n',
      `${headers}\r\nText\r\n`,
      `Subject: long\r\n\r\n${'x'.repeat(2_000_000)}\r\n`,
      `Subject: ${'long '.repeat(200_000)}\r\n\r\nText\r\n`,
      '\r\n',
    ];
    for (const mail of mails) {
      const talk = await talkSmtp(port);
      await talk.upToData([lead]);
      talk.send(`${mail}.\r\n`);
      assert.match(await talk.answer(), /^250 /);
      assert.equal((await stored()).at(-1)?.bytes.toString('latin1'), mail);
      talk.drop();
    }
  }));

test('commands that are no commands: too long, with NUL, in the dark, HTTP, and none of them stops the listener', () =>
  withListener(async (listener) => {
    const { port } = listener;
    const long = await talkSmtp(port);
    long.send('x'.repeat(70_000));
    assert.match(await long.answer(), /^421 /);
    await long.closed;

    const odd = await talkSmtp(port);
    await odd.say('EHLO test.example');
    assert.match(await odd.say('MAIL FROM:<a\0b@example.org>'), /^5\d\d /);
    assert.match(await odd.say('MAIL FROM:<a@example.org> SIZE=abc'), /^5\d\d /);
    assert.match(await odd.say('MAIL FROM:<a@example.org> BODY=BINARYMIME'), /^5\d\d /);
    assert.match(await odd.say('BDAT 5 LAST'), /^5\d\d /);
    for (const nosy of ['VRFY', 'EXPN', 'XCLIENT ADDR=', 'XFORWARD ADDR=', 'AUTH PLAIN']) {
      assert.match(await odd.say(`${nosy} ${lead}`), /^5\d\d (?!.*leads\.test)/, nosy);
    }
    odd.drop();

    const web = await talkSmtp(port);
    assert.match(await web.say('POST / HTTP/1.1'), /^421 /);
    await web.closed;

    const eager = connect(port, '127.0.0.1');
    eager.write('EHLO too.soon\r\n');
    const [early] = (await once(eager, 'data')) as [Buffer];
    assert.match(early.toString(), /^421 /);
    eager.destroy();
    await takesMail(listener);
  }));

test('addresses and text in other scripts come in by SMTPUTF8, eight bits by 8BITMIME', () =>
  withListener(async ({ port }) => {
    const talk = await talkSmtp(port);
    const said = await talk.say('EHLO test.example');
    assert.match(said, /SMTPUTF8/);
    assert.doesNotMatch(said, /CHUNKING|BINARYMIME|AUTH|XCLIENT/);
    assert.match(await talk.say('MAIL FROM:<jürgen@müller.example> SMTPUTF8 BODY=8BITMIME'), /^250 /);
    assert.match(await talk.say(`RCPT TO:<${lead}>`), /^250 /);
    await talk.say('DATA');
    const mail = 'Subject: Anfrage für Jürgen\r\n\r\nGrüße 漢字\r\n';
    talk.send(`${mail}.\r\n`);
    assert.match(await talk.answer(), /^250 /);
    const row = (await stored()).at(-1);
    assert.equal(row?.envelopeFrom, 'jürgen@müller.example');
    assert.equal(row?.bytes.toString('utf8'), mail);
    talk.drop();
  }));

test('a mail has so many recipients, and who looks for addresses is hung up on', () =>
  withListener(async (listener) => {
    const talk = await talkSmtp(listener.port);
    await talk.say('EHLO test.example');
    await talk.say('MAIL FROM:<a@example.org>');
    for (let nth = 0; nth < 50; nth++) {
      assert.match(await talk.say(`RCPT TO:<${lead.replace('@', `+${nth}@`)}>`), /^250 /);
    }
    assert.match(await talk.say(`RCPT TO:<${lead.replace('@', '+one-more@')}>`), /^452 /);
    talk.drop();

    const nosy = await talkSmtp(listener.port);
    await nosy.say('EHLO test.example');
    await nosy.say('MAIL FROM:<a@example.org>');
    for (let nth = 0; nth < 20; nth++) assert.match(await nosy.say(`RCPT TO:<${nth}@leads.test>`), /^550 /);
    assert.match(await nosy.say('RCPT TO:<one-more@leads.test>'), /^421 /);
    await nosy.closed;
    await takesMail(listener);
  }));

test('who says nothing, or a byte now and then for ever, is told to come again and stores nothing', async () => {
  const before = await stored();
  await withListener(
    async ({ port }) => {
      const silent = await talkSmtp(port);
      assert.match(await silent.answer(), /^421 /);
      await silent.closed;
    },
    {},
    { idleMs: 500, messageMs: 60_000, connectionMs: 60_000 },
  );
  for (const patience of [
    { idleMs: 60_000, messageMs: 200, connectionMs: 60_000 },
    { idleMs: 60_000, messageMs: 60_000, connectionMs: 2_000 },
  ]) {
    await withListener(
      async ({ port }) => {
        const slow = await talkSmtp(port);
        assert.match(await slow.upToData([lead]), /^354 /);
        const drip = setInterval(() => slow.send('x'), 20);
        assert.match(await slow.answer(), /^421 /);
        clearInterval(drip);
        slow.send('\r\n.\r\n');
        await slow.closed;
      },
      {},
      patience,
    );
  }
  assert.equal((await stored()).length, before.length);
});

test('a mail that does not end is answered 552 before it does', () =>
  withListener(async (listener) => {
    const before = await stored();
    const talk = await talkSmtp(listener.port);
    await talk.upToData([lead]);
    const megabyte = Buffer.from(`${'x'.repeat(1022)}\r\n`.repeat(1024));
    for (let sent = 0; sent <= 2 * MAX_MESSAGE_BYTES; sent += megabyte.length) talk.send(megabyte);
    assert.match(await talk.answer(), /^552 /);
    talk.drop();
    assert.equal((await stored()).length, before.length);
    await takesMail(listener);
  }));

test('a hundred mails broken off in the middle leave nothing behind', () =>
  withListener(async (listener) => {
    const before = await stored();
    await Promise.all(
      Array.from({ length: 100 }, async (_, nth) => {
        const talk = await talkSmtp(listener.port);
        await talk.upToData([lead]);
        talk.send(`Subject: half ${nth}\r\n\r\n${'only the beginning '.repeat(1_000)}`);
        talk.drop();
        await talk.closed;
      }),
    );
    await takesMail(listener);
    assert.equal((await stored()).length, before.length + 1);
  }));

test('one server may have so many connections and bring so many mails a minute, and loses none of them', async () => {
  const strict = { LEADWACHT_SMTP_PEER_CONNECTIONS: '2', LEADWACHT_SMTP_PEER_RATE: '3' };
  await withListener(
    async ({ port }) => {
      const one = await talkSmtp(port);
      const two = await talkSmtp(port);
      const three = await talkSmtp(port);
      assert.match(three.greeting, /^421 /);
      await three.closed;
      two.drop();
      await two.closed;

      await one.say('EHLO test.example');
      for (let nth = 0; nth < 3; nth++) {
        assert.match(await one.say('MAIL FROM:<a@example.org>'), /^250 /);
        await one.say('RSET');
      }
      assert.match(await one.say('MAIL FROM:<a@example.org>'), /^451 .*later/);
      one.drop();
    },
    { ...strict, LEADWACHT_SMTP_TRUSTED: '192.0.2.0/24' },
  );
  await withListener(async (listener) => {
    const open = await Promise.all(Array.from({ length: 5 }, () => talkSmtp(listener.port)));
    assert.ok(open.every(({ greeting }) => greeting.startsWith('220')));
    for (let nth = 0; nth < 4; nth++) await takesMail(listener);
    for (const talk of open) talk.drop();
  }, strict);
});

test('STARTTLS: what was said before it is forgotten, TLS 1.2 at least, and a renewed certificate is taken up', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'leadwacht-tls-'));
  const files = {
    LEADWACHT_SMTP_TLS_CERT: join(folder, 'cert.pem'),
    LEADWACHT_SMTP_TLS_KEY: join(folder, 'key.pem'),
  };
  const write = async ({ cert, key }: { cert: string; key: string }): Promise<void> => {
    await writeFile(files.LEADWACHT_SMTP_TLS_CERT, cert);
    await writeFile(files.LEADWACHT_SMTP_TLS_KEY, key);
  };
  const listen = () => startSmtpListener({ database, config: configOf(files), log });
  try {
    await assert.rejects(listen(), (error) => {
      assert.ok(error instanceof ConfigError);
      return /^LEADWACHT_SMTP_TLS_CERT=.*cert\.pem cannot be read: ENOENT/.test(error.message);
    });
    await write({ cert: CERTIFICATES.one.cert, key: CERTIFICATES.two.key });
    await assert.rejects(listen(), /are no certificate and its key/);

    await write(CERTIFICATES.one);
    await withListener(async ({ port }) => {
      const first = await secured(port);
      assert.equal(first.getPeerCertificate().subject.CN, 'one.test');
      assert.match(String(first.getProtocol()), /^TLSv1\.[23]$/);
      first.write('EHLO test.example\r\n');
      const [said] = (await once(first, 'data')) as [Buffer];
      assert.doesNotMatch(said.toString(), /STARTTLS/);
      first.write('RSET\r\nMAIL FROM:<a@example.org>\r\n');
      first.destroy();
      await assert.rejects(secured(port, { maxVersion: 'TLSv1.1', minVersion: 'TLSv1' }));

      // Half renewed: the old one goes on.
      await writeFile(files.LEADWACHT_SMTP_TLS_CERT, CERTIFICATES.two.cert);
      assert.equal((await secured(port)).getPeerCertificate().subject.CN, 'one.test');
      await writeFile(files.LEADWACHT_SMTP_TLS_KEY, CERTIFICATES.two.key);
      assert.equal((await secured(port)).getPeerCertificate().subject.CN, 'two.test');
      await rm(files.LEADWACHT_SMTP_TLS_KEY);
      assert.equal((await secured(port)).getPeerCertificate().subject.CN, 'two.test');

      const injected = connect(port, '127.0.0.1');
      await once(injected, 'data');
      injected.write('EHLO test.example\r\n');
      await once(injected, 'data');
      injected.write(`STARTTLS\r\nMAIL FROM:<before@example.org>\r\nRCPT TO:<${lead}>\r\n`);
      await once(injected, 'data');
      const secure = connectTls({ socket: injected, rejectUnauthorized: false });
      await once(secure, 'secureConnect');
      secure.write('DATA\r\n');
      const [answer] = (await once(secure, 'data')) as [Buffer];
      assert.match(answer.toString(), /^503 /);
      secure.destroy();
    }, files);
  } finally {
    await rm(folder, { recursive: true });
  }
});

const secured = async (port: number, versions: object = {}): Promise<TLSSocket> => {
  const plain = connect(port, '127.0.0.1');
  await once(plain, 'data');
  plain.write('EHLO test.example\r\n');
  const [said] = (await once(plain, 'data')) as [Buffer];
  assert.match(said.toString(), /STARTTLS/);
  plain.write('STARTTLS\r\n');
  await once(plain, 'data');
  const secure = connectTls({ socket: plain, rejectUnauthorized: false, ...versions });
  await once(secure, 'secureConnect');
  return secure;
};

test('a database without room for more answers 452, and mail comes in when there is room again', () =>
  withListener(async (listener) => {
    const before = await stored();
    const owner = new pg.Client(testDatabase.config);
    await owner.connect();
    await owner.query(`create function full_disk() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`);
    await owner.query('create trigger full_disk before insert on raw_messages execute function full_disk()');
    const talk = await talkSmtp(listener.port);
    await talk.upToData([lead]);
    talk.send('Subject: once more\r\n\r\nx\r\n.\r\n');
    assert.match(await talk.answer(), /^452 .*no room/);
    assert.equal(listener.state().state, 'failing');
    await owner.query('drop function full_disk cascade');
    await owner.end();

    await talk.upToData([lead]);
    talk.send('Subject: once more\r\n\r\nx\r\n.\r\n');
    assert.match(await talk.answer(), /^250 /);
    assert.equal(listener.state().state, 'ok');
    assert.equal((await stored()).length, before.length + 1);
    talk.drop();
  }));
