import type { Enquiry } from './enquiry.ts';
import type { MailContent } from './mail.ts';

/** Longer ids than this no honest sender writes; they are no mark. */
const MOST_CHARS = 500;
const MOST_ANSWERED = 50;

/**
 * The Message-IDs a mail says it answers, without angle brackets, the nearest first (RFC 5322, 3.6.4): In-Reply-To, then
 * References from the last to the first.
 */
export const answeredMessages = ({ inReplyTo, references }: Pick<MailContent, 'inReplyTo' | 'references'>) =>
  [...new Set([...inReplyTo, ...references.toReversed()])].filter(isUsable).slice(0, MOST_ANSWERED);

/** The mark of a mail by its Message-ID; none when there is no usable one. */
export const messageMarks = (messageIds: readonly (string | null)[]): string[] =>
  messageIds.filter((id) => id !== null && isUsable(id)).map((id) => `message:${id}`);

/**
 * The marks by which further mails of the same conversation at an exchange are known (formats.md 2.2, 4): the exchange's
 * own number of it, the address it relays it by, and the buyer's key together with the advertisement. All of them stand
 * for one customer and one matter, so that another enquiry of the same person is not taken for a reply.
 */
export const conversationMarks = ({ external, customer, vehicles }: Enquiry): string[] => {
  const { conversationId, buyerKey } = external;
  const listing = vehicles.find(({ role }) => role === 'wanted')?.listingId;
  return [
    ...(conversationId ? [`conversation:${conversationId}`] : []),
    ...customer.emails.filter(({ relay }) => relay).map(({ address }) => `relay:${address.toLowerCase()}`),
    ...(buyerKey && listing ? [`buyer:${buyerKey}:${listing}`] : []),
  ].filter(isUsable);
};

/**
 * The marks by which the same enquiry is known when it comes again (product.md 7.5), of documents and of ADF. An id in JSON
 * is its sender's promise and decides alone (`isSure`); some systems give all their ADF documents the same one.
 */
export const identityMark = ({ external, parse }: Enquiry): { mark: string; isSure: boolean } | null => {
  const { leadId, ids } = external;
  const method = parse.fields['external.leadId']?.method;
  if (leadId === undefined || !isUsable(leadId)) return null;
  if (method === 'api') return { mark: `id:${leadId}`, isSure: true };
  return method === 'xml'
    ? { mark: `xml:${ids[0]?.source.slice(0, 50) ?? ''}:${leadId}`, isSure: false }
    : null;
};

/** All marks by which what comes later is known to belong to an enquiry, or to be the same. */
export const marksOfEnquiry = (messageId: string | null, enquiry: Enquiry): string[] => {
  const identity = identityMark(enquiry);
  return [
    ...messageMarks([messageId]),
    ...conversationMarks(enquiry),
    ...(identity === null ? [] : [identity.mark]),
  ];
};

const isUsable = (text: string): boolean => text !== '' && text.length <= MOST_CHARS;
