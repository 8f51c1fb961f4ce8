import type { ReadingWarning } from './warning.ts';

/** A mail taken apart: pure data, everything decoded, nothing interpreted. */
export interface MailContent {
  /** In the order of the mail, repeated ones included. */
  headers: MailHeader[];
  from: MailAddress[];
  replyTo: MailAddress[];
  to: MailAddress[];
  subject: string;
  /** The Date header where it can be read as one. */
  date: Temporal.Instant | null;
  /** Without angle brackets, as the two below. */
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  /** The plain text parts; empty when the mail has only HTML. */
  text: string;
  /** The HTML parts as sent: not safe to show. */
  html: string;
  attachments: MailAttachment[];
  warnings: ReadingWarning[];
}

export interface MailHeader {
  /** Lower case. */
  name: string;
  /** Unfolded and decoded. */
  value: string;
}

export interface MailAddress {
  /** Display name, empty when there is none. */
  name: string;
  address: string;
}

export interface MailAttachment {
  name: string;
  /** Media type, lower case, as the sender claims. */
  type: string;
  /** Bytes after decoding. */
  size: number;
  sha256: string;
  content: Uint8Array;
  disposition: 'attachment' | 'inline' | null;
}

/** The first value of one header, or null. */
export function headerValue(mail: MailContent, name: string): string | null {
  return mail.headers.find((header) => header.name === name)?.value ?? null;
}
