import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './sources.module.css';

/** A lead address with the button that copies it. */
export const LeadAddress = ({ address, source }: { address: string; source: string }) => {
  const { t } = useTranslation();
  return <CopiedLine value={address} label={t('sources.copyAddressOf', { name: source })} />;
};

/** What is entered elsewhere, with the button that copies it: nobody should type it. `label` is the button's. */
export const CopiedLine = ({ value, label }: { value: string; label: string }) => {
  const { t } = useTranslation();
  return (
    <div className={classes.address}>
      <code className={classes.addressText}>{value}</code>
      <CopyButton value={value} timeout={3000}>
        {({ copied, copy }) => (
          <Button
            size="xs"
            variant="default"
            leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
            aria-label={copied ? undefined : label}
            onClick={copy}
          >
            <span aria-live="polite">{copied ? t('common.copied') : t('common.copy')}</span>
          </Button>
        )}
      </CopyButton>
    </div>
  );
};
