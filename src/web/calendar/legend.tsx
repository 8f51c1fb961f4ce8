import { useTranslation } from 'react-i18next';
import classes from './calendar.module.css';
import type { DayLook } from './year.ts';

const LOOKS = ['holiday', 'closure', 'halfDay', 'opening', 'closed'] as const satisfies readonly DayLook[];

/** What the signs of the year mean. */
export const Legend = () => {
  const { t } = useTranslation();
  return (
    <ul className={classes.legend} aria-label={t('calendar.year.legend')}>
      {LOOKS.map((look) => (
        <li key={look}>
          <span className={classes.date} data-look={look} aria-hidden>
            1
          </span>
          {t(`calendar.kind.${look}`)}
        </li>
      ))}
      <li>
        <span className={classes.date} data-look="open" data-today aria-hidden>
          1
        </span>
        {t('calendar.year.today')}
      </li>
    </ul>
  );
};
