import { useQuery } from '@tanstack/react-query';
import { IconAlertTriangle, IconCloudOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { getHealth, type Health } from '../../contract/health.ts';
import { call } from '../api.ts';
import { useSession } from '../session.ts';
import { clockSpeed } from '../clock.ts';
import { shortTime } from '../time.ts';
import { useNowMs } from '../ui/times.tsx';
import { Banner } from './banner.tsx';
import classes from './health-banner.module.css';

const PARTS = ['database', 'engine', 'intake', 'delivery'] as const;

/** What to say of a part that fails: it works slowly, leaves something out, or does nothing at all. */
const textOf = (part: (typeof PARTS)[number], reason: Health['engine']['reason']) => {
  if (part === 'engine' && reason === 'late') return 'engineLate';
  if (part === 'intake' && reason === 'late') return 'intakeLate';
  if (part === 'intake' && reason === 'stuck') return 'intakeStuck';
  return part;
};

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
  // Of a mailbox, or of Meta, those are told who can act upon it (shell/outages.ts): it is one dealership's alone.
  const failing = PARTS.filter((part) => {
    const { state, reason } = health.data?.[part] ?? {};
    return !health.isError && state === 'failing' && reason !== 'mailbox' && reason !== 'meta';
  });
  return (
    <div aria-live="assertive">
      {health.isError ? (
        <Banner icon={<IconCloudOff size={18} aria-hidden />} title={t('shell.offline.title')}>
          {t('shell.offline.body')}
        </Banner>
      ) : null}
      {failing.map((part) => {
        const { since = '', reason } = health.data?.[part] ?? {};
        const text = textOf(part, reason);
        return (
          <Banner
            key={part}
            icon={<IconAlertTriangle size={18} aria-hidden />}
            title={`${t(`shell.failing.${text}.title`)} ${t('shell.failing.since', {
              since: shortTime(Date.parse(since), zone, i18n.language, now),
            })}`}
          >
            {t(`shell.failing.${text}.body`)}
          </Banner>
        );
      })}
      {example ? (
        <div className={classes.example}>
          {t('shell.example')}
          {clockSpeed() === 1 ? null : `; ${t('shell.exampleSpeed', { speed: clockSpeed() })}`}
        </div>
      ) : null}
    </div>
  );
};
