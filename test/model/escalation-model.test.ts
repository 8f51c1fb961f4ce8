import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { Caller } from '../../src/server/accounts/caller.ts';
import type { DealershipWork } from '../../src/server/db/database.ts';
import { manualEnquiry } from '../../src/domain/intake/manual.ts';
import { customerWrote, receiveEnquiry } from '../../src/server/leads/commands.ts';
import { closeLead, logContact, noteLead, reopenLead, setFollowUp } from '../../src/server/leads/handling.ts';
import { NOBODY } from '../../src/server/ids.ts';
import { changeSettings, readSettings } from '../../src/server/escalation/settings.ts';
import { type Dealership, instantOf, startWorld, type World } from '../harness/world.ts';
import * as model from './reference.ts';

// Random lives of leads, on the real program and on the reference beside it: time and the engine are shared, as in a
// dealership; every lead has acts of its own. MODEL_LIVES=… for more of them; a failure prints its seed.
const LIVES = Number(process.env['MODEL_LIVES'] ?? 400);
const LEADS_AT_ONCE = 40;
const ROUNDS = 12;
const BEGIN = instantOf('2026-03-02T00:00');

let world: World;
let dealer: Dealership;
let caller: Caller;

before(async () => {
  world = await startWorld();
  dealer = await world.setUp('Autohaus Immerauf', { state: 'none', hours: '24/7' });
  await dealer.hire('Clara Conrad', 'controller');
  caller = {
    accountId: dealer.admin.id,
    dealershipId: dealer.id,
    name: dealer.admin.name,
    roles: ['admin'],
    language: 'de',
  };
  const on = (minutes: number) => ({ on: true, minutes, unit: 'clockHours' as const });
  await inDealership(async (work) => {
    const { settings, version } = await readSettings(work, caller);
    const {
      E1,
      'E2.1': escalation,
      'EM2.1': mail,
      'E2.2': followUpEscalation,
      'EM2.2': followUpMail,
    } = model.MINUTES;
    const times = {
      E1: on(E1),
      'E2.1': on(escalation),
      'EM2.1': on(mail),
      'E2.2': on(followUpEscalation),
      'EM2.2': on(followUpMail),
    };
    const stages = { ...settings.stages, ...times };
    await changeSettings(
      work,
      { settings: { ...settings, stages }, basedOnVersion: version, openLeads: 'keep' },
      caller,
    );
  });
});
after(() => world.stop());

const inDealership = <T>(work: (work: DealershipWork) => Promise<T>): Promise<T> =>
  world.database.inDealership(dealer.id, work);

type Act =
  | { kind: 'call' | 'close' | 'reopen' | 'customerWrites' | 'note' }
  | { kind: 'followUp'; inMinutes: number };

interface Round {
  /** Time that passes first. */
  readonly minutes: number;
  /** Whether the engine is awake. */
  readonly sweep: boolean;
  /** What happens to each lead. */
  readonly acts: readonly (Act | null)[];
}

const act: fc.Arbitrary<Act | null> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('call', 'close', 'reopen', 'customerWrites', 'note') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('followUp' as const),
      inMinutes: fc.integer({ min: -300, max: 3_000 }),
    }),
  },
);
const rounds: fc.Arbitrary<Round[]> = fc.array(
  fc.record({
    minutes: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 3_000 })),
    sweep: fc.boolean(),
    acts: fc.array(act, { minLength: LEADS_AT_ONCE, maxLength: LEADS_AT_ONCE }),
  }),
  { minLength: 1, maxLength: ROUNDS, size: 'max' },
);

test(`${LIVES} random lives of leads go as the reference says`, async () => {
  // Each story begins long after the one before it, so that what was left open there has been told.
  let beginsAt = 0;
  await fc.assert(
    fc.asyncProperty(rounds, async (story) => {
      beginsAt += 60 * 24 * 60;
      await tell(story, beginsAt);
    }),
    { numRuns: Math.ceil(LIVES / LEADS_AT_ONCE) },
  );
});

const tell = async (story: readonly Round[], beginsAt: number): Promise<void> => {
  let now = beginsAt;
  world.jumpTo(minute(now));
  await world.work();
  const leads = await inDealership(async (work) => {
    const arrived: { id: string; model: model.ModelLead }[] = [];
    const enquiry = manualEnquiry({ name: 'Karla Kunde', text: '' }, 'homepage');
    const received = {
      sourceId: dealer.sources[0]?.id ?? '',
      rawMessageId: null,
      enquiry,
      messageId: null,
      arrivedAt: work.now,
    };
    for (let count = 0; count < LEADS_AT_ONCE; count++) {
      const { leadId } = await receiveEnquiry(work, received);
      arrived.push({ id: leadId, model: model.arrive(now) });
    }
    return arrived;
  });
  for (const { minutes, sweep, acts } of story) {
    now += minutes;
    world.jumpTo(minute(now));
    if (sweep) {
      await world.work();
      for (const lead of leads) model.sweep(lead.model, now);
    }
    for (const [index, lead] of leads.entries()) {
      const step = acts[index];
      if (step) await both(step, lead.id, lead.model, now);
    }
    await compare(leads);
  }
};

/** The act on the program and on the reference; what the program refuses, the reference ignores. */
const both = async (step: Act, leadId: string, lead: model.ModelLead, now: number): Promise<void> => {
  const closed = lead.status === 'closed';
  await inDealership(async (work) => {
    switch (step.kind) {
      case 'call': {
        const next = { kind: 'followUp', at: work.now.add({ minutes: 60 }) } as const;
        if (!closed)
          await logContact(work, leadId, { what: 'call', reached: true, text: undefined, next }, caller);
        return model.followUp(lead, now, 60);
      }
      case 'followUp':
        if (!closed)
          await setFollowUp(
            work,
            leadId,
            { at: work.now.add({ minutes: step.inMinutes }), text: undefined },
            caller,
          );
        return model.followUp(lead, now, step.inMinutes);
      case 'close':
        if (!closed)
          await closeLead(work, leadId, { outcome: 'lost', reason: 'other', text: undefined }, caller);
        return model.close(lead, now);
      case 'reopen':
        if (closed) await reopenLead(work, leadId, undefined, caller);
        return model.reopen(lead, now);
      case 'customerWrites':
        await customerWrote(work, {
          leadId,
          rawMessageId: leadId,
          subject: '',
          text: '',
          arrivedAt: work.now,
        });
        return model.customerWrites(lead, now);
      case 'note':
        return noteLead(work, leadId, 'x', caller);
    }
  });
};

const compare = (leads: readonly { id: string; model: model.ModelLead }[]): Promise<void> =>
  inDealership(async ({ sql }) => {
    const ids = leads.map(({ id }) => id);
    const rows = await sql.selectFrom('leads').select(['id', 'status']).where('id', 'in', ids).execute();
    const clocks = await sql.selectFrom('clocks').selectAll().where('leadId', 'in', ids).execute();
    const ledger = await sql.selectFrom('escalationLedger').selectAll().where('leadId', 'in', ids).execute();
    for (const { id, model: expected } of leads) {
      const own = clocks.filter(({ leadId }) => leadId === id);
      const entries = ledger.filter(({ leadId }) => leadId === id);
      const written = (mailed: boolean) =>
        entries.filter(({ recipient }) => (recipient !== NOBODY) === mailed);
      assert.equal(
        own.length,
        expected.status === 'closed' ? 0 : 1,
        'every lead that is not closed has exactly one clock',
      );
      assert.deepEqual(
        {
          status: rows.find((row) => row.id === id)?.status,
          overdue: own.some(({ overdueAt }) => overdueAt !== null),
          escalated: own.some(({ escalatedAt }) => escalatedAt !== null),
          stages: written(false)
            .map(({ generation, stage, dueAt }) => `${generation} ${stage} ${minutesOf(dueAt)}`)
            .toSorted(),
          mails: written(true)
            .map(({ generation, stage }) => `${generation} ${stage}`)
            .toSorted(),
        },
        {
          status: expected.status,
          overdue: model.isOverdue(expected),
          escalated: model.isEscalated(expected),
          stages: expected.ledger.toSorted(),
          mails: expected.mails.toSorted(),
        },
      );
    }
  });

const minute = (minutes: number): Temporal.Instant => BEGIN.add({ minutes });
const minutesOf = (instant: Temporal.Instant): number => instant.since(BEGIN).total('minutes');
