import type { Selectable } from 'kysely';
import { laterTryHours } from '../../domain/intake/mailbox.ts';
import type { DealershipWork } from '../db/database.ts';
import type { UnfetchedMails } from '../db/tables.ts';
import type { Lease } from './store.ts';

/** A message of a mailbox by the server's numbers. */
export interface MailNumber {
  readonly uidValidity: number;
  readonly uid: number;
}

/** Counts a try to fetch a message at its turn, before it is made; returns the how manieth it is. */
export const countTry = async (work: DealershipWork, lease: Lease, mail: MailNumber): Promise<number> => {
  const { tries } = await work.sql
    .insertInto('unfetchedMails')
    .values({ ...keyOf(lease, mail), tries: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['dealershipId', 'mailboxId', 'uidValidity', 'uid'])
        .doUpdateSet((eb) => ({ tries: eb('unfetchedMails.tries', '+', 1) })),
    )
    .returning('tries')
    .executeTakeFirstOrThrow();
  return tries;
};

/** It was fetched, or is gone from the mailbox. */
export const forgetTries = async (work: DealershipWork, lease: Lease, mail: MailNumber): Promise<void> => {
  const { mailboxId, uidValidity, uid } = keyOf(lease, mail);
  await work.sql
    .deleteFrom('unfetchedMails')
    .where('dealershipId', '=', work.dealershipId)
    .where('mailboxId', '=', mailboxId)
    .where('uidValidity', '=', uidValidity)
    .where('uid', '=', uid)
    .execute();
};

const keyOf = ({ dealershipId, id: mailboxId }: Lease, { uidValidity, uid }: MailNumber) => ({
  dealershipId,
  mailboxId,
  uidValidity,
  uid,
});

/** Changes the named columns of what is known of an unfetched mail. */
export const setUnfetched = async (
  work: DealershipWork,
  lease: Lease,
  mail: MailNumber,
  columns: Partial<Selectable<UnfetchedMails>>,
): Promise<void> => {
  const { mailboxId, uidValidity, uid } = keyOf(lease, mail);
  await work.sql
    .updateTable('unfetchedMails')
    .set(columns)
    .where('dealershipId', '=', work.dealershipId)
    .where('mailboxId', '=', mailboxId)
    .where('uidValidity', '=', uidValidity)
    .where('uid', '=', uid)
    .execute();
};

/** Counts a try after a message stood in, before it is made, and says when the next one is due. */
export const countLaterTry = (work: DealershipWork, lease: Lease, mail: StoodInFor): Promise<void> => {
  const tries = mail.tries + 1;
  return setUnfetched(work, lease, mail, { tries, nextTryAt: laterTryAt(work, tries) });
};

/** When a mail is tried again of which a message stands in. */
export const laterTryAt = ({ now }: DealershipWork, tries: number): Temporal.Instant | null => {
  const hours = laterTryHours(tries);
  return hours === null ? null : now.add({ hours });
};

/** It is not in the mailbox any more: nobody tries, but it is known again should it come back. */
export const noteGone = (work: DealershipWork, lease: Lease, mail: MailNumber): Promise<void> =>
  setUnfetched(work, lease, mail, { nextTryAt: null });

/** A mail and the message that stands in for it. */
export interface StoodInFor extends MailNumber {
  readonly standInId: string;
  readonly tries: number;
  readonly isDue: boolean;
}

/** The mails of a mailbox that messages stand in for, by the numbers they had then. */
export const listStoodInFor = async (work: DealershipWork, lease: Lease): Promise<readonly StoodInFor[]> => {
  const rows = await work.sql
    .selectFrom('unfetchedMails')
    .select(['uidValidity', 'uid', 'standInId', 'tries', 'nextTryAt'])
    .where('dealershipId', '=', work.dealershipId)
    .where('mailboxId', '=', lease.id)
    .where('standInId', 'is not', null)
    .orderBy('nextTryAt')
    .orderBy('uidValidity')
    .orderBy('uid')
    .execute();
  return rows.flatMap(({ standInId, nextTryAt, ...mail }) =>
    standInId === null
      ? []
      : [
          {
            ...mail,
            standInId,
            isDue: nextTryAt !== null && Temporal.Instant.compare(nextTryAt, work.now) <= 0,
          },
        ],
  );
};

/** A person says that now is the time: what could not be fetched is tried at the next look. */
export const tryAgainNow = async (work: DealershipWork, mailboxId: string): Promise<void> => {
  await work.sql
    .updateTable('unfetchedMails')
    .set({ nextTryAt: work.now })
    .where('dealershipId', '=', work.dealershipId)
    .where('mailboxId', '=', mailboxId)
    .where('standInId', 'is not', null)
    .execute();
};

/** Another account or folder has other numbers. */
export const forgetUnfetched = async (work: DealershipWork, mailboxId: string): Promise<void> => {
  await work.sql
    .deleteFrom('unfetchedMails')
    .where('dealershipId', '=', work.dealershipId)
    .where('mailboxId', '=', mailboxId)
    .execute();
};
