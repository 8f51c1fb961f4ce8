import { sql } from 'kysely';
import type { z } from 'zod';
import type { listStandstills as contract } from '../../contract/standstills.ts';
import { LATE_AFTER_SECONDS } from '../../domain/escalation/lateness.ts';
import type { Stage } from '../../domain/escalation/policy.ts';
import type { DealershipWork } from '../db/database.ts';
import { NOBODY } from '../ids.ts';

/** More nobody reads at once; older ones stay in the leads' history. */
const STANDSTILLS_SHOWN = 10;
const STAGES_SHOWN = 20;

/** A time in which no engine worked. */
export interface StandstillTime {
  readonly fromAt: Temporal.Instant;
  readonly untilAt: Temporal.Instant;
}

/** The latest standstill in which something fell due between these instants. */
export const findStandstill = async (
  work: DealershipWork,
  firstDueAt: Temporal.Instant,
  lastDueAt: Temporal.Instant,
): Promise<StandstillTime | null> => {
  const found = await work.sql
    .selectFrom('standstills')
    .selectAll()
    .where('untilAt', '>=', firstDueAt)
    .where('fromAt', '<=', lastDueAt)
    .orderBy('fromAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found ?? null;
};

/** The last times in which no engine worked, and what of this dealership came late by that. */
export const listStandstills = async (work: DealershipWork): Promise<z.input<typeof contract.output>> => {
  const { zone, createdAt } = await work.sql
    .selectFrom('dealerships')
    .select(['zone', 'createdAt'])
    .where('dealershipId', '=', work.dealershipId)
    .executeTakeFirstOrThrow();
  const standstills = await work.sql
    .selectFrom('standstills')
    .selectAll()
    .where('untilAt', '>', createdAt)
    .orderBy('fromAt', 'desc')
    .limit(STANDSTILLS_SHOWN)
    .execute();
  const items = await Promise.all(
    standstills.map(async ({ fromAt, untilAt }) => ({
      fromAt: fromAt.toString(),
      untilAt: untilAt.toString(),
      ...(await listLate(work, { fromAt, untilAt })),
    })),
  );
  return { items, zone };
};

interface LateRow {
  readonly leadId: string;
  readonly number: number;
  readonly customer: string | null;
  readonly vehicle: string | null;
  readonly stage: Stage;
  readonly dueAt: Temporal.Instant;
  readonly lateCount: number;
}

/** Stages that fell due while the engine stood still and were recorded after it; found by the index of late ones. */
const listLate = async (work: DealershipWork, { fromAt, untilAt }: StandstillTime) => {
  const { rows } = await sql<LateRow>`
    select ledger.lead_id, leads.number, leads.vehicle, ledger.stage, ledger.due_at,
           coalesce(leads.customer_name, leads.customer_mail, leads.customer_phone) as customer,
           count(*) over () as late_count
    from escalation_ledger ledger
    join leads on leads.dealership_id = ledger.dealership_id and leads.id = ledger.lead_id
    where ledger.dealership_id = ${work.dealershipId}
      and ledger.due_at > ${fromAt.subtract({ seconds: LATE_AFTER_SECONDS })} and ledger.due_at <= ${untilAt}
      and ledger.recorded_at >= ${untilAt}
      and ledger.recorded_at - ledger.due_at > interval '60 seconds' and ledger.recipient = ${sql.lit(NOBODY)}
    order by ledger.due_at, ledger.lead_id, ledger.stage limit ${STAGES_SHOWN}`.execute(work.sql);
  return {
    lateCount: rows[0]?.lateCount ?? 0,
    late: rows.map(({ leadId, number, customer, vehicle, stage, dueAt }) => ({
      leadId,
      number,
      customer,
      vehicle,
      stage,
      dueAt: dueAt.toString(),
    })),
  };
};
