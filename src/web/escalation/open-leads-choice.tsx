import { Radio, Stack, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReapplyCounts } from '../../contract/escalation.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { useCountTexts } from './open-leads-texts.ts';

/** What becomes of the enquiries that are not closed when new times are saved. */
export type OpenLeads = 'keep' | 'apply';

interface Props {
  /** The question to the server what the new times would do to them at once. */
  preview: UseQueryResult<ReapplyCounts>;
  value: OpenLeads;
  onChange: (value: OpenLeads) => void;
}

/** "Nur neue Anfragen" or "Auch die 128 offenen", with what the second one would do before it is chosen. */
export const OpenLeadsChoice = ({ preview, value, onChange }: Props) => {
  const { t } = useTranslation();
  const { atOnce } = useCountTexts();
  if (preview.isError) return <ErrorState error={preview.error} onRetry={preview.refetch} />;
  if (!preview.data) return <LoadingState lines={3} />;

  const counts = preview.data;
  if (counts.changed === 0)
    return <Text>{t('escalation.openLeads.noneConcerned', { count: counts.open })}</Text>;
  return (
    <Radio.Group
      label={t('escalation.openLeads.question')}
      value={value}
      onChange={(chosen) => onChange(chosen === 'apply' ? 'apply' : 'keep')}
    >
      <Stack gap="sm" mt="xs">
        <Radio
          value="keep"
          label={t('escalation.openLeads.keep')}
          description={t('escalation.openLeads.keepText')}
        />
        <Radio
          value="apply"
          label={t('escalation.openLeads.apply', { count: counts.open })}
          description={`${t('escalation.openLeads.concerned', { count: counts.changed })} ${atOnce(counts)}`}
        />
      </Stack>
    </Radio.Group>
  );
};
