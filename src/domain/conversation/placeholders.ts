import { customerName, type Enquiry, vehicleTitle } from '../intake/enquiry.ts';
import { type MailLanguage, salutationOf } from './salutation.ts';

/** What a text may leave open, by the word that stands in braces. English words mean the same. */
export const PLACEHOLDERS = {
  Anrede: 'salutation',
  Name: 'name',
  Fahrzeug: 'vehicle',
  Verkäufer: 'seller',
  Autohaus: 'dealership',
  Niederlassung: 'branch',
} as const;
export type PlaceholderValues = Readonly<
  Record<(typeof PLACEHOLDERS)[keyof typeof PLACEHOLDERS], string | null>
>;

const ENGLISH: Readonly<Record<string, keyof PlaceholderValues>> = {
  salutation: 'salutation',
  name: 'name',
  vehicle: 'vehicle',
  seller: 'seller',
  dealership: 'dealership',
  branch: 'branch',
};
const BY_WORD: Readonly<Record<string, keyof PlaceholderValues>> = {
  ...Object.fromEntries(Object.entries(PLACEHOLDERS).map(([word, key]) => [word.toLowerCase(), key])),
  ...ENGLISH,
};

export interface FilledText {
  readonly text: string;
  /** Words in braces with nothing to put there: without a value, or unknown. In the order of the text, each once. */
  readonly missing: readonly string[];
}

const PLACEHOLDER = /\{([^{}|\n]{1,30})(?:\|([^{}\n]{0,200}))?\}/g;

/**
 * Puts values in place of `{Anrede}`, `{Fahrzeug|Ihr Wunschfahrzeug}`. Where a value is missing, the words behind the bar
 * stand instead; without any the gap closes, so that no customer reads braces or double spaces. A word that is no
 * placeholder stays as it is written: braces may be meant.
 */
export const fillPlaceholders = (text: string, values: PlaceholderValues): FilledText => {
  const missing = new Set<string>();
  const filled = text.replace(PLACEHOLDER, (written, word: string, instead: string | undefined) => {
    const key = BY_WORD[word.trim().toLowerCase()];
    const value = key && values[key];
    if (value) return value;
    missing.add(word.trim());
    return key ? (instead ?? GAP) : written;
  });
  return { text: closeGaps(filled), missing: [...missing] };
};

/** Cannot be typed, so that only what we left open is closed. */
const GAP = '\ue000';

const closeGaps = (text: string): string =>
  text
    .replaceAll(/ ?\ue000(?= ?[.,;:!?])/g, '')
    .replaceAll(/^\ue000 ?/gm, '')
    .replaceAll(/ ?\ue000/g, '');

/** What the placeholders of a text mean for an enquiry. */
export const placeholderValues = (
  enquiry: Enquiry,
  language: MailLanguage,
  house: { dealership: string; branch: string; seller: string | null },
): PlaceholderValues => ({
  salutation: salutationOf(enquiry.customer, language),
  name: customerName(enquiry),
  vehicle: vehicleTitle(enquiry),
  ...house,
});
