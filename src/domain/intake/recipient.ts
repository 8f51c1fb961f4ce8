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
