import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { hasRole, useSession } from '../session.ts';
import { Banner } from '../shell/banner.tsx';
import { exactTime } from '../time.ts';
import { intakeQuietQuery } from './queries.ts';

/** For admins and controllers: no source delivers although all of them together should have; nothing while all is well. */
export const IntakeQuietBanner = () => {
  const { t, i18n } = useTranslation();
  const mayKnow = hasRole(useSession(), 'controller', 'admin');
  const found = useQuery({ ...intakeQuietQuery, enabled: mayKnow }).data;
  if (!found?.quiet) return null;
  const { sinceAt, expected } = found.quiet;
  return (
    <Banner
      icon={<IconPlugConnectedX size={18} aria-hidden />}
      title={t('sources.intakeQuiet.title', {
        since: exactTime(Date.parse(sinceAt), found.zone, i18n.language),
      })}
    >
      {t('sources.intakeQuiet.body', { count: Math.round(expected) })}{' '}
      <Link to="/quellen">{t('sources.intakeQuiet.see')}</Link>
    </Banner>
  );
};
