import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { z } from 'zod';
import type { listChanges } from '../../contract/settings.ts';
import type { EscalationSettings } from '../../domain/escalation/settings.ts';
import { type Dealership, startWorld, type World } from '../../../test/harness/world.ts';
import { readConfig } from '../../config.ts';
import { createOperator } from '../accounts/commands.ts';
import { readChanges } from './changes.ts';
import { setUpDealership } from './setup.ts';
import { recordChange } from './store.ts';

type Changes = z.output<typeof listChanges.output>;

let world: World;
let dealer: Dealership;
before(async () => {
  world = await startWorld();
  dealer = await world.setUp();
});
after(() => world.stop());

const changes = (query = '') => dealer.admin.get<Changes>(`/api/settings/changes${query}`);

test('a change names the person, the subject, old and new, and what its ids are called', async () => {
  const path = '/api/escalation/settings';
  const { settings, version } = await dealer.admin.get<{ settings: EscalationSettings; version: number }>(
    path,
  );
  const [source] = dealer.sources;
  assert.ok(source);
  const sources = { [source.id]: { E1: { on: true, minutes: 60, unit: 'openingHours' } } };
  await dealer.admin.put(path, {
    settings: { ...settings, sources },
    basedOnVersion: version,
    openLeads: 'keep',
  });
  const { items, names } = await changes('?subject=escalation.settings');
  assert.deepEqual(
    items.map(({ by, subject, old, new: now }) => ({ by, subject, old, now })),
    [
      {
        by: { kind: 'person', name: 'Adam Ahrens' },
        subject: 'escalation.settings',
        old: settings,
        now: { ...settings, sources },
      },
    ],
  );
  assert.equal(names[source.id], source.name);
});

test('what support and the installation itself did is told apart from people', async () => {
  const admin = { name: 'Olga Ott', mail: 'olga@haus.example', password: 'ein langes Passwort' };
  const operatorId = await world.database.acrossDealerships((work) =>
    createOperator(work, { name: 'Otto Ohm', mail: 'otto@betrieb.example', password: admin.password }),
  );
  const { dealershipId } = await setUpDealership(
    world.database,
    readConfig({}),
    { name: 'Autohaus Fern', state: 'BY', admin, people: [] },
    operatorId,
  );
  const theirs = await world.database.inDealership(dealershipId, (work) => readChanges(work, {}));
  assert.deepEqual([...new Set(theirs.items.map(({ by }) => by.kind))], ['support']);
  const { items } = await changes('?subject=dealership');
  assert.deepEqual(
    items.map(({ by }) => by),
    [{ kind: 'installation', name: null }],
  );
});

test('older changes come page by page, each once, and only to those who may see them', async () => {
  await world.database.inDealership(dealer.id, async (work) => {
    for (let number = 1; number <= 120; number++) {
      await recordChange(work, { subject: 'counter', old: number - 1, new: number, changedBy: null });
    }
  });
  const seen: number[] = [];
  for (let cursor = ''; ; ) {
    const page = await changes(`?subject=counter${cursor}`);
    seen.push(...page.items.map((change) => Number(change.new)));
    if (page.nextCursor === null) break;
    cursor = `&cursor=${page.nextCursor}`;
  }
  assert.deepEqual(
    seen.toSorted((a, b) => a - b),
    Array.from({ length: 120 }, (_, index) => index + 1),
  );
  assert.ok((await changes()).subjects.includes('counter'));
  const vera = await dealer.hire('Vera Vogt', 'seller');
  assert.equal((await vera.ask('GET', '/api/settings/changes')).status, 403);
});
