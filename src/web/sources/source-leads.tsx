import { Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listLeads } from '../../contract/leads.ts';
import { call } from '../api.ts';
import { Symbol } from '../leads/symbol.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { LinkAnchor } from '../ui/links.tsx';
import { ShortTime } from '../ui/times.tsx';
import classes from './source-page.module.css';
import sourceClasses from './sources.module.css';

const LEADS_SHOWN = 8;

/** The newest enquiries of a source, and the way to all of them. */
export const SourceLeads = ({ sourceId }: { sourceId: string }) => {
  const { t } = useTranslation();
  const leads = useQuery({
    queryKey: ['leads', 'of-source', sourceId],
    queryFn: () => call(listLeads, { query: { view: 'all', source: sourceId, limit: LEADS_SHOWN } }),
  });
  return (
    <Paper withBorder component="section" className={sourceClasses.card} aria-labelledby="source-leads">
      <div className={sourceClasses.head}>
        <h2 className={sourceClasses.name} id="source-leads">
          {t('sources.page.leads')}
        </h2>
        <LinkAnchor to="/anfragen" search={{ view: 'all', source: sourceId }}>
          {t('sources.page.allLeads')}
        </LinkAnchor>
      </div>
      {leads.isError ? <ErrorState error={leads.error} onRetry={leads.refetch} /> : null}
      {leads.isPending ? <LoadingState lines={3} /> : null}
      {leads.data?.items.length === 0 ? <p className={sourceClasses.soft}>{t('sources.noLeadYet')}</p> : null}
      <ul className={classes.list}>
        {leads.data?.items.map((lead) => (
          <li key={lead.id} className={classes.item}>
            <Symbol symbol={lead.symbol} escalated={lead.escalated} />
            <span className={classes.grow}>
              <LinkAnchor to="/anfragen/$id" params={{ id: lead.id }}>
                {lead.customer ?? t('leads.list.noName')}
              </LinkAnchor>{' '}
              <span className={sourceClasses.soft}>{lead.vehicle}</span>
            </span>
            <ShortTime at={lead.arrivedAt} zone={lead.zone} />
          </li>
        ))}
      </ul>
    </Paper>
  );
};
