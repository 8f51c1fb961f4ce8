import { Badge, Paper } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hasRole, useSession } from '../session.ts';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { Page } from '../ui/page.tsx';
import { RelativeTime } from '../ui/times.tsx';
import { useInstruction } from './instruction.ts';
import { LeadAddress } from './lead-address.tsx';
import { type Source, sourcesQuery } from './queries.ts';
import classes from './sources.module.css';
import { TestEnquiry } from './test-enquiry.tsx';

/** A card per source: its lead address and where to enter it, what last came, and a test. */
export const SourcesPage = () => {
  const { t } = useTranslation();
  const sources = useQuery(sourcesQuery);
  const items = sources.data?.items;
  return (
    <Page title={t('sources.title')} intro={t('sources.lead')}>
      {sources.isPending ? <LoadingState /> : null}
      {sources.isError ? <ErrorState error={sources.error} onRetry={sources.refetch} /> : null}
      {items?.length === 0 ? (
        <EmptyState icon={<IconPlugConnected size={28} aria-hidden />} title={t('sources.empty')}>
          {t('sources.emptyText')}
        </EmptyState>
      ) : null}
      {items && items.length > 0 ? (
        <div className={classes.cards}>
          {items.map((source) => (
            <SourceCard
              key={source.id}
              source={source}
              showBranch={items.some(({ branch }) => branch !== source.branch)}
            />
          ))}
        </div>
      ) : null}
    </Page>
  );
};

const SourceCard = ({ source, showBranch }: { source: Source; showBranch: boolean }) => {
  const { t } = useTranslation();
  const session = useSession();
  const instruction = useInstruction();
  const zone = session.account?.zone ?? 'Europe/Berlin';
  return (
    <Paper withBorder component="section" className={classes.card} aria-label={source.name}>
      <div className={classes.head}>
        <h2 className={classes.name}>{source.name}</h2>
        {showBranch ? <span className={classes.soft}>{source.branch}</span> : null}
        {source.active ? null : (
          <Badge variant="default" tt="none">
            {t('sources.paused')}
          </Badge>
        )}
      </div>
      <dl className={classes.facts}>
        <div>
          <dt>{t('sources.lastLead')}</dt>
          <dd>
            {source.lastLeadAt ? <RelativeTime at={source.lastLeadAt} zone={zone} /> : t('sources.noLeadYet')}
          </dd>
        </div>
        <div>
          <dt>{t('sources.leads')}</dt>
          <dd>{source.leads}</dd>
        </div>
        <div>
          <dt>{t('sources.silenceLimit')}</dt>
          <dd>{t('sources.silenceDays', { count: source.silenceLimitDays })}</dd>
        </div>
      </dl>
      <h3 className={classes.label}>{t('sources.leadAddress')}</h3>
      <LeadAddress address={source.leadAddress} source={source.name} />
      <details className={classes.details}>
        <summary>{t('sources.howTo')}</summary>
        <p>{instruction(source.kind)}</p>
      </details>
      {hasRole(session, 'admin', 'controller') ? <TestEnquiry source={source} /> : null}
    </Paper>
  );
};
