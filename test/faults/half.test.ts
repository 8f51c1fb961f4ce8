import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LeadItem } from '../../src/contract/leads.ts';
import { startMailSink, type MailSink } from '../harness/mail-sink.ts';
import { type House, type Running, setUpHouse, startRunning } from './running.ts';
import { createShadowedDatabase, type ShadowedDatabase } from './shadow.ts';

// A part fails in the middle of a transaction of the product's: an insert, or the notice. Nothing of it may stay.
let store: ShadowedDatabase;
let relay: MailSink;
let running: Running;
let house: House;

before(async () => {
  store = await createShadowedDatabase();
  relay = await startMailSink();
  running = await startRunning(store.config, {
    LEADWACHT_SERVICES: 'web,smtp',
    LEADWACHT_SMTP_RELAY: relay.url,
  });
  house = await setUpHouse(running);
  await house.changeTimes({ 'EM2.1': { on: true, minutes: 0, unit: 'clockHours' } });
});
after(async () => {
  await running.stop();
  await relay.stop();
  await store.drop();
});

/** How much of everything there is: whatever a transaction left behind would show. */
const everything = async (): Promise<string> => {
  const tables = await store.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'auth%' order by 1`,
  );
  const contents = [];
  for (const { name } of tables) {
    const [row] = await store.query<{ hash: string }>(
      `select md5(string_agg(t::text, ',' order by t::text)) as hash from public.${name} t`,
    );
    contents.push(`${name} ${row?.hash}`);
  }
  return contents.join('\n');
};

const work = async (): Promise<void> => {
  while ((await running.program.step()) > 0);
};

/** With each of the parts broken in turn, the act fails and leaves nothing; when they are mended, it goes through. */
const leavesNothingHalf = async (parts: readonly string[], act: () => Promise<boolean>): Promise<void> => {
  const untouched = await everything();
  for (const part of parts) {
    await store.breakDown(part);
    assert.equal(await act(), false, `without ${part} it cannot be done`);
    await store.mend();
    assert.equal(await everything(), untouched, `nothing stays when ${part} fails`);
  }
  assert.equal(await act(), true, 'mended, it is done');
};

const lead = async (): Promise<LeadItem> => {
  const { items } = await house.admin.get<{ items: LeadItem[] }>('/api/leads?view=all');
  const [first] = items;
  assert.ok(first);
  return first;
};

test('T45: a mail that cannot be stored and announced is not accepted, and nothing of it stays', async () => {
  await leavesNothingHalf(['raw_messages', 'pg_notify'], async () => {
    const answer = await running.enquire('Karla Kunde', house.leadAddress);
    assert.match(answer, /^(250|451) /);
    return answer.startsWith('250');
  });
});

test('T45: a reading that fails anywhere leaves no half lead, only the note that it failed', async () => {
  for (const part of ['clocks', 'lead_events', 'pg_notify']) {
    await store.breakDown(part);
    await work();
    await store.mend();
    assert.deepEqual(await store.query('select from leads'), [], `no lead when ${part} fails`);
    assert.deepEqual(await store.query('select from clocks'), []);
    const [raw] = await store.query<{ read_state: string; read_error: string }>('select * from raw_messages');
    assert.equal(raw?.read_state, 'waiting');
    assert.equal(raw?.read_error, `${part} is broken`);
    await store.query('update raw_messages set next_read_at = received_at, read_attempts = 0');
  }
  await work();
  assert.equal((await lead()).customer, 'Karla Kunde');
});

test('T45: an answer whose mail cannot be put into the outbox was not given', async () => {
  const { id } = await lead();
  await leavesNothingHalf(['outbox', 'lead_events', 'pg_notify'], async () => {
    const { status } = await house.admin.ask('POST', `/api/leads/${id}/answer`, {
      subject: 'Ihr Golf',
      text: 'Gern.',
    });
    assert.ok(status === 200 || status === 500);
    return status === 200;
  });
  await work();
  assert.equal(relay.mails.length, 1);
});

test('T45: a stage whose ledger or notice cannot be written has not been reached', async () => {
  assert.match(await running.enquire('Kurt Kurz', house.leadAddress), /^250 /);
  await work();
  await store.shiftClock('7 hours');
  await leavesNothingHalf(['escalation_ledger', 'escalation_notices', 'pg_notify'], () =>
    running.program.step().then(
      () => true,
      () => false,
    ),
  );
});

test('T45: a controller’s mail is in ledger and outbox, or in neither', async () => {
  await store.shiftClock('7 hours 2 minutes');
  await leavesNothingHalf(['escalation_ledger', 'outbox', 'outbox_leads', 'pg_notify'], () =>
    running.program.step().then(
      () => true,
      () => false,
    ),
  );
  await work();
  assert.equal(relay.mails.length, 2);
  assert.match(relay.mails[1]?.text ?? '', /Kurt Kurz/);
});
