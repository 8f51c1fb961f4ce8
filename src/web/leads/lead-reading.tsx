import { useTranslation } from 'react-i18next';
import type { LeadPage } from '../../contract/leads.ts';
import { READING_WARNING_CODES } from '../../domain/intake/warning.ts';
import classes from './lead-details.module.css';
import { useFieldName, useOriginText } from './reading-texts.ts';

/** How the enquiry was read: what was doubtful, every field with its origin, and what had no place. */
export const LeadReading = ({ lead }: { lead: LeadPage }) => {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const originText = useOriginText();
  const warnings = READING_WARNING_CODES.filter((code) => lead.warnings.includes(code));
  return (
    <>
      {warnings.length > 0 ? (
        <section>
          <h2>{t('leads.page.warnings')}</h2>
          <ul className={classes.warnings}>
            {warnings.map((code) => (
              <li key={code}>{t(`reading.warning.${code}`)}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {lead.fields.length + lead.extra.length > 0 ? (
        <details className={classes.reading} open={lead.needsReview}>
          <summary>{t('leads.page.fields')}</summary>
          <dl>
            {lead.fields.map(({ path, value, method, raw }) => (
              <div key={path}>
                <dt title={path}>{fieldName(path)}</dt>
                <dd>
                  {value}
                  <span className={classes.origin}>
                    {originText(method)}
                    {raw !== null && raw !== value ? `, ${t('reading.written', { raw })}` : ''}
                  </span>
                </dd>
              </div>
            ))}
          </dl>
          {lead.extra.length > 0 ? (
            <>
              <h3>{t('leads.page.extra')}</h3>
              <dl>
                {lead.extra.map(({ key, value }, position) => (
                  <div key={`${position} ${key}`}>
                    <dt>{key}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </>
          ) : null}
        </details>
      ) : null}
    </>
  );
};
