import { isNoReply } from './draft.ts';
import { tidyLines } from './html-text.ts';
import type { MailAddress, MailContent } from './mail.ts';
import { isHeadLine } from './new-text.ts';

/** A letter that somebody passed on. */
export interface ForwardedLetter {
  writer: MailAddress;
  /** Who passed it on. */
  forwarder: MailAddress;
  /** The line that names the writer, and its label. */
  line: string;
  label: string;
  text: string;
  /** What the one who passed it on put above it. */
  above: string;
}

/** More lines than anyone writes, and of a line more than a head has. */
const MAX_LINES = 3000;
const MAX_LINE_CHARS = 400;

const FORWARD_SUBJECT = /^(?:wg|fwd?|tr|doorst|weitergeleitet)\s?:/i;
const REPLY_SUBJECT = /^(?:aw|re|antw|sv|r)\s?:/i;
const FORWARD_MARK =
  /^[-_*\s]{0,20}(?:forwarded message|begin forwarded message|weitergeleitete (?:nachricht|e-?mail)|anfang der weitergeleiteten (?:nachricht|e-?mail)|message transféré|doorgestuurd bericht)[-_*\s:]{0,20}$/i;
const WRITER = /^\*{0,2}(von|from|de|van)\s?:\*{0,2}\s?(.*)$/i;
const ADDRESS = /[^\s<>[\]()"';,:]{1,64}@[^\s<>[\]()"';,:]{1,190}/;

/** Providers of mailboxes for everybody: their domain says nothing about who belongs to whom. */
const PRIVATE_MAIL =
  /^(?:gmx\.(?:de|net|at|ch)|web\.de|t-online\.de|gmail\.com|googlemail\.com|outlook\.(?:de|com)|hotmail\.(?:de|com)|live\.(?:de|com)|yahoo\.(?:de|com)|icloud\.com|me\.com|freenet\.de|aol\.(?:de|com)|arcor\.de|posteo\.de|mail\.de|online\.de)$/i;

/**
 * The letter that a colleague passed on ("WG:", "Fwd:"), by the head of the original in the text. Of several heads it is the first
 * whose writer is not of the forwarder's own house. Null for an answer, and where a private person passes on what was written to
 * him: then he is the customer, and the writer somebody he tells of.
 */
export function forwardedIn(mail: MailContent, body: string): ForwardedLetter | null {
  const forwarder = mail.from[0];
  if (!forwarder || REPLY_SUBJECT.test(mail.subject)) return null;
  const lines = tidyLines(body)
    .split('\n')
    .slice(0, MAX_LINES)
    .map((line) => line.replace(/^(?:>\s?)+/, ''));
  const mark = lines.findIndex((line) => FORWARD_MARK.test(line));
  if (mark === -1 && !FORWARD_SUBJECT.test(mail.subject)) return null;

  for (let at = 0; at < lines.length; at++) {
    const head = headAt(lines, at);
    if (!head) continue;
    const found = writerIn(head);
    if (found && !isNoReply(found.writer.address) && !isOfHouse(found.writer, forwarder)) {
      if (isOwnPost(head, forwarder)) return null;
      const above = lines.slice(0, at).filter((line) => !FORWARD_MARK.test(line));
      const text = tidyLines(lines.slice(at + head.length).join('\n'));
      return { ...found, forwarder, text, above: tidyLines(above.join('\n')) };
    }
    at += head.length - 1;
  }
  return null;
}

/** The lines of a mail's head that begins here: at least three, one of them the writer. */
function headAt(lines: readonly string[], at: number): string[] | null {
  if (!isHeadLine(lines[at] ?? '')) return null;
  const end = lines.findIndex((line, index) => index > at && !isHeadLine(line));
  const head = lines.slice(at, end === -1 ? lines.length : end);
  return head.length >= 3 ? head : null;
}

function writerIn(head: string[]): Pick<ForwardedLetter, 'writer' | 'line' | 'label'> | null {
  for (const line of head) {
    const [, label = '', value = ''] = WRITER.exec(line.slice(0, MAX_LINE_CHARS)) ?? [];
    const address = ADDRESS.exec(value);
    if (!address) continue;
    const name = value
      .slice(0, address.index)
      .replace(/[<[(](?:mailto:)?$/i, '')
      .replaceAll(/["']/g, '');
    return { writer: { name: name.trim(), address: address[0] }, line, label };
  }
  return null;
}

function isOfHouse({ address }: MailAddress, forwarder: MailAddress): boolean {
  const [one, other] = [address, forwarder.address].map((text) => text.toLowerCase());
  const [domain, house] = [one, other].map((text = '') => text.slice(text.lastIndexOf('@') + 1));
  return one === other || (domain === house && !PRIVATE_MAIL.test(house ?? ''));
}

/** Whether it was written to the private mailbox that passed it on. */
function isOwnPost(head: string[], { address }: MailAddress): boolean {
  const isPrivate = PRIVATE_MAIL.test(address.slice(address.lastIndexOf('@') + 1));
  return (
    isPrivate && head.some((line) => !WRITER.test(line) && line.toLowerCase().includes(address.toLowerCase()))
  );
}
