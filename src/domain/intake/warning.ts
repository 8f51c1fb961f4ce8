import { ARRIVAL_FLAGS } from '../leads/arrival.ts';

/**
 * What a reader noticed and could not put right, or what is strange about the arrival. A code, not a sentence: the
 * screens translate it (`reading.warning.<code>`); `detail` is a short piece of the mail or of a technical message.
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
  'mailNotFetched',
  'mailTruncated',
  'nameMissing',
  'notFetched',
  'nothingStructured',
  'readerFailed',
  'senderUnknown',
  'textTruncated',
  'valueUnreadable',
  'xmlEntities',
  'xmlRepaired',
  'xmlTooLarge',
  ...ARRIVAL_FLAGS,
] as const;
export type ReadingWarningCode = (typeof READING_WARNING_CODES)[number];
