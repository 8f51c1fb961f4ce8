import { ActionIcon, Button, Input, Switch, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinutes, parseWeek } from '../../domain/time/opening-hours.ts';
import { DayBar } from './day-bar.tsx';
import {
  type DayDraft,
  draftOf,
  type IntervalDraft,
  isAroundTheClock,
  nextIntervalOf,
  openMinutesOf,
  problemOf,
  readTime,
  type WeekDraft,
  weekOf,
  weekProblemOf,
  withInterval,
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
        label={t('setup.hours.aroundTheClock')}
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
      {neverOpen ? <Input.Error role="alert">{t('setup.hours.problem.neverOpen')}</Input.Error> : null}
      <div className={classes.foot}>
        <span>
          {t('setup.hours.total', {
            hours: (openMinutesOf(week) / 60).toLocaleString(i18n.language, { maximumFractionDigits: 2 }),
          })}
        </span>
        {always ? null : (
          <Button variant="default" size="xs" onClick={copyMonday}>
            {t('setup.hours.copyMonday')}
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

const Day = ({ name, day, onChange }: DayProps) => {
  const { t } = useTranslation();
  const add = (
    <ActionIcon
      variant="subtle"
      aria-label={t('setup.hours.addIntervalOn', { day: name })}
      title={t('setup.hours.addInterval')}
      onClick={() => onChange([...day, nextIntervalOf(day)])}
    >
      <IconPlus size={16} aria-hidden />
    </ActionIcon>
  );
  const problem = day.map(problemOf).find((one) => one !== undefined);
  return (
    <div className={classes.day} role="group" aria-label={name}>
      <span className={classes.name}>{name}</span>
      <DayBar day={day} onChange={onChange} />
      <div className={classes.intervals}>
        {day.length === 0 ? (
          <div className={classes.interval}>
            <span className={classes.closed}>{t('setup.hours.closed')}</span>
            {add}
          </div>
        ) : null}
        {day.map((interval, index) => (
          <IntervalFields
            key={index}
            day={name}
            interval={interval}
            onChange={(draft) => onChange(withInterval(day, index, draft))}
            onRemove={() => onChange(withInterval(day, index))}
          >
            {index === day.length - 1 ? add : null}
          </IntervalFields>
        ))}
        {problem ? <Input.Error role="alert">{t(`setup.hours.problem.${problem}`)}</Input.Error> : null}
      </div>
    </div>
  );
};

interface IntervalProps {
  day: string;
  interval: IntervalDraft;
  onChange: (interval: IntervalDraft) => void;
  onRemove: () => void;
  children: ReactNode;
}

const IntervalFields = ({ day, interval, onChange, onRemove, children }: IntervalProps) => {
  const { t } = useTranslation();
  const wrong = problemOf(interval) !== undefined;
  const field = (edge: 'from' | 'to') => (
    <TextInput
      className={classes.time}
      size="xs"
      inputMode="numeric"
      aria-label={t(`setup.hours.${edge}`, { day })}
      value={interval[edge]}
      error={wrong}
      onChange={(event) => onChange({ ...interval, [edge]: event.currentTarget.value })}
      onBlur={() => onChange({ ...interval, [edge]: tidy(interval[edge], edge) })}
    />
  );
  return (
    <div className={classes.interval}>
      {field('from')}
      <span aria-hidden>–</span>
      {field('to')}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('setup.hours.removeInterval', { ...interval, day })}
        onClick={onRemove}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
      {children}
    </div>
  );
};

/** What was typed, written as a time; midnight ends a day as 24:00. */
const tidy = (text: string, edge: 'from' | 'to') => {
  const minutes = readTime(text);
  if (minutes === undefined) return text;
  return edge === 'to' && minutes === 0 ? '24:00' : formatMinutes(minutes);
};

const weekdayNames = (language: string) => {
  const name = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  // 1 January 2024 was a Monday.
  return Array.from({ length: 7 }, (_, day) => name.format(Date.UTC(2024, 0, 1 + day)));
};
