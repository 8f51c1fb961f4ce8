import type { Enquiry } from './enquiry.ts';
import type { MailContent } from './mail.ts';
import { readMail } from './read-mail.ts';
import type { ReadContext } from './reader.ts';
import { decodeXml } from './xml-document.ts';

/**
 * Reads a document that came without a mail around it, as ADF posted over HTTP does (formats.md 1.2). It is read as the
 * body of a mail that says nothing else, so that one chooser and one last resort serve all ways in: at least one
 * enquiry, never throws, and text no reader knows becomes the message of an enquiry "bitte prüfen" (product.md 7.2).
 * Bytes are decoded by the charset of their XML declaration or byte order mark. Of `mediaType` only the type counts.
 */
export const readDocument = (
  document: string | Uint8Array,
  mediaType: string,
  context: ReadContext,
): Enquiry[] => {
  const text = typeof document === 'string' ? document : decodeXml(document);
  const isHtml = /^\s*text\/html\b/i.test(mediaType);
  const enquiries = readMail(
    { ...NO_MAIL, [isHtml ? 'html' : 'text']: text.replace(/^\ufeff/, '') },
    context,
  );
  return enquiries.map((enquiry) => ({ ...enquiry, source: { ...enquiry.source, channel: 'api' } }));
};

const NO_MAIL: MailContent = {
  headers: [],
  from: [],
  replyTo: [],
  to: [],
  subject: '',
  date: null,
  messageId: null,
  inReplyTo: [],
  references: [],
  text: '',
  html: '',
  attachments: [],
  warnings: [],
};
