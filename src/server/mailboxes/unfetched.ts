import type { Selectable } from 'kysely';
import { laterTryHours } from '../../domain/intake/mailbox.ts';
import type { UnfetchedMail } from '../../domain/intake/unreadable.ts';
import type { DealershipWork } from '../db/database.ts';
import type { UnfetchedMails } from '../db/tables.ts';
import { STAND_IN_MEDIA_TYPE, writeStandIn } from '../intake/stand-in.ts';
import { putOriginal, storeRawMessage } from '../intake/store.ts';
import { type Lease, ownRecipient, updateLeased } from './store.ts';

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

const setUnfetched = async (
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

const laterTryAt = ({ now }: DealershipWork, tries: number): Temporal.Instant | null => {
  const hours = laterTryHours(tries);
  return hours === null ? null : now.add({ hours });
};

/** The stored mailbox, as far as it is told of. */
interface Origin {
  readonly host: string;
  readonly username: string;
  readonly folder: string;
}

/**
 * Keeps a message that says which mail lies in the mailbox and could not be fetched; the mailbox is read up to there.
 * Throws `LeaseLost`.
 */
export const keepStandIn = async (
  work: DealershipWork,
  lease: Lease,
  { host, username, folder }: Origin,
  mail: MailNumber & Pick<UnfetchedMail, 'tries' | 'about'>,
  mailDomain: string,
): Promise<void> => {
  const { failureDetail } = await work.sql
    .selectFrom('mailboxes')
    .select('failureDetail')
    .where('dealershipId', '=', lease.dealershipId)
    .where('id', '=', lease.id)
    .executeTakeFirstOrThrow();
  await updateLeased(work, lease, { lastUid: mail.uid, lookedAt: work.now, failures: 0 });
  const [standInId = null] = await storeRawMessage(work, {
    channel: 'imap',
    mediaType: STAND_IN_MEDIA_TYPE,
    bytes: writeStandIn({ ...mail, mailbox: username, folder, said: failureDetail ?? '' }),
    envelopeFrom: '',
    peer: host,
    to: [await ownRecipient(work, lease, mailDomain)],
  });
  await setUnfetched(work, lease, mail, { standInId, tries: 0, nextTryAt: laterTryAt(work, 0) });
};

/** The mail itself could be fetched after all. Throws `LeaseLost`. */
export const keepOriginal = async (
  work: DealershipWork,
  lease: Lease,
  mail: StoodInFor,
  message: Parameters<typeof putOriginal>[2],
): Promise<void> => {
  await updateLeased(work, lease, { lastMessageAt: work.now, lookedAt: work.now });
  await putOriginal(work, mail.standInId, message);
  await forgetTries(work, lease, mail);
};

/** A mail and the message that stands in for it. */
export interface StoodInFor extends MailNumber {
  readonly standInId: string;
  readonly tries: number;
  readonly isDue: boolean;
}

/** The mails of a mailbox that messages stand in for. */
export const listStoodInFor = async (
  work: DealershipWork,
  lease: Lease,
  uidValidity: number,
): Promise<readonly StoodInFor[]> => {
  const rows = await work.sql
    .selectFrom('unfetchedMails')
    .select(['uid', 'standInId', 'tries', 'nextTryAt'])
    .where('dealershipId', '=', work.dealershipId)
    .where('mailboxId', '=', lease.id)
    .where('uidValidity', '=', uidValidity)
    .orderBy('nextTryAt')
    .execute();
  return rows.flatMap(({ standInId, nextTryAt, ...mail }) =>
    standInId === null
      ? []
      : [
          {
            ...mail,
            uidValidity,
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
