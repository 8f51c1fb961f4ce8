import type { Enquiry } from './enquiry.ts';
import type { MailContent } from './mail.ts';
import { readMail } from './read-mail.ts';
import type { ReadContext } from './reader.ts';
import { JSON_READERS, READERS } from './readers.ts';
import { decodeXml } from './xml-document.ts';

/**
 * Reads a document that came without a mail around it, as ADF posted over HTTP does (formats.md 1.2). It is read as the
 * body of a mail that says nothing else, so that one chooser and one last resort serve all ways in: at least one
 * enquiry, never throws, and text no reader knows becomes the message of an enquiry "bitte prüfen" (product.md 7.2).
 * Of `mediaType` the type decides between text, HTML and JSON.
 */
export const readDocument = (
  document: string | Uint8Array,
  mediaType: string,
  context: ReadContext,
): Enquiry[] => {
  const body = { [isOfType(mediaType, 'html') ? 'html' : 'text']: documentText(document, mediaType) };
  const readers = isOfType(mediaType, 'json') ? JSON_READERS : READERS;
  return readMail({ ...NO_MAIL, ...body }, context, readers).map((enquiry) => ({
    ...enquiry,
    source: {
      ...enquiry.source,
      channel: enquiry.source.channel === 'email' ? 'api' : enquiry.source.channel,
    },
  }));
};

/**
 * The text of a document, without a byte order mark. Bytes are UTF-8 where they can be, else in the charset of their byte
 * order mark, their XML declaration or, last, their media type.
 */
export const documentText = (document: string | Uint8Array, mediaType: string): string => {
  const charset = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(mediaType)?.[1];
  const text = typeof document === 'string' ? document : decodeXml(document, charset);
  return text.replace(/^\ufeff/, '');
};

/** Whether a media type is of a format: `application/xml` and `application/x-adf+xml` are "xml", text/html is "html". */
export const isOfType = (mediaType: string, format: 'html' | 'json' | 'xml' | 'adf'): boolean =>
  new RegExp(`^\\s*[\\w.-]+/(?:[\\w.-]+\\+)?${format}\\b`, 'i').test(mediaType);

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
