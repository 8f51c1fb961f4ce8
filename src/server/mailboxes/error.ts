import type { MailboxFailure } from '../../domain/intake/mailbox.ts';

/** A mailbox cannot be read, for a reason a person can act upon. */
export class MailboxError extends Error {
  readonly failure: MailboxFailure;
  constructor(failure: MailboxFailure, detail: string) {
    super(detail);
    this.failure = failure;
  }
}
