import { type CountryCode, getCountries } from 'libphonenumber-js/max';

const ALIASES: Record<string, CountryCode> = { usa: 'US', uk: 'GB', brd: 'DE' };
let byName: Map<string, CountryCode> | null = null;

/** ISO 3166-1 alpha-2 of a country given by code or by its name in a language of `labels.ts`; else undefined. */
export function countryCode(text: string): CountryCode | undefined {
  const key = text.trim().toLowerCase();
  byName ??= namesOfCountries();
  return byName.get(key) ?? ALIASES[key.replaceAll('.', '')];
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
