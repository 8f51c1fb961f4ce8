import { textFromHtml } from './html-text.ts';
import type { MailAttachment, MailContent } from './mail.ts';
import { XML_LIMITS, XmlRefused } from './xml.ts';

/** An XML document as it was found in a mail: `<root …>…</root>`, or up to the end when it is cut off. */
export interface XmlSource {
  xml: string;
  /** The part it stood in. */
  part: string;
  /** Declares entities of its own: never read. */
  isHostile: boolean;
}

/** How the root element of a format is recognised; made once, as it is asked of every mail. */
export interface XmlRoot {
  open: RegExp;
  escapedOpen: RegExp;
  close: RegExp;
}

/** The root element `name`, in any prefix and case. */
export function xmlRoot(name: string): XmlRoot {
  return {
    open: new RegExp(`<(?:\\w{1,20}:)?${name}(?:\\s[^<>]*)?/?>`, 'i'),
    escapedOpen: new RegExp(`&lt;(?:\\w{1,20}:)?${name}(?=\\s|&gt;|>)`, 'i'),
    close: new RegExp(`</(?:\\w{1,20}:)?${name}\\s*>`, 'gi'),
  };
}

/**
 * The first document of that root in a mail: in an attachment, the text, the HTML source (its comments included) or
 * the HTML's text, where some senders show it escaped.
 */
export function findXml(mail: MailContent, root: XmlRoot): XmlSource | null {
  for (const text of textsOf(mail)) {
    const found = extract(text, root);
    if (found) return found;
  }
  return null;
}

/** The document's text, or XmlRefused for one that declares entities. */
export function safeXml({ xml, isHostile }: XmlSource): string {
  if (isHostile) throw new XmlRefused('xmlEntities');
  return xml;
}

interface TextPart {
  text: string;
  part: string;
  /** HTML source: a document escaped in it is read from its text, which follows. */
  isMarkup?: boolean;
}

/** Every XML reader asks for the same texts of the same mail; they are decoded once. */
const known = new WeakMap<MailContent, TextPart[]>();

function textsOf(mail: MailContent): TextPart[] {
  const before = known.get(mail);
  if (before) return before;
  const texts: TextPart[] = mail.attachments
    .filter(isTextLike)
    .map(({ content, name, type }) => ({ text: decodeXml(content), part: name || type }));
  texts.push({ text: mail.text, part: 'text' }, { text: mail.html, part: 'html', isMarkup: true });
  // The HTML of a mail that shows the XML escaped has markup between its lines; its text has not.
  if (/&lt;[a-z]/i.test(mail.html)) texts.push({ text: textFromHtml(mail.html), part: 'html' });
  known.set(mail, texts);
  return texts;
}

/**
 * What of a mail is read beside its text: documents attached to it, its HTML as text where the mail has another text, too,
 * and the HTML's source where a document is hidden in a comment of it.
 */
export function documentsIn(mail: MailContent): { name: string; text: string }[] {
  const documents = textsOf(mail)
    .filter(({ part }) => part !== 'text' && part !== 'html')
    .map(({ part, text }) => ({ name: part, text }));
  if (mail.html === '') return documents;
  if (mail.text !== '') documents.push({ name: 'html', text: textFromHtml(mail.html) });
  if (/<!--\s*<[?\w]/.test(mail.html)) documents.push({ name: 'html-source', text: mail.html });
  return documents;
}

function isTextLike({ type, name, size }: MailAttachment): boolean {
  if (size > XML_LIMITS.chars * 4) return false;
  return /xml|adf|^text\//i.test(type) || /\.(?:xml|adf|txt)$/i.test(name);
}

function extract({ text, part, isMarkup }: TextPart, root: XmlRoot): XmlSource | null {
  const { open, escapedOpen, close } = root;
  const isEscaped = !open.test(text) && escapedOpen.test(text);
  if (isEscaped && isMarkup) return null;
  const source = isEscaped ? unescapeOnce(text) : text;
  const start = source.search(open);
  if (start === -1) return null;
  const rest = source.slice(start);
  const lastClose = [...rest.matchAll(close)].at(-1);
  const xml = lastClose ? rest.slice(0, lastClose.index + lastClose[0].length) : rest;
  const isHostile = /<!ENTITY|<!DOCTYPE[^<>]{0,500}\[/i.test(source.slice(0, start));
  return { xml, part, isHostile };
}
function unescapeOnce(text: string): string {
  const signs: Record<string, string> = {
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    '#39': "'",
    '#34': '"',
    amp: '&',
  };
  return text.replace(
    /&(lt|gt|quot|apos|#39|#34|amp);/gi,
    (whole, name: string) => signs[name.toLowerCase()] ?? whole,
  );
}

/** Text of XML bytes by the charset of the declaration or byte order mark; without one UTF-8, else windows-1252. */
export function decodeXml(bytes: Uint8Array, charset?: string): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /encoding\s*=\s*["'“”]?([\w.:-]{1,40})/i.exec(start)?.[1];
  const isUtf16 = bytes[0] === 0xff || bytes[0] === 0xfe || start.includes('\0<') || start.includes('<\0');
  const labels = [
    isUtf16 ? (bytes[0] === 0xfe || bytes[0] === 0 ? 'utf-16be' : 'utf-16le') : 'utf-8',
    declared,
    charset,
    'windows-1252',
  ];
  for (const label of labels) {
    try {
      if (label) return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // not this one
    }
  }
  return start;
}
