import type { Enquiry } from './enquiry.ts';
import type { MailAttachment, MailContent } from './mail.ts';
import { readMail } from './read-mail.ts';
import type { ReadContext } from './reader.ts';

/** What a test says about a mail; the rest is that of an empty one. */
export interface MailOutline {
  from?: string;
  fromName?: string;
  replyTo?: string;
  replyToName?: string;
  subject?: string;
  date?: string;
  messageId?: string;
  headers?: Record<string, string>;
  text?: string;
  html?: string;
  attachment?: { name?: string; type?: string; content: string | Uint8Array };
}

/** A mail for the tests of readers, as MIME parsing would hand it over. */
export function mailOf(outline: MailOutline): MailContent {
  const {
    from = 'formular@homepage.example',
    fromName = '',
    replyTo,
    replyToName = '',
    attachment,
  } = outline;
  return {
    headers: Object.entries(outline.headers ?? {}).map(([name, value]) => ({
      name: name.toLowerCase(),
      value,
    })),
    from: from === '' ? [] : [{ name: fromName, address: from }],
    replyTo: replyTo ? [{ name: replyToName, address: replyTo }] : [],
    to: [],
    subject: outline.subject ?? '',
    date: outline.date ? Temporal.Instant.from(outline.date) : null,
    messageId: outline.messageId ?? null,
    inReplyTo: [],
    references: [],
    text: outline.text ?? '',
    html: outline.html ?? '',
    attachments: attachment ? [attachmentOf(attachment)] : [],
    warnings: [],
  };
}

function attachmentOf({
  name = '',
  type = 'application/xml',
  content,
}: NonNullable<MailOutline['attachment']>) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const attachment: MailAttachment = {
    name,
    type,
    size: bytes.length,
    sha256: '0'.repeat(64),
    content: bytes,
    disposition: 'attachment',
  };
  return attachment;
}

export const CONTEXT: ReadContext = {
  sourceKind: 'homepage',
  receivedAt: Temporal.Instant.from('2026-11-23T08:00:00Z'),
  ownAddress: 'homepage@leads.autohaus.example',
};

/** All enquiries of a mail. */
export function readAll(outline: MailOutline): Enquiry[] {
  return readMail(mailOf(outline), CONTEXT);
}

/** The enquiry of a mail that holds one. */
export function readOne(outline: MailOutline): Enquiry {
  const [enquiry, ...more] = readAll(outline);
  if (!enquiry || more.length > 0) throw new Error(`${more.length + 1} enquiries instead of one`);
  return enquiry;
}

/** Codes of the warnings, in order. */
export function warningsOf(enquiry: Enquiry): string[] {
  return enquiry.parse.warnings.map(({ code }) => code);
}
