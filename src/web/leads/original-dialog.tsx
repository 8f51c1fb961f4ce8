import { Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { MailView } from '../intake/mail-view.tsx';
import { exactTime } from '../time.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { originalQuery } from './queries.ts';

interface Props {
  id: string;
  message: string;
  zone: string;
  onClose: () => void;
}

/** The mail as it arrived: its look, its text, its headers. */
export const OriginalDialog = ({ id, message, zone, onClose }: Props) => {
  const { t, i18n } = useTranslation();
  const original = useQuery(originalQuery(id, message));
  return (
    <Modal opened onClose={onClose} size="xl" title={t('leads.page.originalTitle')}>
      {original.isPending ? <LoadingState /> : null}
      {original.isError ? <ErrorState error={original.error} onRetry={() => original.refetch()} /> : null}
      {original.data ? (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            {exactTime(Date.parse(original.data.receivedAt), zone, i18n.language)}.{' '}
            {t('leads.page.originalHint')}
          </Text>
          <MailView shown={original.data} />
        </>
      ) : null}
    </Modal>
  );
};
