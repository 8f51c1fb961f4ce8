import type { WhatIfAnswer } from '../../contract/stats.ts';
import type { EscalationSettings } from '../../domain/escalation/settings.ts';
import { type PastLead, whatIfBySource, whatIfOfAll } from '../../domain/stats/what-if.ts';
import type { DealershipWork } from '../db/database.ts';
import { timesByPlace } from '../escalation/commands.ts';
import { isTestEnquiry, wasBroughtOver } from '../sources/store.ts';

/** What would have become of the leads of the last days by the present times, and by others (product.md 10). */
export const answerWhatIf = async (
  work: DealershipWork,
  { settings, days }: { settings: EscalationSettings; days: number },
): Promise<WhatIfAnswer> => {
  const since = work.now.subtract({ hours: days * 24 });
  const leads = await listUsableLeads(work, since);
  const bySource = whatIfBySource(
    leads,
    await timesByPlace(work),
    await timesByPlace(work, settings),
    work.now,
  );
  const sources = await listSourceNames(work);
  return {
    since: since.toString(),
    all: whatIfOfAll(bySource.values()),
    sources: sources
      .flatMap(({ id, name }) => {
        const counted = bySource.get(id);
        return counted ? [{ id, name, ...counted }] : [];
      })
      .sort((a, b) => b.leads - a.leads),
  };
};

/**
 * Real enquiries that arrived since then: no spam, duplicates and tests (product.md 2), nor old ones that were brought
 * over, whose clock did not begin with their arrival (T47).
 */
const listUsableLeads = (work: DealershipWork, since: Temporal.Instant): Promise<PastLead[]> =>
  work.sql
    .selectFrom('leads')
    .select(['branchId', 'sourceId', 'arrivedAt', 'firstHandledAt as handledAt'])
    .where('dealershipId', '=', work.dealershipId)
    .where('arrivedAt', '>=', since)
    .where((eb) =>
      eb.or([eb('closeOutcome', 'is', null), eb('closeOutcome', 'not in', ['unusable', 'merged'])]),
    )
    .where((eb) => eb.not(isTestEnquiry(eb.ref('enquiry'))))
    .where((eb) => eb.not(wasBroughtOver(eb.ref('enquiry'))))
    .execute();

const listSourceNames = (work: DealershipWork) =>
  work.sql
    .selectFrom('sources')
    .select(['id', 'name'])
    .where('dealershipId', '=', work.dealershipId)
    .orderBy('name')
    .orderBy('id')
    .execute();
