import type { Step } from '../distribution/decide.ts';
import type { MessageClass } from '../intake/message-class.ts';
import type { Stage } from '../escalation/policy.ts';
import type { AttachmentInfo } from '../intake/enquiry.ts';
import type { ArrivalFlag } from './arrival.ts';
import type { FailureReason } from './delivery-failure.ts';
import type { CloseOutcome } from './lead.ts';

/** A stage that handling the lead made void, with the instant it would have been due. */
export interface VoidStage {
  readonly stage: Stage;
  readonly at: string;
}

/** Everything the Verlauf of a lead can hold (product.md 2), by kind. Instants inside are ISO texts. */
export interface LeadEvents {
  arrived: { source: string; channel: string; subject?: string; flags?: readonly ArrivalFlag[] };
  customerWrote: {
    subject: string;
    text: string;
    rawMessageId: string;
    messageId?: string;
    files?: readonly File[];
  };
  duplicateArrived: { rawMessageId: string };
  automaticReply: { subject: string; rawMessageId: string };
  /** A report says that a mail of ours did not arrive, or that it is delayed. */
  bounced: { subject: string; rawMessageId: string; delayed: boolean } & DeliveryFailure;
  /** The relay gave up a mail of ours. */
  undelivered: { outboxId: string; subject: string } & DeliveryFailure;
  /** Somebody completed or put right what was read; texts before and after, by field. */
  corrected: { changes: readonly FieldChange[]; reviewed: boolean };
  /** Only now all of its message is there: a mail that was stood in for, a lead that Meta only told of. */
  originalFetched: Record<never, never>;
  /** The mail server numbered the mailbox anew: this mail, an enquiry of its own, may be the one that could not be fetched. */
  numberedAnew: { rawMessageId: string; from: string; subject: string };
  /** The message was read anew with a newer reader. */
  reread: { reader: string; version: string; changes: readonly FieldChange[] };
  /** Somebody said that its message is something else than it was taken for. */
  reclassified: { from: MessageClass; to: MessageClass };
  taken: Record<never, never>;
  assigned: { to: string | null; toName: string | null };
  /** Whoever had it has no access any more; null: back to the pool. */
  handedOver: { from: string; to: string | null; toName: string | null };
  /** The product gave it to somebody, or let it wait; `names` of the people and branches in `steps` by their ids. */
  distributed: {
    to: string | null;
    toName: string | null;
    steps: readonly Step[];
    names: Readonly<Record<string, string>>;
  };
  /** It went from the pool to whoever got that other lead of the same customer. */
  followed: OtherLead & { to: string; toName: string };
  noted: { text: string };
  answered: { outboxId: string; subject: string; text: string; files?: readonly File[] } & Ended;
  /** The product answered by itself (Eingangsbestätigung). */
  acknowledged: { outboxId: string; subject: string; text: string };
  /** A mail of ours came back to one of our addresses. */
  ownMailReturned: { subject: string; rawMessageId: string };
  called: { reached: boolean; text?: string } & Ended;
  visited: { text?: string } & Ended;
  followUpSet: { at: string; proposed: boolean; text?: string } & Ended;
  closed: { outcome: CloseOutcome; reason: string; text?: string } & Ended;
  reopened: { text?: string };
  /** Closed because it goes on in that lead. */
  mergedInto: OtherLead & Ended;
  /** That lead goes on in this one; `text` is what its customer had written. */
  mergedFrom: OtherLead & { text?: string } & Ended;
  /** That lead had been merged into this one, and is on its own again. */
  separated: OtherLead;
}
export type LeadEventKind = keyof LeadEvents;

/** A file at a message, in the order of the mail. */
type File = Pick<AttachmentInfo, 'name' | 'type' | 'bytes' | 'risky'>;

interface DeliveryFailure {
  readonly address: string;
  readonly reason: FailureReason;
  /** In the words of the server that refused it. */
  readonly said: string;
}

/** `path` as in the enquiry; null is "not stated". */
export interface FieldChange {
  readonly path: string;
  /** As the enquiry keeps it. */
  readonly old: unknown;
  readonly new: unknown;
}

interface OtherLead {
  readonly leadId: string;
  readonly number: number;
}

/** Acts that end a clock carry what they made void, so that the time line can show it. */
interface Ended {
  readonly void?: readonly VoidStage[];
}
