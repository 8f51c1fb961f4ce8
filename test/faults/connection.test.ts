import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { readConfig } from '../../src/config.ts';
import { manualEnquiry } from '../../src/domain/intake/manual.ts';
import type { Caller } from '../../src/server/accounts/caller.ts';
import { stopwatchMs } from '../../src/server/clock.ts';
import { isDatabaseAway } from '../../src/server/db/away.ts';
import { type Database, notify, openDatabase } from '../../src/server/db/database.ts';
import { sweepNotices } from '../../src/server/escalation/notices.ts';
import { changeSettings, readSettings } from '../../src/server/escalation/settings.ts';
import { sweepClocks } from '../../src/server/escalation/sweep.ts';
import { receiveEnquiry } from '../../src/server/leads/receiving.ts';
import { logContact } from '../../src/server/leads/handling.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { type Halt, type Link, startLink } from '../harness/link.ts';
import { instantOf, startWorld, type World } from '../harness/world.ts';
import { eventually, type Running, setUpHouse, startRunning } from './running.ts';

const through = <Connection extends pg.PoolConfig>(connection: Connection, { port }: Link): Connection => ({
  ...connection,
  host: '127.0.0.1',
  port,
});

/** A world whose database is also reached over a line that can be cut; what came of it is looked up past that line. */
interface CutScene {
  readonly world: World;
  readonly database: Database;
  readonly line: Link;
  readonly caller: Caller;
  readonly sourceId: string;
  /** A fresh lead, so long after the one before it that nothing of that one is left to do. */
  arrive(): Promise<string>;
  pass(time: Temporal.DurationLike): void;
}

const openCutScene = async (world: World, line: Link): Promise<CutScene> => {
  const dealer = await world.setUp('Autohaus Immerauf', { state: 'none', hours: '24/7' });
  await dealer.hire('Clara Conrad', 'controller');
  const { id: accountId, name } = dealer.admin;
  const caller: Caller = { accountId, dealershipId: dealer.id, name, roles: ['admin'], language: 'de' };
  const sourceId = dealer.sources[0]?.id ?? '';
  let now = instantOf('2026-03-02T08:00');
  const pass = (time: Temporal.DurationLike): void => {
    now = now.add(time);
    world.jumpTo(now);
  };
  await world.database.inDealership(dealer.id, async (work) => {
    const { settings, version } = await readSettings(work, caller);
    const stages = { ...settings.stages, 'EM2.1': { on: true, minutes: 0, unit: 'clockHours' as const } };
    const change = { settings: { ...settings, stages }, basedOnVersion: version, openLeads: 'keep' as const };
    await changeSettings(work, change, caller);
  });
  const arrive = (): Promise<string> => {
    pass({ hours: 24 * 365 });
    return world.database.inDealership(dealer.id, async (work) => {
      const enquiry = manualEnquiry({ name: 'Karla Kunde', text: '' }, 'homepage');
      const received = { sourceId, rawMessageId: null, enquiry, messageId: null, arrivedAt: work.now };
      return (await receiveEnquiry(work, received)).leadId;
    });
  };
  const database = openDatabase(through(world.connection, line), () => now);
  return { world, database, line, caller, sourceId, arrive, pass };
};

/** One transaction of the product's. */
interface Work {
  readonly name: string;
  /** Brings a fresh lead to where the work is to be done on it. */
  prepare(scene: CutScene): Promise<string>;
  run(scene: CutScene, database: Database, leadId: string): Promise<unknown>;
}

const WORKS: readonly Work[] = [
  {
    name: 'a call is logged',
    prepare: (scene) => scene.arrive(),
    run: ({ caller }, database, leadId) =>
      database.inDealership(caller.dealershipId, (work) =>
        logContact(work, leadId, { what: 'call', reached: true, text: undefined, next: undefined }, caller),
      ),
  },
  {
    name: 'a clock is advanced',
    async prepare(scene) {
      const leadId = await scene.arrive();
      scene.pass({ hours: 24 });
      return leadId;
    },
    run: (_scene, database) => sweepClocks(database),
  },
  {
    name: 'a controller’s mail is written',
    async prepare(scene) {
      const leadId = await scene.arrive();
      scene.pass({ hours: 24 });
      await sweepClocks(scene.world.database);
      scene.pass({ minutes: 1 });
      return leadId;
    },
    run: (_scene, database) => sweepNotices(database, readConfig({})),
  },
];

/** Everything that is written about a lead, without what differs from lead to lead. */
const traceOf = async ({ world }: CutScene, leadId: string): Promise<unknown> => {
  const { rows } = await world.database.systemPool.query<{ trace: unknown }>(
    `select json_build_object(
       'lead', json_build_array(l.status, l.generation, l.assignee_id is null, l.last_act),
       'clock', (select json_agg(json_build_array(kind, generation, overdue_at is null, escalated_at is null))
                 from clocks where lead_id = l.id),
       'ledger', (select json_agg(stage || (outbox_id is not null) order by stage, outbox_id is null)
                  from escalation_ledger where lead_id = l.id),
       'notices', (select json_agg(stage || state order by stage) from escalation_notices where lead_id = l.id),
       'mails', (select count(*) from outbox_leads where lead_id = l.id),
       'events', (select json_agg(kind order by kind) from lead_events where lead_id = l.id)) as trace
     from leads l where id = $1`,
    [leadId],
  );
  return rows[0]?.trace;
};

/** Runs the work with its n-th statement cut off; null when it has no n-th statement. */
const cutAt = async (scene: CutScene, work: Work, leadId: string, n: number, moment: Halt['moment']) => {
  let count = 0;
  let cut = false;
  scene.line.watch = () => {
    count += 1;
    if (count !== n) return null;
    return {
      moment,
      reached: () => {
        cut = true;
        scene.line.watch = () => null;
        scene.line.cut();
      },
    };
  };
  const failure: unknown = await work.run(scene, scene.database, leadId).then(
    () => null,
    (cause: unknown) => cause,
  );
  return cut ? { failure } : null;
};

test('T42: cut off at any statement, before or after it was done, work is applied fully or not at all', async (t) => {
  const world = await startWorld();
  const line = await startLink(world.connection, 'postgres');
  const scene = await openCutScene(world, line);
  t.after(async () => {
    await scene.database.close();
    await line.stop();
    await world.stop();
  });

  for (const work of WORKS) {
    const twin = await work.prepare(scene);
    const undone = await traceOf(scene, twin);
    await work.run(scene, world.database, twin);
    const done = await traceOf(scene, twin);
    assert.notDeepEqual(done, undone);

    for (const moment of ['before', 'after'] as const) {
      let [statements, applied] = [0, 0];
      for (;;) {
        const where = `${work.name}, ${moment} statement ${statements + 1}`;
        const leadId = await work.prepare(scene);
        const cut = await cutAt(scene, work, leadId, statements + 1, moment);
        if (cut === null) break;
        statements += 1;
        assert.ok(isDatabaseAway(cut.failure), `${where}: told as an absence: ${String(cut.failure)}`);
        const trace = await traceOf(scene, leadId);
        const isDone = JSON.stringify(trace) === JSON.stringify(done);
        assert.deepEqual(trace, isDone ? done : undone, where);
        if (isDone) applied += 1;
        // The server may take a moment to notice that nobody is there any more; until then its locks hold.
        else
          await eventually(`${where}: done at the next try`, async () => {
            await work.run(scene, scene.database, leadId);
            return JSON.stringify(await traceOf(scene, leadId)) === JSON.stringify(done);
          });
      }
      assert.ok(statements >= 5, `${work.name} has ${statements} statements`);
      assert.equal(
        applied,
        moment === 'after' ? 1 : 0,
        'only where the commit itself was done is the work done',
      );
    }
  }
});

/** Within this time everything works again after a line went dead (cases.md T42). */
const RECONNECTED_MS = 30_000;

const withLine = async (
  work: (parts: { running: Running; line: Link; store: TestDatabase }) => Promise<void>,
) => {
  const store = await createTestDatabase();
  const line = await startLink(store.config, 'postgres');
  const running = await startRunning(through(store.config, line));
  try {
    await work({ running, line, store });
  } finally {
    await running.stop();
    await line.stop();
    await store.drop();
  }
};

const isRead = async ({ program }: Running, customer: string): Promise<boolean> => {
  const { rowCount } = await program.database.systemPool.query('select from leads where customer_name = $1', [
    customer,
  ]);
  return rowCount === 1;
};

test('T42: a line that goes dead without a word is given up, and everything works again within 30 s', () =>
  withLine(async ({ running, line }) => {
    const house = await setUpHouse(running);
    const heard: string[] = [];
    const deafen = await running.program.database.listen('leads', (payload) => heard.push(payload));
    assert.match(await running.enquire('Karla Vorher', house.leadAddress), /^250 /);
    await eventually('read', () => isRead(running, 'Karla Vorher'));

    line.freeze();
    const frozenMs = stopwatchMs();
    const isAccepted = async () =>
      (await running.enquire('Karla Nachher', house.leadAddress)).startsWith('250 ');
    await eventually('mail is taken again', isAccepted, RECONNECTED_MS);
    await eventually(
      'and read',
      () => isRead(running, 'Karla Nachher'),
      RECONNECTED_MS - (stopwatchMs() - frozenMs),
    );
    const notices = heard.length;
    const isHeard = async () => {
      await running.program.database.acrossDealerships((work) => notify(work, 'leads', house.dealershipId));
      return heard.length > notices;
    };
    await eventually('notices are heard again', isHeard, RECONNECTED_MS + 5_000 - (stopwatchMs() - frozenMs));
    await eventually('healthy', async () => (await running.health()).status === 'ok');
    await deafen();
  }));

test('T42: without the listening connections the engine still finds its work, only later', () =>
  withLine(async ({ running, store }) => {
    const house = await setUpHouse(running);
    const admin = new pg.Client(store.config);
    await admin.connect();
    const { rowCount } = await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and query like 'listen %'`,
      [store.config.database],
    );
    await admin.end();
    assert.ok(rowCount && rowCount > 0, 'there were listening connections');
    assert.match(await running.enquire('Karla Kunde', house.leadAddress), /^250 /);
    await eventually('read', () => isRead(running, 'Karla Kunde'));
  }));
