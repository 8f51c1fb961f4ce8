import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session.ts';
import { sourcesQuery } from '../sources/queries.ts';
import { useStanding } from '../sources/source-state.tsx';
import { exactTime } from '../time.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { OverviewTable } from './overview-table.tsx';

/** "Quellen" (N12): every source with its limit, the recommendation, its last lead and how it stands. */
export const SourcesOverview = () => {
  const { t, i18n } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const standingOf = useStanding();
  const sources = useQuery(sourcesQuery);
  if (sources.isError) return <ErrorState error={sources.error} onRetry={sources.refetch} />;
  if (!sources.data) return <LoadingState />;
  const days = (count: number) => `${count} ${t('sources.field.days', { count })}`;
  return (
    <OverviewTable
      id="quellen"
      title={t('stats.accesses.sources')}
      columns={[
        t('stats.accesses.column.name'),
        t('stats.accesses.column.branch'),
        t('stats.accesses.column.limit'),
        t('stats.accesses.column.recommended'),
        t('stats.accesses.column.lastLead'),
        t('stats.accesses.column.state'),
      ]}
      rows={sources.data.items.map((source) => [
        source.name,
        source.branch,
        source.monitored ? days(source.silenceLimitDays) : t('stats.accesses.unwatched'),
        days(source.recommendedLimitDays),
        source.lastLeadAt
          ? exactTime(Date.parse(source.lastLeadAt), zone, i18n.language)
          : t('sources.noLeadYet'),
        standingOf(source).text,
      ])}
    />
  );
};
