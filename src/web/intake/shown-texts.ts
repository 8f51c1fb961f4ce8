import type { ShownMail } from '../../contract/leads.ts';
import type { ShownText } from '../../domain/intake/place.ts';

/** One way to look at a message beside its layout; `name` is an attachment's, or one of ours for what has none. */
export interface NamedText extends ShownText {
  readonly name: 'text' | 'headers' | 'html' | 'html-source' | (string & {});
}

/** What can be searched and marked of a message, in the order of its tabs. */
export const shownTexts = ({ headers, text, documents }: ShownMail): NamedText[] => [
  { name: 'text', kind: 'text', text },
  ...documents.map(({ name, text: said }) => ({
    name,
    kind: name === 'html' ? ('text' as const) : ('document' as const),
    text: said,
  })),
  ...(headers.length > 0 ? [{ name: 'headers', kind: 'headers' as const, text: linesOf(headers) }] : []),
];

const linesOf = (headers: ShownMail['headers']): string =>
  headers.map(({ name, value }) => `${name}: ${value.replaceAll(/\s+/g, ' ')}`).join('\n');
