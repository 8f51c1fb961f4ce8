import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import type { Check } from '../src/cli/doctor-checks.ts';
import { type Dealership, startWorld, type World } from './harness/world.ts';

const CLI = resolve(import.meta.dirname, '../src/cli.ts');

let world: World;
let dealer: Dealership;
let folder: string;

before(async () => {
  world = await startWorld();
  dealer = await world.setUp();
  folder = await mkdtemp(join(tmpdir(), 'leadwacht-commands-'));
});
after(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});

const run = async (words: readonly string[], env: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [CLI, ...words], {
    env: {
      ...process.env,
      LEADWACHT_SMTP_PORT: String(world.smtpPort),
      LEADWACHT_DATA: join(folder, 'data'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code, out, err };
};

const address = () => dealer.sources[0]?.leadAddress ?? '';
const storedMails = () =>
  world.database.acrossDealerships(({ sql }) =>
    sql.selectFrom('rawMessages').selectAll().orderBy('id').execute(),
  );

test('send-test-mail puts a plausible enquiry into the running program', async () => {
  const { code, out } = await run(['send-test-mail', '--to', address(), '--json']);
  const [raw] = (await storedMails()).slice(-1);
  assert.equal(code, 0);
  const said = JSON.parse(out) as { accepted: boolean; answer: string; messageId: string };
  assert.equal(said.accepted, true);
  assert.equal(said.answer, `250 2.6.0 Stored as ${raw?.id}`);
  await world.work();
  const { items } = await dealer.admin.get<{
    items: { customer: string; vehicle: string; needsReview: boolean }[];
  }>('/api/leads?view=all');
  assert.deepEqual(
    items.map(({ customer, vehicle, needsReview }) => [customer, vehicle, needsReview]),
    [['Katharina Kranich', 'VW Golf 1.5 TSI Style', false]],
  );
});

test('send-test-mail --file sends the file as it is', async () => {
  const file = join(folder, 'mail.eml');
  const mail = Buffer.from('Message-ID: <of@the.file>\r\nSubject: \xe4\r\n\r\n.dot\r\n..dots\r\n', 'latin1');
  await writeFile(file, mail);
  const { code, out } = await run(['send-test-mail', '--to', address(), '--file', file, '--json']);
  assert.equal(code, 0);
  assert.equal((JSON.parse(out) as { messageId: string }).messageId, '<of@the.file>');
  assert.deepEqual((await storedMails()).at(-1)?.bytes, mail);
});

test('send-test-mail says in one line why a mail did not get in', async () => {
  const refused = await run(['send-test-mail', '--to', 'nobody@leads.localhost']);
  assert.deepEqual([refused.code, refused.out], [2, '']);
  assert.match(refused.err, /^The mail was refused: 550 5\.1\.1 <nobody@leads\.localhost> .*\n$/);
  const nobodyThere = await run(['send-test-mail', '--to', address()], { LEADWACHT_SMTP_PORT: '1' });
  assert.equal(nobodyThere.code, 2);
  assert.match(nobodyThere.err, /^Nobody takes mail at 127\.0\.0\.1:1\. Start the program first.*\n$/);
  const noFile = await run(['send-test-mail', '--to', address(), '--file', join(folder, 'none.eml')]);
  assert.equal(noFile.code, 2);
  assert.match(noFile.err, /^--file: .*ENOENT.*\n$/);
});

test('doctor tells a program that runs from one that does not, and fails when something is wrong', async () => {
  const url = new URL(world.base);
  const well = await run(['doctor', '--json'], { LEADWACHT_HTTP_PORT: url.port });
  const checks = (JSON.parse(well.out) as { checks: Check[] }).checks;
  const says = (name: string) => checks.find((check) => check.name === name)?.says;
  assert.equal(well.code, 0, well.out);
  assert.equal(says('web port'), 'The program runs and is well.');
  assert.equal(says('mail port'), 'The program takes mail.');
  assert.match(says('database') ?? '', /Not made yet/);

  const ill = await run(['doctor', '--json'], {
    LEADWACHT_HTTP_PORT: String(world.smtpPort),
    LEADWACHT_SMTP_PORT: url.port,
    LEADWACHT_SMTP_RELAY: 'smtp://127.0.0.1:1',
    LEADWACHT_SMTP_TLS_CERT: join(folder, 'none.pem'),
    LEADWACHT_SMTP_TLS_KEY: join(folder, 'none.key'),
    DATABASE_URL: 'postgres://127.0.0.1:1/none',
  });
  assert.equal(ill.code, 1);
  const failed = (JSON.parse(ill.out) as { checks: Check[] }).checks.filter(({ state }) => state === 'fail');
  assert.deepEqual(
    failed.map(({ name }) => name),
    ['database', 'web port', 'mail port', 'certificate', 'relay'],
  );
  for (const { name, doThis } of failed) assert.ok(doThis, `${name} says what to do`);
});

test('backup and restore refuse what would do harm', async () => {
  const noName = await run(['backup']);
  assert.deepEqual([noName.code, noName.err], [2, 'backup needs the name of one file\n']);
  const there = join(folder, 'there.backup');
  await writeFile(there, 'something');
  assert.match((await run(['backup', there])).err, /is there already/);
  const noBackup = await run(['restore', there]);
  assert.equal(noBackup.code, 2);
  assert.match(noBackup.err, /cannot be read as a backup/);
});
