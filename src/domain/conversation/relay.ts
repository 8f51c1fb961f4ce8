/** Links of a text, each once. */
const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"')\]]{3,500}/gi;

/**
 * Links in an answer that goes through an exchange and lead somewhere else: exchanges remove them or hold the mail back.
 * `relayAddress` is the exchange's address of the conversation.
 */
export const foreignLinks = (text: string, relayAddress: string): string[] => {
  const own = relayAddress
    .slice(relayAddress.lastIndexOf('@') + 1)
    .toLowerCase()
    .split('.')
    .slice(-2)
    .join('.');
  const isForeign = (link: string): boolean => {
    const host = /^(?:https?:\/\/)?([^/:?#]+)/i.exec(link)?.[1]?.toLowerCase() ?? '';
    return host !== own && !host.endsWith(`.${own}`);
  };
  return [...new Set(text.match(LINK))].filter(isForeign);
};
