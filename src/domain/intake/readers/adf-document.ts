import { textFromHtml } from '../html-text.ts';
import type { MailAttachment, MailContent } from '../mail.ts';
import { XML_LIMITS, XmlRefused } from '../xml.ts';

/** An ADF document as it was found in a mail: `<adf …>…</adf>`, or up to the end when it is cut off. */
export interface AdfSource {
  xml: string;
  /** The part it stood in. */
  part: string;
  /** Declares entities of its own: never read. */
  isHostile: boolean;
}

const OPEN = /<(?:\w{1,20}:)?adf(?:\s[^<>]*)?\/?>/i;
const ESCAPED_OPEN = /&lt;(?:\w{1,20}:)?adf(?=\s|&gt;|>)/i;
const CLOSE = /<\/(?:\w{1,20}:)?adf\s*>/gi;

/** The first ADF document of a mail: in an attachment, the text, the HTML source or the HTML's text. */
export function findAdf(mail: MailContent): AdfSource | null {
  for (const attachment of mail.attachments) {
    const found = isTextLike(attachment)
      ? extract(decodeXml(attachment.content), attachment.name || attachment.type)
      : null;
    if (found) return found;
  }
  return extract(mail.text, 'text') ?? extractFromHtml(mail.html);
}

function extractFromHtml(html: string): AdfSource | null {
  if (!/adf/i.test(html)) return null;
  // The HTML of a mail that shows the XML escaped has markup between its lines; its text has not.
  return ESCAPED_OPEN.test(html) ? extract(textFromHtml(html), 'html') : extract(html, 'html');
}

function isTextLike({ type, name, size }: MailAttachment): boolean {
  if (size > XML_LIMITS.chars * 4) return false;
  return /xml|adf|^text\//i.test(type) || /\.(?:xml|adf|txt)$/i.test(name);
}

function extract(text: string, part: string): AdfSource | null {
  const source = !OPEN.test(text) && ESCAPED_OPEN.test(text) ? unescapeOnce(text) : text;
  const start = source.search(OPEN);
  if (start === -1) return null;
  const rest = source.slice(start);
  const lastClose = [...rest.matchAll(CLOSE)].at(-1);
  const xml = lastClose ? rest.slice(0, lastClose.index + lastClose[0].length) : rest;
  const isHostile = /<!ENTITY|<!DOCTYPE[^<>]{0,500}\[/i.test(source.slice(0, start));
  return { xml, part, isHostile };
}

/** The document's text, or XmlRefused for one that declares entities. */
export function safeXml({ xml, isHostile }: AdfSource): string {
  if (isHostile) throw new XmlRefused('xmlEntities');
  return xml;
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

/** The charset of the XML declaration or byte order mark; without one UTF-8, else windows-1252. */
function decodeXml(bytes: Uint8Array): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /encoding\s*=\s*["'“”]?([\w.:-]{1,40})/i.exec(start)?.[1];
  const isUtf16 = bytes[0] === 0xff || bytes[0] === 0xfe || start.includes('\0<') || start.includes('<\0');
  const labels = [
    isUtf16 ? (bytes[0] === 0xfe || bytes[0] === 0 ? 'utf-16be' : 'utf-16le') : 'utf-8',
    declared,
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
