import type { MailLanguage } from './salutation.ts';

/** A message that is quoted below an answer. */
export interface Quoted {
  readonly from: string;
  /** As the reader of the answer reads it, e.g. "02.03.2026, 15:00". */
  readonly at: string;
  readonly text: string;
}

/** Nobody reads longer quotes; the customer has the original. */
const MOST_QUOTED_LINES = 200;

/**
 * The text of a mail as the customer gets it: what was written, the signature below the line by which mail clients know
 * one (RFC 3676, 4.3), and the customer's message where it shall be quoted.
 */
export const composeAnswer = (
  text: string,
  signature: string,
  quoted: Quoted | null,
  language: MailLanguage,
): string =>
  [
    text.trim(),
    ...(signature.trim() ? [`-- \n${signature.trim()}`] : []),
    ...(quoted ? [quote(quoted, language)] : []),
  ].join('\n\n');

const quote = ({ from, at, text }: Quoted, language: MailLanguage): string => {
  const intro = language === 'de' ? `Am ${at} schrieb ${from}:` : `On ${at} ${from} wrote:`;
  const lines = text.trim().split('\n').slice(0, MOST_QUOTED_LINES);
  return [intro, ...lines.map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`.trimEnd()))].join(
    '\n',
  );
};

const PREFIX = /^\s*(?:(?:re|aw|antw|sv)\s*(?:\[\d+\])?\s*:\s*)+/i;

/** The subject of an answer to a mail: its own, with one "Re:" before it, whatever stood there. */
export const replySubject = (subject: string): string =>
  `Re: ${subject.replace(PREFIX, '').trim()}`.slice(0, 300);

/**
 * References of an answer (RFC 5322, 3.6.4): the messages of the conversation, oldest first. Of long conversations the
 * first and the latest, as mail clients do, so that the header stays short.
 */
export const referencesOf = (messageIds: readonly string[], most = 20): string[] => {
  const ids = [...new Set(messageIds)];
  const [first, ...rest] = ids;
  return first === undefined || ids.length <= most ? ids : [first, ...rest.slice(1 - most)];
};
