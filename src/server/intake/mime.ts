import { createHash } from 'node:crypto';
import type { MailAttachment, MailContent } from '../../domain/intake/mail.ts';
import type { ReadingWarning } from '../../domain/intake/warning.ts';
import { decodeText } from './charset.ts';
import { parseAddresses } from './mime-headers.ts';
import { type MimePart, readParts } from './mime-parts.ts';

/** Text beyond this is no enquiry; what is cut stays in the raw mail. */
const MAX_TEXT_CHARS = 1_000_000;

/**
 * Takes a raw mail apart (RFC 5322, 2045-2047, 2231), all charsets the platform knows. Never throws: whatever
 * the bytes are, there is a result, and `warnings` say what could not be read as it claims to be.
 */
export async function parseMime(bytes: Uint8Array): Promise<MailContent> {
  const tree = readParts(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const { raw, headers } = tree.root;
  const warnings = [...tree.warnings];
  const isBody = (part: MimePart, type: string) => part.type === type && part.disposition !== 'attachment';
  const texts = tree.parts.filter((part) => isBody(part, 'text/plain'));
  const htmls = tree.parts.filter((part) => isBody(part, 'text/html'));
  const files = tree.parts.filter((part) => !texts.includes(part) && !htmls.includes(part));
  return {
    headers,
    from: parseAddresses(raw.get('from')),
    replyTo: parseAddresses(raw.get('reply-to')),
    to: parseAddresses(raw.get('to')),
    subject: headers.find((header) => header.name === 'subject')?.value ?? '',
    date: parseMailDate(raw.get('date')),
    messageId: messageIds(raw.get('message-id'))[0] ?? null,
    inReplyTo: messageIds(raw.get('in-reply-to')),
    references: messageIds(raw.get('references')),
    text: joinTexts(texts, warnings),
    html: joinTexts(htmls, warnings),
    attachments: files.map(toAttachment),
    warnings,
  };
}

function joinTexts(parts: MimePart[], warnings: ReadingWarning[]): string {
  const texts = parts.map((part) => {
    const { text, warning } = decodeText(part.content.subarray(0, MAX_TEXT_CHARS * 4), part.charset);
    if (warning) warnings.push(warning);
    const plain = text.replaceAll('\0', '').replace(/\r\n?/g, '\n');
    return part.isFlowed ? unflow(plain, part.isSpaceDeleted) : plain;
  });
  const joined = texts.join('\n');
  if (joined.length <= MAX_TEXT_CHARS) return joined;
  warnings.push({ code: 'textTruncated' });
  return joined.slice(0, MAX_TEXT_CHARS).toWellFormed();
}

/** RFC 3676: a line that ends in a space goes on in the next one; quoted lines are left as they are. */
function unflow(text: string, isSpaceDeleted: boolean): string {
  const lines: string[] = [];
  let isOpen = false;
  for (const line of text.split('\n')) {
    const isQuote = line.startsWith('>');
    const content = line.startsWith(' ') ? line.slice(1) : line;
    if (isOpen && !isQuote) lines.push(`${lines.pop()}${content}`);
    else lines.push(content);
    isOpen = !isQuote && line.endsWith(' ') && line !== '-- ';
    if (isOpen && isSpaceDeleted) lines.push((lines.pop() ?? '').slice(0, -1));
  }
  return lines.join('\n');
}

function toAttachment(part: MimePart): MailAttachment {
  return {
    name: part.fileName.replaceAll('\0', '').slice(0, 255).toWellFormed(),
    type: part.type,
    size: part.content.length,
    sha256: createHash('sha256').update(part.content).digest('hex'),
    content: part.content,
    disposition: part.disposition,
  };
}

function parseMailDate(value: string | undefined): Temporal.Instant | null {
  const millis = Date.parse((value ?? '').slice(0, 100));
  return Number.isNaN(millis) ? null : Temporal.Instant.fromEpochMilliseconds(millis);
}

function messageIds(value: string | undefined): string[] {
  const ids = (value ?? '').match(/<[^<>]+>/g)?.map((id) => id.slice(1, -1).replaceAll(/\s/g, '')) ?? [];
  if (ids.length > 0) return ids.slice(0, 200);
  const bare = (value ?? '').trim();
  return bare === '' || /\s/.test(bare) ? [] : [bare];
}
