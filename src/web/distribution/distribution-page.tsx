import { Alert, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session.ts';
import { exactTime } from '../time.ts';
import { Page } from '../ui/page.tsx';
import { DistributionForm } from './distribution-form.tsx';
import { distributionQuery } from './queries.ts';

/** Who gets new enquiries: admins change it, controllers read it; both may ask who would get one. */
export const DistributionPage = () => {
  const { t, i18n } = useTranslation();
  const saved = useSuspenseQuery(distributionQuery).data;
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const at = exactTime(Date.parse(saved.changedAt), zone, i18n.language);
  return (
    <Page title={t('distribution.title')} intro={t('distribution.lead')}>
      <Text c="dimmed" mb="md">
        {saved.changedBy
          ? t('distribution.lastChanged', { at, name: saved.changedBy })
          : t('distribution.asSetUp', { at })}
      </Text>
      {saved.mayChange ? null : (
        <Alert color="gray" icon={<IconInfoCircle aria-hidden />} mb="md">
          {t('distribution.readOnly')}
        </Alert>
      )}
      <DistributionForm key={saved.version} saved={saved} />
    </Page>
  );
};
