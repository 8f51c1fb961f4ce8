import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Member, Staff } from '../accounts/staff.ts';
import type { KnownLead } from './decide.ts';
import { proposeOwner } from './propose.ts';
import type { LeadFacts } from './rules.ts';

const PLACE = { branchId: 'south', sourceId: 'mobile.de' };
const lead: LeadFacts = { ...PLACE, make: null, vehicle: null, condition: null, postcode: null };
const seller = (id: string, branches: string[] = []): Member => ({
  id,
  active: true,
  roles: ['seller'],
  scope: { branches, sources: [] },
  reachable: true,
});
const people = [
  seller('anna'),
  seller('bernd'),
  seller('nora', ['north']),
  { ...seller('dora'), roles: ['dispatcher' as const] },
];
const staffWithout = (absent: Record<string, string | null>): Staff => ({
  people,
  absent: new Map(
    Object.entries(absent).map(([accountId, substituteId]) => [
      accountId,
      { id: accountId, accountId, fromOn: '2026-03-09', untilOn: null, substituteId },
    ]),
  ),
});
const propose = (
  absent: Record<string, string | null>,
  known: readonly KnownLead[] = [],
  adviser: 'off' | 'all' = 'all',
) =>
  proposeOwner(
    {
      lead,
      known,
      open: new Map([
        ['anna', 3],
        ['bernd', 1],
      ]),
    },
    adviser,
    staffWithout(absent),
  );
const known: KnownLead[] = [{ number: 7, assigneeId: 'anna', open: false }];

test('the customer’s adviser is proposed before whoever has least to do, unless there are no advisers', () => {
  assert.deepEqual(propose({}, known).steps, [{ code: 'adviser', person: 'anna', number: 7 }]);
  assert.equal(propose({}, known, 'off').personId, 'bernd');
});

test('else whoever is there, sells at this place and has the fewest open leads', () => {
  assert.deepEqual(propose({}).steps.at(-1), { code: 'fewestOpen', person: 'bernd', open: 1 });
  assert.deepEqual(propose({ bernd: null }).steps.slice(-2), [
    { code: 'absent', person: 'bernd' },
    { code: 'onlyOneThere', person: 'anna' },
  ]);
});

test('nobody who sells there is there: their stand-in, whatever else they do; nobody at all: no proposal', () => {
  const standIn = propose({ anna: 'dora', bernd: null });
  assert.deepEqual([standIn.personId, standIn.steps.at(-1)?.code], ['dora', 'standIn']);
  const nobody = propose({ anna: null, bernd: null });
  assert.deepEqual([nobody.personId, nobody.steps.at(-1)?.code], [null, 'nobodyThere']);
});
