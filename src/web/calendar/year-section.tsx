import { ActionIcon, Button, Paper } from '@mantine/core';
import { IconCalendarPlus, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarSpec } from '../../domain/time/opening-hours.ts';
import {
  datesBetween,
  type Days,
  type DaySpan,
  kindOf,
  spansOf,
  withoutOwnDays,
} from '../../domain/time/special-days.ts';
import classes from './calendar.module.css';
import { shortDateText } from './calendar-texts.ts';
import { DayDialog } from './day-dialog.tsx';
import { DayList } from './day-list.tsx';
import { Legend } from './legend.tsx';
import { MonthView } from './month-view.tsx';
import {
  HALF_DAY_OFFERS,
  halfDayDraftOn,
  type OwnDayDraft,
  ownDayDraftOf,
  ownDayDraftOn,
} from './own-day-draft.ts';
import { lookOf } from './year.ts';

interface Props {
  spec: CalendarSpec;
  today: string;
  year: number;
  onYear: (year: number) => void;
  /** Absent for those who only read. */
  onChange: ((days: Days) => void) | undefined;
}

/** What somebody is filling in, and the dates it takes the place of. */
interface Editing {
  readonly draft: OwnDayDraft;
  readonly replaced: readonly string[];
}

/** A year as twelve months and as a list, with everything that differs from the week. */
export const YearSection = ({ spec, today, year, onYear, onChange }: Props) => {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<Editing | null>(null);
  const spans = spansOf(spec.days).filter(
    ({ fromOn, toOn }) => fromOn <= `${year}-12-31` && toOn >= `${year}-01-01`,
  );
  const edit = ({ fromOn, toOn, day }: DaySpan) =>
    setEditing({
      draft: ownDayDraftOf({ fromOn, toOn, day }, spec),
      replaced: datesBetween(fromOn, toOn),
    });
  const open = (on: string) => {
    const span = spans.find(({ fromOn, toOn }) => fromOn <= on && on <= toOn);
    if (span && kindOf(span.day) !== 'holiday') edit(span);
    else setEditing({ draft: ownDayDraftOn(on, spec), replaced: [] });
  };
  const firstOn = year === Number(today.slice(0, 4)) ? today : `${year}-01-01`;

  return (
    <>
      <div className={classes.yearHead}>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t('calendar.year.previous', { year: year - 1 })}
          onClick={() => onYear(year - 1)}
        >
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <h3 aria-live="polite">{year}</h3>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t('calendar.year.next', { year: year + 1 })}
          onClick={() => onYear(year + 1)}
        >
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
        {onChange ? (
          <Button
            ml="auto"
            leftSection={<IconCalendarPlus size={16} aria-hidden />}
            onClick={() => setEditing({ draft: ownDayDraftOn(firstOn, spec), replaced: [] })}
          >
            {t('calendar.year.add')}
          </Button>
        ) : null}
      </div>
      <div className={classes.year}>
        <div>
          <Legend />
          <div className={classes.months}>
            {Array.from({ length: 12 }, (_, month) => (
              <MonthView
                key={month}
                year={year}
                month={month + 1}
                spec={spec}
                today={today}
                onOpen={onChange ? open : undefined}
              />
            ))}
          </div>
        </div>
        <Paper withBorder className={classes.dayPanel}>
          <h3>{t('calendar.year.days', { year })}</h3>
          {onChange ? (
            <HalfDayOffers
              year={year}
              today={today}
              spec={spec}
              onTake={(draft) => setEditing({ draft, replaced: [] })}
            />
          ) : null}
          <DayList
            spans={spans}
            year={year}
            today={today}
            {...(onChange && {
              onEdit: edit,
              onOpenAnyway: open,
              onRemove: ({ fromOn, toOn }: DaySpan) =>
                onChange(withoutOwnDays(spec.days, datesBetween(fromOn, toOn))),
            })}
          />
        </Paper>
      </div>
      {editing && onChange ? (
        <DayDialog
          {...editing}
          spec={spec}
          onClose={() => setEditing(null)}
          onApply={(days, fromOn) => {
            onChange(days);
            setEditing(null);
            onYear(Number(fromOn.slice(0, 4)));
          }}
        />
      ) : null}
    </>
  );
};

interface OfferProps {
  year: number;
  today: string;
  spec: CalendarSpec;
  onTake: (draft: OwnDayDraft) => void;
}

/** 24 and 31 December, as long as they are open like any other day. */
const HalfDayOffers = ({ year, today, spec, onTake }: OfferProps) => {
  const { t, i18n } = useTranslation();
  const names = {
    '12-24': t('calendar.year.offerNames.christmasEve'),
    '12-31': t('calendar.year.offerNames.newYearsEve'),
  };
  const offers = HALF_DAY_OFFERS.map((day) => ({ on: `${year}-${day}`, name: names[day] })).filter(
    ({ on }) => on >= today && lookOf(on, spec) === 'open',
  );
  if (offers.length === 0) return null;
  return (
    <div className={classes.halfDays}>
      <strong>{t('calendar.year.offer')}</strong>
      <p className={classes.soft}>{t('calendar.year.offerText')}</p>
      <div className={classes.offerButtons}>
        {offers.map(({ on, name }) => (
          <Button key={on} variant="default" size="xs" onClick={() => onTake(halfDayDraftOn(on, name))}>
            {t('calendar.year.offerDay', { name, on: shortDateText(on, i18n.language) })}
          </Button>
        ))}
      </div>
    </div>
  );
};
