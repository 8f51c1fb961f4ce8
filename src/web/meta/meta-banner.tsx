import { IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Banner } from '../shell/banner.tsx';
import { useOutages } from '../shell/outages.ts';
import { failingMetaQuery } from './queries.ts';

/** Sources whose leads Meta does not hand out; their page says what to do. */
export const MetaBanner = () => {
  const { t } = useTranslation();
  return useOutages(failingMetaQuery).map(({ sourceId, source, failure, since }) => (
    <Banner
      key={sourceId}
      icon={<IconPlugConnectedX size={18} aria-hidden />}
      title={t('meta.banner.title', { source, since })}
    >
      {t(`meta.failure.${failure}.what`)}. {t('meta.banner.body')}{' '}
      <Link to="/quellen/$id" params={{ id: sourceId }}>
        {t('meta.banner.see')}
      </Link>
    </Banner>
  ));
};
