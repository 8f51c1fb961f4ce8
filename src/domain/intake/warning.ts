/**
 * What a reader noticed and could not put right. A code, not a sentence: the screens translate it
 * (`leads.warning.<code>`); `detail` is a short piece of the mail or of a technical message.
 */
export interface ReadingWarning {
  code: ReadingWarningCode;
  detail?: string;
}

export const READING_WARNING_CODES = [
  'attachmentsDropped',
  'charsetRepaired',
  'charsetUnknown',
  'contactMissing',
  'dateUnreadable',
  'emailUnreadable',
  'mailTruncated',
  'nameMissing',
  'nothingStructured',
  'readerFailed',
  'senderUnknown',
  'textTruncated',
  'xmlEntities',
  'xmlRepaired',
  'xmlTooLarge',
] as const;
export type ReadingWarningCode = (typeof READING_WARNING_CODES)[number];
