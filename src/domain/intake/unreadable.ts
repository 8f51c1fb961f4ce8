import { addEmail, setFullName } from './draft.ts';
import type { Enquiry } from './enquiry.ts';
import type { ReadContext } from './reader.ts';
import type { ReadingWarning } from './warning.ts';

const MAX_HEAD_CHARS = 20_000;
const MAX_TEXT_CHARS = 20_000;

/** What can be said of a message without reading it. */
export interface UnreadableMail {
  readonly subject: string;
  readonly text: string;
  readonly enquiry: Enquiry;
}

/**
 * A message no reader could cope with becomes an enquiry all the same (product.md 7.2): who answers to it as its
 * header says, and its text as it came. Does so little that it cannot fail. `reason` says what went wrong.
 */
export const unreadableMail = (rawText: string, context: ReadContext, reason: string): UnreadableMail => {
  const plain = plainText(rawText);
  const end = plain.indexOf('\n\n');
  const head = plain.slice(0, Math.min(end < 0 ? plain.length : end, MAX_HEAD_CHARS));
  const text = (end < 0 ? plain : plain.slice(end + 2)).slice(0, MAX_TEXT_CHARS).trim();
  const subject = headerOf(head, 'subject');
  const from = headerOf(head, 'reply-to') || headerOf(head, 'from');
  const address = /[^\s<>"',;:]+@[^\s<>"',;:]+/.exec(from.slice(0, 500))?.[0];
  const enquiry = unread(text, 'email', context, failed(reason));
  if (subject) enquiry.extra.push({ key: 'Subject', value: subject });
  if (address) {
    enquiry.customer.emails.push({ address, relay: false, preferred: true });
    enquiry.parse.fields['customer.emails.0'] = { path: 'From', method: 'header', confidence: 0.5 };
  }
  return { subject, text, enquiry };
};

/** The same for a document without a mail around it: nothing but its text. */
export const unreadableDocument = (rawText: string, context: ReadContext, reason: string): UnreadableMail => {
  const text = plainText(rawText).slice(0, MAX_TEXT_CHARS).trim();
  return { subject: '', text, enquiry: unread(text, 'api', context, failed(reason)) };
};

/** What is known of a mail that its mailbox's server does not give. */
export interface UnfetchedMail {
  readonly mailbox: string;
  readonly folder: string;
  readonly uidValidity: number;
  readonly uid: number;
  readonly tries: number;
  /** What went wrong the last time, in the words of the server or of the connection. */
  readonly said: string;
  /** What the server tells of it without giving it; null when not even that. */
  readonly about: {
    readonly from: { readonly name: string; readonly address: string };
    readonly subject: string;
    readonly messageId: string | null;
    readonly sentAt: string | null;
    readonly bytes: number | null;
  } | null;
}

/** The enquiry in the place of a mail that could not be fetched (product.md 7): whose it is, as far as that is known, and `text`. */
export const unfetchedMail = ({ about }: UnfetchedMail, text: string, context: ReadContext): Enquiry => {
  const enquiry = unread(text, 'email', context, { code: 'mailNotFetched' });
  if (!about) return enquiry;
  const { from, subject, sentAt } = about;
  const origin = { path: 'From', method: 'header', confidence: 0.5 } as const;
  addEmail(enquiry, from.address, origin);
  setFullName(enquiry, from.name, origin);
  if (subject) enquiry.extra.push({ key: 'Subject', value: subject });
  if (sentAt) {
    enquiry.submittedAt = sentAt;
    enquiry.parse.fields['submittedAt'] = { path: 'date', method: 'header', confidence: 0.5 };
  }
  return enquiry;
};

const plainText = (text: string): string => text.toWellFormed().replaceAll('\0', '').replaceAll('\r\n', '\n');

const unread = (
  text: string,
  channel: Enquiry['source']['channel'],
  context: ReadContext,
  warning: ReadingWarning,
): Enquiry => ({
  schema: 1,
  kind: 'inquiry',
  source: { key: context.sourceKind, channel },
  external: { ids: [] },
  customer: { type: 'unknown', emails: [], phones: [] },
  vehicles: [],
  message: { text, fullText: text, quotedRemoved: false },
  wish: {},
  consent: { source: 'none' },
  attachments: [],
  extra: [],
  parse: {
    reader: 'none',
    version: '1',
    status: 'unparsed',
    warnings: [warning],
    fields: {},
  },
});

const failed = (reason: string): ReadingWarning => ({
  code: 'readerFailed',
  detail: reason.slice(0, 200).toWellFormed().replaceAll('\0', ''),
});

/** The value of the first header of that name, as written, without its continuation lines. */
const headerOf = (head: string, name: string): string => {
  const line = head.split('\n').find((candidate) => candidate.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1, 1_000).trim() ?? '';
};
