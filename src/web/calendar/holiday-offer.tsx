import { Alert, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import {
  differenceLeft,
  type HolidayDifference,
  withDifference,
} from '../../domain/time/holiday-difference.ts';
import type { Days } from '../../domain/time/special-days.ts';
import classes from './calendar.module.css';
import { dateText, placeText } from './calendar-texts.ts';
import type { CalendarView } from './queries.ts';

interface Props {
  branch: CalendarView['branch'];
  difference: HolidayDifference;
  /** As edited so far: what has been taken over is no longer offered. */
  days: Days;
  /** ISO date at the branch. */
  today: string;
  onAdopt: (days: Days) => void;
}

const SHOWN = 6;

/** A newer list of holidays as a difference; nothing of it happens by itself. */
export const HolidayOffer = ({ branch, difference, days, today, onAdopt }: Props) => {
  const { t, i18n } = useTranslation();
  const [all, showAll] = useDisclosure();
  const { added, dropped } = differenceLeft(difference, days);
  // What is still to come stands first: it is what people decide by.
  const rows = [
    ...added.map((holiday) => ({ ...holiday, what: t('calendar.difference.comes') })),
    ...dropped.map((holiday) => ({ ...holiday, what: t('calendar.difference.goes') })),
  ].sort((a, b) => Number(a.on < today) - Number(b.on < today) || a.on.localeCompare(b.on));
  if (rows.length === 0) return null;
  const counts = [
    added.length > 0 ? t('calendar.difference.added', { count: added.length }) : '',
    dropped.length > 0 ? t('calendar.difference.dropped', { count: dropped.length }) : '',
  ];
  const shown = all ? rows : rows.slice(0, SHOWN);
  const place = placeText(branch.state, branch.region) ?? t('calendar.branch.noState');
  return (
    <Alert icon={<IconCalendarPlus aria-hidden />} title={t('calendar.difference.title', { place })} mb="md">
      <strong>{counts.filter(Boolean).join(', ')}.</strong> {t('calendar.difference.text')}
      <ul className={classes.offer}>
        {shown.map(({ on, name, what }) => (
          <li key={on}>
            <span>{dateText(on, i18n.language)}</span> <span>{name}</span> <span>{what}</span>
          </li>
        ))}
      </ul>
      <div className={classes.offerButtons}>
        <Button onClick={() => onAdopt(withDifference(days, difference))}>
          {t('calendar.difference.adopt')}
        </Button>
        {shown.length < rows.length ? (
          <Button variant="default" onClick={showAll.open}>
            {t('calendar.difference.more', { count: rows.length - shown.length })}
          </Button>
        ) : null}
      </div>
    </Alert>
  );
};
