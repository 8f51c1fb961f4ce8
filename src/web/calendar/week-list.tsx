import { useTranslation } from 'react-i18next';
import type { Week } from '../../domain/time/opening-hours.ts';
import classes from './calendar.module.css';
import { useDayTexts, weekdayNames } from './calendar-texts.ts';

/** The week to read. */
export const WeekList = ({ week }: { week: Week }) => {
  const { t, i18n } = useTranslation();
  const { hoursText } = useDayTexts();
  return (
    <dl className={classes.weekList}>
      {weekdayNames(i18n.language).map((name, day) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{hoursText({ open: week[day] ?? [] }) || t('calendar.week.closed')}</dd>
        </div>
      ))}
    </dl>
  );
};
