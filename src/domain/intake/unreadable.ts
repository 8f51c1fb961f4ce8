import type { Enquiry } from './enquiry.ts';
import type { ReadContext } from './reader.ts';

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
  const enquiry = unread(text, 'email', context, reason);
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
  return { subject: '', text, enquiry: unread(text, 'api', context, reason) };
};

const plainText = (text: string): string => text.toWellFormed().replaceAll('\0', '').replaceAll('\r\n', '\n');

const unread = (
  text: string,
  channel: Enquiry['source']['channel'],
  context: ReadContext,
  reason: string,
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
    warnings: [{ code: 'readerFailed', detail: reason.slice(0, 200).toWellFormed().replaceAll('\0', '') }],
    fields: {},
  },
});

/** The value of the first header of that name, as written, without its continuation lines. */
const headerOf = (head: string, name: string): string => {
  const line = head.split('\n').find((candidate) => candidate.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1, 1_000).trim() ?? '';
};
