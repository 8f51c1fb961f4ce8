import { Button, Checkbox, Paper } from '@mantine/core';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SOURCE_CHECKS } from '../../contract/sources.ts';
import { hasRole, useSession } from '../session.ts';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { LinkAnchor } from '../ui/links.tsx';
import { Page } from '../ui/page.tsx';
import { RelativeTime } from '../ui/times.tsx';
import { AddSourceDialog } from './add-source-dialog.tsx';
import { LeadAddress } from './lead-address.tsx';
import { MonitorPanel } from './monitor-panel.tsx';
import { allSourcesQuery, type Source, sourcesQuery } from './queries.ts';
import { SilenceActions } from './silence-actions.tsx';
import { SourceState } from './source-state.tsx';
import classes from './sources.module.css';
import { Sparkline } from './sparkline.tsx';

/** The source monitor, and a card a source: how it stands, what came, its lead address and where to enter it. */
export const SourcesPage = () => {
  const { t } = useTranslation();
  const session = useSession();
  const [archived, setArchived] = useState(false);
  const [adding, setAdding] = useState(false);
  const sources = useQuery(archived ? allSourcesQuery : sourcesQuery);
  const items = sources.data?.items;
  return (
    <Page
      title={t('sources.title')}
      intro={t('sources.lead')}
      actions={
        hasRole(session, 'admin') ? (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
            {t('sources.add')}
          </Button>
        ) : null
      }
    >
      {hasRole(session, 'admin', 'controller') ? <MonitorPanel /> : null}
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
      {hasRole(session, 'admin') ? (
        <Checkbox
          mt="lg"
          label={t('sources.showArchived')}
          checked={archived}
          onChange={(event) => setArchived(event.currentTarget.checked)}
        />
      ) : null}
      {adding ? <AddSourceDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  );
};

const SourceCard = ({ source, showBranch }: { source: Source; showBranch: boolean }) => {
  const { t } = useTranslation();
  const session = useSession();
  const zone = session.account?.zone ?? 'Europe/Berlin';
  return (
    <Paper withBorder component="section" className={classes.card} aria-label={source.name}>
      <div className={classes.head}>
        <h2 className={classes.name}>
          <LinkAnchor to="/quellen/$id" params={{ id: source.id }}>
            {source.name}
          </LinkAnchor>
        </h2>
        {showBranch ? <span className={classes.soft}>{source.branch}</span> : null}
      </div>
      <SourceState source={source} />
      <Sparkline perDay={source.perDay} />
      <dl className={classes.facts}>
        <div>
          <dt>{t('sources.lastLead')}</dt>
          <dd>
            {source.lastLeadAt ? <RelativeTime at={source.lastLeadAt} zone={zone} /> : t('sources.noLeadYet')}
          </dd>
        </div>
        <div>
          <dt>{t('stats.accesses.column.limit')}</dt>
          <dd>
            {source.monitored
              ? `${source.silenceLimitDays} ${t('sources.field.days', { count: source.silenceLimitDays })}`
              : t('sources.state.unwatched')}
          </dd>
        </div>
        <div>
          <dt>{t('sources.checks')}</dt>
          <dd>{t('sources.checked', { done: source.checks.length, all: SOURCE_CHECKS.length })}</dd>
        </div>
      </dl>
      <h3 className={classes.label}>{t('sources.leadAddress')}</h3>
      <LeadAddress address={source.leadAddress} source={source.name} />
      {hasRole(session, 'admin', 'controller') ? <SilenceActions source={source} /> : null}
    </Paper>
  );
};
