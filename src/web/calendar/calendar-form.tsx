import { Alert, Button, Group, Paper, Text } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { checkCalendar } from '../../contract/calendars.ts';
import { calendarChanges } from '../../domain/time/calendar-changes.ts';
import { DEFAULT_HOURS } from '../../domain/time/opening-hours.ts';
import { call } from '../api.ts';
import { exactTime } from '../time.ts';
import { type CalendarDraft, calendarDraftOf, copyOf, isReadable, specOf } from './calendar-draft.ts';
import { CalendarFindings } from './calendar-findings.tsx';
import { CalendarPreview } from './calendar-preview.tsx';
import classes from './calendar.module.css';
import { HolidayOffer } from './holiday-offer.tsx';
import type { CalendarView } from './queries.ts';
import { WeekEditor } from './week-editor.tsx';
import { WeekList } from './week-list.tsx';
import { YearSection } from './year-section.tsx';
import { ZoneSelect } from './zone-select.tsx';

/** What somebody changed so far, and the version they saw when they began. */
export interface CalendarEdits {
  readonly draft: CalendarDraft;
  readonly basedOnVersion: number;
}

interface Props {
  saved: CalendarView;
  edits: CalendarEdits | undefined;
  /** ISO date at the branch. */
  today: string;
  year: number;
  onYear: (year: number) => void;
  onEdit: (edits: CalendarEdits | undefined) => void;
}

const TYPING_MS = 400;

/** A branch's calendar: its week, its zone, and the days that differ. */
export const CalendarForm = ({ saved, edits, today, year, onYear, onEdit }: Props) => {
  const { t } = useTranslation();
  const [previewed, preview] = useDisclosure();
  const draft = useMemo(() => edits?.draft ?? calendarDraftOf(saved.calendar), [edits, saved]);
  const basedOnVersion = edits?.basedOnVersion ?? saved.version;
  const spec = specOf(draft);
  const change = (part: Partial<CalendarDraft>) => onEdit({ draft: { ...draft, ...part }, basedOnVersion });

  const changes = calendarChanges(saved.calendar, spec);
  const isChanged = !isReadable(draft) || Boolean(changes.zone ?? changes.week) || changes.days.length > 0;
  const [settled] = useDebouncedValue(draft, TYPING_MS);
  const check = useQuery({
    queryKey: ['calendar-check', saved.branch.id, settled],
    queryFn: () =>
      call(checkCalendar, { params: { id: saved.branch.id }, body: { calendar: copyOf(specOf(settled)) } }),
    enabled: saved.mayChange && isChanged,
  });
  const overtaken = isChanged && saved.version > basedOnVersion;
  const refused = !isReadable(draft) || (check.data?.problems.length ?? 0) > 0;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        preview.open();
      }}
    >
      <section className={classes.section} aria-labelledby="calendar-week">
        <h2 id="calendar-week">{t('calendar.week.title')}</h2>
        <p className={classes.soft}>{t('calendar.week.lead')}</p>
        <Paper withBorder p="md">
          {saved.mayChange ? (
            <>
              <WeekEditor
                value={draft.week}
                usualHours={DEFAULT_HOURS}
                onChange={(week) => change({ week })}
              />
              <div className={classes.zone}>
                <ZoneSelect
                  hint={t('calendar.zoneHint')}
                  value={draft.zone}
                  onChange={(zone) => change({ zone })}
                />
              </div>
            </>
          ) : (
            <WeekList week={saved.calendar.week} />
          )}
        </Paper>
      </section>
      <section className={classes.section} aria-labelledby="calendar-year">
        <h2 id="calendar-year">{t('calendar.year.title')}</h2>
        <p className={classes.soft}>
          {t('calendar.year.lead')} {saved.mayChange ? t('calendar.year.leadEdit') : null}
        </p>
        {saved.mayChange ? (
          <HolidayOffer
            branch={saved.branch}
            difference={saved.holidayDifference}
            days={draft.days}
            today={today}
            onAdopt={(days) => change({ days })}
          />
        ) : null}
        <YearSection
          spec={spec}
          today={today}
          year={year}
          onYear={onYear}
          onChange={saved.mayChange ? (days) => change({ days }) : undefined}
        />
      </section>
      {isChanged ? (
        <div className={classes.saveBar}>
          {overtaken ? (
            <Overtaken
              saved={saved}
              onLoad={() => onEdit(undefined)}
              onKeep={() => onEdit({ draft, basedOnVersion: saved.version })}
            />
          ) : null}
          <CalendarFindings findings={check.data} />
          <Text>{t('calendar.save.unsaved')}</Text>
          <Group gap="xs" ml="auto">
            <Button variant="default" onClick={() => onEdit(undefined)}>
              {t('calendar.save.discard')}
            </Button>
            <Button type="submit" disabled={refused || overtaken}>
              {t('calendar.save.review')}
            </Button>
          </Group>
        </div>
      ) : null}
      {previewed ? (
        <CalendarPreview
          branch={saved.branch}
          before={saved.calendar}
          after={spec}
          basedOnVersion={basedOnVersion}
          onClose={preview.close}
          onSaved={() => onEdit(undefined)}
        />
      ) : null}
    </form>
  );
};

/** Somebody else saved another calendar while this one was being edited: nothing is overwritten unseen. */
const Overtaken = ({
  saved,
  onLoad,
  onKeep,
}: {
  saved: CalendarView;
  onLoad: () => void;
  onKeep: () => void;
}) => {
  const { t, i18n } = useTranslation();
  const at = exactTime(Date.parse(saved.changedAt), saved.calendar.zone, i18n.language);
  return (
    <Alert
      color="orange"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('calendar.save.conflict')}
      w="100%"
      role="alert"
    >
      <Text>{t('calendar.save.conflictText', { name: saved.changedBy ?? 'Leadwacht', at })}</Text>
      <Group gap="xs" mt="sm">
        <Button variant="default" onClick={onLoad}>
          {t('calendar.save.load')}
        </Button>
        <Button variant="default" onClick={onKeep}>
          {t('calendar.save.keep')}
        </Button>
      </Group>
    </Alert>
  );
};
