import { beginsWithPostmark } from './mbox.ts';

/** What a file of enquiries can be: one mail, many, or a table. */
export const IMPORT_FORMATS = ['mail', 'mbox', 'csv'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** Why a file cannot be brought in. */
export const IMPORT_FAULTS = ['noMails', 'noRows', 'noKnownColumn'] as const;
export type ImportFault = (typeof IMPORT_FAULTS)[number];

/** Why a row stays behind. */
export const ROW_FAULTS = ['quoteOpen', 'tooLong', 'damaged'] as const;
export type RowFault = (typeof ROW_FAULTS)[number];

/** What a file is by how it begins; its name decides only between the two that are plain text. Null: none of them. */
export const importFormat = (head: Uint8Array, fileName: string): ImportFormat | null => {
  const charset = utf16Of(head);
  if (charset) return 'csv';
  if (head.includes(0)) return null;
  const text = new TextDecoder().decode(head).trimStart();
  if (beginsWithPostmark(new TextEncoder().encode(text.slice(0, 1_000)))) return 'mbox';
  if (isMailHead(text)) return 'mail';
  if (/\.(?:csv|tsv|txt)$/i.test(fileName)) return 'csv';
  return /^[^\n]*[;,\t]/.test(text) && !text.includes('\ufffd\ufffd') ? 'csv' : null;
};

/** The first lines are headers, and one of those is there that every mail has. */
const isMailHead = (text: string): boolean => {
  const [head = ''] = text.split(/\r?\n\r?\n/, 1);
  const [first = ''] = head.split('\n', 1);
  return /^[!-9;-~]+:/.test(first) && /^(?:from|to|subject|date|received|message-id)[ \t]*:/im.test(head);
};

/** UTF-16 by its byte order mark, or by the zeros that Latin letters have in it. */
export const utf16Of = (head: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const sample = head.subarray(0, 200);
  const zeros = (parity: number) => sample.filter((byte, place) => place % 2 === parity && byte === 0).length;
  const many = sample.length / 4;
  if (zeros(1) > many && zeros(0) === 0) return 'utf-16le';
  return zeros(0) > many && zeros(1) === 0 ? 'utf-16be' : null;
};
