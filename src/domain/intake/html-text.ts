import { compile } from 'html-to-text';
import type { FormatCallback } from 'html-to-text';

/** More than any enquiry has; what is beyond is not read (the raw mail keeps it). */
const MAX_HTML_CHARS = 500_000;
/** HTML parsers take quadratic time over deep nesting; this many tags are still read in a moment. */
const MAX_HTML_TAGS = 15_000;

/** The beginning of an HTML text that can be parsed in bounded time. */
export function boundHtml(html: string): string {
  let end = -1;
  for (let tags = 0; tags < MAX_HTML_TAGS; tags++) {
    end = html.indexOf('<', end + 1);
    if (end === -1) return html.slice(0, MAX_HTML_CHARS);
  }
  return html.slice(0, Math.min(end, MAX_HTML_CHARS));
}

/** A table row becomes a line, its cells parted by tabs: label and value of a form stay together. */
const cell: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder);
  builder.addLiteral('\t');
};

const toText = compile({
  wordwrap: false,
  limits: { maxDepth: 100, maxChildNodes: 20_000, ellipsis: '…' },
  formatters: { cell },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'head', format: 'skip' },
    { selector: 'style', format: 'skip' },
    { selector: 'script', format: 'skip' },
    { selector: 'table', format: 'block' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'dt', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'dd', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'cell' },
    { selector: 'th', format: 'cell' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
});

/**
 * Readable plain text of an HTML body: lines and paragraphs kept, table rows as tab-parted lines, links by
 * their text. Reads only what `boundHtml` leaves.
 */
export function textFromHtml(html: string): string {
  return tidyLines(toText(boundHtml(html)));
}

/** Trims every line and allows at most one empty line in a row. */
export function tidyLines(text: string): string {
  const kept: string[] = [];
  for (const line of text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n')) {
    const trimmed = line.replaceAll('\u00a0', ' ').trim();
    if (trimmed !== '' || (kept.length > 0 && kept.at(-1) !== '')) kept.push(trimmed);
  }
  return kept.join('\n').trimEnd();
}
