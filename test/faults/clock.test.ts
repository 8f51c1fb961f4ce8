import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startVictim } from '../chaos/victim.ts';
import { type MailSink, startMailSink } from '../harness/mail-sink.ts';
import { eventually, type House, type Running, setUpHouse, startRunning } from './running.ts';
import { createShadowedDatabase, type ShadowedDatabase } from './shadow.ts';

// PostgreSQL's own clock is set forth and back under the running product.
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

const at = async (
  shift: string,
): Promise<{ ledger: string[]; overdue: boolean; escalated: boolean; mails: number }> => {
  await store.shiftClock(shift);
  while ((await running.program.step()) > 0);
  const ledger = await store.query<{ stage: string }>(
    'select stage from escalation_ledger order by due_at, stage',
  );
  const [clock] = await store.query<{ overdue_at: Date | null; escalated_at: Date | null }>(
    'select * from clocks',
  );
  return {
    ledger: ledger.map(({ stage }) => stage),
    overdue: clock?.overdue_at !== null,
    escalated: clock?.escalated_at !== null,
    // The source monitor has its own say about the days that a jump leaves out.
    mails: relay.mails.filter(({ subject }) => !subject.startsWith('Quellenmonitor')).length,
  };
};

test('T38: a server clock that jumps forth and back fires nothing twice and takes nothing back', async () => {
  await store.holdClock(true);
  assert.match(await running.enquire('Karla Kunde', house.leadAddress), /^250 /);
  const calm = { ledger: [], overdue: false, escalated: false, mails: 0 };
  assert.deepEqual(await at('0'), calm);
  const red = { ...calm, ledger: ['E1'], overdue: true };
  assert.deepEqual(await at('2 hours 1 minute'), red, 'two hours ahead, E1 is due');
  assert.deepEqual(await at('0'), red, 'and stays so when the clock is set right');
  assert.deepEqual(await at('2 hours 1 minute'), red, 'and is not due a second time');
  assert.deepEqual(await at('-3 days'), red);

  const escalated = { ...red, ledger: ['E1', 'E2.1', 'EM2.1', 'EM2.1'], escalated: true, mails: 1 };
  const told = ['E1', 'E2.1', 'EM2.1'];
  assert.deepEqual(await at('6 hours 1 minute'), { ...escalated, ledger: told, mails: 0 });
  assert.deepEqual(
    await at('0'),
    { ...escalated, ledger: told, mails: 0 },
    'the mail waits for its own minute',
  );
  assert.deepEqual(await at('6 hours 3 minutes'), escalated);
  for (const shift of ['0', '6 hours 3 minutes', '-1 day', '30 days'])
    assert.deepEqual(await at(shift), escalated, `at ${shift} nothing is new`);
});

test('T38: a program whose own clock is five minutes ahead goes by the database’s', async () => {
  await store.holdClock(false);
  await store.shiftClock('0');
  const victim = await startVictim({
    DATABASE_URL: store.url,
    NODE_OPTIONS: `--import ${new URL('../programs/five-minutes-ahead.ts', import.meta.url).href}`,
  });
  const overdue = async (customer: string): Promise<boolean> => {
    const rows = await store.query(
      'select from clocks join leads on leads.id = lead_id where customer_name = $1 and overdue_at is not null',
      [customer],
    );
    return rows.length === 1;
  };
  try {
    await running.enquire('Erna Erste', house.leadAddress);
    await store.shiftClock('3 minutes');
    await running.enquire('Zita Zweite', house.leadAddress);
    await eventually('both are leads', async () => (await store.query('select from leads')).length === 3);
    await store.shiftClock('2 hours 1 minute');
    await eventually('the first one is overdue', () => overdue('Erna Erste'));
    assert.equal(await overdue('Zita Zweite'), false, 'the second one only by the program’s own clock');
  } finally {
    await victim.kill();
  }
});
