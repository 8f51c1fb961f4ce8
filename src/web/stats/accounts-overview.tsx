import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { absentOn } from '../../domain/accounts/absence.ts';
import { useAbsenceTexts } from '../accounts/absence-texts.ts';
import { absencesQuery } from '../accounts/queries.ts';
import { branchesQuery } from '../branches-query.ts';
import { peopleQuery } from '../people-query.ts';
import { useSession } from '../session.ts';
import { sourceNamesQuery } from '../sources/queries.ts';
import { exactTime } from '../time.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { OverviewTable } from './overview-table.tsx';
import { workloadQuery } from './workload-query.ts';

const NONE = { open: 0, overdue: 0, escalated: 0 };

/** All accounts with roles, scope, last sign-in, absence, and what lies on their desks. */
export const AccountsOverview = () => {
  const { t, i18n } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const [people, absences, branches, sources] = useQueries({
    queries: [peopleQuery, absencesQuery, branchesQuery, sourceNamesQuery],
  });
  // Under `leads`, because it changes with every lead.
  const workload = useQuery(workloadQuery);
  const everybody = people.data?.items ?? [];
  const today = absences.data?.today ?? '';
  const texts = useAbsenceTexts(today, (id) => everybody.find((person) => person.id === id)?.name ?? '');
  if (people.isError) return <ErrorState error={people.error} onRetry={people.refetch} />;
  if (!people.data || !absences.data || !branches.data || !sources.data || !workload.data)
    return <LoadingState />;

  const absent = absentOn(absences.data.items, today);
  const places = [...branches.data.items, ...sources.data.items];
  const workOf = (accountId: string | null) =>
    workload.data.items.find((one) => one.accountId === accountId) ?? NONE;
  const counts = ({ open, overdue, escalated }: typeof NONE) => [open, overdue, escalated].map(String);
  const rows = everybody
    .filter(({ active }) => active)
    .map(({ id, name, roles, scope, lastSeenAt }) => {
      const absence = absent.get(id);
      const covered = [...scope.branches, ...scope.sources].map(
        (placeId) => places.find((place) => place.id === placeId)?.name ?? '',
      );
      return [
        name,
        roles.map((role) => t(`common.role.${role}`)).join(', '),
        covered.length > 0 ? covered.join(', ') : t('stats.accesses.all'),
        lastSeenAt ? exactTime(Date.parse(lastSeenAt), zone, i18n.language) : t('stats.accesses.never'),
        absence ? texts.away(absence) : '',
        ...counts(workOf(id)),
      ];
    });
  const pool = [t('stats.accesses.pool'), '', '', '', '', ...counts(workOf(null))];
  return (
    <OverviewTable
      id="zugaenge"
      title={t('stats.accesses.accounts')}
      columns={[
        t('stats.accesses.column.name'),
        t('stats.accesses.column.roles'),
        t('stats.accesses.column.scope'),
        t('stats.accesses.column.lastSeen'),
        t('stats.accesses.column.absence'),
        t('stats.accesses.column.open'),
        t('stats.accesses.column.overdue'),
        t('stats.accesses.column.escalated'),
      ]}
      rows={[...rows, pool]}
    />
  );
};
