import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { setImmediate as immediate } from 'node:timers/promises';
import pg from 'pg';
import pino from 'pino';
import { readConfig } from '../../src/config.ts';
import type { Health } from '../../src/contract/health.ts';
import type { Standstill } from '../../src/contract/standstills.ts';
import { claimPing, leaveBeat } from '../../src/server/engine/beat.ts';
import { openHeartbeat } from '../../src/server/engine/heartbeat.ts';
import { startLoop } from '../../src/server/engine/loop.ts';
import { startProgram } from '../../src/server/program.ts';
import { openWatch } from '../../src/server/engine/watch.ts';
import { type Dealership, instantOf, localOf, startWorld, type World } from '../harness/world.ts';

// Who watches the watcher: nothing due waits unseen, an engine that stands still is noticed, inside and outside.
let world: World;
let dealer: Dealership;

beforeEach(async () => {
  world = await startWorld();
  dealer = await world.setUp();
  world.jumpTo('2026-03-03T09:00');
  await world.work();
});
afterEach(() => world.stop());

const health = async (): Promise<Health & { http: number }> => {
  const answer = await fetch(`${world.base}/api/health`);
  return { ...((await answer.json()) as Health), http: answer.status };
};
/** Past the program, into the database. */
const asOwner = async <Row extends object>(
  statement: string,
  values: unknown[] = [],
): Promise<[Row, ...Row[]]> => {
  const owner = new pg.Client({ ...world.connection, options: '-c role=leadwacht_system' });
  await owner.connect();
  const { rows } = await owner.query<Row>(statement, values);
  await owner.end();
  return rows as [Row, ...Row[]];
};
const standstills = async (): Promise<(string | null)[][]> => {
  const { items } = await dealer.admin.get<{ items: Standstill[] }>('/api/escalation/standstills');
  return items.map(({ fromAt, untilAt }) => [localOf(fromAt), localOf(untilAt)]);
};

test('an engine that is silent for more than 60 s shows: health fails and says since when', async () => {
  assert.equal((await health()).http, 200);
  world.jumpTo('2026-03-03T09:01');
  assert.equal((await health()).http, 200);
  world.jumpTo('2026-03-03T09:01:01');
  const { http, status, engine } = await health();
  assert.deepEqual([http, status, engine.state, engine.reason], [503, 'failing', 'failing', 'silent']);
  assert.equal(localOf(engine.since), '2026-03-03T09:00:00');
  await world.work();
  assert.equal((await health()).http, 200);
});

test('a clock that has been due for more than 60 s shows, however alive the engine says it is', async () => {
  const lead = await dealer.enquiry();
  world.jumpTo('2026-03-03T11:01:01');
  await leaveBeat(world.database, 60);
  const { http, engine } = await health();
  assert.deepEqual([http, engine.reason, localOf(engine.since)], [503, 'late', '2026-03-03T11:00:00']);
  assert.equal(engine.detail, 'The oldest due clock has waited for 61 s.');
  const metrics = await (await fetch(`${world.base}/metrics`)).text();
  assert.match(metrics, /^leadwacht_overdue_seconds\{work="clocks"\} 61$/m);

  await world.work();
  assert.equal((await health()).http, 200);
  assert.equal((await world.lead(dealer.admin, lead.id)).symbol, 'red');
});

test('mails that wait to be read for more than 60 s, or cannot even be kept, show as trouble of the intake', async () => {
  await dealer.enquiry();
  await asOwner(`update raw_messages set read_state = 'waiting', next_read_at = $1`, [
    '2026-03-03T08:00:00Z',
  ]);
  world.jumpTo('2026-03-03T09:01:01');
  await leaveBeat(world.database, 60);
  const late = await health();
  assert.deepEqual([late.http, late.engine.state, late.intake.reason], [503, 'ok', 'late']);
  await asOwner(`update raw_messages set read_attempts = 3, next_read_at = $1`, ['2026-03-03T08:10:00Z']);
  assert.equal((await health()).intake.reason, 'stuck');
});

test('a standstill is written down once, however many engines find it; a clock set back is none', async () => {
  world.jumpTo('2026-03-03T10:00');
  await Promise.all([1, 2, 3].map(() => leaveBeat(world.database, 60)));
  assert.deepEqual(await standstills(), [['2026-03-03T09:00:00', '2026-03-03T10:00:00']]);
  world.jumpTo('2026-03-03T10:00:59');
  await leaveBeat(world.database, 60);
  world.jumpTo('2026-03-03T08:00');
  await leaveBeat(world.database, 60);
  world.jumpTo('2026-03-03T08:00:30');
  await leaveBeat(world.database, 60);
  assert.equal((await standstills()).length, 1);
  assert.equal((await health()).http, 200);
});

test('a seller is not told of standstills', async () => {
  const seller = await dealer.hire('Vera Vogt', 'seller');
  assert.equal((await seller.ask('GET', '/api/escalation/standstills')).status, 403);
});

/** An outside watcher: a web server that counts how often it is told, and answers as it is told to. */
let watcher: { url: URL; calls: string[]; status: number };
const watcherServer = createServer((request, response) => {
  watcher.calls.push(`${request.method} ${request.url}`);
  response.writeHead(watcher.status, { location: '/elsewhere' }).end('thanks');
});

before(async () => {
  await once(watcherServer.listen(0, '127.0.0.1'), 'listening');
  const { port } = watcherServer.address() as AddressInfo;
  watcher = { url: new URL(`http://127.0.0.1:${port}/ping/geheim`), calls: [], status: 200 };
});
after(() => watcherServer.close());
beforeEach(() => {
  watcher.calls.length = 0;
  watcher.status = 200;
});

test('the outside watcher is told once a minute, after a good round of everything, and not while anything is wrong', async () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => lines.push(line) });
  let broken = false;
  const round = async (): Promise<number> => {
    if (broken) throw new Error('broken');
    return 0;
  };
  const loops = ['clocks', 'notices'].map((name) => startLoop({ name, everyMs: 3_600_000, round, log }));
  const goRound = async (): Promise<void> => {
    const counts = loops.map((loop) => loop.goodRounds());
    for (const loop of loops) loop.wake();
    while (!broken && loops.some((loop, place) => loop.goodRounds() === counts[place])) await immediate();
  };
  const watch = openWatch({
    database: world.database,
    loops,
    heartbeatUrl: watcher.url,
    toleranceSeconds: 60,
    log,
  });
  try {
    await goRound();
    await watch();
    assert.deepEqual(watcher.calls, ['GET /ping/geheim']);
    await watch();
    world.jumpTo('2026-03-03T09:00:59');
    await goRound();
    await watch();
    assert.equal(watcher.calls.length, 1, 'not twice in a minute');
    world.jumpTo('2026-03-03T09:01');
    await watch();
    assert.equal(watcher.calls.length, 1, 'not before every loop has done a round since the last look');
    await goRound();
    await watch();
    assert.equal(watcher.calls.length, 2);
    assert.equal(await claimPing(world.database), false, 'another engine leaves it to this one');

    broken = true;
    world.jumpTo('2026-03-03T09:03');
    await goRound();
    await watch();
    assert.equal(watcher.calls.length, 2, 'a round failed');

    broken = false;
    await dealer.enquiry();
    world.jumpTo('2026-03-03T12:00');
    await goRound();
    await watch();
    assert.equal(watcher.calls.length, 2, 'a clock is late');
    await world.work();
    await goRound();
    await watch();
    assert.equal(watcher.calls.length, 3);
  } finally {
    await Promise.all(loops.map((loop) => loop.stop()));
  }
});

test('the running program tells the outside watcher and leaves its sign of life by itself', async () => {
  const told = once(watcherServer, 'request');
  const program = await startProgram({
    config: readConfig({ LEADWACHT_SERVICES: 'engine', LEADWACHT_HEARTBEAT_URL: watcher.url.href }),
    connection: world.connection,
    clock: () => instantOf(world.now()),
    log: pino({ level: 'silent' }),
    engineEveryMs: 20,
  });
  await told;
  await program.stop();
  assert.deepEqual(watcher.calls, ['GET /ping/geheim']);
});

test('a watcher that answers badly is reported once, without the secret in its address; redirects are not followed', async () => {
  const lines: string[] = [];
  const heartbeat = openHeartbeat(watcher.url, pino({}, { write: (line: string) => lines.push(line) }));
  watcher.status = 302;
  await heartbeat();
  await heartbeat();
  watcher.status = 200;
  await heartbeat();
  assert.deepEqual(watcher.calls, Array(3).fill('GET /ping/geheim'));
  const told = lines.map((line) => JSON.parse(line) as { level: number; failure?: string });
  assert.deepEqual(
    told.map(({ level, failure }) => [level, failure]),
    [
      [40, 'answered 302'],
      [30, undefined],
    ],
  );
  assert.doesNotMatch(lines.join(), /geheim/);
});
