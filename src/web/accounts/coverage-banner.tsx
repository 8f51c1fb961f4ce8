import { IconUserOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { hasRole, useSession } from '../session.ts';
import { Banner } from '../shell/banner.tsx';
import { coverageQuery } from './queries.ts';

/** More places than this are counted, not named. */
const NAMED = 4;

/** For admins and controllers: for what nobody is there today, and what nobody could be told; nothing while all is well. */
export const CoverageBanner = () => {
  const { t, i18n } = useTranslation();
  const mayKnow = hasRole(useSession(), 'controller', 'admin');
  const coverage = useQuery({ ...coverageQuery, enabled: mayKnow }).data;
  if (!coverage) return null;
  const { everything, unattended, unstaffed, undeliverable } = coverage;
  const textOf = (places: typeof unattended) => {
    const names = places.map(({ branch, source }) => (source === null ? branch : `${source} (${branch})`));
    const rest = names.length - NAMED;
    const shown = rest > 0 ? [...names.slice(0, NAMED), t('accounts.coverage.more', { count: rest })] : names;
    return new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(shown);
  };
  const places = everything ? t('accounts.coverage.everything') : textOf(unattended);
  return (
    <>
      {unattended.length > 0 ? (
        <Banner
          icon={<IconUserOff size={18} aria-hidden />}
          title={t('accounts.coverage.nobodyFor', { places })}
        >
          {t('accounts.coverage.toAdmins')}{' '}
          <Link to="/einstellungen/personen">{t('accounts.coverage.enterSubstitute')}</Link>
        </Banner>
      ) : null}
      {unstaffed.length > 0 ? (
        <Banner
          icon={<IconUserOff size={18} aria-hidden />}
          title={t('accounts.coverage.unstaffed', { places: textOf(unstaffed) })}
        >
          {t('accounts.coverage.toDispatchers')}{' '}
          <Link to="/anfragen" search={{ view: 'toDistribute' }}>
            {t('accounts.coverage.seeWaiting')}
          </Link>
        </Banner>
      ) : null}
      {undeliverable > 0 ? (
        <Banner
          icon={<IconUserOff size={18} aria-hidden />}
          title={t('accounts.coverage.undeliverable', { count: undeliverable })}
        >
          <Link to="/anfragen" search={{ view: 'team' }}>
            {t('accounts.coverage.seeLeads')}
          </Link>
        </Banner>
      ) : null}
    </>
  );
};
