import { Button } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { leaveDealership } from '../../contract/support.ts';
import { useSession } from '../session.ts';
import { Banner } from '../shell/banner.tsx';
import { exactTime } from '../time.ts';
import { useAct } from '../ui/use-act.tsx';

/** For an operator inside a dealership: where one is, why, until when, and the way out. */
export const SupportBanner = () => {
  const { t, i18n } = useTranslation();
  const { account } = useSession();
  // A full load, so that nothing of the dealership stays in memory.
  const leave = useAct(leaveDealership, {
    refreshes: [],
    onDone: () => window.location.assign('/autohaeuser'),
  });
  if (!account?.support) return null;
  const { reason, until } = account.support;
  return (
    <Banner
      icon={<IconLifebuoy size={18} aria-hidden />}
      title={t('access.support.inside', {
        dealership: account.dealership,
        until: exactTime(Date.parse(until), account.zone, i18n.language),
      })}
    >
      {t('access.support.because', { reason })}{' '}
      <Button size="compact-sm" variant="default" loading={leave.isPending} onClick={() => leave.mutate({})}>
        {t('access.support.leave')}
      </Button>
    </Banner>
  );
};
