import type { UnfetchedMail } from '../../domain/intake/unreadable.ts';
import type { DealershipWork } from '../db/database.ts';
import { MAIL_MEDIA_TYPE } from '../intake/document.ts';
import { readUnfetched, STAND_IN_MEDIA_TYPE, writeStandIn } from '../intake/stand-in.ts';
import { completeMessage, findMessage, type RawMessage, storeRawMessage } from '../intake/store.ts';
import { recordEvent, survivorIdOf } from '../leads/store.ts';
import { type Lease, ownRecipient, updateLeased } from './store.ts';
import {
  forgetTries,
  laterTryAt,
  listStoodInFor,
  type MailNumber,
  setUnfetched,
  type StoodInFor,
} from './unfetched.ts';

/** The stored mailbox, as far as it is told of. */
interface Origin {
  readonly host: string;
  readonly username: string;
  readonly folder: string;
}

/**
 * Keeps a message that says which mail lies in the mailbox and could not be fetched; the mailbox is read up to there. One
 * that stands in for it under another number stands in for it under this one now. Throws `LeaseLost`.
 */
export const keepStandIn = async (
  work: DealershipWork,
  lease: Lease,
  origin: Origin,
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
  const known = await findStandInOf(work, lease, mail.about);
  if (known) await forgetTries(work, lease, known);
  const standInId =
    known?.standInId ?? (await storeStandIn(work, lease, origin, mail, failureDetail, mailDomain));
  await setUnfetched(work, lease, mail, { standInId, tries: 0, nextTryAt: laterTryAt(work, 0) });
  if (!known) await tellOfLikely(work, lease, mail, mail.about, standInId);
};

const storeStandIn = async (
  work: DealershipWork,
  lease: Lease,
  { host, username, folder }: Origin,
  mail: MailNumber & Pick<UnfetchedMail, 'tries' | 'about'>,
  said: string | null,
  mailDomain: string,
): Promise<string> => {
  const [id = ''] = await storeRawMessage(work, {
    channel: 'imap',
    mediaType: STAND_IN_MEDIA_TYPE,
    bytes: writeStandIn({ ...mail, mailbox: username, folder, said: said ?? '' }),
    envelopeFrom: '',
    peer: host,
    to: [await ownRecipient(work, lease, mailDomain)],
  });
  return id;
};

/**
 * The mail itself could be fetched after all; `uid` when it was at its turn under another number than before. Throws
 * `LeaseLost`.
 */
export const keepOriginal = async (
  work: DealershipWork,
  lease: Lease,
  mail: StoodInFor,
  message: Pick<RawMessage, 'bytes' | 'checkSender'>,
  uid: number | null,
): Promise<void> => {
  const place = uid === null ? {} : { lastUid: uid };
  await updateLeased(work, lease, { ...place, lastMessageAt: work.now, lookedAt: work.now });
  await completeMessage(work, mail.standInId, { ...message, mediaType: MAIL_MEDIA_TYPE });
  await forgetTries(work, lease, mail);
};

/**
 * The message that stands in for this mail, whatever number it had then: servers number anew, and people move mails away and
 * back. It is the same when the server says the very same of it, all of it: taken for another one, an enquiry would vanish
 * behind a lead that somebody may have closed; not recognised, it is only there twice.
 */
export const findStandInOf = async (
  work: DealershipWork,
  lease: Lease,
  about: UnfetchedMail['about'],
): Promise<StoodInFor | null> => {
  if (about === null) return null;
  for (const mail of await listStoodInFor(work, lease)) {
    const told = await toldBy(work, mail.standInId);
    if (JSON.stringify(told.about) === JSON.stringify(about)) return mail;
  }
  return null;
};

const toldBy = async (work: DealershipWork, standInId: string): Promise<UnfetchedMail> =>
  readUnfetched((await findMessage(work, standInId)).bytes.toString());

/**
 * Of a mail that the server told nothing about, nothing says which one it is once it has another number. So every mail that
 * lay in the mailbox then and is not known becomes an enquiry of its own, and the lead of what stood in tells of it: that a
 * person closes one too many is no loss.
 */
export const tellOfLikely = async (
  work: DealershipWork,
  lease: Lease,
  mail: MailNumber,
  about: UnfetchedMail['about'],
  rawMessageId: string,
): Promise<void> => {
  const { backlogUid } = await work.sql
    .selectFrom('mailboxes')
    .select('backlogUid')
    .where('dealershipId', '=', lease.dealershipId)
    .where('id', '=', lease.id)
    .executeTakeFirstOrThrow();
  if (mail.uid > backlogUid) return;
  for (const { uidValidity, standInId } of await listStoodInFor(work, lease)) {
    if (uidValidity === mail.uidValidity || (await toldBy(work, standInId)).about !== null) continue;
    const from = about?.from.name || about?.from.address || '';
    const data = { rawMessageId, from, subject: about?.subject ?? '' };
    for (const leadId of await leadsOf(work, standInId))
      await recordEvent(work, leadId, 'numberedAnew', data, null);
  }
};

const leadsOf = async (work: DealershipWork, rawMessageId: string): Promise<readonly string[]> => {
  const leads = await work.sql
    .selectFrom('leads')
    .select('id')
    .where('dealershipId', '=', work.dealershipId)
    .where('rawMessageId', '=', rawMessageId)
    .orderBy('number')
    .execute();
  return Promise.all(leads.map(({ id }) => survivorIdOf(work, id)));
};
