import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { manualEnquiry } from '../../src/domain/intake/manual.ts';
import { receiveEnquiry } from '../../src/server/leads/receiving.ts';
import { type MailSink, startMailSink } from '../harness/mail-sink.ts';
import { eventually, type House, type Running, setUpHouse, startRunning } from './running.ts';
import { createShadowedDatabase, type ShadowedDatabase } from './shadow.ts';

const LEADS = 300;
let store: ShadowedDatabase;
let relay: MailSink;
const engines: Running[] = [];
let house: House;

before(async () => {
  store = await createShadowedDatabase();
  relay = await startMailSink();
  const env = { LEADWACHT_SMTP_RELAY: relay.url };
  const first = await startRunning(store.config, env);
  engines.push(first, await startRunning(store.config, env));
  house = await setUpHouse(first);
  await house.changeTimes({ 'EM2.1': { on: true, minutes: 0, unit: 'clockHours' } });
  await first.program.database.inDealership(house.dealershipId, async (work) => {
    const { id: sourceId } = await work.sql.selectFrom('sources').select('id').executeTakeFirstOrThrow();
    const enquiry = manualEnquiry({ name: 'Karla Kunde', text: '' }, 'homepage');
    for (let count = 0; count < LEADS; count++) {
      const arrivedAt = work.now.add({ milliseconds: count });
      await receiveEnquiry(work, { sourceId, rawMessageId: null, enquiry, messageId: null, arrivedAt });
    }
  });
});
after(async () => {
  await Promise.all(engines.map((engine) => engine.stop()));
  await relay.stop();
  await store.drop();
});

test('two engines on one database: each stage is recorded once, and each lead told once', async () => {
  const counted = (statement: string) => store.query(statement);
  await store.shiftClock('7 hours');
  const isAllDue = async () =>
    (await counted(`select from escalation_notices where stage = 'EM2.1'`)).length === LEADS;
  await eventually('all stages are reached', isAllDue);
  await store.shiftClock('7 hours 3 minutes');
  const isAllTold = async () => (await counted('select from outbox_leads')).length === LEADS;
  await eventually('all are written to the controller', isAllTold);
  const isAllSent = async () => (await counted(`select from outbox where state <> 'sent'`)).length === 0;
  await eventually('and sent', isAllSent);

  const stages = await counted(
    `select stage, recipient = '00000000-0000-0000-0000-000000000000' as screen, count(*)::int, count(distinct lead_id)::int as leads
     from escalation_ledger group by 1, 2 order by 1, 2 desc`,
  );
  assert.deepEqual(
    stages,
    [
      { stage: 'E1', screen: true },
      { stage: 'E2.1', screen: true },
      { stage: 'EM2.1', screen: true },
      { stage: 'EM2.1', screen: false },
    ].map((row) => ({ ...row, count: LEADS, leads: LEADS })),
  );
  const [told] = await counted(
    'select count(*)::int, count(distinct lead_id)::int as leads from outbox_leads',
  );
  assert.deepEqual(told, { count: LEADS, leads: LEADS });
  const mails = await counted('select message_id from outbox');
  assert.equal(relay.mails.length, mails.length, 'each mail reached the relay once');
  assert.ok(
    mails.length <= 2,
    `${mails.length} mails for ${LEADS} leads: one for each minute they fell due in`,
  );
});
