import { useTranslation } from 'react-i18next';
import type { LeadPage } from '../../contract/leads.ts';
import { recognitionOf } from '../../domain/intake/reason.ts';
import { de } from '../../i18n/de/de.ts';
import classes from './reading-beside.module.css';

const { reader: READERS } = de.reading;

/** Which reader read it, why that one, and how sure it was: "Gelesen als …, weil …. Vertrauen: 95 %." */
export const ReadingReason = ({ reading }: { reading: LeadPage['reading'] }) => {
  const { t, i18n } = useTranslation();
  const { reader, version, reason, confidence } = reading;
  const because = useBecause(reason);
  const key = reader.replaceAll(/[^a-z0-9]+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const name = isNamed(key) ? t(`reading.reader.${key}`) : reader;
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(confidence ?? 0);
  return (
    <p className={classes.reason} title={t('intake.detail.reader', { reader, version })}>
      {t('reading.readAs', { name, because })}{' '}
      {confidence === null ? null : t('reading.confidence', { percent })}
    </p>
  );
};

const isNamed = (key: string): key is keyof typeof READERS => Object.hasOwn(READERS, key);

const useBecause = (reason: string | null): string => {
  const { t } = useTranslation();
  if (reason === null) return t('reading.because.nothing');
  const found = recognitionOf(reason);
  if (found.by === 'labels') return t('reading.because.labels', { count: found.count });
  if (found.by !== 'document') return t(`reading.because.${found.by}`, { what: found.what });
  const { what, where } = found;
  if (where === 'text' || where === 'html') return t(`reading.because.${where}`, { what });
  return t('reading.because.attachment', { what, where });
};
