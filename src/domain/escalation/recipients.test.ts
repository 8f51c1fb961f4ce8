import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Absence, absentOn } from '../accounts/absence.ts';
import { ROLES } from '../accounts/roles.ts';
import { covers, EVERYTHING, type Scope } from '../accounts/scope.ts';
import { isThere, type Member, type Staff } from '../accounts/staff.ts';
import type { Stage } from './policy.ts';
import { recipientsOf, unattendedPlaces } from './recipients.ts';

const TODAY = '2026-03-09';
const LEAD = { assigneeId: 'vera', branchId: 'north', sourceId: 'mobile' };
const POOL = { ...LEAD, assigneeId: null };

const person = (id: string, roles: Member['roles'], more: Partial<Member> = {}): Member => ({
  id,
  roles,
  active: true,
  scope: EVERYTHING,
  reachable: true,
  ...more,
});
const NORTH: Scope = { branches: ['north'], sources: [] };
const SOUTH: Scope = { branches: ['south'], sources: [] };
const MOBILE: Scope = { branches: [], sources: ['mobile'] };
const VERA = person('vera', ['seller']);
const OTTO = person('otto', ['seller']);
const DORA = person('dora', ['dispatcher']);
const CLARA = person('clara', ['controller']);
const NINA = person('nina', ['controller']);
const ADAM = person('adam', ['admin']);
const EVA = person('eva', ['admin']);

interface Case {
  says: string;
  people: Member[];
  /** Who is away, and who stands in. */
  away?: Record<string, string | null>;
  lead?: typeof LEAD | typeof POOL;
  /** As "person duty<whose place", in any order of people. */
  told: string[];
}

const staffOf = (people: readonly Member[], away: Record<string, string | null> = {}): Staff => ({
  people,
  absent: absentOn(
    Object.entries(away).map(
      ([accountId, substituteId]): Absence => ({
        id: accountId,
        accountId,
        fromOn: TODAY,
        untilOn: TODAY,
        substituteId,
      }),
    ),
    TODAY,
  ),
});

const toldOf = (stage: Stage, lead: typeof LEAD | typeof POOL, staff: Staff): string[] =>
  recipientsOf(stage, lead, staff).map(
    ({ person: { id }, as, insteadOf }) =>
      `${id} ${as}${insteadOf.map((absent) => `<${absent.id}`).join('')}`,
  );

const table = (stage: Stage, cases: readonly Case[]): void => {
  for (const { says, people, away, lead = LEAD, told } of cases) {
    test(says, () => assert.deepEqual(toldOf(stage, lead, staffOf(people, away)), told));
  }
};

describe('of an escalation is told (EM2.1)', () => {
  table('EM2.1', [
    {
      says: 'every controller in scope who is there',
      people: [CLARA, NINA, ADAM],
      told: ['clara controller', 'nina controller'],
    },
    {
      says: 'nobody but the present one when one of two is away',
      people: [CLARA, NINA, OTTO, ADAM],
      away: { clara: 'otto' },
      told: ['nina controller'],
    },
    {
      says: 'the substitute when all are away',
      people: [CLARA, OTTO, ADAM],
      away: { clara: 'otto' },
      told: ['otto controller<clara'],
    },
    {
      says: 'the substitute’s substitute, at the end of the chain',
      people: [CLARA, OTTO, VERA, ADAM],
      away: { clara: 'otto', otto: 'vera' },
      told: ['vera controller<clara'],
    },
    {
      says: 'one person once, who stands in for two',
      people: [CLARA, NINA, OTTO, ADAM],
      away: { clara: 'otto', nina: 'otto' },
      told: ['otto controller<clara<nina'],
    },
    {
      says: 'the end of one chain when the other ends with nobody',
      people: [CLARA, NINA, OTTO, ADAM],
      away: { clara: null, nina: 'otto' },
      told: ['otto controller<nina'],
    },
    {
      says: 'the admins when nobody is left',
      people: [CLARA, ADAM, EVA],
      away: { clara: null },
      told: ['adam admin', 'eva admin'],
    },
    {
      says: 'the present admins only',
      people: [CLARA, ADAM, EVA],
      away: { clara: null, adam: 'clara' },
      told: ['eva admin'],
    },
    {
      says: 'all admins when they are away too',
      people: [CLARA, ADAM, EVA],
      away: { clara: null, adam: null, eva: null },
      told: ['adam admin', 'eva admin'],
    },
    {
      says: 'the controller of the branch',
      people: [{ ...CLARA, scope: SOUTH }, { ...NINA, scope: NORTH }, ADAM],
      told: ['nina controller'],
    },
    {
      says: 'the controller of the source',
      people: [
        { ...CLARA, scope: { branches: [], sources: ['autoscout'] } },
        { ...NINA, scope: MOBILE },
        ADAM,
      ],
      told: ['nina controller'],
    },
    {
      says: 'nobody whose branch fits but whose source does not',
      people: [{ ...CLARA, scope: { branches: ['north'], sources: ['autoscout'] } }, ADAM],
      told: ['adam admin'],
    },
    {
      says: 'the substitute whatever their own scope',
      people: [{ ...CLARA, scope: NORTH }, { ...NINA, scope: SOUTH }, ADAM],
      away: { clara: 'nina' },
      told: ['nina controller<clara'],
    },
    {
      says: 'the admins rather than a controller of another branch',
      people: [{ ...CLARA, scope: NORTH }, { ...NINA, scope: SOUTH }, ADAM],
      away: { clara: null },
      told: ['adam admin'],
    },
    {
      says: 'nobody whose access has ended',
      people: [{ ...CLARA, active: false }, NINA, ADAM],
      told: ['nina controller'],
    },
    {
      says: 'the admins when the substitute’s access has ended',
      people: [CLARA, { ...OTTO, active: false }, ADAM],
      away: { clara: 'otto' },
      told: ['adam admin'],
    },
    {
      says: 'T55: the admins beside a controller whose address refuses mails',
      people: [{ ...CLARA, reachable: false }, ADAM],
      told: ['clara controller', 'adam admin'],
    },
    {
      says: 'T55: the other controller alone, where one address refuses mails',
      people: [{ ...CLARA, reachable: false }, NINA, ADAM],
      told: ['clara controller', 'nina controller'],
    },
    {
      says: 'T55: the substitute of an absent colleague beside an address that refuses mails',
      people: [{ ...CLARA, reachable: false }, NINA, OTTO, ADAM],
      away: { nina: 'otto' },
      told: ['clara controller', 'otto controller<nina'],
    },
    { says: 'nobody in a dealership without people', people: [], told: [] },
  ]);
});

describe('of an overdue enquiry is told (EM1)', () => {
  table('EM1', [
    { says: 'the assignee', people: [VERA, DORA, CLARA, ADAM], told: ['vera assignee'] },
    {
      says: 'the assignee’s substitute',
      people: [VERA, OTTO, DORA, CLARA, ADAM],
      away: { vera: 'otto' },
      told: ['otto assignee<vera'],
    },
    {
      says: 'the dispatchers when the assignee is away without one',
      people: [VERA, DORA, CLARA, ADAM],
      away: { vera: null },
      told: ['dora dispatcher'],
    },
    {
      says: 'the dispatchers when the assignee’s access has ended',
      people: [{ ...VERA, active: false }, DORA, CLARA, ADAM],
      told: ['dora dispatcher'],
    },
    {
      says: 'the substitute of somebody who left, as long as one is named',
      people: [{ ...VERA, active: false }, OTTO, DORA, ADAM],
      away: { vera: 'otto' },
      told: ['otto assignee<vera'],
    },
    {
      says: 'of the pool: the dispatchers in scope',
      lead: POOL,
      people: [VERA, { ...DORA, scope: NORTH }, person('dirk', ['dispatcher'], { scope: SOUTH }), CLARA],
      told: ['dora dispatcher'],
    },
    {
      says: 'of the pool: the dispatcher’s substitute',
      lead: POOL,
      people: [DORA, OTTO, CLARA, ADAM],
      away: { dora: 'otto' },
      told: ['otto dispatcher<dora'],
    },
    {
      says: 'of the pool: the controllers where no dispatcher is left',
      lead: POOL,
      people: [DORA, CLARA, ADAM],
      away: { dora: null },
      told: ['clara controller'],
    },
    {
      says: 'of the pool: the controller’s substitute after that',
      lead: POOL,
      people: [DORA, CLARA, OTTO, ADAM],
      away: { dora: null, clara: 'otto' },
      told: ['otto controller<clara'],
    },
    {
      says: 'the admins at last',
      people: [VERA, DORA, CLARA, ADAM],
      away: { vera: null, dora: null, clara: null },
      told: ['adam admin'],
    },
  ]);
});

describe('a place is unattended', () => {
  const places = [
    { branchId: 'north', sourceId: 'mobile' },
    { branchId: 'south', sourceId: 'autoscout' },
  ];
  const unattended = (people: Member[], away?: Record<string, string | null>) =>
    unattendedPlaces(places, staffOf(people, away)).map(({ branchId }) => branchId);

  test('when no controller in scope is there, nor a substitute', () => {
    assert.deepEqual(unattended([{ ...CLARA, scope: NORTH }, ADAM]), ['south']);
    assert.deepEqual(unattended([CLARA, ADAM]), []);
    assert.deepEqual(unattended([CLARA, ADAM], { clara: null }), ['north', 'south']);
    assert.deepEqual(unattended([CLARA, OTTO, ADAM], { clara: 'otto' }), []);
    assert.deepEqual(unattended([]), ['north', 'south']);
  });

  test('not, when an admin stands in for the controller', () =>
    assert.deepEqual(unattended([CLARA, ADAM], { clara: 'adam' }), []));
});

test('the laws hold for any staff (property)', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const subset = (values: readonly string[]) => fc.subarray([...values], { maxLength: 2 });
  const member = fc.record({
    active: fc.boolean(),
    reachable: fc.boolean(),
    roles: fc.subarray([...ROLES], { minLength: 1 }),
    scope: fc.record({ branches: subset(['north', 'south']), sources: subset(['mobile', 'autoscout']) }),
  });
  const staff = fc.record({
    members: fc.array(member, { minLength: 0, maxLength: ids.length }),
    // Loops included: what is stored may be worse than what can be saved.
    away: fc.dictionary(fc.constantFrom(...ids), fc.option(fc.constantFrom(...ids)), { maxKeys: 6 }),
  });
  const stages = fc.constantFrom<Stage>('reminder', 'EM1', 'EM2.1', 'EM2.2');
  fc.assert(
    fc.property(staff, stages, fc.option(fc.constantFrom(...ids)), ({ members, away }, stage, assigneeId) => {
      const people = members.map((one, position) => ({ id: ids[position] ?? '', ...one }));
      const house = staffOf(people, away);
      const lead = { ...LEAD, assigneeId };
      const told = recipientsOf(stage, lead, house);

      assert.equal(new Set(told.map(({ person: { id } }) => id)).size, told.length, 'nobody is told twice');
      assert.ok(
        told.every(({ person: { active } }) => active),
        'only people of the dealership',
      );
      const admins = people.filter(({ active, roles }) => active && roles.includes('admin'));
      if (admins.length > 0) assert.ok(told.length > 0, 'somebody is told while there is an admin');

      const there = people.filter((one) => isThere(one, house));
      const inScope = there.filter(
        ({ roles, scope, reachable }) => reachable && roles.includes('controller') && covers(scope, lead),
      );
      if (inScope.length > 0 || there.some(({ roles, reachable }) => reachable && roles.includes('admin')))
        assert.ok(
          told.every(({ person: one }) => isThere(one, house)),
          'nobody absent while somebody is there',
        );
      if (stage.startsWith('EM2') && inScope.length > 0) {
        assert.ok(
          told.every(({ as, insteadOf }) => as === 'controller' && insteadOf.length === 0),
          'no substitute and no admin while a controller in scope is there',
        );
        for (const { id } of inScope) assert.ok(told.some(({ person: one }) => one.id === id));
      }
      for (const { person: one, insteadOf } of told) {
        for (const absent of insteadOf) {
          assert.notEqual(absent.id, one.id);
          assert.ok(!isThere(absent, house), 'nobody takes the place of one who is there');
        }
      }
    }),
    { numRuns: 2_000, seed: 20_260_302 },
  );
});
