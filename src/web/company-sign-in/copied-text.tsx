import { Button, CopyButton, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface Props {
  label: string;
  /** What the button is called for those who do not see where it stands. */
  copyLabel: string;
  value: string;
}

/** A text that is entered elsewhere, with the button that copies it. */
export const CopiedText = ({ label, copyLabel, value }: Props) => {
  const { t } = useTranslation();
  return (
    <TextInput
      readOnly
      label={label}
      value={value}
      rightSectionWidth={120}
      rightSection={
        <CopyButton value={value} timeout={3000}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
              aria-label={copied ? undefined : copyLabel}
              onClick={copy}
            >
              <span aria-live="polite">{copied ? t('common.copied') : t('common.copy')}</span>
            </Button>
          )}
        </CopyButton>
      }
    />
  );
};
