import { Alert, Button, Group, Modal, Table } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { previewCalendar, setCalendar } from '../../contract/calendars.ts';
import { calendarChanges, groupChanges } from '../../domain/time/calendar-changes.ts';
import type { CalendarSpec, SpecialDay, Week } from '../../domain/time/opening-hours.ts';
import { call, ProblemError } from '../api.ts';
import { type OpenLeads, OpenLeadsChoice } from '../escalation/open-leads-choice.tsx';
import { useCountTexts } from '../escalation/open-leads-texts.ts';
import { useProblemText } from '../ui/problem-text.ts';
import { useAct } from '../ui/use-act.tsx';
import { copyOf } from './calendar-draft.ts';
import { useDayTexts, weekdayNames } from './calendar-texts.ts';
import type { CalendarView } from './queries.ts';

interface Props {
  branch: CalendarView['branch'];
  before: CalendarSpec;
  after: CalendarSpec;
  basedOnVersion: number;
  onClose: () => void;
  onSaved: () => void;
}

/** Asks before saving: what changes, and what becomes of the open enquiries. */
export const CalendarPreview = ({ branch, before, after, basedOnVersion, onClose, onSaved }: Props) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const countTexts = useCountTexts();
  const client = useQueryClient();
  const [openLeads, setOpenLeads] = useState<OpenLeads>('keep');
  const params = { id: branch.id };
  const calendar = copyOf(after);
  const counts = useQuery({
    queryKey: ['calendar-preview', branch.id, after],
    queryFn: () => call(previewCalendar, { params, body: { calendar } }),
    gcTime: 0,
  });
  const save = useAct(setCalendar, {
    refreshes: ['branches', 'escalation', 'leads'],
    onDone: ({ applied }) => {
      notifications.show({ message: countTexts.saved(applied) });
      onSaved();
      onClose();
    },
    // The form shows who was faster; every other refusal is said here.
    onRefused: (error) => {
      if (!isOvertaken(error)) return;
      void client.invalidateQueries({ queryKey: ['branches'] });
      onClose();
    },
  });

  return (
    <Modal opened onClose={onClose} title={t('calendar.save.title', { branch: branch.name })} size="lg">
      <Changes before={before} after={after} />
      <OpenLeadsChoice preview={counts} value={openLeads} onChange={setOpenLeads} />
      {save.isError && !isOvertaken(save.error) ? (
        <Alert color="red" title={t('calendar.save.failed')} mt="md" role="alert">
          {problemText(save.error)}
        </Alert>
      ) : null}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('calendar.save.back')}
        </Button>
        <Button
          loading={save.isPending}
          onClick={() => save.mutate({ params, body: { calendar, basedOnVersion, openLeads } })}
        >
          {t('calendar.save.confirm')}
        </Button>
      </Group>
    </Modal>
  );
};

const isOvertaken = (error: unknown) => error instanceof ProblemError && error.code === 'changedMeanwhile';

const Changes = ({ before, after }: Pick<Props, 'before' | 'after'>) => {
  const { t } = useTranslation();
  const rows = useChangeRows(before, after);
  return (
    <Table mb="md" captionSide="top">
      <Table.Caption ta="left" c="var(--text)" fw={600}>
        {t('calendar.save.changes')}
      </Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('calendar.save.what')}</Table.Th>
          <Table.Th>{t('calendar.save.before')}</Table.Th>
          <Table.Th>{t('calendar.save.after')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ what, was, becomes }, index) => (
          <Table.Tr key={index}>
            <Table.Th scope="row">{what}</Table.Th>
            <Table.Td>{was}</Table.Td>
            <Table.Td fw={600}>{becomes}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};

const useChangeRows = (before: CalendarSpec, after: CalendarSpec) => {
  const { t, i18n } = useTranslation();
  const { hoursText, dayText, datesText } = useDayTexts();
  const { zone, week, days } = calendarChanges(before, after);
  const hours = (of: Week, day: number) => hoursText({ open: of[day] ?? [] }) || t('calendar.week.closed');
  const special = (day: SpecialDay | undefined) => (day ? dayText(day) : t('calendar.save.asWeek'));
  return [
    ...(zone ? [{ what: t('calendar.zone'), was: zone.before, becomes: zone.after }] : []),
    ...(week
      ? weekdayNames(i18n.language)
          .map((what, day) => ({ what, was: hours(week.before, day), becomes: hours(week.after, day) }))
          .filter(({ was, becomes }) => was !== becomes)
      : []),
    ...groupChanges(days).map((group) => ({
      what: datesText(group.dates),
      was: special(group.before),
      becomes: special(group.after),
    })),
  ];
};
