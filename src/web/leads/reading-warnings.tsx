import { useTranslation } from 'react-i18next';
import type { LeadPage } from '../../contract/leads.ts';
import { READING_WARNING_CODES } from '../../domain/intake/warning.ts';
import classes from './lead-details.module.css';

/** What was doubtful when the enquiry was read or entered. */
export const ReadingWarnings = ({ lead }: { lead: LeadPage }) => {
  const { t } = useTranslation();
  const warnings = READING_WARNING_CODES.filter((code) => lead.warnings.includes(code));
  if (warnings.length === 0) return null;
  return (
    <section>
      <h2>{t('leads.page.warnings')}</h2>
      <ul className={classes.warnings}>
        {warnings.map((code) => (
          <li key={code}>{t(`reading.warning.${code}`)}</li>
        ))}
      </ul>
    </section>
  );
};
