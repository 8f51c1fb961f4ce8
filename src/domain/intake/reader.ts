import type { Enquiry } from './enquiry.ts';
import type { MailContent } from './mail.ts';

/** What the intake knows about a mail beside its content. */
export interface ReadContext {
  /** Kind of the source the lead address belongs to, e.g. `mobile.de`, `homepage`. */
  sourceKind: string;
  receivedAt: Temporal.Instant;
  /** The lead address the mail was sent to. */
  ownAddress?: string;
  /** A person says that it is an enquiry, whatever marks it carries. */
  isEnquiry?: boolean;
}

/** A mail with its readable body, made once for all readers. */
export interface ReaderInput {
  mail: MailContent;
  /** The plain text part, or the HTML part as text. */
  body: string;
  context: ReadContext;
}

/** Why a reader thinks a mail is its own. */
export interface Evidence {
  /** 0: not mine; above 0.5: recognised; 1: cannot be anything else. */
  score: number;
  /** A short technical reason, kept on the enquiry. */
  reason: string;
}

/** One source format: a file in `readers/`, registered by one line in `readers.ts` (docs/adding.md). */
export interface Reader {
  readonly name: string;
  /** Raised when the same mail would be read differently. */
  readonly version: string;
  evidence(input: Pick<ReaderInput, 'mail' | 'body'>): Evidence;
  /** At least one enquiry. May throw: the next best reader takes over. */
  read(input: ReaderInput): Enquiry[];
}
