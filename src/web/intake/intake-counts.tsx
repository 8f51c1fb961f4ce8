import { Alert, Button, Paper, SegmentedControl } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dateName } from '../escalation/stage-texts.ts';
import classes from './intake.module.css';
import type { IntakeSearch } from './intake-search.ts';
import { messageCountsQuery } from './queries.ts';

interface Props {
  search: IntakeSearch;
  onShow: (search: IntakeSearch) => void;
}

/** The last days in figures: arrivals by day, kind and source; what waits and what failed, said first. */
export const IntakeCounts = ({ search, onShow }: Props) => {
  const { t, i18n } = useTranslation();
  const days = search.tage ?? 7;
  const counts = useQuery(messageCountsQuery(days)).data;
  if (!counts) return <div className={classes.counts} />;
  const most = Math.max(1, ...counts.days.map(({ leads, others }) => leads + others));
  const height = (count: number) => `${(count / most) * 100}%`;
  return (
    <>
      {counts.failed > 0 ? (
        <Alert
          color="red"
          icon={<IconAlertTriangle aria-hidden />}
          mb="md"
          title={t('intake.counts.failed', { count: counts.failed })}
        >
          {t('intake.counts.failedHint')}{' '}
          <Button size="compact-sm" variant="default" onClick={() => onShow({ stand: 'failed' })}>
            {t('intake.counts.show')}
          </Button>
        </Alert>
      ) : null}
      {counts.waiting > 0 ? (
        <p className={classes.soft}>{t('intake.counts.waiting', { count: counts.waiting })}</p>
      ) : null}
      <div className={classes.counts}>
        <Paper withBorder component="section" className={classes.card} aria-labelledby="intake-days">
          <div className={classes.cardHead}>
            <h2 id="intake-days">{t('intake.counts.byDay')}</h2>
            <SegmentedControl
              size="xs"
              aria-label={t('intake.counts.days')}
              value={String(days)}
              data={[
                { value: '7', label: t('intake.counts.week') },
                { value: '30', label: t('intake.counts.month') },
              ]}
              onChange={(value) => {
                const { tage: _, ...rest } = search;
                onShow(value === '30' ? { ...rest, tage: 30 } : rest);
              }}
            />
          </div>
          <ol className={classes.days}>
            {counts.days.map(({ on, leads, others }) => {
              const text = t('intake.counts.day', { on: dateName(on, i18n.language), leads, others });
              return (
                <li key={on} title={text}>
                  <span className={classes.unseen}>{text}</span>
                  <span className={classes.others} style={{ height: height(others) }} />
                  <span className={classes.leads} style={{ height: height(leads) }} />
                </li>
              );
            })}
          </ol>
          <p className={classes.legend} aria-hidden>
            <span data-kind="leads">{t('intake.counts.leads')}</span>
            <span data-kind="others">{t('intake.counts.others')}</span>
          </p>
        </Paper>
        <Paper withBorder component="section" className={classes.card} aria-labelledby="intake-classes">
          <h2 id="intake-classes">{t('intake.counts.byClass')}</h2>
          <ul className={classes.figures}>
            {counts.classes.map(({ class: found, count }) => (
              <li key={found}>
                <button type="button" onClick={() => onShow({ ...search, art: found })}>
                  {t(`intake.class.${found}`)}
                </button>
                {count}
              </li>
            ))}
          </ul>
        </Paper>
        <Paper withBorder component="section" className={classes.card} aria-labelledby="intake-sources">
          <h2 id="intake-sources">{t('intake.counts.bySource')}</h2>
          <ul className={classes.figures}>
            {counts.sources.map(({ id, name, leads, others }) => (
              <li key={id ?? 'replies'}>
                {id ? (
                  <button type="button" onClick={() => onShow({ ...search, quelle: id })}>
                    {name}
                  </button>
                ) : (
                  <span>{t('intake.counts.replies')}</span>
                )}
                {leads + others}
              </li>
            ))}
          </ul>
        </Paper>
      </div>
    </>
  );
};
