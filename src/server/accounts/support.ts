import { sql } from 'kysely';
import type { z } from 'zod';
import type { getSupport } from '../../contract/support.ts';
import type { DealershipWork, Work } from '../db/database.ts';
import { newId } from '../ids.ts';
import { recordChange, requireDealership } from '../settings/store.ts';
import type { Caller, Visitor } from './caller.ts';

const VISIT_HOURS = 4;
const VISITS_SHOWN = 100;

/** An operator begins to work inside a dealership, for a reason it can read; whatever visit was open ends. */
export const enterDealership = async (
  work: Work,
  { authUserId, name }: Visitor,
  dealershipId: string,
  reason: string,
): Promise<Temporal.Instant> => {
  await requireDealership(work, dealershipId);
  await leaveDealership(work, authUserId);
  const endsAt = work.now.add({ hours: VISIT_HOURS });
  await work.sql
    .insertInto('supportVisits')
    .values({
      dealershipId,
      id: newId(),
      operatorId: authUserId,
      operatorName: name,
      reason,
      enteredAt: work.now,
      endsAt,
    })
    .execute();
  return endsAt;
};

export const leaveDealership = async (work: Work, operatorId: string): Promise<void> => {
  await work.sql
    .updateTable('supportVisits')
    .set({ endsAt: work.now })
    .where('operatorId', '=', operatorId)
    .where('endsAt', '>', work.now)
    .execute();
};

/** What support may see here, and when it was here. */
export const describeSupport = async (
  work: DealershipWork,
  caller: Caller,
): Promise<z.input<typeof getSupport.output>> => {
  const { supportSeesLeads, zone } = await readSetting(work);
  const visits = await work.sql
    .selectFrom('supportVisits as visit')
    .select(['id', 'operatorName as name', 'reason', 'enteredAt', 'endsAt'])
    .select((eb) =>
      eb
        .selectFrom('settingChanges as change')
        .whereRef('change.dealershipId', '=', 'visit.dealershipId')
        .whereRef('change.changedBy', '=', 'visit.operatorId')
        .where(sql<boolean>`change.changed_at between visit.entered_at and visit.ends_at`)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('changes'),
    )
    .where('visit.dealershipId', '=', work.dealershipId)
    .orderBy('enteredAt', 'desc')
    .orderBy('id', 'desc')
    .limit(VISITS_SHOWN)
    .execute();
  return {
    seesLeads: supportSeesLeads,
    mayChange: caller.roles.includes('admin') && caller.support === undefined,
    visits: visits.map(({ enteredAt, endsAt, changes, ...visit }) => ({
      ...visit,
      enteredAt: enteredAt.toString(),
      endsAt: endsAt.toString(),
      changes: changes ?? 0,
    })),
    zone,
  };
};

export const setSupport = async (work: DealershipWork, seesLeads: boolean, caller: Caller): Promise<void> => {
  const { supportSeesLeads } = await readSetting(work);
  if (supportSeesLeads === seesLeads) return;
  await work.sql
    .updateTable('dealerships')
    .set({ supportSeesLeads: seesLeads })
    .where('dealershipId', '=', work.dealershipId)
    .execute();
  await recordChange(work, {
    subject: 'support',
    old: { supportSeesLeads },
    new: { supportSeesLeads: seesLeads },
    changedBy: caller.accountId,
  });
};

const readSetting = (work: DealershipWork) =>
  work.sql
    .selectFrom('dealerships')
    .select(['supportSeesLeads', 'zone'])
    .where('dealershipId', '=', work.dealershipId)
    .executeTakeFirstOrThrow();
