import type { Stage } from '../escalation/policy.ts';
import type { CloseOutcome } from './lead.ts';

/** A stage that handling the lead made void, with the instant it would have been due. */
export interface VoidStage {
  readonly stage: Stage;
  readonly at: string;
}

/** Everything the Verlauf of a lead can hold (product.md 2), by kind. Instants inside are ISO texts. */
export interface LeadEvents {
  arrived: { source: string; channel: string };
  customerWrote: { subject: string; text: string; rawMessageId: string };
  duplicateArrived: { rawMessageId: string };
  automaticReply: { subject: string; rawMessageId: string };
  bounced: { subject: string; rawMessageId: string };
  taken: Record<never, never>;
  assigned: { to: string | null; toName: string | null };
  noted: { text: string };
  answered: { outboxId: string; subject: string; text: string } & Handled;
  called: { reached: boolean; text?: string } & Handled;
  visited: { text?: string } & Handled;
  followUpSet: { at: string; proposed: boolean; text?: string } & Handled;
  closed: { outcome: CloseOutcome; reason: string; text?: string } & Handled;
  reopened: { text?: string };
}
export type LeadEventKind = keyof LeadEvents;

/** Acts that count as handled carry what they made void, so that the time line can show it. */
interface Handled {
  readonly void?: readonly VoidStage[];
}
