import { Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Import } from '../../contract/imports.ts';
import { useSession } from '../session.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { RelativeTime } from '../ui/times.tsx';
import { ImportDetail } from './import-detail.tsx';
import { readImportSearch } from './import-search.ts';
import { ImportStart } from './import-start.tsx';
import { importsQuery } from './queries.ts';
import classes from './rereading.module.css';

/** A mailbox's export or a table of former enquiries brought in: looked at first, taken over when somebody says so. */
export const ImportPage = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { quelle, datei } = readImportSearch(useSearch({ strict: false }));
  const imports = useQuery(importsQuery);
  const items = imports.data?.items ?? [];
  const open = (id: string) => navigate({ to: '/posteingang/importieren', search: { datei: id } });
  return (
    <Page
      title={t('imports.title')}
      intro={t('imports.intro')}
      actions={<LinkAnchor to="/posteingang">{t('rereading.back')}</LinkAnchor>}
    >
      <ImportStart sourceId={quelle ?? null} onStarted={open} />
      {imports.isPending ? <LoadingState /> : null}
      {imports.isError ? <ErrorState error={imports.error} onRetry={imports.refetch} /> : null}
      {datei ? <ImportDetail key={datei} id={datei} /> : null}
      {imports.data && items.length === 0 ? (
        <EmptyState title={t('imports.empty')}>{t('imports.emptyBody')}</EmptyState>
      ) : null}
      {items.length > 0 ? <Imports items={items} shown={datei} /> : null}
    </Page>
  );
};

const Imports = ({ items, shown }: { items: readonly Import[]; shown: string | undefined }) => {
  const { t } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  return (
    <section aria-labelledby="imports">
      <h2 id="imports" className={classes.heading}>
        {t('imports.before')}
      </h2>
      <Paper withBorder component="ul" className={classes.jobs}>
        {items.map((item) => (
          <li key={item.id} className={classes.job} aria-current={item.id === shown}>
            <LinkAnchor to="/posteingang/importieren" search={{ datei: item.id }} underline="always">
              {item.fileName}
            </LinkAnchor>
            <span>{t(`imports.state.${item.state}`)}</span>
            <span className={classes.soft}>
              {item.source}, {item.createdBy}, <RelativeTime at={item.createdAt} zone={zone} />
            </span>
          </li>
        ))}
      </Paper>
    </section>
  );
};
