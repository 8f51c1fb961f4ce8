import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { Policy, StageSetting } from '../../src/domain/escalation/policy.ts';
import { manualEnquiry } from '../../src/domain/intake/manual.ts';
import type { Caller } from '../../src/server/accounts/caller.ts';
import type { DealershipWork } from '../../src/server/db/database.ts';
import { changeSettings, readSettings } from '../../src/server/escalation/settings.ts';
import { NOBODY } from '../../src/server/ids.ts';
import { assignLead, customerWrote } from '../../src/server/leads/commands.ts';
import { receiveEnquiry } from '../../src/server/leads/receiving.ts';
import { closeLead, logContact, noteLead, reopenLead, setFollowUp } from '../../src/server/leads/handling.ts';
import { mergeLead } from '../../src/server/leads/merging.ts';
import { type Dealership, instantOf, startWorld, type World } from '../harness/world.ts';
import * as model from './reference.ts';
import { type Act, CHOICES, HOUSES, LEADS_A_HOUSE, type Moment, type Story, story } from './stories.ts';

// Random lives of leads, on the real program and on the reference beside it. Time and the engine are shared by all houses,
// settings by the leads of a house; every lead has acts of its own. The houses act at the same time.
// MODEL_LIVES=… for more of them, MODEL_SEED=… for the same again.
const LIVES = Number(process.env['MODEL_LIVES'] ?? 10_000);
const SEED = Number(process.env['MODEL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const BEGIN = instantOf('2026-03-02T00:00');

interface House {
  readonly dealer: Dealership;
  readonly caller: Caller;
  readonly people: Readonly<Record<model.Who, string>>;
}

let world: World;
const houses: House[] = [];

before(async () => {
  world = await startWorld();
  for (let count = 0; count < HOUSES; count++) {
    const dealer = await world.setUp(`Autohaus ${'x'.repeat(count + 1)}`, { state: 'none', hours: '24/7' });
    const controller = await dealer.hire('Clara Conrad', 'controller');
    const seller = await dealer.hire('Vera Vogt', 'seller');
    const dispatcher = await dealer.hire('Dora Dietz', 'dispatcher');
    const { id: accountId, name } = dealer.admin;
    houses.push({
      dealer,
      caller: { accountId, dealershipId: dealer.id, name, roles: ['admin'], language: 'de' },
      people: { admin: accountId, seller: seller.id, dispatcher: dispatcher.id, controller: controller.id },
    });
  }
});
after(() => world.stop());

const inHouse = <T>({ dealer }: House, work: (work: DealershipWork) => Promise<T>): Promise<T> =>
  world.database.inDealership(dealer.id, work);

test(`${LIVES} random lives of leads go as the reference says`, async () => {
  // Each story begins long after the one before it.
  let beginsAt = 0;
  const tellNext = fc.asyncProperty(story, async (told) => {
    beginsAt += 60 * 24 * 60;
    await tell(told, beginsAt);
  });
  // A world that has gone on cannot be told a shorter story of the same beginning.
  const numRuns = Math.ceil(LIVES / (HOUSES * LEADS_A_HOUSE));
  const { failed, errorInstance } = await fc.check(tellNext, { numRuns, seed: SEED, endOnFailure: true });
  if (failed) throw errorInstance;
});

interface Life {
  readonly id: string;
  readonly model: model.ModelLead;
  readonly happened: string[];
}

/** One house as it goes through a story. */
interface Told {
  readonly house: House;
  readonly lives: readonly Life[];
  times: model.Times;
}

const tell = async ({ ages, rounds }: Story, beginsAt: number): Promise<void> => {
  let now = beginsAt;
  world.jumpTo(minute(now));
  const told = await Promise.all(houses.map((house, index) => begin(house, ages[index] ?? [], now)));
  for (const { minutes: passed, sweep, moments } of rounds) {
    now = Math.max(now + passed, beginsAt);
    world.jumpTo(minute(now));
    if (sweep) await world.work();
    await Promise.all(told.map((one, index) => live(one, moments[index], now, sweep)));
  }
  await Promise.all(told.map(end));
};

const begin = async (house: House, ages: readonly number[], now: number): Promise<Told> => {
  const times = await setTimes(house, 0, 'keep');
  return { house, times, lives: await arriveAll(house, ages, now, times) };
};

const live = async (
  told: Told,
  { change: wanted, acts } = NOTHING,
  now: number,
  swept: boolean,
): Promise<void> => {
  const { house, lives } = told;
  for (const life of lives) {
    life.happened.push(`${now}${swept ? ' sweep' : ''}`);
    if (swept) model.sweep(life.model, now);
  }
  if (wanted) {
    told.times = await setTimes(house, wanted.choice, wanted.openLeads);
    for (const life of lives) {
      life.happened.push(`${wanted.openLeads} ${wanted.choice}`);
      if (wanted.openLeads === 'apply') model.reapply(life.model, now, told.times);
    }
  }
  if (acts.length > 0) await actAll(told, acts, now);
  await compare(told, swept && !wanted && acts.length === 0 ? now : null);
};

const NOTHING: Moment = { change: null, acts: [] };

const setTimes = async (house: House, choice: number, openLeads: 'keep' | 'apply'): Promise<model.Times> => {
  const times = CHOICES[choice];
  assert.ok(times);
  await inHouse(house, async (work) => {
    const { settings, version } = await readSettings(work, house.caller);
    const wanted = { ...settings, stages: { ...settings.stages, ...policyOf(times) } };
    await changeSettings(work, { settings: wanted, basedOnVersion: version, openLeads }, house.caller);
  });
  return times;
};

const policyOf = (times: model.Times): Partial<Policy> =>
  Object.fromEntries(
    Object.entries(times).map(([stage, after]): [string, StageSetting] => [
      stage,
      { on: after !== null, minutes: after ?? 0, unit: 'clockHours' },
    ]),
  );

const arriveAll = (house: House, ages: readonly number[], now: number, times: model.Times): Promise<Life[]> =>
  inHouse(house, async (work) => {
    const lives: Life[] = [];
    const enquiry = manualEnquiry({ name: 'Karla Kunde', text: '' }, 'homepage');
    const from = {
      sourceId: house.dealer.sources[0]?.id ?? '',
      rawMessageId: null,
      enquiry,
      messageId: null,
    };
    for (const age of ages) {
      const { leadId } = await receiveEnquiry(work, { ...from, arrivedAt: minute(now - age) });
      lives.push({ id: leadId, model: model.arrive(now - age, times), happened: [`${now - age} arrives`] });
    }
    return lives;
  });

const actAll = (told: Told, acts: Moment['acts'], now: number): Promise<void> =>
  inHouse(told.house, async (work) => {
    for (const { lead: index, act: wanted } of acts) {
      const life = told.lives[index];
      assert.ok(life);
      life.happened.push(JSON.stringify(wanted));
      await both(work, wanted, life, told, now);
    }
  });

/** The act on the program and on the reference; what the program refuses, the reference ignores. */
const both = async (
  work: DealershipWork,
  wanted: Act,
  { id, model: lead }: Life,
  { house: { caller, people }, lives, times }: Told,
  now: number,
): Promise<void> => {
  const open = lead.status !== 'closed';
  const text = undefined;
  switch (wanted.kind) {
    case 'call': {
      const next = { kind: 'followUp', at: work.now.add({ minutes: 60 }) } as const;
      if (open) await logContact(work, id, { what: 'call', reached: true, text, next }, caller);
      return model.followUp(lead, now, 60, times);
    }
    case 'followUp': {
      const at = work.now.add({ minutes: wanted.inMinutes });
      if (open) await setFollowUp(work, id, { at, text }, caller);
      return model.followUp(lead, now, wanted.inMinutes, times);
    }
    case 'close':
      if (open) await closeLead(work, id, { outcome: 'lost', reason: 'other', text }, caller);
      return model.close(lead, now);
    case 'reopen':
      if (!open) await reopenLead(work, id, text, caller);
      return model.reopen(lead, now, times);
    case 'customerWrites': {
      const message = { leadId: id, rawMessageId: id, subject: '', text: '', arrivedAt: work.now };
      await customerWrote(work, message);
      return model.customerWrites(lead, now, times);
    }
    case 'note':
      return noteLead(work, id, 'x', caller);
    case 'assign':
      if (open) await assignLead(work, id, wanted.to && people[wanted.to], caller);
      return model.assign(lead, now, wanted.to);
    case 'merge': {
      const into = lives[wanted.into];
      if (!into || into.id === id) return;
      into.happened.push(`merged from ${id}`);
      if (open && into.model.status !== 'closed') await mergeLead(work, id, into.id, caller);
      return model.merge(lead, into.model, now);
    }
  }
};

/** What the program has of each lead, in the words of the reference. */
const readAll = ({ sql }: DealershipWork, lives: readonly Life[]) =>
  sql
    .selectFrom('leads')
    .leftJoin('clocks', (join) =>
      join.onRef('clocks.dealershipId', '=', 'leads.dealershipId').onRef('clocks.leadId', '=', 'leads.id'),
    )
    .select([
      'leads.id',
      'status',
      'assigneeId',
      'clocks.leadId as clock',
      'overdueAt',
      'escalatedAt',
      'nextDueAt',
    ])
    .where(
      'leads.id',
      'in',
      lives.map(({ id }) => id),
    )
    .execute();

const compare = ({ house, lives }: Told, sweptAt: number | null): Promise<void> =>
  inHouse(house, async (work) => {
    const whoIs = nameIn(house);
    const rows = new Map((await readAll(work, lives)).map((row) => [row.id, row]));
    const ledger = await work.sql
      .selectFrom('escalationLedger')
      .select(['leadId', 'generation', 'stage', 'dueAt', 'recipient'])
      .where('leadId', 'in', [...rows.keys()])
      .execute();
    const stages = new Map<string, string[]>();
    const mails = new Map<string, string[]>();
    for (const { leadId, generation, stage, dueAt, recipient } of ledger) {
      const [into, entry] =
        recipient === NOBODY
          ? [stages, `${generation} ${stage} ${minutesOf(dueAt)}`]
          : [mails, `${generation} ${stage} ${whoIs(recipient)}`];
      into.set(leadId, [...(into.get(leadId) ?? []), entry]);
    }
    for (const { id, model: expected, happened } of lives) {
      const row = rows.get(id);
      const closed = expected.status === 'closed';
      assert.equal(row?.clock === null, closed, 'every lead that is not closed has exactly one clock');
      if (sweptAt !== null && row?.nextDueAt)
        assert.ok(minutesOf(row.nextDueAt) > sweptAt, 'nothing is left due by a sweep');
      assert.deepEqual(
        {
          status: row?.status,
          assignee: row?.assigneeId ? whoIs(row.assigneeId) : null,
          overdue: (row?.overdueAt ?? null) !== null,
          escalated: (row?.escalatedAt ?? null) !== null,
          stages: (stages.get(id) ?? []).toSorted(),
          mails: (mails.get(id) ?? []).toSorted(),
        },
        {
          status: expected.status,
          assignee: expected.assignee,
          overdue: model.isOverdue(expected),
          escalated: model.isEscalated(expected),
          stages: expected.ledger.toSorted(),
          mails: expected.mails.toSorted(),
        },
        `seed ${SEED}, the life of ${id}: ${happened.join(', ')}`,
      );
    }
  });

/** Later stories shall not give these clocks new times. */
const end = ({ house, lives }: Told): Promise<unknown> => {
  const ids = lives.map(({ id }) => id);
  return inHouse(house, ({ sql }) => sql.deleteFrom('clocks').where('leadId', 'in', ids).execute());
};

const nameIn = ({ people }: House) => {
  const names = new Map(Object.entries(people).map(([who, id]) => [id, who]));
  return (accountId: string): string => names.get(accountId) ?? 'a stranger';
};
const minute = (at: number): Temporal.Instant => BEGIN.add({ minutes: at });
const minutesOf = (instant: Temporal.Instant): number => instant.since(BEGIN).total('minutes');
