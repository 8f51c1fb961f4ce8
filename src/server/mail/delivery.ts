import type { Selectable } from 'kysely';
import { type Database, type DealershipWork, notify } from '../db/database.ts';
import type { Outbox } from '../db/tables.ts';
import type { Relay, TransmissionResult } from './transmission.ts';

/** Looks at a mail again in the transaction that claims it. */
export type Recheck = (
  work: DealershipWork,
  mail: Selectable<Outbox>,
) => Promise<{ subject: string; text: string; html: string } | 'obsolete' | null>;

/** How long a claimed mail may take; then nobody knows whether the relay has it. */
const CLAIM_MINUTES = 2;
/** Pauses between tries while the relay says "not now". */
const RETRY_PAUSES_MINUTES = [1, 5, 15, 60, 180, 360, 720];
/** A mail that may have been transmitted is sent once more, with the same Message-ID, and never a third time. */
const MOST_UNKNOWN = 2;
const MAILS_PER_SWEEP = 20;

interface Needs {
  readonly database: Database;
  readonly relay: Relay;
  readonly recheck: Recheck;
  readonly mailFrom: string;
}

/**
 * Claims the mails that are due, transmits them, and records the answers. Returns how many were due. A slow or refusing
 * relay delays its mails, never the engine: claims are short transactions, and transmission happens outside of any.
 */
export const sweepOutbox = async (needs: Needs): Promise<number> => {
  const due = await needs.database.acrossDealerships(({ sql, now }) =>
    sql
      .selectFrom('outbox')
      .select(['dealershipId', 'id'])
      .where('nextAt', '<=', now)
      .orderBy('nextAt')
      .limit(MAILS_PER_SWEEP)
      .execute(),
  );
  await Promise.all(due.map((mail) => deliver(needs, mail)));
  return due.length;
};

const deliver = async (
  needs: Needs,
  { dealershipId, id }: { dealershipId: string; id: string },
): Promise<void> => {
  const claimed = await needs.database.inDealership(dealershipId, (work) =>
    claimMail(work, id, needs.recheck),
  );
  if (!claimed) return;
  const {
    fromName,
    fromAddress,
    toName,
    toAddress,
    subject,
    textBody,
    htmlBody,
    messageId,
    inReplyTo,
    kind,
  } = claimed;
  const result = await needs.relay.transmit({
    from: fromAddress === null ? needs.mailFrom : { name: fromName ?? '', address: fromAddress },
    to: { name: toName, address: toAddress },
    subject: subject ?? '',
    text: textBody ?? '',
    html: htmlBody,
    messageId,
    inReplyTo,
    automatic: kind !== 'answer',
  });
  await needs.database.inDealership(dealershipId, (work) => recordResult(work, claimed, result));
};

/** Takes the mail for one transmission, or settles it without one. Null when there is nothing to send. */
const claimMail = async (
  work: DealershipWork,
  id: string,
  recheck: Recheck,
): Promise<Selectable<Outbox> | null> => {
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
  if (mail.state === 'sending') return claimRanOut(work, mail);

  const fresh = await recheck(work, mail);
  if (fresh === 'obsolete') {
    await setMail(work, id, { state: 'obsolete', nextAt: null });
    return null;
  }
  const attempts = mail.attempts + 1;
  const written = fresh && { subject: fresh.subject, textBody: fresh.text, htmlBody: fresh.html };
  await setMail(work, id, {
    state: 'sending',
    attempts,
    nextAt: work.now.add({ minutes: CLAIM_MINUTES }),
    ...written,
  });
  await work.sql
    .insertInto('outboxAttempts')
    .values({ dealershipId: work.dealershipId, outboxId: id, attempt: attempts, startedAt: work.now })
    .execute();
  return { ...mail, attempts, ...written };
};

/** The sender died or hangs: the mail may be at the relay. */
const claimRanOut = async (work: DealershipWork, mail: Selectable<Outbox>): Promise<null> => {
  await recordResult(work, mail, { result: 'unknown', answer: 'no answer before the claim ran out' });
  return null;
};

const recordResult = async (
  work: DealershipWork,
  mail: Selectable<Outbox>,
  { result, answer }: TransmissionResult,
): Promise<void> => {
  // Somebody else settled this attempt after our deadline: their word stands.
  const { numUpdatedRows } = await work.sql
    .updateTable('outboxAttempts')
    .set({ endedAt: work.now, result, answer })
    .where('dealershipId', '=', work.dealershipId)
    .where('outboxId', '=', mail.id)
    .where('attempt', '=', mail.attempts)
    .where('result', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await setMail(work, mail.id, { ...(await afterwards(work, mail, result)), lastAnswer: answer });
};

/** Where a mail stands after an attempt. */
const afterwards = async (
  work: DealershipWork,
  mail: Selectable<Outbox>,
  result: TransmissionResult['result'],
): Promise<Partial<Selectable<Outbox>>> => {
  switch (result) {
    case 'accepted':
      return { state: 'sent', nextAt: null, sentAt: work.now };
    case 'refused':
      return { state: 'dead', nextAt: null };
    case 'refusedForNow': {
      const pauseMinutes = RETRY_PAUSES_MINUTES[mail.attempts - 1];
      if (pauseMinutes === undefined) return { state: 'dead', nextAt: null };
      return { state: 'retry', nextAt: work.now.add({ minutes: pauseMinutes }) };
    }
    case 'unknown':
      if ((await countUnknown(work, mail.id)) >= MOST_UNKNOWN) return { state: 'dead', nextAt: null };
      return { state: 'uncertain', nextAt: work.now.add({ minutes: CLAIM_MINUTES }) };
  }
};

const countUnknown = async (work: DealershipWork, id: string): Promise<number> => {
  const { count } = await work.sql
    .selectFrom('outboxAttempts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('dealershipId', '=', work.dealershipId)
    .where('outboxId', '=', id)
    .where('result', '=', 'unknown')
    .executeTakeFirstOrThrow();
  return count;
};

const setMail = async (
  work: DealershipWork,
  id: string,
  columns: Partial<Selectable<Outbox>>,
): Promise<void> => {
  await work.sql
    .updateTable('outbox')
    .set(columns)
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .execute();
  await notify(work, 'outbox', work.dealershipId);
};
