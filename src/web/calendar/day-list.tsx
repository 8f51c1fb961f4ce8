import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type DaySpan, kindOf } from '../../domain/time/special-days.ts';
import classes from './calendar.module.css';
import { useDayTexts } from './calendar-texts.ts';

interface Props {
  spans: readonly DaySpan[];
  year: number;
  /** ISO date at the branch: what is over is not opened any more. */
  today: string;
  /** Absent for those who only read. */
  onEdit?: (span: DaySpan) => void;
  onOpenAnyway?: (on: string) => void;
  onRemove?: (span: DaySpan) => void;
}

/** The special days of a year in words, each with what can be done about it. */
export const DayList = ({ spans, year, today, onEdit, onOpenAnyway, onRemove }: Props) => {
  const { t } = useTranslation();
  const { hoursText, spanText } = useDayTexts();
  if (spans.length === 0) return <p className={classes.soft}>{t('calendar.year.none', { year })}</p>;
  const hasHolidays = spans.some(({ day }) => kindOf(day) === 'holiday' || day.onHoliday !== undefined);
  return (
    <>
      <ul className={classes.dayList}>
        {spans.map((span) => {
          const { fromOn, toOn, day } = span;
          const kind = kindOf(day);
          const on = spanText(fromOn, toOn);
          return (
            <li key={fromOn}>
              <span className={classes.date} data-look={kind} aria-hidden>
                {Number(fromOn.slice(8))}
              </span>
              <div className={classes.dayWords}>
                <strong>{day.name}</strong>
                <span>{on}</span>
                <span className={classes.soft}>
                  {[
                    t(`calendar.kind.${kind}`),
                    kind === 'opening' && day.onHoliday
                      ? t('calendar.day.despite', { holiday: day.onHoliday })
                      : '',
                    hoursText(day),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </div>
              {kind === 'holiday' && fromOn >= today && onOpenAnyway ? (
                <Button
                  variant="subtle"
                  size="compact-xs"
                  aria-label={t('calendar.day.openAnywayNamed', { on, name: day.name })}
                  onClick={() => onOpenAnyway(fromOn)}
                >
                  {t('calendar.day.openAnyway')}
                </Button>
              ) : null}
              {kind !== 'holiday' && onEdit ? (
                <ActionIcon
                  variant="subtle"
                  aria-label={t('calendar.day.editNamed', { on, name: day.name })}
                  onClick={() => onEdit(span)}
                >
                  <IconPencil size={16} aria-hidden />
                </ActionIcon>
              ) : null}
              {kind !== 'holiday' && onRemove ? (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('calendar.day.removeNamed', { on, name: day.name })}
                  onClick={() => onRemove(span)}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              ) : null}
            </li>
          );
        })}
      </ul>
      {hasHolidays ? null : <p className={classes.soft}>{t('calendar.year.noHolidays', { year })}</p>}
    </>
  );
};
