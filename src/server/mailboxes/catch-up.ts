import type { ImapFlow, SearchObject } from 'imapflow';
import { type MailboxPlace, placeUnder } from '../../domain/intake/mailbox.ts';
import type { Database } from '../db/database.ts';
import { MAX_MESSAGE_BYTES } from '../smtp/receive.ts';
import { within } from '../within.ts';
import { asked } from './connection.ts';
import { MailboxError } from './error.ts';
import { keepMessage, type Lease, type Mailbox, savePlace } from './store.ts';

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
 * deleted or moved. Returns how far it came. Throws `MailboxError`, `LeaseLost`, or what the database throws.
 */
export const catchUp = async (
  needs: CatchUpNeeds,
  client: ImapFlow,
  mailbox: Mailbox,
  lease: Lease,
  known: MailboxPlace,
): Promise<MailboxPlace> => {
  const { database, mailDomain, checkSender, isStopping } = needs;
  let place = await currentPlace(client, mailbox, known);
  const save = async (change: Partial<MailboxPlace>): Promise<void> => {
    await within(
      DATABASE_MS,
      database.inDealership(lease.dealershipId, (work) => savePlace(work, lease, change)),
    );
    place = { ...place, ...change };
  };
  const markSeen = async (): Promise<void> => {
    if (place.seenUid >= place.lastUid) return;
    const taken = await newUids(client, { uid: `${place.seenUid + 1}:${place.lastUid}`, seen: false });
    // A mailbox that may only be looked at keeps its marks; what was taken in is known all the same.
    if (taken.length > 0) await asked(client.messageFlagsAdd(taken.join(), ['\\Seen'], { uid: true }));
    await save({ seenUid: place.lastUid });
  };

  if (place !== known) await save(place);
  // Stopped between the commit and the mark.
  await markSeen();
  for (const uid of await waitingUids(client, place)) {
    if (isStopping()) break;
    const bytes = await fetchMessage(client, uid);
    // Whoever deleted it between the search and now was faster.
    if (bytes) {
      const message = { uid, bytes, peer: mailbox.host, checkSender };
      await within(
        DATABASE_MS,
        database.inDealership(lease.dealershipId, (work) => keepMessage(work, lease, message, mailDomain)),
      );
      place = { ...place, lastUid: uid };
    }
    if (place.lastUid - place.seenUid >= MARKED_AT_ONCE) await markSeen();
  }
  await markSeen();
  return place;
};

const currentPlace = async (
  client: ImapFlow,
  mailbox: Mailbox,
  known: MailboxPlace,
): Promise<MailboxPlace> => {
  const opened = client.mailbox;
  if (!opened) throw new MailboxError('broken', 'The folder is not open any more.');
  const server = { uidValidity: Number(opened.uidValidity), uidNext: opened.uidNext };
  return placeUnder(known, server, mailbox.startWith === 'new' ? 'new' : 'unread', mailbox.lookedAt);
};

/** What is to be taken in, in the server's order. */
const waitingUids = async (client: ImapFlow, place: MailboxPlace): Promise<number[]> => {
  const { lastUid, backlogUid, backlogSince } = place;
  const fresh = await newUids(client, { uid: `${Math.max(lastUid, backlogUid) + 1}:*` });
  // "7:*" means the newest message, too, when there is none from 7 on.
  const later = fresh.filter((uid) => uid > Math.max(lastUid, backlogUid));
  if (lastUid >= backlogUid) return later;
  const uid = `${lastUid + 1}:${backlogUid}`;
  const unread = await newUids(client, { uid, seen: false });
  // A day of grace: the server's days are not ours.
  const recent = backlogSince
    ? await newUids(client, { uid, since: new Date(backlogSince.epochMilliseconds - DAY_MS) })
    : [];
  return [...new Set([...unread, ...recent])].sort((a, b) => a - b).concat(later);
};

const DAY_MS = 86_400_000;

const newUids = async (client: ImapFlow, query: SearchObject): Promise<number[]> => {
  const found = await asked(client.search(query, { uid: true }));
  if (!found) throw new MailboxError('broken', 'The server refused to search the folder.');
  return found.sort((a, b) => a - b);
};

/** The message, or as much of it as is taken by SMTP: the rest stays in the mailbox. Null when it is gone. */
const fetchMessage = async (client: ImapFlow, uid: number): Promise<Buffer | null> => {
  const about = await asked(client.fetchOne(String(uid), { size: true }, { uid: true }));
  if (!about) return null;
  const source = (about.size ?? 0) > MAX_MESSAGE_BYTES ? { maxLength: MAX_MESSAGE_BYTES } : true;
  const message = await asked(client.fetchOne(String(uid), { source }, { uid: true }));
  if (message && message.source) return message.source;
  if (!client.usable)
    throw new MailboxError('broken', `The connection broke while message ${uid} was fetched.`);
  return null;
};
