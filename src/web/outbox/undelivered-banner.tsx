import { IconMailX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { hasRole, useSession } from '../session.ts';
import { Banner } from '../shell/banner.tsx';
import { undeliveredQuery } from './queries.ts';

/** For admins and controllers: mails that reached nobody, until they are sent again or somebody took note of them. */
export const UndeliveredBanner = () => {
  const { t } = useTranslation();
  const mayKnow = hasRole(useSession(), 'controller', 'admin');
  const mails = useQuery({ ...undeliveredQuery, enabled: mayKnow }).data?.items ?? [];
  const [latest] = mails;
  if (!latest) return null;
  const { toName, toAddress } = latest;
  return (
    <Banner
      icon={<IconMailX size={18} aria-hidden />}
      title={t('outbox.undelivered.title', {
        count: mails.length,
        name: toName || toAddress,
        address: toAddress,
      })}
    >
      {t('outbox.undelivered.body')}{' '}
      <Link to="/postausgang" search={{ stand: 'dead', ...(mails.length === 1 && { mail: latest.id }) }}>
        {t('outbox.undelivered.see', { count: mails.length })}
      </Link>
    </Banner>
  );
};
