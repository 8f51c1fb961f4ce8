import { type CountryCode, getCountries } from 'libphonenumber-js/max';

const ALIASES: Record<string, CountryCode> = { usa: 'US', uk: 'GB', brd: 'DE' };
export type { CountryCode };

let byName: Map<string, CountryCode> | null = null;

/** ISO 3166-1 alpha-2 of a country given by code or by its name in a language of `labels.ts`; else undefined. */
export function countryCode(text: string): CountryCode | undefined {
  const key = text.trim().toLowerCase();
  byName ??= namesOfCountries();
  return byName.get(key) ?? ALIASES[key.replaceAll('.', '')];
}

/** The country before a postal code abroad: "A-6020 Innsbruck". */
export function countryBefore(place: string): CountryCode | undefined {
  const [, mark = ''] = /(?:^|[\s,])([A-Z]{1,2})-\d{4,5}\b/.exec(place) ?? [];
  return PLATES[mark] ?? countryCode(mark);
}

const PLATES: Record<string, CountryCode> = { A: 'AT', B: 'BE', F: 'FR', FL: 'LI', I: 'IT', L: 'LU' };

/** "Salzburg, Österreich" or, in a line below, "Österreich": the country that ends an address, and what stands before it. */
export function countryBehind(text: string): { before: string; code: CountryCode } | null {
  const at = Math.max(text.lastIndexOf(','), text.lastIndexOf('\n'));
  const code = at === -1 ? undefined : countryCode(text.slice(at + 1));
  return code ? { before: text.slice(0, at).trim(), code } : null;
}

function namesOfCountries(): Map<string, CountryCode> {
  const names = new Map<string, CountryCode>();
  const languages = ['de', 'en', 'fr', 'it', 'nl'].map(
    (locale) => new Intl.DisplayNames(locale, { type: 'region' }),
  );
  for (const code of getCountries()) {
    names.set(code.toLowerCase(), code);
    for (const language of languages) names.set((language.of(code) ?? code).toLowerCase(), code);
  }
  return names;
}
