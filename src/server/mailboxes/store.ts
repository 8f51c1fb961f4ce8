import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { type MailboxPlace, OUTAGE_SECONDS, retryPauseSeconds } from '../../domain/intake/mailbox.ts';
import { localPartsInHead } from '../../domain/intake/recipient.ts';
import { type DealershipWork, notify, type Work } from '../db/database.ts';
import type { Mailboxes } from '../db/tables.ts';
import { newId } from '../ids.ts';
import { findRecipient, type RawMessage, sha256Of, storeRawMessage } from '../intake/store.ts';
import type { MailboxError } from './error.ts';

/** A mailbox as it is stored. */
export type Mailbox = Selectable<Mailboxes>;

/** Which mailbox, and which of the processes reads it. */
export interface Lease {
  readonly dealershipId: string;
  readonly id: string;
  readonly leasedBy: string;
}

/** A process that has not been heard of for longer has lost its mailboxes to the others. */
const LEASE_SECONDS = 60;

/**
 * Gives the process the mailboxes nobody reads, keeps it those it reads, and returns them all. A mailbox that failed is
 * left alone until its pause is over.
 */
export const leaseMailboxes = async ({ sql: statements, now }: Work, process: string): Promise<Mailbox[]> => {
  const until = now.add({ seconds: LEASE_SECONDS });
  await statements
    .updateTable('mailboxes')
    .set({ leasedBy: process, leasedUntil: until })
    .where('paused', '=', false)
    .where('retryAt', '<=', now)
    .where((eb) =>
      eb.or([
        eb('leasedUntil', 'is', null),
        eb('leasedUntil', '<', now),
        eb.and([
          eb('leasedBy', '=', process),
          eb('leasedUntil', '<', now.add({ seconds: LEASE_SECONDS / 2 })),
        ]),
      ]),
    )
    .execute();
  return statements
    .selectFrom('mailboxes')
    .selectAll()
    .where('leasedBy', '=', process)
    .where('paused', '=', false)
    .where('retryAt', '<=', now)
    .execute();
};

/** Another process has the mailbox now, or its settings were changed: whoever meets this stops reading. */
export class LeaseLost extends Error {}

/** Changes the named columns of a mailbox of ours. Throws `LeaseLost`. */
export const updateLeased = async (
  { sql: statements }: Work,
  { dealershipId, id, leasedBy }: Lease,
  columns: Partial<Mailbox>,
): Promise<void> => {
  const { numUpdatedRows } = await statements
    .updateTable('mailboxes')
    .set(columns)
    .where('dealershipId', '=', dealershipId)
    .where('id', '=', id)
    .where('leasedBy', '=', leasedBy)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new LeaseLost('This mailbox is not ours any more.');
};

/** Notes how far the mailbox is read. Throws `LeaseLost`. */
export const savePlace = (work: Work, lease: Lease, place: Partial<MailboxPlace>): Promise<void> =>
  updateLeased(work, lease, place);

/** Notes the refresh token that replaces ours. Throws `LeaseLost`. */
export const saveSecret = (work: Work, lease: Lease, sealedSecret: string): Promise<void> =>
  updateLeased(work, lease, { sealedSecret });

/**
 * Keeps a message of a mailbox and that it is read up to there, in one transaction, so that none is left out or comes
 * twice, wherever the program is stopped. Returns the queue ids: none when it is known. Throws `LeaseLost`.
 */
export const keepMessage = async (
  work: DealershipWork,
  lease: Lease,
  message: Pick<RawMessage, 'bytes' | 'peer' | 'checkSender'> & { readonly uid: number },
  mailDomain: string,
): Promise<readonly string[]> => {
  const { uid, ...mail } = message;
  await updateLeased(work, lease, { lastUid: uid, lastMessageAt: work.now, lookedAt: work.now });
  const to = await recipientsOf(work, lease, mail.bytes, mailDomain);
  const fresh: RawMessage['to'][number][] = [];
  for (const one of to) if (!(await isKnown(work, mail.bytes, one.recipient.sourceId))) fresh.push(one);
  if (fresh.length === 0) return [];
  return storeRawMessage(work, { ...mail, channel: 'imap', envelopeFrom: '', to: fresh });
};

/** The addresses of this dealership that the mail names; the mailbox's own source when it names none. */
const recipientsOf = async (
  work: DealershipWork,
  { dealershipId, id }: Lease,
  bytes: Buffer,
  mailDomain: string,
): Promise<RawMessage['to']> => {
  const named: RawMessage['to'][number][] = [];
  for (const localPart of localPartsInHead(bytes.toString('latin1', 0, MOST_HEAD_BYTES), mailDomain).slice(
    0,
    MOST_RECIPIENTS,
  )) {
    // Other dealerships are not seen from here.
    const recipient = await findRecipient(work.sql, localPart);
    if (recipient) named.push({ address: `${localPart}@${mailDomain}`, recipient });
  }
  return named.length > 0 ? named : [await ownRecipient(work, { dealershipId, id }, mailDomain)];
};

/** The mailbox's own source, as a recipient. */
export const ownRecipient = async (
  work: DealershipWork,
  { dealershipId, id }: Pick<Lease, 'dealershipId' | 'id'>,
  mailDomain: string,
): Promise<RawMessage['to'][number]> => {
  const { sourceId, localPart } = await work.sql
    .selectFrom('mailboxes')
    .innerJoin('leadAddresses as address', (join) =>
      join
        .onRef('address.dealershipId', '=', 'mailboxes.dealershipId')
        .onRef('address.sourceId', '=', 'mailboxes.sourceId'),
    )
    .select(['mailboxes.sourceId', 'localPart'])
    .where('mailboxes.dealershipId', '=', dealershipId)
    .where('mailboxes.id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    address: `${localPart}@${mailDomain}`,
    recipient: { dealershipId, sourceId, replyLeadId: null },
  };
};

const MOST_HEAD_BYTES = 64_000;
const MOST_RECIPIENTS = 10;

/** Whether these very bytes came from a mailbox already: the mail was moved, or numbered anew. */
const isKnown = async (work: DealershipWork, bytes: Buffer, sourceId: string | null): Promise<boolean> => {
  const known = await work.sql
    .selectFrom('rawMessages')
    .select('id')
    .where('dealershipId', '=', work.dealershipId)
    .where('sourceId', 'is not distinct from', sourceId)
    .where('sha256', '=', sha256Of(bytes))
    .where('channel', '=', 'imap')
    .executeTakeFirst();
  return known !== undefined;
};

/** The mailbox was looked through: it works. A longer time in which nobody could look is kept as an outage. */
export const noteGoodLook = async (
  work: Work,
  mailbox: Mailbox,
  lease: Lease,
  isNew: boolean,
): Promise<void> => {
  const { now } = work;
  const { lookedAt, failingSince } = await work.sql
    .selectFrom('mailboxes')
    .select(['lookedAt', 'failingSince'])
    .where('dealershipId', '=', lease.dealershipId)
    .where('id', '=', lease.id)
    .executeTakeFirstOrThrow();
  if (now.since(lookedAt).total('seconds') > OUTAGE_SECONDS) {
    const { dealershipId, sourceId, username } = mailbox;
    const outage = { dealershipId, id: newId(), sourceId, mailbox: username, fromAt: lookedAt, untilAt: now };
    await work.sql.insertInto('mailboxOutages').values(outage).execute();
  }
  await updateLeased(work, lease, {
    lookedAt: now,
    failures: 0,
    failingSince: null,
    failure: null,
    failureDetail: null,
    ...(isNew && { connectedAt: now }),
  });
  if (isNew || failingSince !== null) await notify(work, 'messages', lease.dealershipId);
};

/** The mailbox cannot be read: when it is tried again, and what to tell people. Gives it back. Throws `LeaseLost`. */
export const noteFailure = async (work: Work, lease: Lease, error: MailboxError): Promise<void> => {
  const { failures, failingSince } = await work.sql
    .selectFrom('mailboxes')
    .select(['failures', 'failingSince'])
    .where('dealershipId', '=', lease.dealershipId)
    .where('id', '=', lease.id)
    .executeTakeFirstOrThrow(() => new LeaseLost('This mailbox was removed.'));
  await updateLeased(work, lease, {
    ...GIVEN_BACK,
    connectedAt: null,
    failures: failures + 1,
    failingSince: failingSince ?? work.now,
    failure: error.failure,
    failureDetail: error.message,
    retryAt: work.now.add({ seconds: retryPauseSeconds(failures + 1) }),
  });
  await notify(work, 'messages', lease.dealershipId);
};

const GIVEN_BACK = { leasedBy: null, leasedUntil: null };

/** The process stops: others may have its mailboxes at once. */
export const giveBack = async ({ sql: statements }: Work, process: string): Promise<void> => {
  await statements.updateTable('mailboxes').set(GIVEN_BACK).where('leasedBy', '=', process).execute();
};

/** A time in which a mailbox of a source was not read. */
export interface MailboxOutage {
  readonly mailbox: string;
  readonly fromAt: Temporal.Instant;
  /** null: it still is not. */
  readonly untilAt: Temporal.Instant | null;
}

/**
 * When the mailboxes of a source were out of reach between two instants, also when they were paused or nobody ran:
 * the third of the causes a source may be silent for (product.md 6). Oldest first; empty when mail could always come.
 */
export const intakeOutages = async (
  work: DealershipWork,
  sourceId: string,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<readonly MailboxOutage[]> => {
  const over = await work.sql
    .selectFrom('mailboxOutages')
    .select(['mailbox', 'fromAt', sql<Temporal.Instant | null>`until_at`.as('untilAt')])
    .where('dealershipId', '=', work.dealershipId)
    .where('sourceId', '=', sourceId)
    .where('fromAt', '<', until)
    .where('untilAt', '>', from)
    .orderBy('fromAt')
    .orderBy('id')
    .execute();
  const going = await work.sql
    .selectFrom('mailboxes')
    .select(['username as mailbox', 'lookedAt as fromAt'])
    .where('dealershipId', '=', work.dealershipId)
    .where('sourceId', '=', sourceId)
    .where('lookedAt', '<', work.now.subtract({ seconds: OUTAGE_SECONDS }))
    .where('lookedAt', '<', until)
    .orderBy('lookedAt')
    .orderBy('id')
    .execute();
  return [...over, ...going.map((one) => ({ ...one, untilAt: null }))];
};
