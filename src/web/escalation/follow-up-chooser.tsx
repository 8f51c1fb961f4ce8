import { Button, CloseButton, Group, TextInput } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dayAt, instantOf, wallClock } from '../time.ts';

/** Three days later in the morning: what an example needs, not what the product would propose. */
export const usualFollowUpAt = (arrivalMs: number, zone: string) => dayAt(arrivalMs, zone, 3, '09:00');

interface Props {
  /** null: no follow-up. */
  valueMs: number | null;
  arrivalMs: number;
  zone: string;
  onChange: (ms: number | null) => void;
}

/** Adds a follow-up to the imagined enquiry, to see what becomes of it when nobody keeps it. */
export const FollowUpChooser = ({ valueMs, arrivalMs, zone, onChange }: Props) => {
  const { t } = useTranslation();
  if (valueMs === null) {
    return (
      <Button
        variant="default"
        leftSection={<IconCalendarPlus size={16} aria-hidden />}
        onClick={() => onChange(usualFollowUpAt(arrivalMs, zone))}
      >
        {t('escalation.course.addFollowUp')}
      </Button>
    );
  }
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        type="datetime-local"
        label={t('escalation.course.followUpAt')}
        value={wallClock(valueMs, zone)}
        onChange={(event) => {
          const ms = instantOf(event.currentTarget.value, zone);
          // A field that is being cleared or typed holds no time yet.
          if (Number.isFinite(ms)) onChange(ms);
        }}
      />
      <CloseButton
        size="lg"
        aria-label={t('escalation.course.removeFollowUp')}
        onClick={() => onChange(null)}
      />
    </Group>
  );
};
