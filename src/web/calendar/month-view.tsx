import { useTranslation } from 'react-i18next';
import type { CalendarSpec } from '../../domain/time/opening-hours.ts';
import classes from './calendar.module.css';
import { longDateText, monthName, useDayTexts, weekdayNames } from './calendar-texts.ts';
import { lookOf, weeksOf } from './year.ts';

interface Props {
  year: number;
  month: number;
  spec: CalendarSpec;
  today: string;
  onOpen: ((on: string) => void) | undefined;
}

/** One month: special days by colour, shape and name; every day can be clicked where it may be changed. */
export const MonthView = ({ year, month, spec, today, onOpen }: Props) => {
  const { i18n } = useTranslation();
  const long = weekdayNames(i18n.language);
  return (
    <table className={classes.month}>
      <caption>{monthName(month, i18n.language)}</caption>
      <thead>
        <tr>
          {weekdayNames(i18n.language, 'short').map((name, day) => (
            <th key={name} scope="col" abbr={long[day]}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week, index) => (
          <tr key={index}>
            {week.map((on, day) => (
              <td key={day}>{on ? <Day on={on} spec={spec} today={today} onOpen={onOpen} /> : null}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Day = ({ on, spec, today, onOpen }: Pick<Props, 'spec' | 'today' | 'onOpen'> & { on: string }) => {
  const { t, i18n } = useTranslation();
  const { dayText } = useDayTexts();
  const look = lookOf(on, spec);
  const special = spec.days[on];
  const what = special ? dayText(special) : t(`calendar.kind.${look}`);
  const label = `${longDateText(on, i18n.language)}: ${what}`;
  const shared = {
    className: classes.date,
    'data-look': look,
    'data-today': on === today || undefined,
    title: label,
  };
  const number = Number(on.slice(8));
  if (!onOpen) {
    return (
      <span {...shared} role="img" aria-label={label}>
        {number}
      </span>
    );
  }
  // By keyboard, ordinary days are reached through "Tag eintragen": 365 stops would be in everybody's way.
  return (
    <button
      type="button"
      {...shared}
      aria-label={label}
      tabIndex={special ? 0 : -1}
      onClick={() => onOpen(on)}
    >
      {number}
    </button>
  );
};
