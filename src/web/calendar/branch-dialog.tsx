import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../ui/problem-text.ts';

interface Props {
  onClose: () => void;
  title: string;
  /** The button that does it. */
  confirm: string;
  valid: boolean;
  pending: boolean;
  error: unknown;
  onSubmit: () => void;
  children: ReactNode;
}

/** The frame of the dialogs about a branch: fields, what went wrong, and two buttons. */
export const BranchDialog = ({
  onClose,
  title,
  confirm,
  valid,
  pending,
  error,
  onSubmit,
  children,
}: Props) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return (
    <Modal opened onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (valid) onSubmit();
        }}
      >
        <Stack>
          {error ? (
            <Alert color="red" title={t('calendar.branch.failed')} role="alert">
              {problemText(error)}
            </Alert>
          ) : null}
          {children}
          <Group gap="xs" justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!valid} loading={pending}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
