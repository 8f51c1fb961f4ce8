import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { de } from '../i18n/de/de.ts';
import type { Translated } from '../i18n/translated.ts';

export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    // Texts as plain strings: parsing each for its placeholders costs more type-checking than it finds.
    resources: { translation: Translated<typeof de> };
  }
}

const STORED = 'leadwacht-language';
const stored = () => LANGUAGES.find((language) => language === localStorage.getItem(STORED));

/** German unless somebody chose otherwise; English is loaded only when it is wanted. */
export const startLanguage = async () => {
  await i18next.use(initReactI18next).init({
    lng: 'de',
    fallbackLng: false,
    resources: { de: { translation: de } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  const chosen = stored();
  if (chosen) await show(chosen);
};

const show = async (language: Language) => {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const { en } = await import('../i18n/en/en.ts');
    i18next.addResourceBundle('en', 'translation', en);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
};

export const chooseLanguage = async (language: Language) => {
  localStorage.setItem(STORED, language);
  await show(language);
};

/** The account's own language holds until this browser was told another. */
export const followAccount = async (language: Language) => {
  if (!stored()) await show(language);
};

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'de');
