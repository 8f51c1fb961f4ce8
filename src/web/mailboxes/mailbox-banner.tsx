import { IconMailboxOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { hasRole, useSession } from '../session.ts';
import { Banner } from '../shell/banner.tsx';
import { shortTime } from '../time.ts';
import { useNowMs } from '../ui/times.tsx';
import { failingMailboxesQuery } from './queries.ts';

/** For admins and controllers: mailboxes out of reach, in which enquiries may be waiting; nothing while all can be read. */
export const MailboxBanner = () => {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const mayKnow = hasRole(session, 'controller', 'admin');
  const failing = useQuery({ ...failingMailboxesQuery, enabled: mayKnow }).data?.items ?? [];
  const now = useNowMs();
  const zone = session.account?.zone ?? 'Europe/Berlin';
  return failing.map(({ id, username, failure, since }) => (
    <Banner
      key={id}
      icon={<IconMailboxOff size={18} aria-hidden />}
      title={t('mailboxes.banner.title', {
        username,
        since: shortTime(Date.parse(since), zone, i18n.language, now),
      })}
    >
      {t(`mailboxes.failure.${failure}.what`)}. {t('mailboxes.banner.body')}{' '}
      {hasRole(session, 'admin') ? (
        <Link to="/einstellungen/postfaecher">{t('mailboxes.banner.see')}</Link>
      ) : (
        t('mailboxes.banner.tellAdmin')
      )}
    </Banner>
  ));
};
