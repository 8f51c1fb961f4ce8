import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { WhatIfAnswer } from '../../src/contract/stats.ts';
import type { EscalationSettings } from '../../src/domain/escalation/settings.ts';
import type { Person } from '../harness/person.ts';
import { type Dealership, instantOf, startWorld, type World } from '../harness/world.ts';

// One Monday of a dealership, and what would have become of it by other times.
let world: World;
let dealer: Dealership;
let controller: Person;
let settings: EscalationSettings;

const hours = (count: number) => ({ on: true, minutes: count * 60, unit: 'openingHours' }) as const;
const ask = (body: { settings?: EscalationSettings; days?: number } = {}) =>
  controller.post<WhatIfAnswer>('/api/statistics/what-if', { settings, days: 90, ...body });
const chosen = (change: Partial<EscalationSettings['stages']>) => ({
  ...settings,
  stages: { ...settings.stages, ...change },
});

before(async () => {
  world = await startWorld();
  dealer = await world.setUp();
  controller = await dealer.hire('Conrad Conradi', 'controller');
  ({ settings } = await controller.get<{ settings: EscalationSettings }>('/api/escalation/settings'));
  const homepage = dealer.sources.find(({ kind }) => kind === 'homepage');

  world.jumpTo('2026-03-02T10:00');
  const enquiryOf = (name: string, to = '') =>
    dealer.enquiry({ name, mail: `${name}@kunde.example`, ...(to && { to }) });
  const [early, late, spam] = [await enquiryOf('frueh'), await enquiryOf('spaet'), await enquiryOf('spam')];
  await enquiryOf('nie', homepage?.leadAddress);
  const old = {
    kind: 'phone',
    name: 'Alt',
    arrivedAt: instantOf('2026-02-20T10:00').toString(),
    imported: true,
  };
  await dealer.admin.post('/api/leads', old);
  await dealer.admin.post(`/api/leads/${spam.id}/close`, { outcome: 'unusable', reason: 'spam' });
  await world.passTo('2026-03-02T11:30');
  await dealer.admin.post(`/api/leads/${early.id}/call`, {});
  await world.passTo('2026-03-02T13:00');
  await dealer.admin.post(`/api/leads/${late.id}/call`, {});
  await world.passTo('2026-03-02T17:00');
});
after(() => world.stop());

test('the present times give what really happened, unusable and brought-over leads left out', async () => {
  const { all, sources } = await ask();
  const reached = { overdue: 2, escalated: 1 };
  assert.deepEqual(all, { leads: 3, present: reached, chosen: reached });
  assert.deepEqual(
    sources.map(({ name, leads, present }) => [name, leads, present]),
    [
      ['mobile.de', 2, { overdue: 1, escalated: 0 }],
      ['Homepage', 1, { overdue: 1, escalated: 1 }],
    ],
  );
});

test('shorter times would have escalated more, longer ones less', async () => {
  const shorter = await ask({ settings: chosen({ E1: hours(1), 'E2.1': hours(1) }) });
  assert.deepEqual(shorter.all.chosen, { overdue: 3, escalated: 2 });
  assert.deepEqual(shorter.all.present, { overdue: 2, escalated: 1 });
  const longer = await ask({ settings: chosen({ E1: hours(5), 'E2.1': hours(4) }) });
  assert.deepEqual(longer.all.chosen, { overdue: 1, escalated: 0 });
});

test('exceptions of a source hold for its leads, whatever is chosen for the dealership', async () => {
  const homepage = dealer.sources.find(({ kind }) => kind === 'homepage')?.id ?? '';
  const answer = await ask({
    settings: { ...chosen({ E1: hours(1) }), sources: { [homepage]: { E1: hours(9) } } },
  });
  assert.deepEqual(answer.all.chosen, { overdue: 2, escalated: 0 });
});

test('leads of earlier days are left out; asking changes nothing and is not for sellers', async () => {
  world.jumpTo('2026-03-04T10:00:01');
  const { all, sources } = await ask({ days: 2 });
  assert.deepEqual([all.leads, sources], [0, []]);
  assert.equal((await ask({ days: 3 })).all.leads, 3);
  const saved = await controller.get<{ version: number }>('/api/escalation/settings');
  assert.equal(saved.version, 1);
  const vera = await dealer.hire('Vera Vogt', 'seller');
  const answer = await vera.ask('POST', '/api/statistics/what-if', { settings, days: 90 });
  assert.equal(answer.status, 403);
  world.noUnexpectedMail();
});
