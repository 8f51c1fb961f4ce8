import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Absence, absenceProblem, absentOn } from '../accounts/absence.ts';
import type { Role } from '../accounts/roles.ts';
import { EVERYTHING } from '../accounts/scope.ts';
import { isThere, type Member, type Staff } from '../accounts/staff.ts';
import { decideOwner, decisiveSteps, type Question, type Turn, unstaffedPlaces } from './decide.ts';
import type { LeadFacts } from './rules.ts';
import { type DistributionSettings, INITIAL_DISTRIBUTION, type Rule } from './settings.ts';

const ON = '2026-03-09';
const member = (id: string, ...roles: Role[]): Member => ({
  id,
  active: true,
  roles: roles.length > 0 ? roles : ['seller'],
  scope: EVERYTHING,
  reachable: true,
});
const away = (accountId: string, substituteId: string | null = null): Absence => ({
  id: `${accountId} is away`,
  accountId,
  fromOn: ON,
  untilOn: null,
  substituteId,
});
const [anna, bernd, carla] = [member('anna'), member('bernd'), member('carla')];
const staffOf = (people: readonly Member[], ...absences: readonly Absence[]): Staff => ({
  people,
  absent: absentOn(absences, ON),
});
const all = staffOf([anna, bernd, carla, member('doris', 'dispatcher')]);

const GOLF: LeadFacts = {
  branchId: 'south',
  sourceId: 'mobile.de',
  make: 'VW',
  vehicle: null,
  condition: 'used',
  postcode: '80331',
};
const asked = (question: Partial<Question> = {}): Question => ({
  lead: GOLF,
  known: [],
  turns: [],
  ...question,
});
const set = (change: Partial<DistributionSettings>): DistributionSettings => ({
  ...INITIAL_DISTRIBUTION,
  adviser: 'off',
  ...change,
});
const rule = (change: Partial<Rule>): Rule => ({
  id: 'rule',
  sources: [],
  branches: [],
  brands: [],
  condition: null,
  postcodes: [],
  target: { to: 'dispatchers' },
  ...change,
});
const ROUND = set({ branches: { south: 'roundRobin' } });
const codesOf = ({ steps }: ReturnType<typeof decideOwner>) => decisiveSteps(steps).map(({ code }) => code);

describe('the mode of a branch', () => {
  test('is the pool unless somebody chose another one', () => {
    assert.deepEqual(decideOwner(asked(), set({}), all).to, { kind: 'pool' });
  });

  test('by hand: it waits for the dispatchers', () => {
    const decided = decideOwner(asked(), set({ branches: { south: 'manual' } }), all);
    assert.deepEqual(decided.to, { kind: 'dispatchers' });
    assert.deepEqual(codesOf(decided), ['mode', 'dispatchers']);
  });

  test('gives way to the one of the source', () => {
    const settings = set({ branches: { south: 'manual' }, sources: { 'mobile.de': 'pool' } });
    assert.deepEqual(decideOwner(asked(), settings, all).to, { kind: 'pool' });
  });
});

describe('in turn', () => {
  test('whoever never had one is next, then whoever waited longest', () => {
    const turns: Turn[] = [];
    const got: string[] = [];
    for (let count = 1; count <= 7; count++) {
      const { to, turn } = decideOwner(asked({ turns }), ROUND, all);
      assert.ok(to.kind === 'person' && turn);
      got.push(to.personId);
      turns.push({ ...turn, turn: count });
    }
    assert.deepEqual(got, ['anna', 'bernd', 'carla', 'anna', 'bernd', 'carla', 'anna']);
  });

  test('who sells elsewhere, is away or has no access gets nothing', () => {
    const north = { ...bernd, scope: { branches: ['north'], sources: [] } };
    const gone = { ...carla, active: false };
    const decided = decideOwner(asked(), ROUND, staffOf([anna, north, gone]));
    assert.deepEqual(decided.to, { kind: 'person', personId: 'anna' });
    assert.deepEqual(codesOf(decided), ['mode', 'onlyOneThere']);
    assert.deepEqual(decideOwner(asked(), ROUND, staffOf([anna, bernd], away('anna'))).to, {
      kind: 'person',
      personId: 'bernd',
    });
  });

  test('when all are away, whoever stands in for one of them', () => {
    const decided = decideOwner(
      asked(),
      ROUND,
      staffOf([anna, member('doris', 'dispatcher')], away('anna', 'doris')),
    );
    assert.deepEqual(decided.to, { kind: 'person', personId: 'doris' });
    assert.deepEqual(codesOf(decided), ['mode', 'onlyOneThere', 'standIn']);
  });

  test('when nobody is there, it waits for the dispatchers', () => {
    const decided = decideOwner(asked(), ROUND, staffOf([anna], away('anna')));
    assert.deepEqual(decided.to, { kind: 'dispatchers' });
    assert.deepEqual(codesOf(decided), ['mode', 'nobodyThere', 'dispatchers']);
    const places = [
      { branchId: 'south', sourceId: 'mobile.de' },
      { branchId: 'north', sourceId: 'homepage' },
    ];
    assert.deepEqual(unstaffedPlaces(places, ROUND, staffOf([anna], away('anna'))), [places[0]]);
  });
});

describe('rules', () => {
  const ruled = (...rules: Rule[]) => set({ branches: { south: 'rules' }, rules });
  const toAnna = { to: 'person', personId: 'anna' } as const;

  test('are asked in their order; the first that fits decides', () => {
    const settings = ruled(
      rule({ id: 'audi', brands: ['Audi'], target: { to: 'person', personId: 'bernd' } }),
      rule({ id: 'vw', brands: ['Volkswagen'], condition: 'used', target: toAnna }),
      rule({ id: 'rest', target: { to: 'person', personId: 'carla' } }),
    );
    const decided = decideOwner(asked(), settings, all);
    assert.deepEqual(decided.to, { kind: 'person', personId: 'anna' });
    assert.deepEqual(decided.steps.slice(1, 3), [
      { code: 'ruleFails', rule: 1, unmet: 'brand' },
      { code: 'rule', rule: 2 },
    ]);
  });

  test('what none fits goes to the pool', () => {
    const decided = decideOwner(asked(), ruled(rule({ condition: 'new' })), all);
    assert.deepEqual(decided.to, { kind: 'pool' });
    assert.deepEqual(codesOf(decided), ['noRule', 'pool']);
  });

  test('give to another branch’s pool, to which the enquiry then belongs', () => {
    const decided = decideOwner(asked(), ruled(rule({ target: { to: 'pool', branchId: 'north' } })), all);
    assert.equal(decided.branchId, 'north');
    assert.deepEqual(decided.to, { kind: 'pool' });
  });

  test('give to a group in turn, each rule with turns of its own', () => {
    const settings = ruled(rule({ target: { to: 'group', people: ['anna', 'carla'] } }));
    const elsewhere = [{ group: 'rule:other', personId: 'anna', turn: 9 }];
    const { turn } = decideOwner(asked({ turns: elsewhere }), settings, all);
    assert.deepEqual(turn, { group: 'rule:rule', personId: 'anna' });
  });

  test('a named person who is away is stood in for; without a stand-in it waits for the dispatchers', () => {
    const settings = ruled(rule({ target: toAnna }));
    const people = [anna, bernd];
    assert.deepEqual(decideOwner(asked(), settings, staffOf(people, away('anna', 'bernd'))).to, {
      kind: 'person',
      personId: 'bernd',
    });
    assert.deepEqual(decideOwner(asked(), settings, staffOf(people, away('anna'))).to, {
      kind: 'dispatchers',
    });
  });

  test('ask for postcodes by what they begin with, for makes by every spelling, and guess nothing', () => {
    const fits = (wanted: Partial<Rule>, lead: Partial<LeadFacts> = {}) =>
      decideOwner(asked({ lead: { ...GOLF, ...lead } }), ruled(rule({ ...wanted, target: toAnna })), all).to
        .kind === 'person';
    assert.ok(fits({ postcodes: [{ from: '80', to: '81' }] }));
    assert.ok(fits({ postcodes: [{ from: '80331', to: '80331' }] }));
    assert.ok(!fits({ postcodes: [{ from: '82', to: '99' }] }));
    assert.ok(!fits({ postcodes: [{ from: '0', to: '9' }] }, { postcode: null }));
    assert.ok(fits({ brands: ['Škoda'] }, { make: 'SKODA' }));
    assert.ok(fits({ brands: ['Mercedes-Benz'] }, { make: null, vehicle: 'Mercedes Benz C 200' }));
    assert.ok(!fits({ brands: ['Seat'] }, { make: null, vehicle: 'Sitze für VW, kein Seat' }));
    assert.ok(!fits({ condition: 'used' }, { condition: null }));
  });
});

describe('the personal adviser', () => {
  const known = [
    { number: 12, assigneeId: null, open: true },
    { number: 11, assigneeId: 'carla', open: false },
    { number: 7, assigneeId: 'anna', open: true },
  ];

  test('“alle”: whoever handled the latest enquiry, whatever the mode', () => {
    const decided = decideOwner(asked({ known }), { ...ROUND, adviser: 'all' }, all);
    assert.deepEqual(decided.to, { kind: 'person', personId: 'carla' });
    assert.deepEqual(decided.steps, [{ code: 'adviser', person: 'carla', number: 11 }]);
    assert.equal(decided.turn, null, 'nobody’s turn is used up');
  });

  test('“offen”: only whoever still has an open one', () => {
    const settings = set({ adviser: 'open' });
    assert.deepEqual(decideOwner(asked({ known }), settings, all).to, { kind: 'person', personId: 'anna' });
    const closed = known.map((lead) => ({ ...lead, open: false }));
    const decided = decideOwner(asked({ known: closed }), settings, all);
    assert.deepEqual(decided.to, { kind: 'pool' });
    assert.deepEqual(decided.steps[0], { code: 'noAdviser' });
  });

  test('away: the stand-in; without one whoever had the enquiry before', () => {
    const settings = set({ adviser: 'all' });
    assert.deepEqual(
      decideOwner(asked({ known }), settings, staffOf(all.people, away('carla', 'bernd'))).to,
      {
        kind: 'person',
        personId: 'bernd',
      },
    );
    const decided = decideOwner(asked({ known }), settings, staffOf(all.people, away('carla')));
    assert.deepEqual(decided.to, { kind: 'person', personId: 'anna' });
    assert.deepEqual(decided.steps[0], { code: 'adviserGone', person: 'carla', number: 11 });
  });

  test('off: nobody is known', () => {
    assert.deepEqual(decideOwner(asked({ known }), set({}), all).to, { kind: 'pool' });
  });
});

describe('whatever is set and whoever is away (properties)', () => {
  const PEOPLE = ['a', 'b', 'c', 'd', 'e'];
  const person = fc.constantFrom(...PEOPLE);
  const people = fc.tuple(
    ...PEOPLE.map((id) =>
      fc
        .record({
          active: fc.boolean(),
          roles: fc.subarray<Role>(['seller', 'dispatcher', 'controller'], { minLength: 1 }),
          branches: fc.subarray(['south', 'north']),
        })
        .map(
          ({ branches, ...rest }): Member => ({
            ...rest,
            id,
            reachable: true,
            scope: { branches, sources: [] },
          }),
        ),
    ),
  );
  /** Only what can be saved: the loops are refused. */
  const absences = fc.array(fc.record({ who: person, substitute: fc.option(person) })).map((wanted) => {
    const saved: Absence[] = [];
    for (const { who, substitute } of wanted) {
      const absence = away(who, substitute);
      if (saved.every(({ accountId }) => accountId !== who) && absenceProblem(absence, saved) === null)
        saved.push(absence);
    }
    return saved;
  });
  const target: fc.Arbitrary<Rule['target']> = fc.oneof(
    person.map((personId) => ({ to: 'person' as const, personId })),
    fc.subarray(PEOPLE, { minLength: 1 }).map((group) => ({ to: 'group' as const, people: group })),
    fc.constantFrom({ to: 'pool' as const, branchId: null }, { to: 'pool' as const, branchId: 'north' }),
    fc.constant({ to: 'dispatchers' as const }),
  );
  const mode = fc.constantFrom('pool' as const, 'manual' as const, 'roundRobin' as const, 'rules' as const);
  const settings: fc.Arbitrary<DistributionSettings> = fc.record({
    branches: fc.record({ south: mode, north: mode }, { requiredKeys: [] }),
    sources: fc.record({ 'mobile.de': mode }, { requiredKeys: [] }),
    rules: fc.array(
      fc
        .record({
          brands: fc.subarray(['VW', 'Audi']),
          condition: fc.constantFrom('new' as const, 'used' as const, null),
          target,
          id: fc.uuid(),
        })
        .map(rule),
      { maxLength: 4 },
    ),
    adviser: fc.constantFrom('off' as const, 'open' as const, 'all' as const),
    sellersSee: fc.constant('own' as const),
  });
  const known = fc.array(fc.record({ number: fc.nat(), assigneeId: fc.option(person), open: fc.boolean() }), {
    maxLength: 4,
  });
  const lead = fc
    .record({ branchId: fc.constantFrom('south', 'north') })
    .map((place) => ({ ...GOLF, ...place }));

  test('nobody absent gets an enquiry, and there is always an owner, a pool or the dispatchers', () => {
    const ends: Record<string, number> = { person: 0, pool: 0, dispatchers: 0 };
    fc.assert(
      fc.property(people, absences, settings, known, lead, (members, absent, wanted, earlier, facts) => {
        const staff = staffOf(members, ...absent);
        const { to, steps, branchId, turn } = decideOwner(
          { lead: facts, known: earlier, turns: [] },
          wanted,
          staff,
        );
        ends[to.kind] = (ends[to.kind] ?? 0) + 1;
        assert.ok(['south', 'north'].includes(branchId));
        assert.ok(decisiveSteps(steps).length > 0, 'it says why');
        if (to.kind !== 'person') return assert.equal(turn, null);
        const owner = members.find(({ id }) => id === to.personId);
        assert.ok(owner && isThere(owner, staff), `${to.personId} is there`);
      }),
      { numRuns: 3_000, seed: 20_260_309 },
    );
    for (const [kind, count] of Object.entries(ends)) assert.ok(count > 300, `${kind}: ${count}`);
  });

  test('in turn, those who are always there get the same number of enquiries, give or take one', () => {
    const coming = fc.array(fc.subarray(['c', 'd', 'e']), { minLength: 10, maxLength: 60 });
    fc.assert(
      fc.property(coming, (days) => {
        const turns = new Map<string, Turn>();
        const counts = new Map<string, number>([
          ['a', 0],
          ['b', 0],
        ]);
        for (const [day, absent] of days.entries()) {
          const staff = staffOf(
            PEOPLE.map((id) => member(id)),
            ...absent.map((id) => away(id)),
          );
          const { turn } = decideOwner(asked({ turns: [...turns.values()] }), ROUND, staff);
          assert.ok(turn);
          turns.set(turn.personId, { ...turn, turn: day + 1 });
          counts.set(turn.personId, (counts.get(turn.personId) ?? 0) + 1);
          assert.ok(Math.abs((counts.get('a') ?? 0) - (counts.get('b') ?? 0)) <= 1, `on day ${day}`);
        }
      }),
      { numRuns: 500, seed: 20_260_309 },
    );
  });
});
