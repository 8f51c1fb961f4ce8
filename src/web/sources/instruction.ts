import { useTranslation } from 'react-i18next';

/** Kinds of sources with an instruction of their own, as keys of the texts. */
const TEXT_KEYS = {
  'mobile.de': 'mobile',
  autoscout24: 'autoscout24',
  homepage: 'homepage',
  kleinanzeigen: 'kleinanzeigen',
  heycar: 'heycar',
  manufacturer: 'manufacturer',
} as const;

const isKnown = (kind: string): kind is keyof typeof TEXT_KEYS => kind in TEXT_KEYS;

/** Where a lead address is entered at a kind of source. */
export const useInstruction = () => {
  const { t } = useTranslation();
  return (kind: string) => t(`sources.instruction.${isKnown(kind) ? TEXT_KEYS[kind] : 'other'}`);
};
