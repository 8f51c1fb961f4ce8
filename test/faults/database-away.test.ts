import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/server/db/embedded.ts';
import { migrate } from '../../src/server/db/migrate.ts';
import { handIn as handInEndpoint } from '../../src/contract/interfaces.ts';
import type { SourceView } from '../../src/contract/sources.ts';
import { DEFAULT_FIELDS } from '../../src/domain/forms/homepage-form.ts';
import { eventually, setUpHouse, startRunning } from './running.ts';

const run = promisify(execFile);
const log = { info: () => {}, warn: () => {} };

/** A PostgreSQL of the test's own, which it may stop. */
const startPostgres = (folder: string): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ folder, log, fsync: false });

const inFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'leadwacht-away-'));
  await chmod(folder, 0o755);
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const leadsOf = async (postgres: EmbeddedPostgres): Promise<string[]> => {
  const client = new pg.Client(postgres.connection);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      'select customer_name as name from leads order by 1',
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
};

test('the database is away: mail is put off, screens say so, and all of it works again by itself', () =>
  inFolder(async (folder) => {
    let postgres = await startPostgres(folder);
    await migrate(postgres.connection);
    const running = await startRunning(postgres.connection);
    try {
      const house = await setUpHouse(running);
      assert.match(await running.enquire('Vera Vorher', house.leadAddress), /^250 /);
      assert.equal((await house.admin.ask('GET', '/api/leads?view=all')).status, 200);

      await postgres.stop();
      assert.match(await running.enquire('Wanda Während', house.leadAddress), /^451 /);
      const refused = await house.admin.ask('GET', '/api/leads?view=all');
      assert.equal(refused.status, 503);
      assert.equal(((await refused.json()) as { code: string }).code, 'unavailable');
      await eventually('every part says that it fails', async () => {
        const { status, ...parts } = await running.health();
        return (
          status === 'failing' &&
          [parts.engine, parts.intake, parts.database].every(({ state }) => state === 'failing')
        );
      });
      assert.equal((await fetch(`${running.base}/api/health`)).status, 503);

      postgres = await startPostgres(folder);
      await eventually('mail is taken again', async () =>
        (await running.enquire('Nora Nachher', house.leadAddress)).startsWith('250 '),
      );
      await eventually('and everything taken is read', async () => (await leadsOf(postgres)).length === 2);
      assert.deepEqual(await leadsOf(postgres), ['Nora Nachher', 'Vera Vorher']);
      await eventually('all is well', async () => (await running.health()).status === 'ok');
      assert.equal((await house.admin.ask('GET', '/api/leads?view=all')).status, 200);
    } finally {
      await running.stop();
      await postgres.stop();
    }
  }));

test('the database is away: whoever hands in an enquiry or fills in the form is told to come again, and nothing is lost', () =>
  inFolder(async (folder) => {
    let postgres = await startPostgres(folder);
    await migrate(postgres.connection);
    const running = await startRunning(postgres.connection);
    try {
      const { admin } = await setUpHouse(running);
      const { items } = await admin.get<{ items: SourceView[] }>('/api/sources');
      const id = items.find(({ kind }) => kind === 'homepage')?.id ?? '';
      const { secret } = await admin.post<{ secret: string }>(`/api/sources/${id}/secrets`);
      const form = { active: true, fields: DEFAULT_FIELDS, consentText: '' };
      await admin.put(`/api/sources/${id}/form`, form);
      const { link } = await admin.get<{ link: string }>(`/api/sources/${id}/form`);
      const page = `${running.base}${new URL(link).pathname}`;
      const handIn = () =>
        fetch(`${running.base}${handInEndpoint.path.replace(':id', id)}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
          body: JSON.stringify({ name: 'Hanna Handover', mail: 'hanna@kunde.example', message: 'Noch da?' }),
        });
      const typed = { name: 'Fritz Formular', mail: 'fritz@kunde.example', message: 'Ist er noch da?' };
      const fillIn = () =>
        fetch(page, {
          method: 'POST',
          headers: { 'accept-language': 'de' },
          body: new URLSearchParams({ ...typed, confirmed: 'ja', page: opened }),
        });
      const html = await (await fetch(page)).text();
      const opened = /name="page" value="([^"]*)"/.exec(html)?.[1] ?? '';

      await postgres.stop();
      const putOff = await handIn();
      assert.equal(putOff.status, 503);
      assert.equal(putOff.headers.get('retry-after'), '30');
      assert.equal(((await putOff.json()) as { code: string }).code, 'unavailable');
      const notSent = await fillIn();
      assert.equal(notSent.status, 503);
      const said = await notSent.text();
      assert.match(said, /konnte gerade nicht gespeichert werden\. Ihre Angaben stehen noch hier/);
      assert.doesNotMatch(said, /Vielen Dank/);
      for (const text of Object.values(typed)) assert.ok(said.includes(text), text);

      postgres = await startPostgres(folder);
      await eventually('the same call is accepted', async () => (await handIn()).status === 202);
      await eventually('the same form is thanked for', async () =>
        (await (await fillIn()).text()).includes('Vielen Dank'),
      );
      await eventually('both are enquiries, each once', async () => (await leadsOf(postgres)).length === 2);
      assert.deepEqual(await leadsOf(postgres), ['Fritz Formular', 'Hanna Handover']);
    } finally {
      await running.stop();
      await postgres.stop();
    }
  }));

/** A file system of so many bytes on the folder; false where the machine does not allow that. */
const mountSmallDisk = async (folder: string, bytes: number): Promise<boolean> => {
  const mount = run('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=755`, 'leadwacht-small', folder]);
  return mount.then(
    () => true,
    () => false,
  );
};

test('the disk is full: mail is put off, nothing taken is lost, and it goes on when there is room', async (t) => {
  await inFolder(async (folder) => {
    const disk = join(folder, 'disk');
    await mkdir(disk);
    if (!(await mountSmallDisk(disk, 200_000_000))) return t.skip('only root may mount a small disk here');
    try {
      const postgres = await startPostgres(join(disk, 'postgres'));
      await migrate(postgres.connection);
      const running = await startRunning(postgres.connection);
      try {
        const house = await setUpHouse(running);
        assert.match(await running.enquire('Vera Vorher', house.leadAddress), /^250 /);
        await eventually('read', async () => (await leadsOf(postgres)).length === 1);

        const { bavail, bsize } = await statfs(disk);
        await writeFile(join(disk, 'ballast'), Buffer.alloc(bavail * bsize)).catch(() => {});
        const taken: string[] = [];
        let answer = '';
        for (let count = 0; count < 2_000 && !/^45[12]/.test(answer); count++) {
          answer = await running.enquire(`Kunde ${count}`, house.leadAddress);
          if (answer.startsWith('250')) taken.push(`Kunde ${count}`);
        }
        assert.match(answer, /^45[12] /);

        await rm(join(disk, 'ballast'));
        await eventually('mail is taken again', async () =>
          (await running.enquire('Nora Nachher', house.leadAddress)).startsWith('250 '),
        );
        const expected = ['Vera Vorher', 'Nora Nachher', ...taken].toSorted();
        await eventually(
          'everything taken is read',
          async () => (await leadsOf(postgres)).length >= expected.length,
        );
        assert.deepEqual((await leadsOf(postgres)).toSorted(), expected);
        await eventually('all is well', async () => (await running.health()).status === 'ok');
      } finally {
        await running.stop();
        await postgres.stop();
      }
    } finally {
      await run('umount', [disk]);
    }
  });
});
