import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIRST_ACKNOWLEDGEMENT } from '../../src/domain/acknowledgement/acknowledgement.ts';
import type { LeadItem } from '../../src/contract/leads.ts';
import { type Dealership, startWorld, type World } from '../harness/world.ts';
import { freePort } from '../harness/free-port.ts';

// Mail loops are impossible: whatever comes back to us is recognised, and what answers us is answered a few times at most.

const acknowledge = (dealer: Dealership) =>
  dealer.admin.put('/api/acknowledgements', {
    branchId: dealer.branchId,
    sourceId: null,
    spec: { ...FIRST_ACKNOWLEDGEMENT, on: true, relays: true },
  });

const leadsOf = async (dealer: Dealership): Promise<LeadItem[]> =>
  (await dealer.admin.get<{ items: LeadItem[] }>('/api/leads?view=all')).items;

test('whose relay leads back to its own listener gets its mails back, notes them, and falls silent', async () => {
  const port = String(await freePort());
  const world = await startWorld({
    LEADWACHT_SMTP_PORT: port,
    LEADWACHT_SMTP_RELAY: `smtp://127.0.0.1:${port}`,
  });
  try {
    world.jumpTo('2026-03-03T09:00');
    const dealer = await world.setUp();
    await acknowledge(dealer);
    const [first, second] = dealer.sources;
    // The customer's address is a lead address of ours: every mail to them is one to us.
    const lead = await dealer.enquiry({ mail: second?.leadAddress ?? '', to: first?.leadAddress ?? '' });
    await dealer.admin.post(`/api/leads/${lead.id}/answer`, { subject: 'Ihr Golf', text: 'Ja.' });
    await world.passTo('2026-03-05T09:00');
    assert.equal((await leadsOf(dealer)).length, 1, 'our own answer is no enquiry');
    const { history } = await world.lead(dealer.admin, lead.id);
    assert.equal(history.filter(({ kind }) => kind === 'ownMailReturned').length, 1);
    assert.equal(history.filter(({ kind }) => kind === 'acknowledged').length, 0);
    const { items } = await dealer.admin.get<{ items: object[] }>('/api/outbox');
    assert.equal(items.length, 1, 'and nothing answered it');
  } finally {
    await world.stop();
  }
});

/** Brings every mail the one's relay has got to the other's listener, until nothing moves any more; says how many moved. */
const exchange = async (one: World, other: World, change: (raw: string) => string): Promise<number> => {
  let moved = 0;
  for (const [from, to] of Array.from(
    { length: 30 },
    () =>
      [
        [one, other],
        [other, one],
      ] as const,
  ).flat()) {
    await from.work();
    const mails = from.relay.mails.slice(taken.get(from) ?? 0);
    taken.set(from, from.relay.mails.length);
    for (const mail of mails) {
      await to.bring(change(mail.raw), mail.to);
      moved += 1;
    }
    await to.work();
  }
  return moved;
};
const taken = new Map<World, number>();

for (const [what, change] of [
  ['as they are', (raw: string) => raw],
  [
    'with every mark of a machine taken off',
    (raw: string) =>
      raw.replaceAll(/^(?:auto-submitted|x-auto-response-suppress|x-leadwacht): .*\r?\n/gim, ''),
  ],
] as const) {
  test(`two installations that thank each other stop at once or at the limit: mails ${what}`, async () => {
    const one = await startWorld({ LEADWACHT_MAIL_DOMAIN: 'eins.example' });
    const other = await startWorld({ LEADWACHT_MAIL_DOMAIN: 'zwei.example' });
    try {
      const houses: Dealership[] = [];
      for (const world of [one, other]) {
        world.jumpTo('2026-03-03T09:00');
        const dealer = await world.setUp();
        await acknowledge(dealer);
        houses.push(dealer);
      }
      const [here, there] = houses as [Dealership, Dealership];
      const addressOf = (dealer: Dealership, domain: string) =>
        (dealer.sources[0]?.leadAddress ?? '').replace('leads.localhost', domain);
      await here.enquiry({ mail: addressOf(there, 'zwei.example'), to: addressOf(here, 'eins.example') });
      const moved = await exchange(one, other, change);
      assert.ok(moved >= 1 && moved <= 4, `${moved} mails went to and fro`);
      assert.ok((await leadsOf(here)).length <= 2 && (await leadsOf(there)).length <= 2);
    } finally {
      await one.stop();
      await other.stop();
    }
  });
}
