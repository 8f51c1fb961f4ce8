import type { ReadingWarning } from '../../domain/intake/warning.ts';
import { type HeaderBlock, parseParameters, readHeaders } from './mime-headers.ts';
import { decodeTransfer } from './transfer-encoding.ts';

/** Limits of one mail; what is beyond is left out with a warning, the raw mail keeps it. */
export const MIME_LIMITS = { depth: 12, parts: 500, headerBytes: 128 * 1024, messages: 5 };

/** A leaf of the MIME tree, transfer encoding removed. */
export interface MimePart {
  type: string;
  charset: string;
  isFlowed: boolean;
  isSpaceDeleted: boolean;
  disposition: 'attachment' | 'inline' | null;
  fileName: string;
  content: Buffer;
}

export interface MimeTree {
  root: HeaderBlock;
  parts: MimePart[];
  warnings: ReadingWarning[];
}

interface Walk {
  parts: MimePart[];
  warnings: ReadingWarning[];
}

/**
 * Takes a mail apart into its leaves, in order. Own code because every bound matters here: postal-mime 4 needs
 * minutes for a few megabytes of nested messages (and seconds for ten thousand parts), and gives no way to see
 * the bytes of a text whose charset is wrong.
 */
export function readParts(bytes: Buffer): MimeTree {
  const walk: Walk = { parts: [], warnings: [] };
  const root = readPart(walk, { bytes, depth: 0, messages: 0, defaultType: 'text/plain' });
  return { root, parts: walk.parts, warnings: walk.warnings };
}

interface Section {
  bytes: Buffer;
  depth: number;
  /** How many messages this one is enclosed in. */
  messages: number;
  defaultType: string;
  /** The enclosed mail of a delivery report is evidence, not content. */
  isInReport?: boolean;
}

function readPart(walk: Walk, section: Section): HeaderBlock {
  const block = readHeaders(section.bytes, MIME_LIMITS.headerBytes);
  if (block.isTruncated) warnOnce(walk, { code: 'mailTruncated', detail: 'headers' });
  const body = section.bytes.subarray(block.bodyStart);
  const contentType = parseParameters(block.raw.get('content-type'));
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(contentType.value) ? contentType.value : section.defaultType;
  const disposition = parseParameters(block.raw.get('content-disposition'));
  const encoding = block.raw.get('content-transfer-encoding') ?? '';

  const boundary = contentType.parameters.get('boundary');
  if (type.startsWith('multipart/') && boundary) {
    const sections = splitSections(body, boundary);
    if (sections.length > 0 && section.depth < MIME_LIMITS.depth) {
      readSections(walk, section, sections, type);
      return block;
    }
    if (sections.length > 0) warnOnce(walk, { code: 'mailTruncated', detail: 'depth' });
  }

  if (walk.parts.length >= MIME_LIMITS.parts) {
    warnOnce(walk, { code: 'attachmentsDropped' });
    return block;
  }
  const content = decodeTransfer(body, encoding);
  const isEnclosedMail =
    type === 'message/rfc822' && disposition.value !== 'attachment' && !section.isInReport;
  if (isEnclosedMail && section.messages < MIME_LIMITS.messages) {
    readEnclosedMail(walk, section, content);
    return block;
  }
  walk.parts.push({
    type: type.startsWith('multipart/') ? 'text/plain' : type,
    charset: contentType.parameters.get('charset') ?? '',
    isFlowed: /^flowed$/i.test(contentType.parameters.get('format') ?? ''),
    isSpaceDeleted: /^yes$/i.test(contentType.parameters.get('delsp') ?? ''),
    disposition:
      disposition.value === 'attachment' || disposition.value === 'inline' ? disposition.value : null,
    fileName: disposition.parameters.get('filename') ?? contentType.parameters.get('name') ?? '',
    content,
  });
  return block;
}

function readSections(walk: Walk, parent: Section, sections: Buffer[], type: string): void {
  for (const bytes of sections) {
    if (walk.parts.length >= MIME_LIMITS.parts) return warnOnce(walk, { code: 'attachmentsDropped' });
    readPart(walk, {
      bytes,
      depth: parent.depth + 1,
      messages: parent.messages,
      defaultType: type === 'multipart/digest' ? 'message/rfc822' : 'text/plain',
      isInReport: parent.isInReport === true || type === 'multipart/report',
    });
  }
}

/** A mail forwarded as a part is read like the mail itself, below a line that says who wrote it. */
function readEnclosedMail(walk: Walk, section: Section, bytes: Buffer): void {
  const at = walk.parts.length;
  const { headers } = readPart(walk, {
    bytes,
    depth: section.depth + 1,
    messages: section.messages + 1,
    defaultType: 'text/plain',
  });
  const lines = ['From', 'Date', 'Subject'].flatMap((name) => {
    const header = headers.find((one) => one.name === name.toLowerCase());
    return header ? [`${name}: ${header.value}`] : [];
  });
  walk.parts.splice(at, 0, {
    type: 'text/plain',
    charset: 'utf-8',
    isFlowed: false,
    isSpaceDeleted: false,
    disposition: 'inline',
    fileName: '',
    content: Buffer.from(`\n---------- ${lines.join('\n')}\n`),
  });
}

const LF = 0x0a;

/** What stands between the delimiter lines of one multipart; without a closing line, up to the end. */
function splitSections(body: Buffer, boundary: string): Buffer[] {
  const delimiter = Buffer.from(`--${boundary}`);
  const sections: Buffer[] = [];
  let open = -1;
  for (let at = body.indexOf(delimiter); at !== -1; at = body.indexOf(delimiter, at + delimiter.length)) {
    if (at > 0 && body[at - 1] !== LF) continue;
    const lineEnd = body.indexOf(LF, at);
    const next = lineEnd === -1 ? body.length : lineEnd + 1;
    // Only white space or the closing dashes may follow; else it is another, longer boundary.
    const after = at + delimiter.length;
    const rest = body.toString('latin1', after, Math.min(next, after + 80)).trim();
    if (rest !== '' && rest !== '--') continue;
    if (open !== -1) sections.push(body.subarray(open, beforeLineBreak(body, at)));
    open = rest === '' ? next : -1;
    if (rest === '--' || sections.length > MIME_LIMITS.parts) return sections;
  }
  if (open !== -1) sections.push(body.subarray(open));
  return sections;
}

/** The line break before a delimiter belongs to the delimiter. */
function beforeLineBreak(bytes: Buffer, at: number): number {
  if (bytes[at - 1] !== LF) return at;
  return bytes[at - 2] === 0x0d ? at - 2 : at - 1;
}

function warnOnce(walk: Walk, warning: ReadingWarning): void {
  const isKnown = walk.warnings.some(
    ({ code, detail }) => code === warning.code && detail === warning.detail,
  );
  if (!isKnown) walk.warnings.push(warning);
}
