/* oxlint-disable no-control-regex -- Files are known by bytes that no text has. */
/** What a file is by its bytes, whatever it is called or said to be. */
export interface FileType {
  readonly mediaType: string;
  /** How its name ends; empty where nothing is known of it. */
  readonly extension: string;
  /** Runs when it is opened, or may bring something that does. */
  readonly isRisky?: boolean;
}

const UNKNOWN: FileType = { mediaType: 'application/octet-stream', extension: '' };
const TEXT: FileType = { mediaType: 'text/plain', extension: 'txt' };
const XML: FileType = { mediaType: 'application/xml', extension: 'xml' };
const PAGE: FileType = { mediaType: 'text/html', extension: 'html', isRisky: true };

/** The first bytes as latin1 text, from an offset; of a ZIP also the names inside decide. */
const MAGIC: readonly (readonly [number, RegExp, FileType])[] = [
  [0, /^%PDF-/, { mediaType: 'application/pdf', extension: 'pdf' }],
  [0, /^\xff\xd8\xff/, { mediaType: 'image/jpeg', extension: 'jpg' }],
  [0, /^\x89PNG\r\n\x1a\n/, { mediaType: 'image/png', extension: 'png' }],
  [0, /^GIF8[79]a/, { mediaType: 'image/gif', extension: 'gif' }],
  [0, /^RIFF[^]{4}WEBP/, { mediaType: 'image/webp', extension: 'webp' }],
  [4, /^ftyp(?:heic|heix|mif1|msf1)/, { mediaType: 'image/heic', extension: 'heic' }],
  [4, /^ftypavif/, { mediaType: 'image/avif', extension: 'avif' }],
  [4, /^ftypqt/, { mediaType: 'video/quicktime', extension: 'mov' }],
  [4, /^ftyp/, { mediaType: 'video/mp4', extension: 'mp4' }],
  [0, /^(?:II\*\0|MM\0\*)/, { mediaType: 'image/tiff', extension: 'tif' }],
  [0, /^\{\\rtf/, { mediaType: 'application/rtf', extension: 'rtf' }],
  [
    0,
    /^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/,
    { mediaType: 'application/x-ole-storage', extension: '', isRisky: true },
  ],
  [0, /^MZ/, { mediaType: 'application/vnd.microsoft.portable-executable', extension: 'exe', isRisky: true }],
  [0, /^\x7fELF/, { mediaType: 'application/x-elf', extension: '', isRisky: true }],
  [
    0,
    /^(?:\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe)/,
    { mediaType: 'application/x-mach-binary', extension: '', isRisky: true },
  ],
  [0, /^#!/, { mediaType: 'text/x-shellscript', extension: 'sh', isRisky: true }],
  [
    0,
    /^(?:Rar!|7z\xbc\xaf|\x1f\x8b)/,
    { mediaType: 'application/x-compressed', extension: '', isRisky: true },
  ],
  [0, /^L\0\0\0\x01\x14\x02/, { mediaType: 'application/x-ms-shortcut', extension: 'lnk', isRisky: true }],
];

const ZIP = /^PK(?:\x03\x04|\x05\x06)/;
const OFFICE = 'application/vnd.openxmlformats-officedocument';
const IN_ZIP: readonly (readonly [RegExp, FileType])[] = [
  [/vbaProject\.bin/, { mediaType: 'application/zip', extension: 'zip', isRisky: true }],
  [/PK\x03\x04[^]{26}word\//, { mediaType: `${OFFICE}.wordprocessingml.document`, extension: 'docx' }],
  [/PK\x03\x04[^]{26}xl\//, { mediaType: `${OFFICE}.spreadsheetml.sheet`, extension: 'xlsx' }],
  [/PK\x03\x04[^]{26}ppt\//, { mediaType: `${OFFICE}.presentationml.presentation`, extension: 'pptx' }],
  [
    /mimetypeapplication\/vnd\.oasis\.opendocument\.text/,
    { mediaType: 'application/vnd.oasis.opendocument.text', extension: 'odt' },
  ],
  [
    /mimetypeapplication\/vnd\.oasis\.opendocument\.spreadsheet/,
    { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', extension: 'ods' },
  ],
];
const ANY_ZIP: FileType = { mediaType: 'application/zip', extension: 'zip', isRisky: true };

/** As much of a ZIP as is searched for the names inside. */
const ZIP_BYTES = 200_000;
const TEXT_BYTES = 4_000;

/** Decides by the first bytes, without unpacking anything; linear in the (bounded) part it looks at. */
export const fileTypeOf = (bytes: Uint8Array): FileType => {
  const head = latin1(bytes.subarray(0, 64));
  const known = MAGIC.find(([offset, pattern]) => pattern.test(head.slice(offset)));
  if (known) return known[2];
  if (ZIP.test(head)) {
    const start = latin1(bytes.subarray(0, ZIP_BYTES));
    const end = latin1(bytes.subarray(Math.max(0, bytes.length - ZIP_BYTES)));
    return IN_ZIP.find(([pattern]) => pattern.test(start) || pattern.test(end))?.[1] ?? ANY_ZIP;
  }
  return textTypeOf(bytes);
};

/** What a browser shows as a picture and nothing else can hide in. */
export const isPreviewable = ({ mediaType }: Pick<FileType, 'mediaType'>): boolean =>
  ['image/jpeg', 'image/png', 'image/gif', 'image/webp'].includes(mediaType);

const textTypeOf = (bytes: Uint8Array): FileType => {
  if (bytes.length === 0) return UNKNOWN;
  const text = decode(bytes.subarray(0, TEXT_BYTES));
  if (CONTROL.test(text)) return UNKNOWN;
  // Cut in the middle of a letter, the last one is no letter.
  if (text.slice(0, -4).includes('\ufffd')) return UNKNOWN;
  if (/^\s*(?:<!doctype html|<html|<script|<svg|<body)/i.test(text)) return PAGE;
  if (/^\s*<\?xml/i.test(text)) return isPlainXml(bytes) ? XML : PAGE;
  if (/^\s*BEGIN:VCARD\b/i.test(text)) return { mediaType: 'text/vcard', extension: 'vcf' };
  if (/^\s*BEGIN:VCALENDAR\b/i.test(text)) return { mediaType: 'text/calendar', extension: 'ics' };
  return TEXT;
};

const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes);

/** As much of an XML file as is searched for what a browser would run; what is longer counts as such. */
const XML_BYTES = 200_000;
/** Pages, drawings and styles, or letters and shifts of charset with which their names are hidden from a search. */
const ACTIVE_XML =
  /xhtml|svg|xml-stylesheet|<!doctype|&#(?:0*(?:6[5-9]|[7-9]\d|1[01]\d|12[0-2])|x0*[4-7][\da-f]);|\x1b/i;

/** Whether XML is only data: sellers get leads as such files and shall not be warned of each. */
const isPlainXml = (bytes: Uint8Array): boolean =>
  bytes.length <= XML_BYTES && !ACTIVE_XML.test(decode(bytes));

/** What text has none of. */
const CONTROL = /[\0-\x08\x0e-\x1a\x1c-\x1f]/;

const latin1 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return text;
};
