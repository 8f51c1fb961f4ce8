import { addressParser, decodeWords } from 'postal-mime';
import type { MailAddress, MailHeader } from '../../domain/intake/mail.ts';
import { decodeLeniently, decodeText } from './charset.ts';

/** The header block of a mail or a part. */
export interface HeaderBlock {
  headers: MailHeader[];
  /** As sent, for fields with a grammar of their own: addresses and parameters are parsed before decoding. */
  raw: Map<string, string>;
  /** Where the body begins. */
  bodyStart: number;
  isTruncated: boolean;
}

const FIELD = /^([!-9;-~]{1,100})[ \t]*:/;
const LF = 0x0a;
const MAX_STRAY_LINES = 20;

/**
 * Reads the headers of a mail or part: up to the empty line, or up to the first line that cannot belong to a header
 * when senders forgot the empty line. Stray lines between headers (mbox "From ", broken folding) are left out.
 * At most `maxBytes` are read; the body is found all the same.
 */
export function readHeaders(bytes: Buffer, maxBytes: number): HeaderBlock {
  const fields: { name: string; value: string }[] = [];
  let position = 0;
  let strayLines = 0;
  let bodyStart = bytes.length;
  let isTruncated = false;
  while (position < bytes.length) {
    const newline = bytes.indexOf(LF, position);
    const next = newline === -1 ? bytes.length : newline + 1;
    if (next > maxBytes) {
      isTruncated = true;
      bodyStart = emptyLineAfter(bytes, position);
      break;
    }
    const line = decodeLeniently(bytes.subarray(position, next)).replace(/[\r\n]+$/, '');
    if (line === '') {
      bodyStart = next;
      break;
    }
    const field = FIELD.exec(line);
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last) last.value += line;
    else if (field?.[1]) fields.push({ name: field[1].toLowerCase(), value: line.slice(field[0].length) });
    else if (!isHeaderAhead(bytes, next) || ++strayLines > MAX_STRAY_LINES) {
      bodyStart = position;
      break;
    }
    position = next;
  }
  return {
    headers: fields.map(({ name, value }) => ({ name, value: decodeHeader(value) })),
    raw: firstValues(fields),
    bodyStart,
    isTruncated,
  };
}

function emptyLineAfter(bytes: Buffer, from: number): number {
  const unix = bytes.indexOf('\n\n', from, 'latin1');
  const dos = bytes.indexOf('\n\r\n', from, 'latin1');
  return Math.min(unix === -1 ? bytes.length : unix + 2, dos === -1 ? bytes.length : dos + 3);
}

function isHeaderAhead(bytes: Buffer, from: number): boolean {
  return FIELD.test(bytes.toString('latin1', from, from + 120));
}

function firstValues(fields: { name: string; value: string }[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const { name, value } of fields) if (!values.has(name)) values.set(name, value.trim());
  return values;
}

function decodeHeader(value: string): string {
  return decodeWords(value).replaceAll('\0', '').trim();
}

/** The addresses of a raw address header, groups flattened; an entry without an address keeps its name. */
export function parseAddresses(value: string | undefined): MailAddress[] {
  if (!value) return [];
  return addressParser(value, { flatten: true })
    .map(({ name, address }) => ({ name: name.trim(), address: (address ?? '').trim() }))
    .filter(({ name, address }) => name !== '' || address !== '')
    .slice(0, 100);
}

/** `text/plain; charset="x"; name*0*=…` -> value and parameters (RFC 2045, RFC 2231). */
export interface ParameterValue {
  value: string;
  parameters: Map<string, string>;
}

const PARAMETER = /;\s*([^\s=;"]{1,60})\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))/g;

export function parseParameters(header: string | undefined): ParameterValue {
  const source = (header ?? '').slice(0, 5000);
  const value = (/^[^;\s]*/.exec(source.trim())?.[0] ?? '').toLowerCase();
  const found = new Map<string, string>();
  for (const [, name = '', quoted, plain] of source.matchAll(PARAMETER)) {
    const text = quoted === undefined ? (plain ?? '').trim() : quoted.replace(/\\(.)/g, '$1');
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), text);
  }
  return { value, parameters: joinContinuations(found) };
}

/** RFC 2231: `name*0`, `name*1*` … belong together; a trailing `*` marks percent encoding with a charset. */
function joinContinuations(found: Map<string, string>): Map<string, string> {
  const joined = new Map<string, string>();
  const pieces = new Map<string, { index: number; text: string; isEncoded: boolean }[]>();
  for (const [name, text] of found) {
    const match = /^([^*]+)\*(\d{0,3})(\*?)$/.exec(name);
    if (!match?.[1]) {
      joined.set(name, decodeWords(text));
      continue;
    }
    const isEncoded = match[2] === '' || match[3] === '*';
    const list = pieces.get(match[1]) ?? [];
    list.push({ index: Number(match[2] ?? 0), text, isEncoded });
    pieces.set(match[1], list);
  }
  for (const [name, list] of pieces) {
    list.sort((a, b) => a.index - b.index);
    const [first] = list;
    const label = first?.isEncoded ? (/^([^']*)'[^']*'/.exec(first.text)?.[1] ?? '') : '';
    const bytes = list.map(({ text, isEncoded }, i) =>
      isEncoded ? percentBytes(i === 0 ? text.replace(/^[^']*'[^']*'/, '') : text) : Buffer.from(text),
    );
    joined.set(name, decodeText(Buffer.concat(bytes), label).text);
  }
  return joined;
}

function percentBytes(text: string): Buffer {
  const latin1 = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(latin1, 'latin1');
}
