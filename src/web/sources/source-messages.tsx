import { Paper } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SourcePageData } from './queries.ts';
import classes from './source-page.module.css';
import sourceClasses from './sources.module.css';

/** What arrived at the lead address in the last 90 days, by what it was found to be. */
export const SourceMessages = ({ messages }: Pick<SourcePageData, 'messages'>) => {
  const { t } = useTranslation();
  return (
    <Paper withBorder component="section" className={sourceClasses.card} aria-labelledby="source-messages">
      <h2 className={sourceClasses.name} id="source-messages">
        {t('sources.page.messages')}
      </h2>
      {messages.length === 0 ? <p className={sourceClasses.soft}>{t('sources.page.noMessages')}</p> : null}
      <ul className={classes.list}>
        {messages.map((found) => (
          <li key={found.class} className={classes.item}>
            <span className={classes.grow}>{t(`sources.class.${found.class}`)}</span>
            {found.count}
          </li>
        ))}
      </ul>
    </Paper>
  );
};
