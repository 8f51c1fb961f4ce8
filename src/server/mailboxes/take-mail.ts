import type { ImapFlow } from 'imapflow';
import { MOST_TRIES } from '../../domain/intake/mailbox.ts';
import type { DealershipWork } from '../db/database.ts';
import { fetchAbout, fetchMessage, markAsSeen } from './fetch.ts';
import { keepMessage, type Lease, type Mailbox } from './store.ts';
import { findStandInOf, keepOriginal, keepStandIn, tellOfLikely } from './stood-in.ts';
import {
  countLaterTry,
  countTry,
  forgetTries,
  listStoodInFor,
  noteGone,
  type StoodInFor,
} from './unfetched.ts';

/** The opened folder of a mailbox, and where its mails are kept. */
export interface Visit {
  readonly client: ImapFlow;
  readonly mailbox: Mailbox;
  readonly lease: Lease;
  readonly uidValidity: number;
  readonly mailDomain: string;
  readonly checkSender: boolean;
  /** Waits for the database, not for ever. */
  keep<T>(work: (work: DealershipWork) => Promise<T>): Promise<T>;
}

/**
 * Takes in the mail whose turn it is, or, after it was tried often enough, what stands in for it. False when there is
 * nothing to take: whoever deleted it between the search and now was faster. Throws `MailboxError` when the server does not
 * give it.
 */
export const takeMail = async (visit: Visit, uid: number): Promise<boolean> => {
  const { client, mailbox, lease, uidValidity, mailDomain, checkSender, keep } = visit;
  const mail = { uidValidity, uid };
  const { tries, isAnyStoodInFor } = await keep(async (work) => ({
    tries: await countTry(work, lease, mail),
    isAnyStoodInFor: (await listStoodInFor(work, lease)).length > 0,
  }));
  if (tries > MOST_TRIES) {
    // Asking what it is about may break the connection, too: then, the next time, it is not asked.
    const about = tries === MOST_TRIES + 1 ? await fetchAbout(client, uid) : null;
    const unfetched = { ...mail, tries: MOST_TRIES, about };
    await keep((work) => keepStandIn(work, lease, mailbox, unfetched, mailDomain));
    return true;
  }
  const bytes = await fetchMessage(client, uid);
  // What is here is kept, whether the server answers once more or not.
  const about = bytes && isAnyStoodInFor ? await fetchAbout(client, uid).catch(() => null) : null;
  await keep(async (work) => {
    await forgetTries(work, lease, mail);
    if (bytes === null) return;
    const standIn = await findStandInOf(work, lease, about);
    if (standIn) return keepOriginal(work, lease, standIn, { bytes, checkSender }, uid);
    const message = { uid, bytes, peer: mailbox.host, checkSender };
    const [kept] = await keepMessage(work, lease, message, mailDomain);
    if (kept !== undefined && isAnyStoodInFor) await tellOfLikely(work, lease, mail, about, kept);
  });
  return bytes !== null;
};

/** Tries once more to get a mail that a message stands in for, and puts it in that one's place. Throws `MailboxError`. */
export const takeOriginal = async (
  { client, lease, checkSender, keep }: Visit,
  mail: StoodInFor,
): Promise<void> => {
  await keep((work) => countLaterTry(work, lease, mail));
  const bytes = await fetchMessage(client, mail.uid);
  if (bytes === null) return keep((work) => noteGone(work, lease, mail));
  await keep((work) => keepOriginal(work, lease, mail, { bytes, checkSender }, null));
  await markAsSeen(client, [mail.uid]);
};
