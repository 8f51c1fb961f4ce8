import type { MailKind } from '../../contract/outbox.ts';
import { type DealershipWork, notify } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';

/** A mail that shall leave. Escalation mails get their text when they are claimed. */
export interface NewMail {
  readonly kind: MailKind;
  readonly toName: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly accountId?: string;
  readonly leadId?: string;
  /** Whom it comes from; the installation's own address when left out. */
  readonly from?: { readonly name: string; readonly address: string };
  /** Message-IDs without angle brackets, as the two below. */
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
  readonly attachments?: readonly OutgoingFile[];
  /** Not before then; at once when left out. */
  readonly sendAt?: Temporal.Instant;
}

/** A file that is sent with a mail. */
export interface OutgoingFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** Puts a mail into the outbox within the caller's transaction: it leaves if, and only if, that commits. */
export const enqueueMail = async (work: DealershipWork, mail: NewMail): Promise<string> => {
  const id = newId();
  await work.sql
    .insertInto('outbox')
    .values({
      dealershipId: work.dealershipId,
      id,
      kind: mail.kind,
      accountId: mail.accountId ?? null,
      leadId: mail.leadId ?? null,
      toName: mail.toName,
      toAddress: mail.toAddress,
      fromName: mail.from?.name ?? null,
      fromAddress: mail.from?.address ?? null,
      subject: mail.subject,
      textBody: mail.text,
      htmlBody: mail.html ?? null,
      inReplyTo: mail.inReplyTo ?? null,
      referenceIds: [...(mail.references ?? [])],
      messageId: messageIdOf(id),
      nextAt: mail.sendAt ?? work.now,
      createdAt: work.now,
    })
    .execute();
  const files = (mail.attachments ?? []).map(({ content, ...file }, position) => ({
    dealershipId: work.dealershipId,
    outboxId: id,
    position,
    ...file,
    content: Buffer.from(content),
  }));
  if (files.length > 0) await work.sql.insertInto('outboxAttachments').values(files).execute();
  await notify(work, 'outbox', work.dealershipId);
  return id;
};

/** Sends a mail again at once that was given up, or of which nobody knows; its tries and pauses begin anew. */
export const resendMail = async (work: DealershipWork, id: string): Promise<void> => {
  const { numUpdatedRows } = await work.sql
    .updateTable('outbox')
    .set((eb) => ({
      state: 'pending',
      nextAt: work.now,
      attemptsBefore: eb.ref('attempts'),
      dismissedAt: null,
      dismissedBy: null,
    }))
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .where('state', 'in', ['dead', 'uncertain'])
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Refusal('notFound', 'There is no undelivered mail with this id.');
  await notify(work, 'outbox', work.dealershipId);
};

/** Somebody knows that this mail is undeliverable: no more notice of it. */
export const dismissMail = async (work: DealershipWork, id: string, dismissedBy: string): Promise<void> => {
  const { numUpdatedRows } = await work.sql
    .updateTable('outbox')
    .set({ dismissedAt: work.now, dismissedBy })
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .where('state', '=', 'dead')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Refusal('notFound', 'There is no undelivered mail with this id.');
  await notify(work, 'outbox', work.dealershipId);
};

/** The same mail always carries the same Message-ID, so that a second transmission is recognised as one. */
const messageIdOf = (outboxId: string): string => `<${outboxId}@leadwacht>`;
