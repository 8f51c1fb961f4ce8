import type * as contract from '../../contract/leads.ts';
import { describeAttachments } from '../../domain/intake/attachments.ts';
import { type AutoAnswerBar, autoAnswerBar, ownMailId } from '../../domain/intake/auto-answer.ts';
import { type Bounce, parseBounce } from '../../domain/intake/bounce.ts';
import { fileNameFor } from '../../domain/conversation/attachments.ts';
import { fileTypeOf, isPreviewable } from '../../domain/conversation/file-type.ts';
import { classifyMail, type MailClass } from '../../domain/intake/classify.ts';
import type { AttachmentInfo, Enquiry } from '../../domain/intake/enquiry.ts';
import { textFromHtml } from '../../domain/intake/html-text.ts';
import { headerValue, type MailContent, type MailHeader } from '../../domain/intake/mail.ts';
import { newText } from '../../domain/intake/new-text.ts';
import { documentsIn } from '../../domain/intake/xml-document.ts';
import { readMail } from '../../domain/intake/read-mail.ts';
import type { ReadContext } from '../../domain/intake/reader.ts';
import { answeredMessages } from '../../domain/intake/thread.ts';
import { isDocument, type KeptMessage, readKeptDocument, showDocument } from './document.ts';
import { parseMime } from './mime.ts';
import { safeHtml } from './safe-html.ts';
import { findHandCode, TEST_HEADER } from '../test-code.ts';

/** What a message turned out to be: plain data, so that it can leave the thread it was read in. */
export interface Reading {
  readonly class: MailClass;
  /** What spoke for another class than a lead, as `<header>: <value>`. */
  readonly evidence: readonly string[];
  /** Whom it says it is from; empty where it does not say. */
  readonly sender: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly messageId: string | null;
  /** Message-IDs of the mails it says it answers or reports on, the nearest first. */
  readonly answers: readonly string[];
  /** What was newly written, without what is quoted below it. */
  readonly text: string;
  readonly enquiries: readonly Enquiry[];
  /** What a bounce says; null when it tells of no trouble, and of any other mail. */
  readonly bounce: Bounce | null;
  readonly attachments: readonly AttachmentInfo[];
  /** Why nothing of ours may answer it by itself; the envelope is not looked at. */
  readonly autoAnswerBar: AutoAnswerBar | null;
  /** The id in the outbox it names, as a mail of ours does; to be looked up before it is believed. */
  readonly ownMailId: string | null;
  /** The code of a test enquiry of ours; to be checked before it is believed. */
  readonly testCode: string | null;
}

/** A message as it is shown to people. */
export interface ShownMail {
  readonly headers: readonly MailHeader[];
  readonly html: string | null;
  readonly text: string;
  readonly documents: readonly { readonly name: string; readonly text: string }[];
}

export const readRaw = async (kept: KeptMessage, context: ReadContext): Promise<Reading> =>
  isDocument(kept) ? readKeptDocument(kept, context) : readRawMail(kept.bytes, context);

const readRawMail = async (bytes: Uint8Array, context: ReadContext): Promise<Reading> => {
  const mail = await parseMime(bytes);
  const found = classifyMail(mail);
  const mailClass = context.isEnquiry ? 'lead' : found.class;
  const bounce = mailClass === 'bounce' ? parseBounce(mail) : null;
  const answers = [...(bounce?.messageId ? [bounce.messageId] : []), ...answeredMessages(mail)];
  return {
    class: mailClass,
    evidence: found.evidence.map(storable),
    sender: { name: storable(mail.from[0]?.name ?? ''), address: storable(mail.from[0]?.address ?? '') },
    subject: storable(mail.subject),
    messageId: mail.messageId && storable(mail.messageId),
    answers: answers.map(storable),
    text: storable(newText(bodyText(mail))),
    enquiries: mailClass === 'lead' ? readMail(mail, context) : [],
    bounce: bounce && { ...bounce, said: storable(bounce.said) },
    attachments: describeAttachments(mail.attachments),
    autoAnswerBar: autoAnswerBar(mail, null),
    ownMailId: ownMailId(mail),
    testCode: headerValue(mail, TEST_HEADER) ?? findHandCode(`${mail.subject} ${bodyText(mail)}`),
  };
};

/** A file that came with a mail, as it is handed out. */
export interface ReceivedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly isPicture: boolean;
  readonly content: Uint8Array;
}

/** One attachment by its place in the mail; null when there is none. */
export const attachmentOf = async (kept: KeptMessage, position: number): Promise<ReceivedFile | null> => {
  if (isDocument(kept)) return null;
  const { attachments } = await parseMime(kept.bytes);
  const attachment = attachments[position];
  if (!attachment) return null;
  const type = fileTypeOf(attachment.content);
  return {
    name: fileNameFor(attachment.name, type, position),
    mediaType: type.mediaType,
    isPicture: isPreviewable(type),
    content: attachment.content,
  };
};

/** The same as the contract says it. */
export const shownView = ({ headers, documents, ...shown }: ShownMail): contract.ShownMail => ({
  ...shown,
  headers: [...headers],
  documents: [...documents],
});

export const showRaw = async (kept: KeptMessage): Promise<ShownMail> => {
  if (isDocument(kept)) return showDocument(kept);
  const mail = await parseMime(kept.bytes);
  return {
    headers: mail.headers,
    html: mail.html ? safeHtml(mail.html) : null,
    text: bodyText(mail),
    documents: documentsIn(mail).map(({ name, text }) => ({ name, text: text.slice(0, SHOWN_CHARS) })),
  };
};

/** Of a long document the beginning is shown; the download has it all. */
const SHOWN_CHARS = 100_000;

const bodyText = ({ text, html }: MailContent): string => text || textFromHtml(html);

/** Without what PostgreSQL refuses in a text; it is a mail's right to hold it. */
const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();
