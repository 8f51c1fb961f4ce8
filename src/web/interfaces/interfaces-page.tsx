import { Paper } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconPlayerPause, IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listInterfaces, type SourceWays, type WayIn, type WayInView } from '../../contract/interfaces.ts';
import { call } from '../api.ts';
import { hasRole, useSession } from '../session.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { RelativeTime, ShortTime } from '../ui/times.tsx';
import classes from './interfaces.module.css';

/** Every way in of the dealership, by source: how it stands, what came last, and where it is set up. */
export const InterfacesPage = () => {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ['interfaces'], queryFn: () => call(listInterfaces, {}) });
  const items = found.data?.items;
  return (
    <Page title={t('interfaces.overview.title')} intro={t('interfaces.overview.lead')} width="narrow">
      {found.isPending ? <LoadingState /> : null}
      {found.isError ? <ErrorState error={found.error} onRetry={found.refetch} /> : null}
      {items?.length === 0 ? (
        <EmptyState icon={<IconPlugConnected size={28} aria-hidden />} title={t('interfaces.overview.empty')}>
          {t('interfaces.overview.emptyText')}
        </EmptyState>
      ) : null}
      <div className={classes.cards}>
        {items?.map((source) => (
          <SourceCard
            key={source.id}
            source={source}
            showBranch={items.some(({ branch }) => branch !== source.branch)}
          />
        ))}
      </div>
    </Page>
  );
};

const SourceCard = ({ source, showBranch }: { source: SourceWays; showBranch: boolean }) => (
  <Paper withBorder component="section" className={classes.card} aria-label={source.name}>
    <h2 className={classes.name}>
      <LinkAnchor inherit to="/quellen/$id" params={{ id: source.id }}>
        {source.name}
      </LinkAnchor>
      {showBranch ? <span className={classes.branch}>{source.branch}</span> : null}
    </h2>
    <ul className={classes.ways}>
      {source.ways.map((way) => (
        <Way key={`${way.way} ${way.at}`} way={way} source={source} />
      ))}
    </ul>
    <LastRefused source={source} />
  </Paper>
);

const ICONS = { open: IconCircleCheck, failing: IconAlertTriangle, paused: IconPlayerPause };

const Way = ({
  way: { way, at, state, lastAt, failing },
  source,
}: {
  way: WayInView;
  source: SourceWays;
}) => {
  const { t } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const Icon = ICONS[state];
  return (
    <li className={classes.way}>
      <div className={classes.what}>
        <WayLink way={way} source={source} />
        {at ? (
          <span className={classes.soft}>
            {way === 'meta' ? t('interfaces.overview.pages', { ids: at }) : at}
          </span>
        ) : null}
      </div>
      <span className={classes.state} data-state={state}>
        <Icon size={16} aria-hidden />
        {t(`interfaces.overview.state.${state}`)}
      </span>
      <span className={classes.last}>
        {lastAt ? (
          <>
            {t('interfaces.overview.last')} <RelativeTime at={lastAt} zone={zone} />
          </>
        ) : (
          <span className={classes.soft}>{t('interfaces.overview.never')}</span>
        )}
      </span>
      {failing ? (
        <p className={classes.failing}>
          {failing.way === 'meta'
            ? t(`meta.failure.${failing.failure}.what`)
            : t(`mailboxes.failure.${failing.failure}.what`)}
          , {t('interfaces.overview.since')} <ShortTime at={failing.since} zone={zone} />
        </p>
      ) : null}
    </li>
  );
};

/** Where on the source's page each way is set up. */
const PLACES: Readonly<Record<Exclude<WayIn, 'mailbox'>, string>> = {
  mail: 'source-address',
  http: 'source-interface',
  google: 'source-interface',
  meta: 'source-meta',
  form: 'source-form',
};

const WayLink = ({ way, source }: { way: WayIn; source: SourceWays }) => {
  const { t } = useTranslation();
  const session = useSession();
  const name = t(`interfaces.overview.way.${way}`);
  const label = t('interfaces.overview.open', { way: name, name: source.name });
  if (way !== 'mailbox')
    return (
      <LinkAnchor to="/quellen/$id" params={{ id: source.id }} hash={PLACES[way]} aria-label={label}>
        {name}
      </LinkAnchor>
    );
  if (!hasRole(session, 'admin')) return <span>{name}</span>;
  return (
    <LinkAnchor to="/einstellungen/postfaecher" aria-label={label}>
      {name}
    </LinkAnchor>
  );
};

const LastRefused = ({ source: { refused } }: { source: SourceWays }) => {
  const { t } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  if (!refused) return null;
  const { code, count, lastAt } = refused;
  return (
    <p className={classes.refused}>
      {t('interfaces.overview.refused')} {t(`problem.${code}`)} {t('interfaces.times', { count })},{' '}
      {t('interfaces.lastTime')} <RelativeTime at={lastAt} zone={zone} />
    </p>
  );
};
