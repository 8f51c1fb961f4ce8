import { isNoReply } from './draft.ts';
import { headerValue, type MailContent } from './mail.ts';

/** Why nothing may be answered automatically (RFC 3834, 2; formats.md 10.8). */
export type AutoAnswerBar =
  | 'automatic'
  | 'bulk'
  | 'list'
  | 'suppressed'
  | 'nullReturnPath'
  | 'ownMail'
  | 'noReply'
  | 'imported';

const AUTO_SUBMITTED = /^\s*no\s*(?:;|$)/i;
const BULK = /^\s*(?:bulk|list|junk|auto_reply)\b/i;
const LIST_HEADERS = ['list-id', 'list-unsubscribe', 'list-post', 'mailing-list'];
const MACHINE_HEADERS = [
  'x-autoreply',
  'x-autorespond',
  'x-auto-reply',
  'x-autoresponder',
  'x-loop',
  'feedback-id',
];

/**
 * Whether a mail may be answered by a machine at all; null when it may. `envelopeFrom` is empty for a null return path,
 * and null where the way the mail came has no envelope.
 */
export const autoAnswerBar = (mail: MailContent, envelopeFrom: string | null): AutoAnswerBar | null => {
  const value = (name: string) => headerValue(mail, name);
  const autoSubmitted = value('auto-submitted');
  if (value(OWN_HEADER) !== null || ownMailId(mail) !== null) return 'ownMail';
  if (autoSubmitted !== null && !AUTO_SUBMITTED.test(autoSubmitted)) return 'automatic';
  if (MACHINE_HEADERS.some((name) => value(name) !== null)) return 'automatic';
  if (BULK.test(value('precedence') ?? '')) return 'bulk';
  if (LIST_HEADERS.some((name) => value(name) !== null)) return 'list';
  if (value('x-auto-response-suppress') !== null) return 'suppressed';
  const returnPath = value('return-path');
  if (envelopeFrom === '' || (returnPath !== null && /^<?\s*>?$/.test(returnPath.trim())))
    return 'nullReturnPath';
  return null;
};

/** Addresses at which nobody reads: machines of every kind (RFC 2142, RFC 3834). */
export const isMachineAddress = (address: string): boolean =>
  isNoReply(address) ||
  /^(?:postmaster|majordomo|listserv|owner-|abuse|hostmaster|[^@]*-request@)/i.test(address);

/** Every mail the product writes carries its id of the outbox in this header. */
export const OWN_HEADER = 'x-leadwacht';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const OWN_ID = new RegExp(`^(${UUID})(?:@leadwacht)?$`);

/** The id of the outbox a mail names that may be one of ours come back; to be looked up before it is believed. */
export const ownMailId = (mail: Pick<MailContent, 'headers' | 'messageId'>): string | null => {
  const header = mail.headers.find(({ name }) => name === OWN_HEADER)?.value.trim() ?? '';
  const byHeader = OWN_ID.exec(header)?.[1];
  const byMessageId = mail.messageId?.endsWith('@leadwacht') ? OWN_ID.exec(mail.messageId)?.[1] : undefined;
  return byHeader ?? byMessageId ?? null;
};
