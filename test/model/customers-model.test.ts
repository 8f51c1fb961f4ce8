import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { manualEnquiry } from '../../src/domain/intake/manual.ts';
import { mergeCustomers, separateCustomer } from '../../src/server/customers/commands.ts';
import type { DealershipWork } from '../../src/server/db/database.ts';
import { receiveEnquiry } from '../../src/server/leads/receiving.ts';
import { type Dealership, startWorld, type World } from '../harness/world.ts';

// Random enquiries of few addresses and telephones, random mergings and separations of whoever that made (decision 25).
// MODEL_SEED=… for the same again.
const STORIES = Number(process.env['MODEL_STORIES'] ?? 60);
const SEED = Number(process.env['MODEL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const OWN_MAILS = ['karla@kunde.example', 'otto@ohm.example', 'anna@alt.example'];
const NOBODYS_MAILS = ['abc123@mail.kleinanzeigen.de', 'noreply@kunde.example'];
const PHONES = ['0171 3920011', '0511 3920022'];
const NAMES = ['Karla Kunde', 'Otto Ohm', 'K. Kunde'];

const act = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('arrive' as const),
      name: fc.constantFrom(...NAMES),
      mail: fc.option(fc.constantFrom(...OWN_MAILS, ...NOBODYS_MAILS), { nil: undefined }),
      phone: fc.option(fc.constantFrom(...PHONES), { nil: undefined }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('merge' as const), one: fc.nat(), other: fc.nat() }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('separate' as const), merging: fc.nat() }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** A merging as a person said it: whoever `from` was taken for at that time, into whoever `into` was. */
interface Merging {
  readonly from: string;
  readonly into: string;
}

interface Story {
  readonly dealer: Dealership;
  /** What each lead said, by its id. */
  readonly said: Map<string, { readonly mail: string | undefined; readonly phone: string | undefined }>;
  readonly customers: Set<string>;
  mergings: readonly Merging[];
}

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

test(`${STORIES} random stories: an address has one customer, and mergings are links that can be taken back in any order`, async () => {
  const dealer = await world.setUp();
  const seen = { merged: 0, separated: 0, unidentified: 0 };
  const story = fc.asyncProperty(
    fc.array(act, { minLength: 10, maxLength: 30, size: 'max' }),
    async (acts) => {
      await world.database.inDealership(dealer.id, forgetCustomers);
      const told: Story = { dealer, said: new Map(), customers: new Set(), mergings: [] };
      for (const one of acts)
        await world.database.inDealership(dealer.id, (work) => perform(work, told, one, seen));
      await world.database.inDealership(dealer.id, (work) => check(work, told, seen));
    },
  );
  await fc.assert(story, { numRuns: STORIES, seed: SEED });
  for (const [what, count] of Object.entries(seen)) assert.ok(count > STORIES / 5, `${what}: ${count}`);
});

/** Every story begins with strangers; the leads of the one before stay, without anybody to be known by. */
const forgetCustomers = async ({ sql, dealershipId }: DealershipWork): Promise<void> => {
  await sql.updateTable('leads').set({ customerId: null }).where('dealershipId', '=', dealershipId).execute();
  for (const table of ['leadIdentities', 'customerIdentities', 'customerMerges', 'customers'] as const)
    await sql.deleteFrom(table).where('dealershipId', '=', dealershipId).execute();
};

const perform = async (
  work: DealershipWork,
  story: Story,
  wanted: Act,
  seen: Record<'merged' | 'separated', number>,
): Promise<void> => {
  const { dealer, said, customers } = story;
  if (wanted.kind === 'arrive') {
    const { name, mail, phone } = wanted;
    const enquiry = manualEnquiry({ name, mail, phone, text: '' }, 'other');
    const sourceId = dealer.sources[0]?.id ?? '';
    const { leadId: id } = await receiveEnquiry(work, {
      sourceId,
      rawMessageId: null,
      messageId: null,
      enquiry,
      arrivedAt: work.now,
    });
    said.set(id, { mail, phone });
    const customerId = (await customersOfLeads(work)).get(id);
    if (customerId) customers.add(customerId);
  } else if (wanted.kind === 'merge') {
    const all = [...customers];
    const [one, other] = [all[wanted.one % all.length], all[wanted.other % all.length]];
    if (one === undefined || other === undefined) return;
    const [from, into] = [rootOf(one, story.mergings), rootOf(other, story.mergings)];
    await mergeCustomers(work, one, other, dealer.admin.id);
    if (from === into) return;
    story.mergings = [...story.mergings, { from, into }];
    seen.merged += 1;
  } else {
    const merging = story.mergings[wanted.merging % story.mergings.length];
    if (!merging) return;
    await separateCustomer(work, merging.from, dealer.admin.id);
    story.mergings = story.mergings.filter((one) => one !== merging);
    seen.separated += 1;
  }
};

/** Whom a customer is taken for: the end of the links that stand. */
const rootOf = (customer: string, mergings: readonly Merging[]): string => {
  const next = mergings.find(({ from }) => from === customer);
  return next ? rootOf(next.into, mergings) : customer;
};

const customersOfLeads = async ({ sql, dealershipId }: DealershipWork) => {
  const rows = await sql
    .selectFrom('leads')
    .select(['id', 'customerId'])
    .where('dealershipId', '=', dealershipId)
    .execute();
  return new Map(rows.map(({ id, customerId }) => [id, customerId]));
};

const check = async (
  work: DealershipWork,
  { said, customers, mergings }: Story,
  seen: Record<'unidentified', number>,
): Promise<void> => {
  const { sql, dealershipId } = work;
  const owners = await customersOfLeads(work);
  const byMail = new Map<string, string>();
  for (const [id, { mail, phone }] of said) {
    const owner = owners.get(id) ?? null;
    const ownMail = mail !== undefined && OWN_MAILS.includes(mail) ? mail : null;
    assert.equal(
      owner === null,
      ownMail === null && phone === undefined,
      'who says who they are is known, nobody else',
    );
    if (owner === null) seen.unidentified += 1;
    if (owner === null || ownMail === null) continue;
    assert.equal(byMail.get(ownMail) ?? owner, owner, `${ownMail} is one customer, merged or not`);
    byMail.set(ownMail, owner);
  }
  const identities = await sql
    .selectFrom('customerIdentities')
    .select(['value', 'customerId'])
    .where('dealershipId', '=', dealershipId)
    .execute();
  for (const { value } of identities) assert.ok(!NOBODYS_MAILS.includes(value), `${value} identifies nobody`);
  for (const [mail, owner] of byMail)
    assert.equal(
      identities.find(({ value }) => value === mail)?.customerId,
      owner,
      `${mail} finds its customer`,
    );
  const roots = await sql
    .selectFrom('customers')
    .select(['id', 'rootId'])
    .where('dealershipId', '=', dealershipId)
    .execute();
  assert.deepEqual(new Set(roots.map(({ id }) => id)), customers, 'nobody is lost by merging and separating');
  for (const { id, rootId } of roots)
    assert.equal(rootId, rootOf(id, mergings), 'taken for whom the links say');
};
