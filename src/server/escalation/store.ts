import type { Selectable } from 'kysely';
import type { ClockKind, Stage } from '../../domain/escalation/policy.ts';
import type { DealershipWork } from '../db/database.ts';
import type { Clocks } from '../db/tables.ts';
import { NOBODY } from '../ids.ts';

/** What the escalation's decisions need of a clock. */
export const CLOCK_COLUMNS = [
  'dealershipId',
  'leadId',
  'generation',
  'kind',
  'startedAt',
  'policyId',
  'calendarId',
  'overdueAt',
  'escalatedAt',
  'appliedAt',
  'told',
] as const;
export type ClockRow = Pick<Selectable<Clocks>, (typeof CLOCK_COLUMNS)[number]>;

/** A stored clock as the rules know it. */
export const runningClock = <Row extends Pick<ClockRow, 'kind' | 'told'>>(row: Row) =>
  row as Row & { readonly kind: ClockKind; readonly told: Stage[] };

/** What was reached on a lead and who was told by mail; `toName` is null for what is seen on screen. */
export const listLedger = async (work: DealershipWork, leadId: string) => {
  const rows = await work.sql
    .selectFrom('escalationLedger as ledger')
    .leftJoin('accounts', (join) =>
      join
        .onRef('accounts.dealershipId', '=', 'ledger.dealershipId')
        .onRef('accounts.id', '=', 'ledger.recipient'),
    )
    .select([
      'generation',
      'stage',
      'recipient',
      'dueAt',
      'recordedAt',
      'outboxId',
      'accounts.name as toName',
    ])
    .where('ledger.dealershipId', '=', work.dealershipId)
    .where('ledger.leadId', '=', leadId)
    .orderBy('dueAt')
    .orderBy('generation')
    .orderBy('stage')
    .orderBy('recipient')
    .execute();
  return rows.map((row) => ({
    ...row,
    id: `${row.generation}-${row.stage}-${row.recipient}`,
    toName: row.recipient === NOBODY ? null : row.toName,
  }));
};
