import { SaxesParser } from 'saxes';

/** Limits of one XML document; a lead is a few kilobytes. */
export const XML_LIMITS = { chars: 500_000, depth: 40, nodes: 5_000 };

export interface XmlNode {
  /** Lower case, without prefix. */
  name: string;
  attributes: Record<string, string>;
  /** The text directly inside, children's text left out. */
  text: string;
  children: XmlNode[];
}

export interface XmlDocument {
  root: XmlNode;
  /** What was not well-formed and was read all the same; empty for correct XML. */
  repairs: string[];
}

/** Thrown for documents that are refused, not repaired. */
export class XmlRefused extends Error {
  readonly code: 'xmlEntities' | 'xmlTooLarge';
  constructor(code: 'xmlEntities' | 'xmlTooLarge') {
    super(code);
    this.code = code;
  }
}

/**
 * Reads one XML element leniently into a tree. Never resolves entities of the document's own: a DOCTYPE or
 * ENTITY declaration is refused, as is anything beyond `XML_LIMITS` (XmlRefused).
 */
export function parseXml(xml: string): XmlDocument {
  if (xml.length > XML_LIMITS.chars) throw new XmlRefused('xmlTooLarge');
  if (/<!(?:doctype|entity)/i.test(xml)) throw new XmlRefused('xmlEntities');
  const strict = buildTree(xml, 0);
  if (strict.root && strict.errors.length === 0) return { root: strict.root, repairs: [] };
  const { root } = buildTree(repairXml(xml), MAX_ERRORS);
  if (!root) throw new Error('no element in the XML');
  return { root, repairs: strict.errors };
}

/** Beyond this many errors even after the repair it is no XML; every error costs its own time. */
const MAX_ERRORS = 100;

/** Stops quietly after `maxErrors`, with what was read until then. */
function buildTree(xml: string, maxErrors: number): { root: XmlNode | null; errors: string[] } {
  const parser = new SaxesParser({ position: false, xmlns: false } as const);
  const errors: string[] = [];
  const open: XmlNode[] = [];
  let root: XmlNode | null = null;
  let nodes = 0;
  Object.assign(parser.ENTITIES, LETTERS);
  parser.on('error', (error) => {
    if (errors.push(error.message) > maxErrors) throw new TooBroken();
  });
  parser.on('opentag', (tag) => {
    if (++nodes > XML_LIMITS.nodes || open.length >= XML_LIMITS.depth) throw new XmlRefused('xmlTooLarge');
    const node: XmlNode = {
      name: localName(tag.name),
      attributes: lowerKeys(tag.attributes),
      text: '',
      children: [],
    };
    open.at(-1)?.children.push(node);
    root ??= node;
    open.push(node);
  });
  parser.on('closetag', () => void open.pop());
  const addText = (text: string) => {
    const node = open.at(-1);
    if (node) node.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  try {
    parser.write(xml).close();
  } catch (error) {
    if (!(error instanceof TooBroken)) throw error;
  }
  return { root, errors };
}

class TooBroken extends Error {}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

function lowerKeys(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [key.toLowerCase(), value.trim()]),
  );
}

/** Entities of HTML that senders use in XML, where they mean nothing. */
const LETTERS = Object.fromEntries(
  (
    'nbsp=\u00a0 auml=ä ouml=ö uuml=ü Auml=Ä Ouml=Ö Uuml=Ü szlig=ß euro=€ eacute=é egrave=è agrave=à ' +
    'ccedil=ç ndash=– mdash=— hellip=… rsquo=’ lsquo=‘ ldquo=“ rdquo=” bdquo=„ copy=© reg=® trade=™ deg=°'
  )
    .split(' ')
    .map((pair) => pair.split('=')),
);

const TAG = /<(\/?)([a-z_][\w:.-]*)([^<>]*?)(\/?)>/gi;

/**
 * Makes the usual damage well-formed enough (formats.md 1.3, 1.4): stray `&` and `<`, typographic quotes and
 * missing quotes in tags, processing instructions without end, closing tags that close nothing or the wrong one.
 */
function repairXml(xml: string): string {
  const open: string[] = [];
  let out = '';
  for (const piece of splitLiterals(xml)) out += piece.startsWith('<!') ? piece : repairMarkup(piece, open);
  while (open.length > 0) out += `</${open.pop()}>`;
  return out;
}

/** CDATA sections and comments as pieces of their own: nothing in them is to be repaired. */
function splitLiterals(xml: string): string[] {
  const pieces: string[] = [];
  let position = 0;
  for (const match of xml.matchAll(/<!\[CDATA\[|<!--/g)) {
    if (match.index < position) continue;
    const close = match[0] === '<!--' ? '-->' : ']]>';
    const end = xml.indexOf(close, match.index);
    if (end === -1) break;
    pieces.push(xml.slice(position, match.index), xml.slice(match.index, end + close.length));
    position = end + close.length;
  }
  pieces.push(xml.slice(position));
  return pieces;
}

function repairMarkup(markup: string, open: string[]): string {
  const text = markup
    .replace(/<\?[^<>]*>?/g, '')
    .replace(/&(?!(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,8});)/gi, '&amp;');
  let out = '';
  let position = 0;
  for (const match of text.matchAll(TAG)) {
    const [whole, slash, name = '', attributes = '', selfClosing] = match;
    out += text.slice(position, match.index).replaceAll('<', '&lt;');
    position = match.index + whole.length;
    if (slash) {
      const depth = closes(open, name);
      while (open.length > depth) out += `</${open.pop()}>`;
    } else {
      out += `<${name}${repairAttributes(attributes)}${selfClosing ? '/' : ''}>`;
      if (!selfClosing) open.push(name);
    }
    if (open.length > XML_LIMITS.depth) throw new XmlRefused('xmlTooLarge');
  }
  return out + text.slice(position).replaceAll('<', '&lt;');
}

/** How many elements stay open after a closing tag; one that fits nothing was meant for the innermost. */
function closes(open: string[], name: string): number {
  const index = open.lastIndexOf(name);
  if (index !== -1) return index;
  return Math.max(1, open.length - 1);
}

function repairAttributes(text: string): string {
  const attributes = text.replaceAll(/[“”„″]/g, '"');
  let out = '';
  const seen = new Set<string>();
  for (const [, name = '', quoted, apostrophed, bare] of attributes.matchAll(ATTRIBUTE)) {
    if (seen.has(name.toLowerCase())) continue;
    seen.add(name.toLowerCase());
    const value = (quoted ?? apostrophed ?? bare ?? '').replaceAll('"', '').replaceAll('<', '&lt;');
    out += ` ${name}="${value}"`;
  }
  return out;
}

const ATTRIBUTE = /([a-z_][\w:.-]{0,60})\s*=\s*(?:"([^"]*?)(?:"|(?=\s[\w:.-]+=))|'([^']*)'?|([^\s"'=<>]+))/gi;
