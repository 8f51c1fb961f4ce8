import type { HealthPart } from '../../contract/health.ts';
import { isDatabaseAway } from '../db/away.ts';
import type { Database } from '../db/database.ts';
import { startLoop } from '../engine/loop.ts';
import { newId } from '../ids.ts';
import type { Log } from '../log.ts';
import { MailboxError } from './error.ts';
import { mailboxFailures, openMailboxes } from './metrics.ts';
import type { SecretBox } from './secrets.ts';
import { giveBack, type Lease, LeaseLost, leaseMailboxes, type Mailbox, noteFailure } from './store.ts';
import { watchMailbox } from './watch.ts';

export interface MailboxServiceNeeds {
  readonly database: Database;
  readonly mailDomain: string;
  /** Whether it shall be found out who sent each mail. */
  readonly checkSender: boolean;
  readonly secrets: SecretBox;
  readonly log: Log;
  /** How often it looks for mailboxes nobody reads. */
  readonly everyMs?: number;
  /** How often a mailbox is looked at without a word from its server. */
  readonly lookEveryMs?: number;
  /** How long a server may be silent in the middle of something. */
  readonly silenceMs?: number;
}

export interface MailboxService {
  /** Of this process's own work; mailboxes out of reach are told by the database (engine/troubles.ts). */
  state(): HealthPart;
  /** Finishes the message under way, signs out everywhere, and leaves the mailboxes to others. */
  stop(): Promise<void>;
}

interface Watch {
  readonly revision: number;
  readonly stop: () => Promise<void>;
}

/**
 * Reads the mailboxes of all dealerships (product.md 7), shared among all processes that run this service: each mailbox
 * has one reader at a time, and another one within a minute of its reader's end.
 */
export const startMailboxService = (needs: MailboxServiceNeeds): MailboxService => {
  const { database, log, everyMs = 2_000 } = needs;
  const process = newId();
  const watches = new Map<string, Watch>();

  const watch = (mailbox: Mailbox): Watch => {
    const stopping = new AbortController();
    const lease: Lease = { dealershipId: mailbox.dealershipId, id: mailbox.id, leasedBy: process };
    const running = watchMailbox({ ...needs, stopping: stopping.signal }, mailbox, lease)
      .catch((cause: unknown) => afterFailure(lease, cause))
      .catch((cause: unknown) =>
        log.warn({ err: cause, mailbox: mailbox.id }, 'a mailbox’s trouble could not be noted'),
      )
      .finally(() => {
        watches.delete(mailbox.id);
        openMailboxes.set(watches.size);
      });
    return {
      revision: mailbox.revision,
      stop: async () => {
        stopping.abort();
        await running;
      },
    };
  };

  const afterFailure = async (lease: Lease, cause: unknown): Promise<void> => {
    // Somebody else reads it, or the loop tells of the database: both are no trouble of the mailbox.
    if (cause instanceof LeaseLost || isDatabaseAway(cause)) return;
    const error = cause instanceof MailboxError ? cause : new MailboxError('broken', String(cause));
    log.warn({ mailbox: lease.id, failure: error.failure, err: cause }, 'a mailbox cannot be read');
    mailboxFailures.inc({ failure: error.failure });
    await database
      .inDealership(lease.dealershipId, (work) => noteFailure(work, lease, error))
      .catch((failed) => {
        if (!(failed instanceof LeaseLost)) throw failed;
      });
  };

  const look = async (): Promise<number> => {
    const ours = await database.acrossDealerships((work) => leaseMailboxes(work, process));
    const revisions = new Map(ours.map(({ id, revision }) => [id, revision]));
    const outdated = [...watches].filter(([id, { revision }]) => revisions.get(id) !== revision);
    await Promise.all(outdated.map(([, one]) => one.stop()));
    for (const mailbox of ours) if (!watches.has(mailbox.id)) watches.set(mailbox.id, watch(mailbox));
    openMailboxes.set(watches.size);
    return 0;
  };
  const loop = startLoop({ name: 'mailboxes', everyMs, round: look, log });

  return {
    state: loop.state,
    stop: async () => {
      await loop.stop();
      await Promise.all([...watches.values()].map((one) => one.stop()));
      // What cannot be given back now is free in a minute.
      await database.acrossDealerships((work) => giveBack(work, process)).catch(() => undefined);
    },
  };
};
