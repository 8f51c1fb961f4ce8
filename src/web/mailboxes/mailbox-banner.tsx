import { IconMailboxOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { hasRole, useSession } from '../session.ts';
import { Banner } from '../shell/banner.tsx';
import { useOutages } from '../shell/outages.ts';
import { failingMailboxesQuery } from './queries.ts';

/** Mailboxes out of reach, in which enquiries may be waiting; nothing while all can be read. */
export const MailboxBanner = () => {
  const { t } = useTranslation();
  const isAdmin = hasRole(useSession(), 'admin');
  return useOutages(failingMailboxesQuery).map(({ id, username, failure, since }) => (
    <Banner
      key={id}
      icon={<IconMailboxOff size={18} aria-hidden />}
      title={t('mailboxes.banner.title', { username, since })}
    >
      {t(`mailboxes.failure.${failure}.what`)}. {t('mailboxes.banner.body')}{' '}
      {isAdmin ? (
        <Link to="/einstellungen/postfaecher">{t('mailboxes.banner.see')}</Link>
      ) : (
        t('mailboxes.banner.tellAdmin')
      )}
    </Banner>
  ));
};
