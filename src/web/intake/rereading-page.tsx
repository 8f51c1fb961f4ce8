import { Button, Group, Paper, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Rereading, startRereading } from '../../contract/intake.ts';
import { nowMs } from '../clock.ts';
import { useSession } from '../session.ts';
import { sourceNamesQuery } from '../sources/queries.ts';
import { DAY_MS, instantOf, wallClock } from '../time.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { RelativeTime } from '../ui/times.tsx';
import { useAct } from '../ui/use-act.tsx';
import { rereadingsQuery } from './queries.ts';
import { readRereadSearch } from './reread-search.ts';
import { RereadingDetail } from './rereading-detail.tsx';
import classes from './rereading.module.css';

/** A source's messages read anew with the present readers: compared first, changed only when somebody says so. */
export const RereadingPage = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { quelle, auftrag } = readRereadSearch(useSearch({ strict: false }));
  const jobs = useQuery(rereadingsQuery);
  const items = jobs.data?.items ?? [];
  const shown = items.find(({ id }) => id === auftrag);
  const open = (id: string) => navigate({ to: '/posteingang/neu-einlesen', search: { auftrag: id } });
  return (
    <Page
      title={t('rereading.title')}
      intro={t('rereading.intro')}
      actions={<LinkAnchor to="/posteingang">{t('rereading.back')}</LinkAnchor>}
    >
      <Start sourceId={quelle ?? null} onStarted={open} />
      {jobs.isPending ? <LoadingState /> : null}
      {jobs.isError ? <ErrorState error={jobs.error} onRetry={jobs.refetch} /> : null}
      {shown ? <RereadingDetail key={shown.id} job={shown} /> : null}
      {jobs.data && items.length === 0 ? (
        <EmptyState title={t('rereading.empty')}>{t('rereading.emptyBody')}</EmptyState>
      ) : null}
      {items.length > 0 ? <Jobs jobs={items} shown={auftrag} /> : null}
    </Page>
  );
};

const DAYS_PROPOSED = 90;

const Start = ({ sourceId, onStarted }: { sourceId: string | null; onStarted: (id: string) => void }) => {
  const { t } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const sources = useQuery(sourceNamesQuery).data?.items ?? [];
  const [source, setSource] = useState(sourceId);
  const [since, setSince] = useState(wallClock(nowMs() - DAYS_PROPOSED * DAY_MS, zone).slice(0, 10));
  const start = useAct(startRereading, { refreshes: ['messages'], onDone: ({ id }) => onStarted(id) });
  const sinceMs = instantOf(`${since}T00:00`, zone);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (source && !Number.isNaN(sinceMs))
          start.mutate({ body: { sourceId: source, since: new Date(sinceMs).toISOString() } });
      }}
    >
      <Group gap="sm" align="flex-end" mb="lg">
        <Select
          label={t('rereading.source')}
          placeholder={t('imports.chooseSource')}
          value={source}
          onChange={setSource}
          data={sources.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextInput
          type="date"
          label={t('rereading.since')}
          value={since}
          onChange={(event) => setSince(event.currentTarget.value)}
        />
        <Button type="submit" loading={start.isPending} disabled={!source || Number.isNaN(sinceMs)}>
          {t('rereading.compare')}
        </Button>
      </Group>
    </form>
  );
};

const Jobs = ({ jobs, shown }: { jobs: readonly Rereading[]; shown: string | undefined }) => {
  const { t } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  return (
    <section aria-labelledby="rereadings">
      <h2 id="rereadings" className={classes.heading}>
        {t('rereading.before')}
      </h2>
      <Paper withBorder component="ul" className={classes.jobs}>
        {jobs.map((job) => (
          <li key={job.id} className={classes.job} aria-current={job.id === shown}>
            <LinkAnchor to="/posteingang/neu-einlesen" search={{ auftrag: job.id }} underline="always">
              {job.source}
            </LinkAnchor>
            <span>{t(`rereading.state.${job.state}`)}</span>
            <span className={classes.soft}>
              {job.createdBy}, <RelativeTime at={job.createdAt} zone={zone} />
            </span>
          </li>
        ))}
      </Paper>
    </section>
  );
};
