import { headerValue, type MailContent } from './mail.ts';

/** What a delivery report says of one of our mails. */
export interface Bounce {
  readonly kind: 'failed' | 'delayed';
  /** The address that was not reached, as far as the report names one. */
  readonly recipient: string | null;
  /** Enhanced status code (RFC 3463), e.g. "5.1.1". */
  readonly status: string | null;
  /** In the words of the server that refused it; empty when it said nothing. */
  readonly said: string;
  /** Message-ID of the mail it speaks of, without angle brackets. */
  readonly messageId: string | null;
}

/** Nobody writes longer reports; what is beyond is the returned mail itself. */
const MOST_CHARS = 20_000;

/**
 * Reads a delivery report (RFC 3464), or the letter of a mail server that knows no such thing. Null when it tells of no
 * trouble: a delivery, a read receipt. To be asked only of mails that were found to be bounces.
 */
export const parseBounce = (mail: MailContent): Bounce | null => {
  const messageId = originalMessageId(mail);
  const status = partOf(mail, STATUS_PART);
  if (status !== null) {
    // The first group of fields speaks of the report, the others of one recipient each.
    const groups = status.split(/\n[ \t]*\n/).map(readFields);
    const told = groups.find(({ action }) => action !== undefined);
    const kind = kindOf(told?.action);
    if (!told || kind === null) return null;
    const recipient = (told['final-recipient'] ?? told['original-recipient'] ?? '').replace(
      /^[\w-]+\s*;\s*/,
      '',
    );
    return {
      kind,
      recipient: addressIn(recipient) ?? addressIn(headerValue(mail, 'x-failed-recipients') ?? ''),
      status: STATUS.exec(told.status ?? '')?.[0] ?? null,
      said: (told['diagnostic-code'] ?? '').replace(/^[\w-]+\s*;\s*/, '').slice(0, 500),
      messageId,
    };
  }
  if (OTHER_REPORT.test(headerValue(mail, 'content-type') ?? '') || complaintEvidence(mail)) return null;
  const text = mail.text.slice(0, MOST_CHARS);
  return {
    kind: DELAYED.test(`${mail.subject}\n${text}`) ? 'delayed' : 'failed',
    recipient: addressIn(headerValue(mail, 'x-failed-recipients') ?? '') ?? addressIn(text),
    status: STATUS.exec(text)?.[0] ?? null,
    said: (SERVER_LINE.exec(text)?.[0] ?? '').trim().slice(0, 500),
    messageId,
  };
};

/**
 * Complaints about a mail of ours (RFC 5965), the older ones of Outlook.com without a report part, and what Apple's mail
 * client writes when somebody unsubscribes: no customer wrote them, and they tell of no address that cannot be reached.
 */
export const complaintEvidence = (mail: MailContent): string | null => {
  const { attachments, subject } = mail;
  if (attachments.some(({ type }) => type === 'message/feedback-report'))
    return 'part: message/feedback-report';
  if (/^true$/i.test(headerValue(mail, 'x-apple-unsubscribe')?.trim() ?? '')) return 'x-apple-unsubscribe';
  const isOldComplaint =
    /^\s*complaint about message from [\d.:a-f]{3,45}\s*$/i.test(subject) &&
    attachments.some(({ type }) => type === 'message/rfc822');
  return isOldComplaint ? `subject: ${subject}` : null;
};

const STATUS_PART = /^message\/(?:global-)?delivery-status$/;
const ORIGINAL_PART = /^(?:message\/(?:rfc822|global)(?:-headers)?|text\/rfc822-headers)$/;
const OTHER_REPORT = /report-type\s*=\s*"?(?:disposition-notification|feedback-report)\b/i;
const STATUS = /\b[245]\.\d{1,3}\.\d{1,3}\b/;
const DELAYED = /\b(?:delayed|delivery delay|will (?:keep|be) (?:trying|retried)|verzögert)\b/i;
/** "550 5.1.1 User unknown", wherever a server's answer is quoted. */
const SERVER_LINE = /(?:^|\s)[45]\d\d[ -][^\n]{3,400}/;
const MESSAGE_ID = /^message-id:\s*<([^<>\s]{1,500})>/im;

const kindOf = (action: string | undefined): Bounce['kind'] | null => {
  const word = action?.trim().toLowerCase();
  return word === 'failed' || word === 'delayed' ? word : null;
};

const addressIn = (text: string): string | null =>
  /[^\s<>",;:()]{1,64}@[\w.-]{1,190}\w/.exec(text)?.[0] ?? null;

/** The returned mail's own id, from its part or, with old mail servers, from below their letter. */
const originalMessageId = (mail: MailContent): string | null =>
  MESSAGE_ID.exec(partOf(mail, ORIGINAL_PART) ?? '')?.[1] ??
  MESSAGE_ID.exec(mail.text.slice(0, MOST_CHARS))?.[1] ??
  null;

const partOf = ({ attachments }: MailContent, type: RegExp): string | null => {
  const part = attachments.find((one) => type.test(one.type));
  return part
    ? new TextDecoder().decode(part.content.subarray(0, MOST_CHARS)).replaceAll('\r\n', '\n')
    : null;
};

/** Header fields by their lower case names, continued lines joined. */
const readFields = (group: string): Partial<Record<string, string>> =>
  Object.fromEntries(
    group
      .replaceAll(/\n[ \t]+/g, ' ')
      .split('\n')
      .map((line) => /^([\w-]{1,60})\s*:\s*(.*)$/.exec(line))
      .filter((field) => field !== null)
      .map(([, name = '', value = '']) => [name.toLowerCase(), value.trim()]),
  );
