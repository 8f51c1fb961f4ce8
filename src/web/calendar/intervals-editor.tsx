import { ActionIcon, Input, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinutes } from '../../domain/time/opening-hours.ts';
import {
  type DayDraft,
  type IntervalDraft,
  mergedTimesOf,
  nextIntervalOf,
  problemOf,
  readTime,
  withInterval,
} from './week-draft.ts';
import classes from './week-editor.module.css';

interface Props {
  /** For the names of the fields: "Montag", "24.12.2026". */
  day: string;
  value: DayDraft;
  onChange: (value: DayDraft) => void;
}

/** The opening times of one day as fields: any number of stretches, or none. */
export const IntervalsEditor = ({ day, value, onChange }: Props) => {
  const { t } = useTranslation();
  const add = (
    <ActionIcon
      variant="subtle"
      aria-label={t('calendar.week.addIntervalOn', { day })}
      title={t('calendar.week.addInterval')}
      onClick={() => onChange([...value, nextIntervalOf(value)])}
    >
      <IconPlus size={16} aria-hidden />
    </ActionIcon>
  );
  const problem = value.map(problemOf).find((one) => one !== undefined);
  const merged = mergedTimesOf(value);
  return (
    <div className={classes.intervals}>
      {value.length === 0 ? (
        <div className={classes.interval}>
          <span className={classes.closed}>{t('calendar.week.closed')}</span>
          {add}
        </div>
      ) : null}
      {value.map((interval, index) => (
        <IntervalFields
          key={index}
          day={day}
          interval={interval}
          onChange={(draft) => onChange(withInterval(value, index, draft))}
          onRemove={() => onChange(withInterval(value, index))}
        >
          {index === value.length - 1 ? add : null}
        </IntervalFields>
      ))}
      {problem ? <Input.Error role="alert">{t(`calendar.week.problem.${problem}`)}</Input.Error> : null}
      {merged.length > 0 ? (
        <span className={classes.note} role="status">
          {t('calendar.week.merged', { times: merged.join(', ') })}
        </span>
      ) : null}
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
      aria-label={t(`calendar.week.${edge}`, { day })}
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
        aria-label={t('calendar.week.removeInterval', { ...interval, day })}
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
