import assert from 'node:assert/strict';
import type { Scene } from './scene.ts';

/** What stands in an installation where everything that was due has been done. */
export interface Tally {
  readonly accepted: number;
  readonly stored: number;
  readonly leads: number;
  readonly ledgerRows: number;
  readonly mails: number;
  readonly transmissions: number;
  readonly transmittedTwice: number;
}

/** Nothing lost, nothing twice: throws when a figure does not add up. */
export const count = async (scene: Scene): Promise<Tally> => {
  const stored = await countIntake(scene);
  const { leads, ledgerRows } = await countLeads(scene, stored);
  const { mails, transmittedTwice } = await countMails(scene);
  return {
    accepted: scene.accepted.size,
    stored,
    leads,
    ledgerRows,
    mails,
    transmissions: scene.relay.mails.length,
    transmittedTwice,
  };
};

/** Every mail answered 250 is stored once and read; nothing is stored that nobody sent. */
const countIntake = async (scene: Scene): Promise<number> => {
  const raw = await scene.query<{ id: string; read_state: string }>(
    `select substring(convert_from(bytes, 'UTF8') from 'Message-ID: (<[^>]*>)') as id, read_state from raw_messages`,
  );
  const ids = new Set(raw.map(({ id }) => id));
  assert.equal(ids.size, raw.length, 'nothing is stored twice');
  for (const id of scene.accepted) assert.ok(ids.has(id), `${id} was answered 250 and is stored`);
  for (const id of ids)
    assert.ok(scene.accepted.has(id) || scene.unsure.has(id), `${id} was sent by somebody`);
  assert.deepEqual(
    raw.filter(({ read_state }) => read_state !== 'read'),
    [],
    'everything stored was read',
  );
  return raw.length;
};

/** One lead for each message, one clock for each lead, each stage once at its true instant, each person told once. */
const countLeads = async (scene: Scene, stored: number) => {
  const leads = await scene.query<{ raw: string; clocks: number; stages: string; told: number }>(
    `select raw_message_id as raw,
       (select count(*)::int from clocks c where c.lead_id = l.id) as clocks,
       (select string_agg(stage || ' ' || extract(epoch from due_at - arrived_at)::int / 60, ', ' order by stage)
        from escalation_ledger e where e.lead_id = l.id and outbox_id is null) as stages,
       (select count(*)::int from outbox_leads t join outbox o on o.id = t.outbox_id and o.account_id is not null
        where t.lead_id = l.id) as told
     from leads l`,
  );
  assert.equal(new Set(leads.map(({ raw }) => raw)).size, stored, 'one lead for each message');
  assert.equal(leads.length, stored, 'and no lead twice');
  for (const { raw, clocks, stages, told } of leads) {
    assert.equal(clocks, 1, `the lead of ${raw} has one clock`);
    assert.equal(stages, 'E1 120, E2.1 360, EM2.1 360', `stages of the lead of ${raw}`);
    assert.equal(told, 1, `the controller is told of the lead of ${raw} by one mail`);
  }
  const [ledger] = await scene.query<{ rows: number }>('select count(*)::int as rows from escalation_ledger');
  assert.equal(ledger?.rows, 4 * stored, 'a ledger row for each key: three stages seen, one told');
  return { leads: leads.length, ledgerRows: ledger.rows };
};

/** Each mail reached the relay; a second time only with the same Message-ID, and after an attempt of unknown fate. */
const countMails = async (scene: Scene) => {
  const outbox = await scene.query<{ id: string; state: string; attempts: number; unknown: number }>(
    `select trim(both '<>' from message_id) as id, state, attempts,
       (select count(*)::int from outbox_attempts a where a.outbox_id = o.id and result = 'unknown') as unknown
     from outbox o`,
  );
  const transmitted = new Map<string, number>();
  for (const { messageId } of scene.relay.mails)
    transmitted.set(messageId, (transmitted.get(messageId) ?? 0) + 1);
  let transmittedTwice = 0;
  for (const { id, state, attempts, unknown } of outbox) {
    const times = transmitted.get(id) ?? 0;
    assert.equal(state, 'sent', `${id} was sent`);
    assert.ok(times >= 1 && times <= 2, `${id} reached the relay ${times} times`);
    if (times === 1) continue;
    transmittedTwice += 1;
    assert.ok(attempts === 2 && unknown === 1, `the second transmission of ${id} is marked`);
  }
  assert.equal(transmitted.size, outbox.length, 'nothing else was sent');
  return { mails: outbox.length, transmittedTwice };
};
