import type { ReadingWarning } from '../../domain/intake/warning.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const WINDOWS_1252 = new TextDecoder('windows-1252');
const UTF16 = new TextDecoder('utf-16be');

/** Labels that in practice only say "some eight-bit text": worth checking whether it is UTF-8 after all. */
const UNRELIABLE = new Set(['utf-8', 'windows-1252', 'iso-8859-15']);

export interface Decoded {
  text: string;
  warning?: ReadingWarning;
}

/**
 * Text of a mail part in the charset it claims. A claim that cannot be true, or none at all: UTF-8 where the
 * bytes are valid UTF-8, else windows-1252, with a warning.
 */
export function decodeText(bytes: Uint8Array, label: string): Decoded {
  if (/utf-?7$/i.test(label)) return { text: decodeUtf7(WINDOWS_1252.decode(bytes)) };
  const decoder = decoderFor(label);
  if (decoder && !UNRELIABLE.has(decoder.encoding)) return { text: decoder.decode(bytes) };

  const utf8 = decodeUtf8(bytes);
  const text = utf8 ?? (decoder?.encoding === 'iso-8859-15' ? decoder : WINDOWS_1252).decode(bytes);
  if (label !== '' && decoder === null) return { text, warning: { code: 'charsetUnknown', detail: label } };
  const isAsClaimed =
    (decoder?.encoding ?? 'utf-8') === 'utf-8' ? utf8 !== null : utf8 === null || isAscii(bytes);
  return isAsClaimed ? { text } : { text, warning: { code: 'charsetRepaired', detail: label || 'none' } };
}

/** The same for bytes that claim nothing: raw headers, mails that are no mails. */
export function decodeLeniently(bytes: Uint8Array): string {
  return decodeUtf8(bytes) ?? WINDOWS_1252.decode(bytes);
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return UTF8.decode(bytes);
  } catch {
    return null;
  }
}

function decoderFor(label: string): TextDecoder | null {
  for (const name of [label, label.replace(/^(?:x-|cs)/i, '')]) {
    try {
      return new TextDecoder(name);
    } catch {
      // not a name the platform knows
    }
  }
  return null;
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

/** UTF-7 (RFC 2152), which the platform does not know; old Exchange servers write it. */
function decodeUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9/]*)-?/g, (_, base64: string) =>
    base64 === '' ? '+' : UTF16.decode(Buffer.from(base64, 'base64')),
  );
}
