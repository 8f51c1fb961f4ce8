import { Button, Group, Paper, Progress } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applyRereading, dropRereading, type Rereading } from '../../contract/intake.ts';
import { useAct } from '../ui/use-act.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { rereadLeadsQuery } from './queries.ts';
import { RereadFields } from './reread-fields.tsx';
import { RereadLeads } from './reread-leads.tsx';
import classes from './rereading.module.css';

/** One source read anew: how far it is, what would change at how many leads, and the choice of what is taken. */
export const RereadingDetail = ({ job }: { job: Rereading }) => {
  const { t } = useTranslation();
  const isComparing = job.state === 'comparing';
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const apply = useAct(applyRereading, { refreshes: ['messages'], done: t('rereading.begun') });
  const drop = useAct(dropRereading, { refreshes: ['messages'], done: t('rereading.dropped') });
  const params = { id: job.id };
  const taken = job.leads - left.size;
  const toggle = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  return (
    <Paper withBorder component="section" className={classes.detail} aria-labelledby="rereading">
      <h2 id="rereading" className={classes.heading}>
        {job.source}
      </h2>
      <Standing job={job} />
      {job.state === 'compared' || isComparing ? (
        <Group gap="sm" my="md">
          {job.state === 'compared' && job.leads > 0 ? (
            <Button
              loading={apply.isPending}
              disabled={taken === 0}
              onClick={() => apply.mutate({ params, body: { except: [...left] } })}
            >
              {t('rereading.apply', { count: taken })}
            </Button>
          ) : null}
          <Button variant="default" loading={drop.isPending} onClick={() => drop.mutate({ params })}>
            {t('rereading.drop')}
          </Button>
        </Group>
      ) : null}
      {isComparing ? null : (
        <>
          <RereadFields id={job.id} />
          <Leads id={job.id} left={left} onToggle={job.state === 'compared' ? toggle : null} />
        </>
      )}
    </Paper>
  );
};

/** How far it is, in words and as a bar while it works. */
const Standing = ({ job }: { job: Rereading }) => {
  const { t } = useTranslation();
  const { state, total, done, failed, leads, chosen, changed } = job;
  const ofAll = state === 'applying' ? Math.max(chosen, 1) : Math.max(total, 1);
  const isWorking = state === 'comparing' || state === 'applying';
  return (
    <>
      <p role="status">
        {state === 'comparing' ? t('rereading.comparing', { done, total }) : null}
        {state === 'compared' ? t('rereading.compared', { count: leads, total }) : null}
        {state === 'applying' ? t('rereading.applying', { done, total: chosen }) : null}
        {state === 'applied' ? t('rereading.applied', { count: changed }) : null}
        {state === 'dropped' ? t('rereading.state.dropped') : null}{' '}
        {failed > 0 ? t('rereading.failed', { count: failed }) : null}
      </p>
      {isWorking ? (
        <Progress value={(done / ofAll) * 100} aria-label={t(`rereading.state.${state}`)} animated />
      ) : null}
    </>
  );
};

interface LeadsProps {
  id: string;
  left: ReadonlySet<string>;
  onToggle: ((id: string) => void) | null;
}

const Leads = ({ id, left, onToggle }: LeadsProps) => {
  const { t } = useTranslation();
  const leads = useInfiniteQuery(rereadLeadsQuery(id));
  if (leads.isPending) return <LoadingState />;
  if (leads.isError) return <ErrorState error={leads.error} onRetry={leads.refetch} />;
  return (
    <>
      <RereadLeads leads={leads.data.pages.flatMap((page) => page.items)} left={left} onToggle={onToggle} />
      {leads.hasNextPage ? (
        <Button variant="default" loading={leads.isFetchingNextPage} onClick={() => leads.fetchNextPage()}>
          {t('rereading.more')}
        </Button>
      ) : null}
    </>
  );
};
