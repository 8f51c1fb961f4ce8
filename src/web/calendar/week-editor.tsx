import { Button, Input, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseWeek } from '../../domain/time/opening-hours.ts';
import { weekdayNames } from './calendar-texts.ts';
import { DayBar } from './day-bar.tsx';
import { IntervalsEditor } from './intervals-editor.tsx';
import {
  type DayDraft,
  draftOf,
  isAroundTheClock,
  openMinutesOf,
  type WeekDraft,
  weekOf,
  weekProblemOf,
} from './week-draft.ts';
import classes from './week-editor.module.css';

interface Props {
  value: WeekDraft;
  onChange: (week: WeekDraft) => void;
  /** What to go back to from "rund um die Uhr". */
  usualHours: string;
}

/** Opening hours as a drawn week: pulled at the edges or typed, any number of stretches a day. */
export const WeekEditor = ({ value, onChange, usualHours }: Props) => {
  const { t, i18n } = useTranslation();
  const week = weekOf(value);
  const always = isAroundTheClock(week);
  const [otherwise, setOtherwise] = useState<WeekDraft>(() =>
    always ? draftOf(parseWeek(usualHours)) : value,
  );
  const days = weekdayNames(i18n.language);
  const neverOpen = weekProblemOf(value) === 'neverOpen';
  const setDay = (day: number, draft: DayDraft) => onChange(value.with(day, draft));
  const copyMonday = () => onChange(value.map((day, index) => (index < 5 ? (value[0] ?? day) : day)));

  return (
    <div>
      <Switch
        label={t('calendar.week.aroundTheClock')}
        checked={always}
        onChange={(event) => {
          if (event.currentTarget.checked) setOtherwise(value);
          onChange(event.currentTarget.checked ? draftOf(parseWeek('24/7')) : otherwise);
        }}
      />
      {always ? null : (
        <div className={classes.week}>
          <div className={classes.axis} aria-hidden>
            {[0, 6, 12, 18, 24].map((hour) => (
              <span key={hour}>{hour}</span>
            ))}
          </div>
          {value.map((day, index) => (
            <Day
              key={days[index]}
              name={days[index] ?? ''}
              day={day}
              onChange={(draft) => setDay(index, draft)}
            />
          ))}
        </div>
      )}
      {neverOpen ? <Input.Error role="alert">{t('calendar.week.problem.neverOpen')}</Input.Error> : null}
      <div className={classes.foot}>
        <span>
          {t('calendar.week.total', {
            hours: (openMinutesOf(week) / 60).toLocaleString(i18n.language, { maximumFractionDigits: 2 }),
          })}
        </span>
        {always ? null : (
          <Button variant="default" size="xs" onClick={copyMonday}>
            {t('calendar.week.copyMonday')}
          </Button>
        )}
      </div>
    </div>
  );
};

interface DayProps {
  name: string;
  day: DayDraft;
  onChange: (day: DayDraft) => void;
}

const Day = ({ name, day, onChange }: DayProps) => (
  <div className={classes.day} role="group" aria-label={name}>
    <span className={classes.name}>{name}</span>
    <DayBar day={day} onChange={onChange} />
    <IntervalsEditor day={name} value={day} onChange={onChange} />
  </div>
);
