/** How the reply address of a lead begins; what follows is its reply token. */
const REPLY_PREFIX = 'r-';

/**
 * The name an address is known by at our mail domain: lower case, without the `+tag` that forwarders and
 * filters add. Null when the address belongs to another domain.
 */
export const localPartOf = (address: string, mailDomain: string): string | null => {
  const at = address.lastIndexOf('@');
  if (at < 1 || address.slice(at + 1).toLowerCase() !== mailDomain) return null;
  const [name = ''] = address.slice(0, at).toLowerCase().split('+');
  return name || null;
};

/** Where the customer's answer to this lead arrives (product.md 9). */
export const replyAddress = (replyToken: string, mailDomain: string): string =>
  `${REPLY_PREFIX}${replyToken}@${mailDomain}`;

/** The reply token of a local part, null when it is not a lead's reply address. */
export const replyTokenOf = (localPart: string): string | null =>
  localPart.startsWith(REPLY_PREFIX) ? localPart.slice(REPLY_PREFIX.length) : null;

/** Headers in which mail servers and senders say for which address a message is. */
const RECIPIENT_HEADER = /^(?:delivered-to|x-original-to|envelope-to|x-envelope-to|to|cc):/i;
const ADDRESS = /[^\s<>,;:"()]{1,64}@[^\s<>,;:"()]{1,255}/g;
const MOST_HEADER_CHARS = 64_000;

/**
 * Names at our mail domain which the head of a mail says it is for, in its order (product.md 7): a mailbox may collect
 * for many addresses. `head` is the beginning of the mail as Latin-1 text; what follows the first empty line is not
 * looked at.
 */
export const localPartsInHead = (head: string, mailDomain: string): string[] => {
  const [headers = ''] = head.slice(0, MOST_HEADER_CHARS).split(/\r?\n\r?\n/, 1);
  const lines = headers.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const addresses = lines
    .filter((line) => RECIPIENT_HEADER.test(line))
    .flatMap((line) => line.match(ADDRESS) ?? []);
  return [...new Set(addresses.flatMap((address) => localPartOf(address, mailDomain) ?? []))];
};
