/** The bytes of a part's body behind its Content-Transfer-Encoding; damaged encodings yield what is readable. */
export function decodeTransfer(body: Buffer, encoding: string): Buffer {
  if (/base64/i.test(encoding)) return Buffer.from(body.toString('latin1'), 'base64');
  if (/quoted/i.test(encoding)) return decodeQuotedPrintable(body);
  return body;
}

const EQUALS = 0x3d;
const CR = 0x0d;
const LF = 0x0a;

function decodeQuotedPrintable(body: Buffer): Buffer {
  const out = Buffer.alloc(body.length);
  let length = 0;
  for (let i = 0; i < body.length; i++) {
    const byte = body[i] ?? 0;
    if (byte !== EQUALS) {
      out[length++] = byte;
      continue;
    }
    const value = hexDigit(body[i + 1]) * 16 + hexDigit(body[i + 2]);
    if (!Number.isNaN(value)) {
      out[length++] = value;
      i += 2;
    } else {
      const end = softBreakEnd(body, i + 1);
      if (end === -1) out[length++] = byte;
      else i = end;
    }
  }
  return out.subarray(0, length);
}

/** Where the line break after a trailing `=` ends, or -1 when it is no soft break. */
function softBreakEnd(body: Buffer, from: number): number {
  let i = from;
  while (body[i] === 0x20 || body[i] === 0x09) i++;
  if (body[i] === CR && body[i + 1] === LF) return i + 1;
  return body[i] === LF || body[i] === CR ? i : -1;
}

function hexDigit(byte: number | undefined): number {
  return byte === undefined ? Number.NaN : (HEX_DIGITS[byte] ?? Number.NaN);
}

const HEX_DIGITS = Array.from({ length: 256 }, (_, byte) => {
  const digit = String.fromCharCode(byte);
  return /[0-9a-f]/i.test(digit) ? Number.parseInt(digit, 16) : Number.NaN;
});
