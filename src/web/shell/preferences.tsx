import { NativeSelect, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, currentLanguage, type Language, LANGUAGES } from '../i18n.ts';

const THEMES = ['light', 'dark', 'auto'] as const;

/** The look, for this browser. */
export const ThemeMenu = () => {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <NativeSelect
      size="xs"
      aria-label={t('shell.theme.label')}
      value={colorScheme}
      onChange={(event) =>
        setColorScheme(THEMES.find((theme) => theme === event.currentTarget.value) ?? 'auto')
      }
      data={THEMES.map((value) => ({ value, label: t(`shell.theme.${value}`) }))}
    />
  );
};

/** The language, for this browser; `onChosen` keeps it for the person as well. */
export const LanguageMenu = ({ onChosen }: { onChosen?: (language: Language) => void }) => {
  const { t } = useTranslation();
  return (
    <NativeSelect
      size="xs"
      aria-label={t('shell.language.label')}
      value={currentLanguage()}
      onChange={(event) => {
        const language = event.currentTarget.value === 'en' ? 'en' : 'de';
        void chooseLanguage(language);
        onChosen?.(language);
      }}
      data={LANGUAGES.map((value) => ({ value, label: t(`shell.language.${value}`) }))}
    />
  );
};
