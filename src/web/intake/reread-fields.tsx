import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFieldName } from '../leads/reading-texts.ts';
import { rereadingQuery } from './queries.ts';
import classes from './rereading.module.css';

/** How many leads each field would change at, and where a person's entry stays. */
export const RereadFields = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const fields = useQuery(rereadingQuery(id)).data?.fields ?? [];
  if (fields.length === 0) return null;
  return (
    <ul className={classes.fields}>
      {fields.map(({ path, leads, kept }) => (
        <li key={path}>
          <strong>{fieldName(path)}</strong>: {t('rereading.atLeads', { count: leads })}
          {kept > 0 ? `, ${t('rereading.keptAt', { count: kept })}` : null}
        </li>
      ))}
    </ul>
  );
};
