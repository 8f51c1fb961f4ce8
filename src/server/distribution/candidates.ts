import type { z } from 'zod';
import type { getCandidates } from '../../contract/distribution.ts';
import { isThere, standInFor } from '../../domain/accounts/staff.ts';
import { sellersOf } from '../../domain/distribution/decide.ts';
import { proposeOwner } from '../../domain/distribution/propose.ts';
import { factsOf } from '../../domain/distribution/rules.ts';
import type { Enquiry } from '../../domain/intake/enquiry.ts';
import { oversees } from '../../domain/leads/sight.ts';
import type { Caller } from '../accounts/caller.ts';
import { readSight, readStaff } from '../accounts/store.ts';
import type { DealershipWork } from '../db/database.ts';
import { Refusal } from '../refusal.ts';
import { readWorkload } from '../stats/store.ts';
import { waitsForDispatcher } from './commands.ts';
import { namesInSteps } from './names.ts';
import { listKnownLeads, presentDistribution } from './store.ts';

/** Everybody a dispatcher can give a lead to, and whom the product proposes; for whoever oversees the lead's place. */
export const readCandidates = async (
  work: DealershipWork,
  leadId: string,
  caller: Caller,
): Promise<z.input<typeof getCandidates.output>> => {
  const lead = await work.sql
    .selectFrom('leads')
    .select(['branchId', 'sourceId', 'enquiry', 'customerId'])
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', leadId)
    .executeTakeFirst();
  if (!lead || !oversees(await readSight(work, caller), lead))
    throw new Refusal('notFound', 'There is no such lead among those you give away.');
  const staff = await readStaff(work);
  const workload = new Map((await readWorkload(work)).map((row) => [row.accountId, row]));
  const sellers = sellersOf(lead, staff);
  const proposal = proposeOwner(
    {
      lead: factsOf(lead, lead.enquiry as Enquiry),
      known: await listKnownLeads(work, lead.customerId, leadId),
      open: new Map([...workload].map(([id, { open }]) => [id ?? '', open])),
    },
    (await presentDistribution(work)).settings.adviser,
    staff,
  );
  return {
    items: staff.people
      .filter(({ active }) => active)
      .map((person) => ({
        accountId: person.id,
        name: person.name,
        sells: sellers.includes(person),
        absence: isThere(person, staff)
          ? null
          : {
              untilOn: staff.absent.get(person.id)?.untilOn ?? null,
              standIn: standInFor(person, staff)?.name ?? null,
            },
        open: workload.get(person.id)?.open ?? 0,
        overdue: workload.get(person.id)?.overdue ?? 0,
      })),
    toPool: !(await waitsForDispatcher(work, lead)),
    proposal: { ...proposal, names: await namesInSteps(work, proposal.steps) },
  };
};
