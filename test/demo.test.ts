import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readDemoConfig } from '../src/config.ts';
import { compileCalendar, isOpen } from '../src/domain/time/calendar.ts';
import type { CalendarSpec } from '../src/domain/time/opening-hours.ts';
import { realClock } from '../src/server/clock.ts';
import { type Database, openDatabase } from '../src/server/db/database.ts';
import { liveThroughHistory } from '../src/server/demo/history.ts';
import { RealDataError } from '../src/server/demo/house.ts';
import { openLog } from '../src/server/log.ts';
import { setUpDealership } from '../src/server/settings/setup.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

const CONFIG = readDemoConfig({});
const MONDAY = Temporal.Instant.from('2026-11-23T07:30Z');
const log = openLog(false);
log.level = 'silent';

/** A short past is made as a long one is. */
const liveUntil = (testDatabase: TestDatabase, startAt: Temporal.Instant, fresh = false) =>
  liveThroughHistory({
    config: CONFIG,
    connection: testDatabase.config,
    seed: 1,
    days: 14,
    fresh,
    log,
    startAfter: () => startAt,
    onProgress: () => {},
    stop: new AbortController().signal,
  });

describe('the past of the example dealership', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  before(async () => {
    testDatabase = await createTestDatabase();
    database = openDatabase(testDatabase.config, realClock);
    await liveUntil(testDatabase, MONDAY);
  });
  after(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const listLeads = () =>
    database.acrossDealerships(({ sql }) =>
      sql
        .selectFrom('leads')
        .leftJoin('clocks', 'clocks.leadId', 'leads.id')
        .select(['number', 'status', 'closeOutcome', 'clocks.kind', 'overdueAt', 'escalatedAt'])
        .orderBy('number')
        .execute(),
    );

  test('holds leads in all states', async () => {
    const leads = await listLeads();
    const states = leads.map(({ status, closeOutcome, kind, overdueAt, escalatedAt }) =>
      status === 'closed' ? closeOutcome : `${kind}${escalatedAt ? ' escalated' : overdueAt ? ' red' : ''}`,
    );
    const missing = [
      'won',
      'lost',
      'unusable',
      'answer',
      'answer escalated',
      'followUp',
      'followUp red',
    ].filter((state) => !states.includes(state));
    assert.deepEqual(missing, []);
  });

  test('every lead that is not closed has exactly one clock, and no closed one has any', async () => {
    const leads = await listLeads();
    assert.ok(leads.length > 60, `${leads.length} leads`);
    assert.deepEqual(
      leads.map(({ number }) => number),
      leads.map((_, index) => index + 1),
    );
    assert.deepEqual(
      leads.filter(({ status, kind }) => (status === 'closed') !== (kind === null)),
      [],
    );
  });

  test('stages fell due in opening hours only, and nobody noticed late', async () => {
    const rows = await database.acrossDealerships(({ sql }) =>
      sql
        .selectFrom('escalationLedger as ledger')
        .innerJoin('leads', 'leads.id', 'ledger.leadId')
        .innerJoin('branches', 'branches.id', 'leads.branchId')
        .innerJoin('calendars', 'calendars.id', 'branches.calendarId')
        .select(['stage', 'dueAt', 'recordedAt', 'spec'])
        .where('stage', '<>', 'followUp')
        .execute(),
    );
    assert.deepEqual([...new Set(rows.map(({ stage }) => stage))].sort(), ['E1', 'E2.1', 'E2.2', 'EM2.1']);
    for (const { stage, dueAt, recordedAt, spec } of rows) {
      const calendar = compileCalendar(spec as CalendarSpec);
      const justBefore = dueAt.subtract({ milliseconds: 1 });
      assert.ok(isOpen(calendar, dueAt) || isOpen(calendar, justBefore), `${stage} at ${dueAt.toString()}`);
      assert.ok(dueAt.until(recordedAt).total('minutes') <= 5, `${stage} due ${dueAt.toString()}`);
    }
  });

  test('every mail was read, and every mail to somebody was delivered', async () => {
    const { unread, undelivered } = await database.acrossDealerships(async ({ sql }) => ({
      unread: await sql
        .selectFrom('rawMessages')
        .select(['readState', 'readError'])
        .where('readState', '<>', 'read')
        .execute(),
      undelivered: await sql
        .selectFrom('outbox')
        .select('state')
        .where('state', 'not in', ['sent', 'obsolete'])
        .execute(),
    }));
    assert.deepEqual({ unread, undelivered }, { unread: [], undelivered: [] });
  });

  test('goes on where it stood, and begins anew when told so', async () => {
    const before = await listLeads();
    await liveUntil(testDatabase, MONDAY.add({ hours: 48 }));
    const later = await listLeads();
    assert.ok(later.length > before.length);
    await liveUntil(testDatabase, MONDAY, true);
    assert.deepEqual(await listLeads(), before);
  });
});

test('the demo refuses the data of a real dealership, even when told to begin anew', async () => {
  const testDatabase = await createTestDatabase();
  const database = openDatabase(testDatabase.config, realClock);
  try {
    const admin = { name: 'Anna Amsel', mail: 'anna@amsel.example', password: 'a long password' };
    await setUpDealership(database, CONFIG, { name: 'Autohaus Amsel', state: 'BY', admin, people: [] }, null);
    for (const fresh of [false, true]) {
      await assert.rejects(liveUntil(testDatabase, MONDAY, fresh), (error: Error) => {
        assert.ok(error instanceof RealDataError);
        assert.match(error.message, /^The demo does not start here: .*"Autohaus Amsel"/);
        return true;
      });
    }
    const names = await database.acrossDealerships(({ sql }) =>
      sql.selectFrom('dealerships').select('name').execute(),
    );
    assert.deepEqual(names, [{ name: 'Autohaus Amsel' }]);
  } finally {
    await database.close();
    await testDatabase.drop();
  }
});
