import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import {
  type Adviser,
  ADVISERS,
  type Mode,
  MODES,
  type Rule,
} from '../../src/domain/distribution/settings.ts';
import { manualEnquiry } from '../../src/domain/intake/manual.ts';
import type { LeadEvents } from '../../src/domain/leads/events.ts';
import type { Role } from '../../src/domain/accounts/roles.ts';
import type { Caller } from '../../src/server/accounts/caller.ts';
import { assignLead, customerWrote, takeLead } from '../../src/server/leads/commands.ts';
import { receiveEnquiry } from '../../src/server/leads/receiving.ts';
import { closeLead, logContact } from '../../src/server/leads/handling.ts';
import { Refusal } from '../../src/server/refusal.ts';
import { assertOneClockEach } from '../harness/clocks.ts';
import { changeDistribution } from '../harness/distribution.ts';
import { type Dealership, startWorld, type World } from '../harness/world.ts';

// Random days of a dealership: enquiries of few customers come in, people take, give away and close them, all at the same
// moment, while modes change and people come and go. MODEL_DAYS=… for more of them, MODEL_SEED=… for the same again.
const DAYS = Number(process.env['MODEL_DAYS'] ?? 150);
const SEED = Number(process.env['MODEL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const SELLERS = 4;

let world: World;
let dealer: Dealership;
let sellers: readonly Caller[];
let admin: Caller;
before(async () => {
  world = await startWorld();
  dealer = await world.setUp();
  const callerOf = ({ id, name }: { id: string; name: string }, ...roles: Role[]): Caller => ({
    accountId: id,
    dealershipId: dealer.id,
    name,
    roles,
    language: 'de',
  });
  const hired: Caller[] = [];
  for (const name of ['Anna A', 'Bernd B', 'Carla C', 'Doris D'])
    hired.push(callerOf(await dealer.hire(name, 'seller'), 'seller'));
  sellers = hired;
  admin = callerOf(dealer.admin, 'admin');
});
after(() => world.stop());

const who = fc.nat(SELLERS - 1);
const lead = fc.nat(11);
const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('arrive' as const), customer: fc.nat(3), source: fc.nat(2) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('take' as const), who, lead }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('assign' as const), who: fc.option(who), lead }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('call' as const, 'close' as const, 'write' as const),
      lead,
    }),
  },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;
const day = fc.record({
  mode: fc.constantFrom<Mode>(...MODES),
  adviser: fc.constantFrom<Adviser>(...ADVISERS),
  absent: fc.subarray([0, 1, 2, 3]),
  /** Who stands in for the first of them, if anybody. */
  standIn: fc.option(who),
  acts: fc.array(act, { minLength: 5, maxLength: 25 }),
});
type Day = typeof day extends fc.Arbitrary<infer T> ? T : never;

test(`${DAYS} random days: nobody absent gets a lead, none is taken from a person by itself, none is without an owner or a pool`, async () => {
  const seen = { distributed: 0, followed: 0, taken: 0, lateTakers: 0 };
  const live = fc.asyncProperty(day, async (told) => {
    const absent = await begin(told);
    const before = await countEvents();
    const refused = await Promise.all(told.acts.map(perform));
    seen.lateTakers += refused.filter((code) => code === 'alreadyTaken').length;
    await check(absent, before, seen);
  });
  // A dealership that has gone on cannot be told a shorter day of the same beginning.
  await fc.assert(live, { numRuns: DAYS, seed: SEED, endOnFailure: true });
  for (const [what, count] of Object.entries(seen)) assert.ok(count > DAYS / 5, `${what}: ${count}`);
});

/** What is set and who is away for the day; returns the ids of those away. */
const begin = async ({ mode, adviser, absent, standIn }: Day): Promise<ReadonlySet<string>> => {
  const idOf = (position: number) => sellers[position]?.accountId ?? '';
  const group: Rule = {
    id: dealer.id,
    sources: [],
    branches: [],
    brands: [],
    condition: null,
    postcodes: [],
    target: { to: 'group', people: [idOf(0), idOf(2)] },
  };
  await changeDistribution(dealer, { branches: { [dealer.branchId]: mode }, adviser, rules: [group] });
  await world.database.inDealership(dealer.id, async ({ sql, dealershipId, now }) => {
    await sql.deleteFrom('absences').where('dealershipId', '=', dealershipId).execute();
    for (const [order, position] of absent.entries()) {
      const accountId = idOf(position);
      const substitute = order === 0 && standIn !== null && !absent.includes(standIn) ? idOf(standIn) : null;
      const days = { fromOn: '2026-01-01', untilOn: null, createdAt: now, createdBy: accountId };
      await sql
        .insertInto('absences')
        .values({ ...days, dealershipId, id: crypto.randomUUID(), accountId, substituteId: substitute })
        .execute();
    }
  });
  return new Set(absent.map(idOf));
};

/** One act in a transaction of its own; a refusal is an answer, anything else is a fault. */
const perform = async (wanted: Act): Promise<string | null> => {
  try {
    await world.database.inDealership(dealer.id, async (work) => {
      if (wanted.kind === 'arrive') {
        const name = `Kunde ${wanted.customer}`;
        const entry = { name, mail: `kunde${wanted.customer}@kunde.example`, text: '' };
        const sourceId = dealer.sources[wanted.source]?.id ?? '';
        const came = { rawMessageId: null, messageId: null, arrivedAt: work.now };
        await receiveEnquiry(work, { ...came, sourceId, enquiry: manualEnquiry(entry, 'other') });
        return;
      }
      const { id } = await work.sql
        .selectFrom('leads')
        .select('id')
        .where('dealershipId', '=', dealer.id)
        .orderBy('number', 'desc')
        .offset(wanted.lead)
        .limit(1)
        .executeTakeFirstOrThrow(() => new Refusal('notFound', 'Not so many yet.'));
      switch (wanted.kind) {
        case 'take':
          return takeLead(work, id, sellers[wanted.who] ?? admin);
        case 'assign': {
          const to = wanted.who === null ? null : (sellers[wanted.who]?.accountId ?? null);
          return assignLead(work, id, to, admin);
        }
        case 'call':
          return logContact(
            work,
            id,
            { what: 'call', reached: true, text: undefined, next: undefined },
            admin,
          );
        case 'close':
          return closeLead(work, id, { outcome: 'lost', reason: 'price', text: undefined }, admin);
        case 'write': {
          const mail = { subject: 'Re', text: 'Noch da?', rawMessageId: crypto.randomUUID() };
          return customerWrote(work, { ...mail, leadId: id, arrivedAt: work.now });
        }
      }
    });
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

const countEvents = async (): Promise<ReadonlySet<string>> =>
  new Set((await listEvents()).map(({ leadId, id }) => `${leadId} ${id}`));

const listEvents = () =>
  world.database.inDealership(dealer.id, ({ sql }) =>
    sql
      .selectFrom('leadEvents')
      .select(['leadId', 'id', 'kind', 'data', 'actorId'])
      .where('dealershipId', '=', dealer.id)
      .orderBy('id')
      .execute(),
  );

/** Tells every lead's life again from its history, and compares the end with what is stored. */
const check = async (
  absent: ReadonlySet<string>,
  before: ReadonlySet<string>,
  seen: Record<'distributed' | 'followed' | 'taken', number>,
): Promise<void> => {
  const owners = new Map<string, string | null>();
  for (const { leadId, id, kind, data, actorId } of await listEvents()) {
    const owner = owners.get(leadId) ?? null;
    const isNew = !before.has(`${leadId} ${id}`);
    if (kind === 'taken') {
      assert.equal(owner, null, 'only what nobody has is taken');
      owners.set(leadId, actorId);
    } else if (kind === 'assigned') {
      owners.set(leadId, (data as LeadEvents['assigned']).to);
    } else if (kind === 'followed') {
      assert.equal(owner, null, 'what a person has follows nobody');
      owners.set(leadId, (data as LeadEvents['followed']).to);
    } else if (kind === 'distributed') {
      const { to } = data as LeadEvents['distributed'];
      if (isNew && to !== null) assert.ok(!absent.has(to), 'who is away gets nothing');
      owners.set(leadId, to);
    } else continue;
    if (isNew && kind !== 'assigned') seen[kind] += 1;
  }
  await world.database.inDealership(dealer.id, async ({ sql }) => {
    const leads = await sql
      .selectFrom('leads')
      .select(['id', 'assigneeId', 'toDistribute'])
      .where('dealershipId', '=', dealer.id)
      .execute();
    for (const { id, assigneeId, toDistribute } of leads) {
      assert.equal(assigneeId, owners.get(id) ?? null, 'the history says who has it');
      assert.ok(assigneeId === null || !toDistribute, 'what somebody has waits for nobody');
    }
    const turns = await sql.selectFrom('distributionTurns').select(['turnGroup', 'turn']).execute();
    const names = turns.map(({ turnGroup, turn }) => `${turnGroup} ${turn}`);
    assert.equal(new Set(names).size, names.length, 'no turn is given twice');
  });
  await assertOneClockEach(world);
};
