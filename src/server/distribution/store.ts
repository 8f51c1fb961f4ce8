import { INITIAL_DISTRIBUTION, type DistributionSettings } from '../../domain/distribution/settings.ts';
import type { KnownLead, Turn } from '../../domain/distribution/decide.ts';
import type { DealershipWork } from '../db/database.ts';
import { ofSameCustomer } from '../customers/store.ts';

/** The distribution as it is set now. */
export const presentDistribution = async (work: DealershipWork) => {
  const row = await work.sql
    .selectFrom('distributionSettings')
    .select(['settings', 'version', 'createdAt', 'createdBy'])
    .where('dealershipId', '=', work.dealershipId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { ...row, settings: row.settings as DistributionSettings };
};

export const insertDistribution = async (
  work: DealershipWork,
  version: number,
  settings: DistributionSettings,
  createdBy: string | null,
): Promise<void> => {
  await work.sql
    .insertInto('distributionSettings')
    .values({
      dealershipId: work.dealershipId,
      version,
      settings: JSON.stringify(settings),
      createdAt: work.now,
      createdBy,
    })
    .execute();
};

/** What a new dealership begins with. */
export const insertFirstDistribution = (work: DealershipWork): Promise<void> =>
  insertDistribution(work, 1, INITIAL_DISTRIBUTION, null);

/** Enough to find who handled the customer's latest leads. */
const REMEMBERED_LEADS = 20;

/** Earlier leads of a customer, newest first; spam and what goes on in another lead say nothing of who handled them. */
export const listKnownLeads = async (
  work: DealershipWork,
  customerId: string | null,
  exceptId: string | null,
): Promise<KnownLead[]> => {
  if (customerId === null) return [];
  const rows = await work.sql
    .selectFrom('leads')
    .select(['number', 'assigneeId', 'closedAt'])
    .where('leads.dealershipId', '=', work.dealershipId)
    .where(ofSameCustomer(work, customerId))
    .$if(exceptId !== null, (query) => query.where('leads.id', '!=', exceptId ?? ''))
    .where((eb) =>
      eb.or([eb('closeOutcome', 'is', null), eb('closeOutcome', 'not in', ['unusable', 'merged'])]),
    )
    .orderBy('leads.arrivedAt', 'desc')
    .orderBy('leads.id', 'desc')
    .limit(REMEMBERED_LEADS)
    .execute();
  return rows.map(({ number, assigneeId, closedAt }) => ({ number, assigneeId, open: closedAt === null }));
};

/** Whose turn it was, in all groups of the dealership. */
export const listTurns = async (work: DealershipWork): Promise<Turn[]> => {
  const rows = await work.sql
    .selectFrom('distributionTurns')
    .select(['turnGroup', 'accountId', 'turn'])
    .where('dealershipId', '=', work.dealershipId)
    .execute();
  return rows.map(({ turnGroup, accountId, turn }) => ({ group: turnGroup, personId: accountId, turn }));
};
