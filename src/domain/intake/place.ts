/*
 * Where in a message a value stood, so that a person can look: exactly there, or nowhere. Pure text search over what is
 * shown; nothing is interpreted a second time.
 */

/** One text of a message as it is shown: its headers as lines, its text, its HTML's text, or a document in it. */
export interface ShownText {
  readonly kind: 'headers' | 'text' | 'document';
  readonly text: string;
}

/** What is known of a value's origin (`Provenance`), and the value itself where it is a text. */
export interface Origin {
  /** As in `Provenance.method`. */
  readonly method: string;
  readonly path: string;
  readonly raw: string | null;
  readonly value: string;
}

/** The characters `start` to `end` (exclusive) of the text at `index`. */
export interface Place {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

type Span = Omit<Place, 'index'>;

/** The place of a value in the shown texts; null where it is not found, or found more than once in the text it is in. */
export const placeOf = (origin: Origin, texts: readonly ShownText[]): Place | null => {
  for (const [index, { kind, text }] of texts.entries()) {
    const spans = spansIn(origin, kind, text);
    const [first] = spans;
    if (first) return spans.length === 1 ? { index, ...first } : null;
  }
  return null;
};

/** The place of something no field was found for: by its element, else by its label. */
export const placeOfExtra = (key: string, value: string, texts: readonly ShownText[]): Place | null => {
  const origin = { path: key, raw: value, value };
  return placeOf({ ...origin, method: 'xml' }, texts) ?? placeOf({ ...origin, method: 'label' }, texts);
};

const spansIn = (origin: Origin, kind: ShownText['kind'], text: string): Span[] => {
  const { method, path } = origin;
  if (kind === 'headers') return method === 'header' ? headerLines(path, text) : [];
  if (method === 'xml') return elements(origin, text);
  if (method === 'label' || method === 'table') return labelled(origin, text);
  const written = origin.raw ?? origin.value;
  return method === 'regex' && written.length >= SHORTEST_WORDS ? matches(words(written), text) : [];
};

/** Fewer characters stand in a text by chance. */
const SHORTEST_WORDS = 4;

const headerLines = (name: string, text: string): Span[] =>
  matches(`^${literal(name)}:.*$`, text).filter(({ end, start }) => end > start);

/** The label with its value behind or below it; where the value was written otherwise, the line the label begins. */
const labelled = ({ path, raw, value }: Origin, text: string): Span[] => {
  const label = `(?<![\\p{L}\\p{N}])${words(path)}`;
  for (const written of new Set([raw ?? value, value])) {
    const spans = written === '' ? [] : matches(`${label}${GAP}${words(written)}`, text);
    if (spans.length > 0) return spans;
  }
  return matches(`^[^\\p{L}\\n]{0,10}${words(path)}[*_ ]{0,5}[:：\\t].*$`, text);
};

/** What stands between a label and its value: signs, and one line's end. */
const GAP = '[^\\p{L}\\p{N}\\n]{0,80}?\\n{0,2}[^\\p{L}\\p{N}\\n]{0,20}?';

/** A value's words with whatever space between them; of long ones the beginning. */
const words = (text: string): string => text.slice(0, 500).trim().split(/\s+/).map(literal).join('[\\s*_>]+');

const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const matches = (pattern: string, text: string): Span[] => {
  const found = text.slice(0, MOST_CHARS).matchAll(new RegExp(pattern, 'gimu'));
  return [...found].map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
};

const MOST_CHARS = 200_000;
const MOST_TAGS = 10_000;
const TAG = /<(\/?)((?:[\w.-]{1,40}:)?[\w.-]{1,80})((?:\s[^<>]{0,2000})?)>/g;

/** The elements whose path ends like the origin's and whose text is what was written there. */
const elements = ({ path, raw }: Origin, text: string): Span[] => {
  const [names = '', attribute] = path
    .toLowerCase()
    .replaceAll(/\[[^\]]*\]/g, '')
    .split('@');
  const wanted = `/${names}`;
  const found: Span[] = [];
  const open: { name: string; start: number; from: number }[] = [];
  let tags = 0;
  for (const { index, 0: tag, 1: slash, 2: prefixed = '', 3: rest = '' } of text.matchAll(TAG)) {
    if (++tags > MOST_TAGS) break;
    const name = prefixed.toLowerCase().replace(/^.*:/, '');
    const end = index + tag.length;
    if (slash === '') {
      open.push({ name, start: index, from: end });
      const isHere = pathOf(open).endsWith(wanted);
      if (attribute !== undefined && isHere && rest.toLowerCase().includes(attribute))
        found.push({ start: index, end });
      if (rest.endsWith('/')) open.pop();
      continue;
    }
    const at = open.findLastIndex((one) => one.name === name);
    const opened = open[at];
    if (!opened) continue;
    open.length = at + 1;
    const isHere = attribute === undefined && pathOf(open).endsWith(wanted);
    if (isHere && (raw === null || plain(text.slice(opened.from, index)) === plain(raw)))
      found.push({ start: opened.start, end });
    open.length = at;
  }
  return found;
};

const pathOf = (open: readonly { readonly name: string }[]): string =>
  `/${open.map(({ name }) => name).join('/')}`;

/** What an element says, without the ways to write it. */
const plain = (text: string): string =>
  text
    .slice(0, 5_000)
    .replaceAll(/<!\[CDATA\[|\]\]>/g, '')
    .replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: keyof typeof SIGNS) => SIGNS[name])
    .replaceAll(/\s+/g, ' ')
    .trim();

const SIGNS = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" } as const;
