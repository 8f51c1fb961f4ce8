import { Alert, Button, Group, Modal, type ModalProps, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from './problem-text.ts';

interface Props {
  title: string;
  size?: ModalProps['size'];
  /** The act that saves: whether it runs, and why it was refused. */
  save: { readonly isPending: boolean; readonly error: unknown };
  /** What the button says; without it, that it saves. */
  act?: string;
  /** Something is missing without which it cannot be sent. */
  isIncomplete?: boolean;
  /** The refusal is said beside the fields it names. */
  isSaidBeside?: boolean;
  onSave: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog with fields that are saved together; a refusal stands above them, and nothing entered is lost. */
export const SaveDialog = ({
  title,
  size,
  save,
  act,
  isIncomplete = false,
  isSaidBeside,
  onSave,
  onClose,
  children,
}: Props) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return (
    <Modal opened onClose={onClose} title={title} {...(size && { size })}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
      >
        <Stack>
          {save.error && !isSaidBeside ? (
            <Alert color="red" title={t('common.notSaved')} role="alert">
              {problemText(save.error)}
            </Alert>
          ) : null}
          {children}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={isIncomplete} loading={save.isPending}>
              {act ?? t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
