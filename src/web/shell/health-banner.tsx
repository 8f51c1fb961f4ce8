import { useQuery } from '@tanstack/react-query';
import { IconAlertTriangle, IconCloudOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { getHealth } from '../../contract/health.ts';
import { call } from '../api.ts';
import { useSession } from '../session.ts';
import { clockSpeed } from '../clock.ts';
import { shortTime } from '../time.ts';
import { useNowMs } from '../ui/times.tsx';
import { Banner } from './banner.tsx';
import classes from './health-banner.module.css';

const PARTS = ['database', 'engine', 'intake', 'delivery'] as const;

/** What stands still, since when, and what to do about it; nothing while all is well. */
export const HealthBanner = () => {
  const { t, i18n } = useTranslation();
  const { account, example } = useSession();
  const health = useQuery({
    queryKey: ['health'],
    queryFn: () => call(getHealth),
    refetchInterval: 30_000,
    refetchOnReconnect: 'always',
    networkMode: 'always',
    retry: 1,
  });
  const now = useNowMs();
  const zone = account?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const failing = health.isError ? [] : PARTS.filter((part) => health.data?.[part].state === 'failing');
  return (
    <div aria-live="assertive">
      {health.isError ? (
        <Banner icon={<IconCloudOff size={18} aria-hidden />} title={t('shell.offline.title')}>
          {t('shell.offline.body')}
        </Banner>
      ) : null}
      {failing.map((part) => (
        <Banner
          key={part}
          icon={<IconAlertTriangle size={18} aria-hidden />}
          title={`${t(`shell.failing.${part}.title`)} ${t('shell.failing.since', {
            since: shortTime(Date.parse(health.data?.[part].since ?? ''), zone, i18n.language, now),
          })}`}
        >
          {t(`shell.failing.${part}.body`)}
        </Banner>
      ))}
      {example ? (
        <div className={classes.example}>
          {t('shell.example')}
          {clockSpeed() === 1 ? null : `; ${t('shell.exampleSpeed', { speed: clockSpeed() })}`}
        </div>
      ) : null}
    </div>
  );
};
