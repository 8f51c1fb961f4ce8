import { type Selectable, sql } from 'kysely';
import { isDatabaseAway } from '../db/away.ts';
import type { Database, DealershipWork, Work } from '../db/database.ts';
import type { Outbox } from '../db/tables.ts';
import type { Log } from '../log.ts';
import { CLAIM_MINUTES, setMail } from './attempts.ts';

export type OutboxMail = Selectable<Outbox>;

/** Looks at a mail again in the transaction that claims it; null when it holds as it is written. */
export type Recheck = (
  work: DealershipWork,
  mail: OutboxMail,
) => Promise<{ subject: string; text: string; html: string } | 'obsolete' | null>;

export interface ClaimNeeds {
  readonly database: Database;
  readonly recheck: Recheck;
  /** Mails the relay takes in a minute, from all engines together. */
  readonly mailsPerMinute: number;
  readonly log: Log;
}

export interface Claims {
  /** How many mails were looked at: those that were claimed, and those that need not or cannot be sent. */
  readonly seen: number;
  readonly mails: readonly OutboxMail[];
}

const NOTHING: Claims = { seen: 0, mails: [] };

/** Takes up to `most` due mails for transmission, in fair order and no more than the relay takes in this minute. */
export const claimMails = (
  { database, recheck, mailsPerMinute, log }: ClaimNeeds,
  most: number,
): Promise<Claims> =>
  database.acrossDealerships(async (work) => {
    if (!(await isMailDue(work))) return NOTHING;
    await waitForOurTurn(work);
    const due = await listFairly(work, Math.min(most, await countAllowed(work, mailsPerMinute)));
    const mails: OutboxMail[] = [];
    for (const { dealershipId, id } of due) {
      const claimed = await claimAlone({ ...work, dealershipId }, id, recheck, log);
      if (claimed) mails.push(claimed);
    }
    return { seen: due.length, mails };
  });

const isMailDue = async (work: Work): Promise<boolean> => {
  const due = await work.sql
    .selectFrom('outbox')
    .select('id')
    .where('nextAt', '<=', work.now)
    .where('state', '<>', 'sending')
    .limit(1)
    .executeTakeFirst();
  return due !== undefined;
};

/** One engine claims at a time: two would each count without the other's. */
const waitForOurTurn = async (work: Work): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('relay'))`.execute(work.sql);
};

/**
 * In the last minute, and a little ahead: another engine's transaction may have begun after ours and claimed before.
 * What is further ahead was written before the clock was set back.
 */
const startedRecently = (now: Temporal.Instant) =>
  sql`started_at > ${now.subtract({ minutes: 1 })} and started_at < ${now.add({ minutes: 1 })}`;

/**
 * How many mails may start now. While the relay cannot be reached, one mail a minute asks whether it is back; the
 * others wait without using up their tries.
 */
const countAllowed = async (work: Work, mailsPerMinute: number): Promise<number> => {
  const { rows } = await sql<{ started: number; lastResult: string | null }>`
    select count(*)::integer as started,
           (select result from outbox_attempts where result is not null and started_at < ${work.now.add({ minutes: 1 })}
            order by started_at desc, ended_at desc, outbox_id desc limit 1) as last_result
    from outbox_attempts where ${startedRecently(work.now)}`.execute(work.sql);
  const { started = 0, lastResult = null } = rows[0] ?? {};
  return Math.max(0, (lastResult === 'unreachable' ? 1 : mailsPerMinute) - started);
};

/**
 * Due mails, dealerships in turn: whoever sent least in the last minute comes first, so that one dealership's
 * thousand mails delay another's single one by a moment only. Finds the dealerships by stepping through the index.
 */
const listFairly = async (
  work: Work,
  most: number,
): Promise<readonly { dealershipId: string; id: string }[]> => {
  const { rows } = await sql<{ dealershipId: string; id: string }>`
    with recursive waiting as (
      (select dealership_id from outbox where next_at is not null order by dealership_id limit 1)
      union all
      select (select o.dealership_id from outbox o where o.next_at is not null and o.dealership_id > w.dealership_id
              order by o.dealership_id limit 1)
      from waiting w where w.dealership_id is not null
    ), recent as (
      select dealership_id, count(*) as started from outbox_attempts
      where ${startedRecently(work.now)} group by dealership_id
    )
    select w.dealership_id, due.id
    from waiting w
    cross join lateral (
      select id, next_at, row_number() over (order by next_at, id) as place
      from (select id, next_at from outbox o
            where o.dealership_id = w.dealership_id and o.next_at <= ${work.now} and o.state <> 'sending'
            order by o.next_at, o.id limit ${most}) first
    ) due
    left join recent r on r.dealership_id = w.dealership_id
    order by coalesce(r.started, 0) + due.place, due.next_at, due.id limit ${most}`.execute(work.sql);
  return rows;
};

/** A mail that cannot be claimed is put off and reported; it never holds up the others. */
const claimAlone = async (
  work: DealershipWork,
  id: string,
  recheck: Recheck,
  log: Log,
): Promise<OutboxMail | null> => {
  await sql`savepoint before_mail`.execute(work.sql);
  try {
    return await claimMail(work, id, recheck);
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    await sql`rollback to savepoint before_mail`.execute(work.sql);
    log.error({ err: error, outboxId: id }, 'a mail could not be prepared and was put off');
    const lastAnswer = error instanceof Error ? error.message : String(error);
    await setMail(work, id, {
      state: 'retry',
      nextAt: work.now.add({ minutes: FAULT_PAUSE_MINUTES }),
      lastAnswer,
    });
    return null;
  }
};

const FAULT_PAUSE_MINUTES = 5;

/** Takes the mail for one transmission, or settles it without one. Null when there is nothing to send. */
const claimMail = async (work: DealershipWork, id: string, recheck: Recheck): Promise<OutboxMail | null> => {
  const mail = await work.sql
    .selectFrom('outbox')
    .selectAll()
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .where('nextAt', '<=', work.now)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!mail) return null;

  const fresh = await recheck(work, mail);
  if (fresh === 'obsolete') {
    await setMail(work, id, { state: 'obsolete', nextAt: null });
    return null;
  }
  const attempts = mail.attempts + 1;
  const written = fresh && { subject: fresh.subject, textBody: fresh.text, htmlBody: fresh.html };
  const nextAt = work.now.add({ minutes: CLAIM_MINUTES });
  await setMail(work, id, { state: 'sending', attempts, nextAt, ...written });
  await work.sql
    .insertInto('outboxAttempts')
    .values({ dealershipId: work.dealershipId, outboxId: id, attempt: attempts, startedAt: work.now })
    .execute();
  return { ...mail, attempts, ...written };
};
