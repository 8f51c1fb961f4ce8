import { sql } from 'kysely';
import type { Database, Work } from '../db/database.ts';

/** How far the work of all engines together lags behind, as the database tells it. Instants are the program's. */
export interface Lag {
  readonly now: Temporal.Instant;
  /** The engines' last sign of life; null when none ever ran. */
  readonly beatenAt: Temporal.Instant | null;
  /** The clock that has been due for longest or falls due next, and the same of notices. */
  readonly clockDueAt: Temporal.Instant | null;
  readonly noticeDueAt: Temporal.Instant | null;
  readonly rawDueAt: Temporal.Instant | null;
  readonly waitingRaw: number;
  /** Messages that could not even be kept unread. */
  readonly stuckRaw: number;
  /** Since when the mailbox that has been out of reach for longest cannot be read; null when all can. */
  readonly mailboxFailingSince: Temporal.Instant | null;
  /** Since when leads of the connection that has failed for longest cannot be fetched; null when all can. */
  readonly metaFailingSince: Temporal.Instant | null;
  readonly mailDueAt: Temporal.Instant | null;
  /** Mails that are not settled, and those undeliverable that nobody has taken note of, by state. */
  readonly mails: Readonly<Record<string, number>>;
  /** Since when the relay cannot be reached; null while it can, or nothing waits for it. */
  readonly unreachableSince: Temporal.Instant | null;
}

/** Looks at indexes only: cheap enough to be asked all the time. */
export const readLag = (database: Database): Promise<Lag> =>
  database.acrossDealerships(async (work) => {
    const { rows } = await sql<Omit<Lag, 'now' | 'unreachableSince'>>`
      select (select beaten_at from engine_beats) as beaten_at,
             (select min(next_due_at) from clocks) as clock_due_at,
             (select min(send_at) from escalation_notices where state = 'waiting') as notice_due_at,
             (select min(next_read_at) from raw_messages where read_state = 'waiting') as raw_due_at,
             (select count(*) from raw_messages where read_state = 'waiting') as waiting_raw,
             (select count(*) from raw_messages where read_state = 'waiting' and read_attempts > 2) as stuck_raw,
             (select min(failing_since) from mailboxes where not paused) as mailbox_failing_since,
             (select min(failing_since) from meta_connections) as meta_failing_since,
             (select min(next_at) from outbox) as mail_due_at,
             (select coalesce(json_object_agg(state, mails), '{}') from (
                select state, count(*) as mails from outbox where next_at is not null group by state
                union all
                select state, count(*) from outbox where state = 'dead' and dismissed_at is null group by state
              ) counted) as mails`.execute(work.sql);
    const [row] = rows;
    if (!row) throw new Error('The database did not tell how far the work is.');
    const unreachableSince = row.mailDueAt === null ? null : await findUnreachableSince(work);
    return { ...row, now: work.now, unreachableSince };
  });

/** The first of the attempts since which none reached the relay. */
const findUnreachableSince = async ({ sql: statements }: Work): Promise<Temporal.Instant | null> => {
  const { rows } = await sql<{ since: Temporal.Instant | null }>`
    select min(started_at) as since from outbox_attempts
    where result = 'unreachable' and started_at > coalesce(
      (select started_at from outbox_attempts where result <> 'unreachable' order by started_at desc limit 1),
      '-infinity')`.execute(statements);
  return rows[0]?.since ?? null;
};
