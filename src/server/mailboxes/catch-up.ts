import type { ImapFlow } from 'imapflow';
import { type MailboxPlace, placeUnder } from '../../domain/intake/mailbox.ts';
import type { Database } from '../db/database.ts';
import { within } from '../within.ts';
import { MailboxError } from './error.ts';
import { findUids, markAsSeen } from './fetch.ts';
import { type Lease, type Mailbox, savePlace } from './store.ts';
import { takeMail, takeOriginal, type Visit } from './take-mail.ts';
import { listStoodInFor, type StoodInFor } from './unfetched.ts';

/** Marked as seen together: few enough that a person looking into the mailbox sees it move. */
const MARKED_AT_ONCE = 25;
/** A database silent for longer counts as away. */
const DATABASE_MS = 30_000;

export interface CatchUpNeeds {
  readonly database: Database;
  readonly mailDomain: string;
  readonly checkSender: boolean;
  /** Asked between two messages. */
  readonly isStopping: () => boolean;
}

/**
 * Takes in what is new in the opened folder, oldest first, and marks it as seen when it is committed. Nothing is ever
 * deleted or moved. A mail the server does not give ends the look; after some looks a message of ours stands in for it, it
 * stays unread, and those behind it come. Returns how far it came. Throws `MailboxError`, `LeaseLost`, or what the database
 * throws.
 */
export const catchUp = async (
  needs: CatchUpNeeds,
  client: ImapFlow,
  mailbox: Mailbox,
  lease: Lease,
  known: MailboxPlace,
): Promise<MailboxPlace> => {
  const { database, isStopping } = needs;
  const server = openedFolder(client);
  const keep: Visit['keep'] = (work) => within(DATABASE_MS, database.inDealership(lease.dealershipId, work));
  const visit: Visit = { ...needs, client, mailbox, lease, uidValidity: server.uidValidity, keep };
  let place = placeUnder(known, server, mailbox.startWith === 'new' ? 'new' : 'unread', mailbox.lookedAt);
  const save = async (change: Partial<MailboxPlace>): Promise<void> => {
    await keep((work) => savePlace(work, lease, change));
    place = { ...place, ...change };
  };
  const stoodInFor = async (): Promise<readonly StoodInFor[]> =>
    (await keep((work) => listStoodInFor(work, lease))).filter(
      ({ uidValidity }) => uidValidity === server.uidValidity,
    );
  const markSeen = async (): Promise<void> => {
    if (place.seenUid >= place.lastUid) return;
    const unread = await findUnread(client, mailbox, place, place.seenUid + 1, place.lastUid);
    const left = await stoodInFor();
    await markAsSeen(
      client,
      unread.filter((uid) => !left.some((mail) => mail.uid === uid)),
    );
    await save({ seenUid: place.lastUid });
  };

  if (place !== known) await save(place);
  // Stopped between the commit and the mark.
  await markSeen();
  for (const uid of await waitingUids(client, mailbox, place)) {
    if (isStopping()) break;
    if (await takeMail(visit, uid)) place = { ...place, lastUid: uid };
    if (place.lastUid - place.seenUid >= MARKED_AT_ONCE) await markSeen();
  }
  await markSeen();
  for (const mail of await stoodInFor()) if (mail.isDue && !isStopping()) await takeOriginal(visit, mail);
  return place;
};

const openedFolder = ({ mailbox: opened }: ImapFlow) => {
  if (!opened) throw new MailboxError('broken', 'The folder is not open any more.');
  return { uidValidity: Number(opened.uidValidity), uidNext: opened.uidNext };
};

/** What is to be taken in, in the server's order. */
const waitingUids = async (client: ImapFlow, mailbox: Mailbox, place: MailboxPlace): Promise<number[]> => {
  const { lastUid, backlogUid, backlogSince } = place;
  const fresh = await findUids(client, { uid: `${Math.max(lastUid, backlogUid) + 1}:*` });
  // "7:*" means the newest message, too, when there is none from 7 on.
  const later = fresh.filter((uid) => uid > Math.max(lastUid, backlogUid));
  if (lastUid >= backlogUid) return later;
  const unread = await findUnread(client, mailbox, place, lastUid + 1, backlogUid);
  const uid = `${lastUid + 1}:${backlogUid}`;
  const recent = backlogSince ? await findUids(client, { uid, since: dayBefore(backlogSince) }) : [];
  return [...new Set([...unread, ...recent])].sort((a, b) => a - b).concat(later);
};

/** What is unread, without what lay there when only what came from then on was wanted, and has another number now. */
const findUnread = async (
  client: ImapFlow,
  { startWith, createdAt }: Mailbox,
  { backlogUid }: MailboxPlace,
  from: number,
  to: number,
): Promise<readonly number[]> => {
  const unread = await findUids(client, { uid: `${from}:${to}`, seen: false });
  if (startWith !== 'new' || from > backlogUid) return unread;
  const uid = `${from}:${Math.min(to, backlogUid)}`;
  const unwanted = new Set(await findUids(client, { uid, seen: false, before: dayBefore(createdAt) }));
  return unread.filter((one) => !unwanted.has(one));
};

/** A day of grace: the server's days are not ours. */
const dayBefore = (at: Temporal.Instant): Date => new Date(at.subtract({ hours: 24 }).epochMilliseconds);
