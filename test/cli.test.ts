import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from './database.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SETUP = [
  'setup',
  '--name',
  'Autohaus Amsel',
  '--state',
  'BY',
  '--admin-password',
  'ein langes Passwort',
];

interface Outcome {
  readonly code: unknown;
  readonly out: string;
  readonly err: string;
}

const run = async (env: Record<string, string>, ...words: string[]): Promise<Outcome> => {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli.ts'), ...words], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code, out, err };
};

const accountWords = (dealershipId: string, mail: string): string[] => [
  'account',
  '--json',
  `--dealership=${dealershipId}`,
  `--mail=${mail}`,
  '--password=ein langes Passwort',
  '--name=Bernd Bussard',
  '--role=seller',
  '--role=controller',
];

describe('operator commands on a database of one’s own', () => {
  let store: TestDatabase;
  let env: Record<string, string>;
  before(async () => {
    store = await createTestDatabase();
    env = { DATABASE_URL: store.url };
  });
  after(() => store.drop());

  test('setup and account print their result as JSON and nothing else', async () => {
    const made = await run(env, ...SETUP, '--admin-mail', 'anna@amsel.example', '--json');
    assert.deepEqual([made.code, made.err], [0, '']);
    const { dealershipId, sources, ...ids } = JSON.parse(made.out);
    assert.deepEqual(Object.keys(ids), ['branchId', 'adminId']);
    assert.deepEqual(
      sources.map(({ kind }: { kind: string }) => kind),
      ['mobile.de', 'autoscout24', 'homepage'],
    );
    const hired = await run(env, ...accountWords(dealershipId, 'bernd@amsel.example'));
    assert.deepEqual(Object.keys(JSON.parse(hired.out)), ['accountId']);
  });

  const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown command', ['nothing'], /"nothing" is no command/],
    ['an unknown option', ['setup', '--colour', 'red'], /--colour/],
    ['missing options', ['setup', '--state', 'BY'], /setup needs --name, --admin-mail, --admin-password/],
    ['a state that is none', [...SETUP, '--admin-mail', 'a@b.example', '--state', 'XX'], /"XX" is unknown/],
    ['hours that cannot be read', [...SETUP, '--admin-mail', 'a@b.example', '--hours', 'Mo 9-'], /"9-"/],
    ['a mail that is none', [...SETUP, '--admin-mail', 'nobody'], /--admin-mail/],
    [
      'an unknown dealership',
      accountWords('01900000-0000-7000-8000-000000000000', 'a@b.example'),
      /no dealership/,
    ],
  ];
  for (const [what, words, line] of wrong) {
    test(`${what}: exit 2 and one clear line`, async () => {
      const { code, out, err } = await run(env, ...words);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, line);
      assert.equal(err.trimEnd().split('\n').length, 1);
    });
  }

  test('a database that cannot be reached is one line too, and not the operator’s wrong input', async () => {
    const nowhere = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' };
    const { code, err } = await run(nowhere, ...SETUP, '--admin-mail', 'a@b.example');
    assert.equal(code, 1);
    assert.equal(err.trimEnd().split('\n').length, 1);
  });
});

describe('operator commands on the embedded database', () => {
  let folder: string;
  let env: Record<string, string>;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leadwacht-cli-'));
    // As root, PostgreSQL runs as another user, who has to get in.
    await chmod(folder, 0o755);
    env = { LEADWACHT_DATA: folder, LEADWACHT_HTTP_PORT: '0', LEADWACHT_SMTP_PORT: '0' };
  });
  after(() => rm(folder, { recursive: true }));

  test('work without the program, also several at once, and while it runs', async () => {
    const made = await run(env, ...SETUP, '--admin-mail', 'anna@amsel.example', '--json');
    const { dealershipId } = JSON.parse(made.out);
    const hire = (mail: string) => run(env, ...accountWords(dealershipId, mail));
    const both = await Promise.all([hire('bernd@amsel.example'), hire('carla@amsel.example')]);
    assert.deepEqual(
      both.map(({ code, err }) => [code, err]),
      [
        [0, ''],
        [0, ''],
      ],
    );

    const program = spawn(process.execPath, [join(ROOT, 'src/main.ts')], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await once(createInterface(program.stdout), 'line');
      assert.equal((await hire('doris@amsel.example')).code, 0);
    } finally {
      program.kill('SIGTERM');
      await once(program, 'exit');
    }
  });
});
