import { complaintEvidence } from './bounce.ts';
import { headerValue, type MailContent } from './mail.ts';
import { isRecognised } from './read-mail.ts';

/** What a mail is by itself (product.md 7.4); whether it answers a lead, only the server knows. */
export type MailClass = 'lead' | 'alert' | 'notice' | 'automaticReply' | 'bounce' | 'spam';

export interface Classification {
  class: MailClass;
  /** What spoke for it, as `<header>: <value>`; empty for a lead. */
  evidence: string[];
}

/**
 * Tells people's messages from answers of machines (product.md 7.4, RFC 3834, RFC 3464). Only marks a machine
 * sets on purpose decide alone; a subject line decides only with a second mark beside it. Two traps:
 * X-Auto-Response-Suppress asks *us* not to answer automatically and is sent with personal mail too, and
 * `Auto-Submitted: auto-generated` is what an honest homepage form writes. Neither makes an automatic reply.
 * An exchange's other mails are told by their exact sender, newsletters and spam by headers set for that purpose, and
 * these two never where a reader knows the mail's structure: a lead that a filter suspected is still a lead.
 */
export function classifyMail(mail: MailContent): Classification {
  const bounce = bounceEvidence(mail);
  if (bounce.length > 0) return { class: 'bounce', evidence: bounce };
  const automatic = automaticReplyEvidence(mail);
  if (automatic.length > 0) return { class: 'automaticReply', evidence: automatic };
  const exchange = exchangeMail(mail);
  if (exchange) return exchange;
  const report = dmarcEvidence(mail);
  if (report.length > 0) return { class: 'notice', evidence: report };
  const unasked = unaskedMail(mail);
  if (unasked && !isRecognised(mail)) return unasked;
  return { class: 'lead', evidence: [] };
}

const REPORT_PARTS = ['message/delivery-status', 'message/global-delivery-status'];
const REPORT_TYPE = /report-type\s*=\s*"?(?:delivery-status|feedback-report|disposition-notification)\b/i;
const DAEMON = /^mail(?:er)?-?daemon(?:@|$)/i;
/** Postmasters, and the mailbox in whose name Exchange writes. */
const POSTMASTER = /^(?:postmaster|microsoftexchange[0-9a-f]{32})@/i;
const BOUNCE_SUBJECT =
  /^(?:undeliver(?:able|ed)|delivery (?:status notification|failure|has failed|notification)|mail delivery (?:failed|failure|system)|returned mail|failure notice|message you sent blocked|unzustellbar|nicht zustellbar|zustellung fehlgeschlagen)/i;

function bounceEvidence(mail: MailContent): string[] {
  const contentType = headerValue(mail, 'content-type') ?? '';
  const part = mail.attachments.find((attachment) => REPORT_PARTS.includes(attachment.type));
  const sender = mail.from[0]?.address ?? '';
  const complaint = complaintEvidence(mail);
  const decisive = present([
    [complaint !== null, complaint ?? ''],
    [REPORT_TYPE.test(contentType), `content-type: ${contentType}`],
    [part !== undefined, `part: ${part?.type}`],
    [DAEMON.test(sender), `from: ${sender}`],
  ]);
  if (decisive.length > 0) return decisive;

  const supporting = present([
    [headerValue(mail, 'x-failed-recipients') !== null, 'x-failed-recipients'],
    [isReturnPathEmpty(mail), 'return-path: <>'],
    [POSTMASTER.test(sender), `from: ${sender}`],
    [BOUNCE_SUBJECT.test(mail.subject), `subject: ${mail.subject}`],
  ]);
  return supporting.length >= 2 ? supporting : [];
}

const AUTO_REPLY_FLAGS = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-reply',
  'x-autoreply-from',
];
const AUTO_REPLY_SUBJECT =
  /^(?:auto(?:matic|mated|matische)?[ -]?(?:reply|response|antwort|respons)\b|auto:|out of (?:the )?office|abwesen(?:d|heit)|ich bin (?:derzeit )?nicht im (?:büro|haus)|.{1,80} (?:ist außer haus|is out of the office)\b)/i;
/** What Notes writes below the text of whoever is away. */
const NOTES_REMARK =
  /^(?:hinweis: dies ist eine automatische antwort auf ihre nachricht|note: this is an automated response to your message)\b/im;

const MOST_CHARS = 5000;

function automaticReplyEvidence(mail: MailContent): string[] {
  const autoSubmitted = headerValue(mail, 'auto-submitted') ?? '';
  const precedence = headerValue(mail, 'precedence') ?? '';
  const flag = AUTO_REPLY_FLAGS.find((name) => isFlagSet(headerValue(mail, name)));
  const decisive = present([
    [/^auto-replied\b/i.test(autoSubmitted), `auto-submitted: ${autoSubmitted}`],
    [/^auto_reply$/i.test(precedence), `precedence: ${precedence}`],
    [flag !== undefined, `${flag}: ${headerValue(mail, flag ?? '')}`],
  ]);
  if (decisive.length > 0) return decisive;

  if (!AUTO_REPLY_SUBJECT.test(mail.subject)) return [];
  const supporting = present([
    [/^auto-/i.test(autoSubmitted), `auto-submitted: ${autoSubmitted}`],
    [/^(?:bulk|junk)$/i.test(precedence), `precedence: ${precedence}`],
    [isReturnPathEmpty(mail), 'return-path: <>'],
    [headerValue(mail, 'x-auto-response-suppress') !== null, 'x-auto-response-suppress'],
    [headerValue(mail, 'in-reply-to') !== null, 'in-reply-to'],
    [NOTES_REMARK.test(mail.text.slice(0, MOST_CHARS)), 'remark: automatic'],
  ]);
  return supporting.length > 0 ? [...supporting, `subject: ${mail.subject}`] : [];
}

/** Whole addresses, so that look-alikes stay leads; a subject where the same sender brings leads too (formats.md 2-4). */
const EXCHANGE_MAILS: readonly { class: MailClass; from: string; subject?: RegExp }[] = [
  { class: 'alert', from: 'noreply@dein.mobile.de', subject: /\bSuchauftrag\b/i },
  { class: 'alert', from: 'noreply@news.mobile.de', subject: /\bSuchauftrag\b/i },
  { class: 'alert', from: 'savedsearches@notifications.autoscout24.com' },
  { class: 'alert', from: 'no-reply@rtm.autoscout24.com', subject: /\bAutoScout24 Fahrzeugsuche\b/i },
  { class: 'notice', from: 'noreply@kleinanzeigen.de' },
  { class: 'notice', from: 'service@kleinanzeigen.de' },
  { class: 'notice', from: 'pro@von.kleinanzeigen.de' },
];

function exchangeMail({ from: senders, subject }: MailContent): Classification | null {
  // Of several senders it would be open whose word counts.
  const [sender, ...others] = senders.map(({ address }) => address.toLowerCase());
  if (others.length > 0) return null;
  const kind = EXCHANGE_MAILS.find((one) => one.from === sender && (one.subject?.test(subject) ?? true));
  if (!kind) return null;
  const evidence = [`from: ${kind.from}`, ...(kind.subject ? [`subject: ${subject}`] : [])];
  return { class: kind.class, evidence };
}

/** Verdicts of filters that mails pass on their way to us. */
const SPAM_VERDICTS: readonly (readonly [header: string, verdict: RegExp])[] = [
  ['x-spam-flag', /^yes\b/i],
  ['x-spam-status', /^yes\b/i],
  ['x-spam', /^yes\b/i],
  ['x-ms-exchange-organization-scl', /^[5-9]$/],
  ['x-forefront-antispam-report', /(?:^|;)\s{0,5}SFV:SPM\s{0,5}(?:;|$)/i],
];

/** What mail servers write daily to whoever asked for it in his DMARC record: subject and name of the file (RFC 7489, 7.2.1.1). */
function dmarcEvidence({ subject, attachments }: MailContent): string[] {
  const file = attachments.find(({ name }) => DMARC_FILE.test(name));
  return DMARC_SUBJECT.test(subject) && file ? [`subject: ${subject}`, `file: ${file.name}`] : [];
}

const DMARC_SUBJECT = /^report[ -]domain: ?\S+ +submitter: ?\S+ +report-id: ?\S/i;
const DMARC_FILE =
  /^[\w.-]{1,190}![\w.-]{1,190}!\d{1,12}!\d{1,12}(?:![\w.-]{1,100})?\.(?:xml(?:\.gz)?|zip|gz)$/i;

function unaskedMail(mail: MailContent): Classification | null {
  const verdicts = SPAM_VERDICTS.map(([name, verdict]) => ({
    name,
    verdict,
    value: headerValue(mail, name)?.trim() ?? '',
  })).filter(({ verdict, value }) => verdict.test(value));
  if (verdicts.length > 0)
    return { class: 'spam', evidence: verdicts.map(({ name, value }) => `${name}: ${value}`) };
  const precedence = headerValue(mail, 'precedence')?.trim() ?? '';
  const isNewsletter = /^(?:bulk|list)$/i.test(precedence) && headerValue(mail, 'list-unsubscribe') !== null;
  return isNewsletter
    ? { class: 'alert', evidence: [`precedence: ${precedence}`, 'list-unsubscribe'] }
    : null;
}

function isFlagSet(value: string | null): boolean {
  return value !== null && !/^(?:no|false|0)?$/i.test(value.trim());
}

function isReturnPathEmpty(mail: MailContent): boolean {
  const returnPath = headerValue(mail, 'return-path');
  return returnPath !== null && /^<?\s*>?$/.test(returnPath.trim());
}

function present(marks: [boolean, string][]): string[] {
  return marks.filter(([isThere]) => isThere).map(([, what]) => what);
}
