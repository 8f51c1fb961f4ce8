import { Button, NativeSelect } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBuildingPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatWeek } from '../../domain/time/opening-hours.ts';
import { useSession } from '../session.ts';
import { dateOn } from '../time.ts';
import { Page } from '../ui/page.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { useNowMs } from '../ui/times.tsx';
import { AddBranchDialog } from './add-branch-dialog.tsx';
import { BranchHead } from './branch-head.tsx';
import { type CalendarEdits, CalendarForm } from './calendar-form.tsx';
import { type CalendarSearch, readCalendarSearch } from './calendar-search.ts';
import { LeaveGuard } from './leave-guard.tsx';
import { branchesQuery, calendarQuery, type CalendarView } from './queries.ts';

/** When the branches are open: admins change it, everybody else reads it. */
export const CalendarPage = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = readCalendarSearch(useSearch({ strict: false }));
  const show = (change: CalendarSearch) =>
    navigate({ to: '/einstellungen/oeffnungszeiten', search: { ...search, ...change }, replace: true });
  const [adding, add] = useDisclosure();
  const [edits, setEdits] = useState<Readonly<Record<string, CalendarEdits | undefined>>>({});
  const branches = useQuery(branchesQuery);
  const items = branches.data?.items ?? [];
  const branchId = (items.find(({ id }) => id === search.niederlassung) ?? items[0])?.id;
  const calendar = useQuery({ ...calendarQuery(branchId ?? ''), enabled: branchId !== undefined });
  const today = useToday(calendar.data);
  const failed = branches.isError ? branches : calendar;

  return (
    <Page
      title={t('calendar.title')}
      intro={t('calendar.lead')}
      actions={
        calendar.data?.mayChange ? (
          <Button
            variant="default"
            leftSection={<IconBuildingPlus size={16} aria-hidden />}
            onClick={add.open}
          >
            {t('calendar.branch.add')}
          </Button>
        ) : null
      }
    >
      {items.length > 1 ? (
        <NativeSelect
          label={t('calendar.branch.label')}
          value={branchId ?? ''}
          data={items.map(({ id, name }) => ({ value: id, label: name }))}
          maw="24rem"
          mb="md"
          onChange={(event) => show({ niederlassung: event.currentTarget.value })}
        />
      ) : null}
      {failed.isError ? <ErrorState error={failed.error} onRetry={failed.refetch} /> : null}
      {!failed.isError && !calendar.data ? <LoadingState lines={10} /> : null}
      {calendar.data ? (
        <>
          <LeaveGuard unsaved={Object.values(edits).some(Boolean)} />
          <BranchHead saved={calendar.data} />
          <CalendarForm
            key={calendar.data.branch.id}
            saved={calendar.data}
            edits={edits[calendar.data.branch.id]}
            today={today}
            year={search.jahr ?? Number(today.slice(0, 4))}
            onYear={(jahr) => show({ jahr })}
            onEdit={(next) => setEdits({ ...edits, [calendar.data.branch.id]: next })}
          />
          {adding ? (
            <AddBranchDialog
              onClose={add.close}
              like={{
                name: calendar.data.branch.name,
                state: calendar.data.branch.state,
                region: calendar.data.branch.region,
                zone: calendar.data.calendar.zone,
                hours: formatWeek(calendar.data.calendar.week),
              }}
              onAdded={(niederlassung) => show({ niederlassung })}
            />
          ) : null}
        </>
      ) : null}
    </Page>
  );
};

/** The date at the branch, as ISO text. */
const useToday = (view: CalendarView | undefined): string => {
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  return dateOn(useNowMs(), view?.calendar.zone ?? zone);
};
