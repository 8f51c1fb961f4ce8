import { once } from 'node:events';
import type { ImapFlow } from 'imapflow';
import type { MailboxPlace } from '../../domain/intake/mailbox.ts';
import { catchUp, type CatchUpNeeds } from './catch-up.ts';
import { asked, openMailbox } from './connection.ts';
import { MailboxError } from './error.ts';
import { doorOf, sealKey } from './keys.ts';
import type { SecretBox } from './secrets.ts';
import { type Lease, type Mailbox, noteGoodLook, saveSecret } from './store.ts';

/** The guarantee; IDLE only makes it quicker. */
const LOOK_EVERY_MS = 30_000;

export interface WatchNeeds extends Omit<CatchUpNeeds, 'isStopping'> {
  readonly secrets: SecretBox;
  readonly stopping: AbortSignal;
  readonly lookEveryMs?: number;
  /** How long its server may be silent in the middle of something. */
  readonly silenceMs?: number;
}

/**
 * Keeps one mailbox open and takes in what comes, until it is told to stop. Throws `MailboxError` when the mailbox
 * cannot be read, `LeaseLost` when it became somebody else's, or what the database throws.
 */
export const watchMailbox = async (needs: WatchNeeds, mailbox: Mailbox, lease: Lease): Promise<void> => {
  const { database, secrets, stopping, lookEveryMs = LOOK_EVERY_MS, silenceMs } = needs;
  const door = doorOf(mailbox, secrets);
  const { client, newRefreshToken: refreshToken, fault } = await openMailbox(door, silenceMs);
  try {
    if (refreshToken !== null && door.key.auth === 'oauth2') {
      const sealed = sealKey(mailbox, secrets, { ...door.key, refreshToken });
      await database.inDealership(lease.dealershipId, (work) => saveSecret(work, lease, sealed));
    }
    await openFolder(client, mailbox.folder);
    let place: MailboxPlace = placeOf(mailbox);
    for (let isNew = true; !stopping.aborted; isNew = false) {
      const change = nextChange(client, stopping, lookEveryMs);
      try {
        place = await catchUp(
          { ...needs, isStopping: () => stopping.aborted },
          client,
          mailbox,
          lease,
          place,
        );
        await database.inDealership(lease.dealershipId, (work) => noteGoodLook(work, mailbox, lease, isNew));
        if (!stopping.aborted) await change.wait();
      } finally {
        change.forget();
      }
      if (!client.usable && !stopping.aborted) {
        throw new MailboxError('broken', 'The mail server closed the connection.');
      }
      // A server that is asked shows a connection that died without a word, and tells of messages it kept back.
      if (!stopping.aborted) await asked(client.noop());
    }
    await asked(client.logout()).catch(() => undefined);
  } catch (error) {
    throw (error instanceof MailboxError && fault()) || error;
  } finally {
    client.close();
  }
};

const openFolder = async (client: ImapFlow, folder: string): Promise<void> => {
  await asked(client.mailboxOpen(folder)).catch((cause: MailboxError) => {
    if (!client.usable) throw cause;
    throw new MailboxError('folderMissing', cause.message);
  });
};

/** What ends the wait: new messages, a closed connection, the stop, or the time. Heard from the moment it is asked for. */
const nextChange = (client: ImapFlow, stopping: AbortSignal, lookEveryMs: number) => {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), lookEveryMs);
  const signal = AbortSignal.any([over.signal, stopping]);
  const heard = Promise.race([once(client, 'exists', { signal }), once(client, 'close', { signal })]).then(
    () => undefined,
    () => undefined,
  );
  return {
    wait: async (): Promise<void> => {
      // Ends with the next command, or never where the server does not know it.
      if (client.capabilities.has('IDLE')) void client.idle().catch(() => undefined);
      await heard;
    },
    forget: () => {
      clearTimeout(timer);
      over.abort();
    },
  };
};

const placeOf = ({ uidValidity, lastUid, seenUid, backlogUid, backlogSince }: Mailbox): MailboxPlace => ({
  uidValidity,
  lastUid,
  seenUid,
  backlogUid,
  backlogSince,
});
