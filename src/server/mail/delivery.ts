import type { MailKind } from '../../contract/outbox.ts';
import type { DealershipWork } from '../db/database.ts';
import { type PassOn, recordResult, settleLostClaims } from './attempts.ts';
import { type ClaimNeeds, claimMails, type OutboxMail } from './claim.ts';
import type { Relay, Transmission } from './transmission.ts';
import { within } from '../within.ts';

/** Mails under way at the same time; a slow one holds one place, and the others go on. */
const PLACES = 20;
/** How long a program that stops waits for the relay's last answers. */
const STOP_PATIENCE_MS = 5_000;

export interface DeliveryNeeds extends ClaimNeeds {
  readonly relay: Relay;
  readonly mailFrom: string;
  readonly passOn: PassOn;
}

/** Brings the outbox to the relay. */
export interface Delivery {
  /** Claims what is due and starts to transmit it. Returns how many mails it looked at; waits for no relay. */
  begin(): Promise<number>;
  /** The same, and waits for the relay's answers to what it started. */
  run(): Promise<number>;
  /** Waits for the last answers; what takes too long is cut off. */
  stop(): Promise<void>;
}

/**
 * A slow or refusing relay delays its mails, never the engine: claims are short transactions, transmission happens
 * outside of any, and nobody waits for it.
 */
export const openDelivery = (needs: DeliveryNeeds): Delivery => {
  const { database, relay, passOn, log } = needs;
  const underWay = new Set<Promise<void>>();

  const start = (mail: OutboxMail): Promise<void> => {
    const transmission = deliver(needs, mail)
      // The claim runs out, and the mail goes out once more.
      .catch((error: unknown) => log.error({ err: error, outboxId: mail.id }, 'the result of a mail is lost'))
      .finally(() => underWay.delete(transmission));
    underWay.add(transmission);
    return transmission;
  };
  const sweep = async (): Promise<{ seen: number; started: readonly Promise<void>[] }> => {
    const lost = await settleLostClaims(database, passOn);
    const free = PLACES - underWay.size;
    const { seen, mails } = free > 0 ? await claimMails(needs, free) : { seen: 0, mails: [] };
    return { seen: lost + seen, started: mails.map(start) };
  };

  return {
    begin: async () => (await sweep()).seen,
    run: async () => {
      const { seen, started } = await sweep();
      await Promise.all(started);
      return seen;
    },
    stop: async () => {
      await within(STOP_PATIENCE_MS, Promise.all(underWay)).catch(() => relay.close());
      await Promise.all(underWay);
    },
  };
};

/** What the product says to nobody in particular is `auto-generated`; what answers somebody's mail by itself is `auto-replied`. */
const AUTOMATIC: Partial<Record<MailKind, Transmission['automatic']>> = {
  answer: 'no',
  acknowledgement: 'auto-replied',
};

const listFiles = (work: DealershipWork, outboxId: string) =>
  work.sql
    .selectFrom('outboxAttachments')
    .select(['name', 'mediaType', 'content'])
    .where('dealershipId', '=', work.dealershipId)
    .where('outboxId', '=', outboxId)
    .orderBy('position')
    .execute();

const deliver = async (
  { database, relay, mailFrom, passOn }: DeliveryNeeds,
  mail: OutboxMail,
): Promise<void> => {
  const files = await database.inDealership(mail.dealershipId, (work) => listFiles(work, mail.id));
  const result = await relay.transmit({
    id: mail.id,
    from: mail.fromAddress === null ? mailFrom : { name: mail.fromName ?? '', address: mail.fromAddress },
    to: { name: mail.toName, address: mail.toAddress },
    subject: mail.subject ?? '',
    text: mail.textBody ?? '',
    html: mail.htmlBody,
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo,
    references: mail.referenceIds,
    files,
    automatic: AUTOMATIC[mail.kind as MailKind] ?? 'auto-generated',
  });
  await database.inDealership(mail.dealershipId, (work) => recordResult(work, mail, result, passOn));
};
