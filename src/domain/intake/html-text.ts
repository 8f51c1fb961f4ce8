import { compile } from 'html-to-text';
import type { DomNode, FormatCallback } from 'html-to-text';

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

/**
 * A row that stands alone below rows of several cells heads what follows, so a line is left free above it: what is directly
 * below a row belongs to its last cell.
 */
const row: FormatCallback = (element, walk, builder) => {
  const siblings = element.parent?.children ?? [];
  let at = siblings.indexOf(element) - 1;
  while (siblings[at] && siblings[at]?.type !== 'tag') at -= 1;
  const before = siblings[at];
  builder.openBlock({ leadingLineBreaks: isAlone(element) && before && !isAlone(before) ? 2 : 1 });
  walk(element.children, builder);
  builder.closeBlock({ trailingLineBreaks: 1 });
};

function isAlone({ children }: DomNode): boolean {
  return children.find(isCell) === children.findLast(isCell);
}

function isCell({ name }: DomNode): boolean {
  return name === 'td' || name === 'th';
}

/** Outlook writes a paragraph into every cell: those of a cell beside others are its lines, so that the row stays together. */
const paragraph: FormatCallback = (element, walk, builder) => {
  const around = element.parent;
  const isOfRow = around && isCell(around) && around.parent && !isAlone(around.parent);
  const breaks = (edge: DomNode | undefined) => (!isOfRow ? 2 : edge === element ? 0 : 1);
  builder.openBlock({ leadingLineBreaks: breaks(around?.children.find(isContent)) });
  walk(element.children, builder);
  builder.closeBlock({ trailingLineBreaks: breaks(around?.children.findLast(isContent)) });
};

function isContent({ type, data = '' }: DomNode): boolean {
  return type === 'tag' || (type === 'text' && data.trim() !== '');
}

/** A list's term and what is said of it stand in one line, like the cells of a row. */
const term: FormatCallback = (element, walk, builder) => {
  builder.addLineBreak();
  cell(element, walk, builder, {});
};
const description: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder);
  builder.addLineBreak();
};

const toText = compile({
  wordwrap: false,
  limits: { maxDepth: 100, maxChildNodes: 20_000, ellipsis: '…' },
  formatters: { cell, row, term, description, paragraph },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'head', format: 'skip' },
    { selector: 'style', format: 'skip' },
    { selector: 'script', format: 'skip' },
    { selector: 'table', format: 'block', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
    { selector: 'p', format: 'paragraph' },
    ...['fieldset', 'legend'].map((selector) => ({ selector, format: 'block' })),
    { selector: 'tr', format: 'row' },
    { selector: 'dt', format: 'term' },
    { selector: 'dd', format: 'description' },
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
