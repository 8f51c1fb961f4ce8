import { useTranslation } from 'react-i18next';
import { useFieldName, useOriginText } from '../leads/reading-texts.ts';
import classes from './intake.module.css';
import type { MessagePage } from './message-drawer.tsx';

/** What was read from a message, each field with where it stood. */
export const MessageReading = ({ reading }: { reading: NonNullable<MessagePage['reading']> }) => {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const originText = useOriginText();
  return (
    <section aria-labelledby="message-fields">
      <h3 id="message-fields">{t('intake.detail.fields')}</h3>
      <dl className={classes.fields}>
        {reading.fields.map(({ path, value, method }) => (
          <div key={path}>
            <dt>{fieldName(path)}</dt>
            <dd>
              {value} <span className={classes.soft}>{originText(method)}</span>
            </dd>
          </div>
        ))}
        {reading.extra.map(({ key, value }, place) => (
          <div key={`${place} ${key}`}>
            <dt>{key}</dt>
            <dd>
              {value} <span className={classes.soft}>{t('intake.detail.extra')}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className={classes.soft}>
        {t('intake.detail.reader', { reader: reading.reader, version: reading.version })}
      </p>
    </section>
  );
};
